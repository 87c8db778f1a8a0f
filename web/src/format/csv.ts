/** Returns rows as CSV text (RFC 4180): a value that holds a comma, quote or line end is quoted. */
export function csv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map((cell) => quote(String(cell))).join(',')).join('\r\n') + '\r\n';
}

function quote(text: string): string {
  // A spreadsheet would run a cell that starts with one of these as a formula.
  const safe = /^[=+@]|^-[^\d]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Offers text as a file. The mark at the start tells spreadsheets that it is UTF-8. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
