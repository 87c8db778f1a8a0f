// Reads the corridor's tables for the mock server.
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../corridors/eurasia/', import.meta.url);

/** Returns the rows of a table as objects. */
export function table(name) {
  const [header, ...rows] = parse(readFileSync(new URL(`${name}.csv`, FOLDER), 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
}

function parse(text) {
  const rows = [];
  let row = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (quoted) {
      if (letter === '"' && text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else if (letter === '"') quoted = false;
      else cell += letter;
    } else if (letter === '"') quoted = true;
    else if (letter === ',') {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (letter !== '\r') cell += letter;
  }
  return rows;
}

export function names(row) {
  return { en: row.name, zh: row.name_zh || row.name, ru: row.name_ru || row.name, kk: row.name_kk || row.name };
}

export const list = (text) => (text ? text.split(';') : []);
export const optional = (text) => (text === '' || text === undefined ? undefined : Number(text));

export const places = table('places').map((row) => ({
  id: row.place_id,
  name: names(row),
  unlocode: row.unlocode || undefined,
  country: row.country,
  kind: row.kind,
  lat: Number(row.lat),
  lon: Number(row.lon),
  zone: row.time_zone,
  reliability: row.reliability,
  basis: list(row.basis),
}));
export const place = (id) => places.find((known) => known.id === id) ?? places.find((known) => known.unlocode === id);
