/** Returns a unit's number as people read it: `TGHU 164339 6`, `9412 3456`, other texts as they are. */
export function unitNumber(text: string): string {
  const packed = text.replace(/[\s-]/g, '').toUpperCase();
  const box = /^([A-Z]{4})(\d{6})(\d)$/.exec(packed);
  if (box) return `${box[1]} ${box[2]} ${box[3]}`;
  if (/^\d{8}$/.test(packed)) return `${packed.slice(0, 4)} ${packed.slice(4)}`;
  if (/^\d{12}$/.test(packed)) return `${packed.slice(0, 2)} ${packed.slice(2, 4)} ${packed.slice(4, 8)} ${packed.slice(8, 11)}-${packed.slice(11)}`;
  return text;
}

/**
 * Returns whether a container's check digit follows from the rest of its number; nothing for what has no such shape.
 *
 * Source: ISO 6346, annex A: letters count from 10 without multiples of 11, the place weighs a power of two, modulo 11, 10 is 0.
 */
export function isChecked(text: string): boolean | null {
  const packed = text.replace(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z]{4}\d{7}$/.test(packed)) return null;
  const value = (sign: string) => (/\d/.test(sign) ? Number(sign) : letterValue(sign));
  const sum = [...packed.slice(0, 10)].reduce((total, sign, place) => total + value(sign) * 2 ** place, 0);
  return (sum % 11) % 10 === Number(packed.slice(10));
}

function letterValue(letter: string): number {
  const plain = letter.charCodeAt(0) - 55;
  return plain + Math.floor((plain - 1) / 10);
}
