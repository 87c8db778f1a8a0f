/** Returns a unit's number as people read it: `TGHU 164339 6`, `9412 3456`, other texts as they are. */
export function unitNumber(text: string): string {
  const packed = text.replace(/[\s-]/g, '').toUpperCase();
  const box = /^([A-Z]{4})(\d{6})(\d)$/.exec(packed);
  if (box) return `${box[1]} ${box[2]} ${box[3]}`;
  if (/^\d{8}$/.test(packed)) return `${packed.slice(0, 4)} ${packed.slice(4)}`;
  if (/^\d{12}$/.test(packed)) return `${packed.slice(0, 2)} ${packed.slice(2, 4)} ${packed.slice(4, 8)} ${packed.slice(8, 11)}-${packed.slice(11)}`;
  return text;
}
