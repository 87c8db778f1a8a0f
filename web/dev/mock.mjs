// A stand-in for the planner while its screens are made: the corridor's tables as they are, invented itineraries, nobody signed in.
// Usage: node dev/mock.mjs [port]. Serves dist/ too, under the same content security policy as the product.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

import { claims, crossings, plan, race, reach } from './answers.mjs';
import { list, names, optional, place, places, table } from './tables.mjs';

const PORT = Number(process.argv[2] ?? 7878);
const POLICY = "default-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:";
const TYPES = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', json: 'application/json', woff2: 'font/woff2' };
const NOW = '2026-11-22T00:00:00Z';

const cargo = table('commodities').map((row) => ({
  hs: row.hs,
  name: names(row),
  unit_types: list(row.unit_types),
  temperature: row.temperature_min === '' ? undefined : [Number(row.temperature_min), Number(row.temperature_max)],
  dangerous_class: row.dangerous_class || undefined,
}));

const matches = (text, words) => words.some((word) => word?.toLowerCase().includes(text.toLowerCase()));

function search(rows, query, words) {
  const text = query.get('q') ?? '';
  const found = rows.filter((row) => matches(text, words(row)));
  const exact = found.filter((row) => (row.id ?? row.hs) === text);
  return [...exact, ...found.filter((row) => !exact.includes(row))].slice(0, Number(query.get('limit') ?? 12));
}

function map() {
  const links = table('links').map((row) => ({
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: [row.from, row.to].map((id) => [place(id)?.lon ?? 0, place(id)?.lat ?? 0]) },
    properties: { kind: 'link', id: row.link_id, mode: row.mode, gauge: row.gauges, status: row.status, km: Number(row.km), reliability: row.reliability, basis: list(row.basis) },
  }));
  const points = places.map((one) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [one.lon, one.lat] },
    properties: { kind: 'place', id: one.id, name_en: one.name.en, name_zh: one.name.zh, name_ru: one.name.ru, name_kk: one.name.kk, place_kind: one.kind, country: one.country },
  }));
  return { type: 'FeatureCollection', features: [...links, ...points] };
}

const GETS = {
  '/v1/session': () => ({ signed_in: false, demo: false, permissions: [] }),
  '/v1/corridor': () => ({
    title: 'Eurasia land bridge', reference: true, now: NOW, opened_at: NOW, timetable_end: '2028-11-22T00:00:00Z', problems: 0,
    counts: { places: places.length, services: table('services').length, sections: table('sections').length, links: table('links').length, crossings: table('crossings').length },
    services_by_reliability: table('services').reduce((counts, row) => ({ ...counts, [row.reliability]: (counts[row.reliability] ?? 0) + 1 }), {}),
  }),
  '/v1/places': (query) => search(places, query, (one) => [one.id, one.unlocode, ...Object.values(one.name)]),
  '/v1/cargo': (query) => search(cargo, query, (one) => [one.hs, ...Object.values(one.name)]),
  '/v1/unit-types': () => table('unit_types').map((row) => ({ id: row.unit_type, name: names(row), form: row.form, teu: Number(row.teu), payload_t: optional(row.payload_t) })),
  '/v1/sources': () => table('sources').map((row) => ({ id: row.source_id, what: row.what, url: row.url })),
  '/v1/crossings': crossings,
  '/v1/map': map,
  '/v1/reach': (query) => reach(places, query.get('from'), Number.parseFloat(query.get('within'))),
  '/v1/claims': claims,
};

function refusal(request) {
  const problem = (code, field, found) => ({ type: 'about:blank', title: 'refused', status: 400, code, detail: `${field}: found ${found}`, fields: [{ field, expected: 'another value', found }] });
  if (!place(request.from)) return problem('request.unknown_place', 'from', request.from);
  if (!place(request.to)) return problem('request.unknown_place', 'to', request.to);
  if (!/^\d+(\.\d+)?(t|kg|u)$/.test(request.quantity)) return problem('request.bad_quantity', 'quantity', request.quantity);
  return null;
}

async function answer(request, url) {
  let text = '';
  for await (const chunk of request) text += chunk;
  if (request.method === 'GET') return { body: GETS[url.pathname]?.(url.searchParams) };
  const question = JSON.parse(text);
  const refused = refusal(question.plan ? { ...question.plan, from: question.from[0] } : question);
  if (refused) return { status: 400, type: 'application/problem+json', body: refused };
  return { body: url.pathname === '/v1/race' ? race(question) : plan(question) };
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://mock');
  response.setHeader('content-security-policy', POLICY);
  try {
    if (url.pathname.startsWith('/v1/')) {
      const { status = 200, type = 'application/json', body } = await answer(request, url);
      response.writeHead(body ? status : 404, { 'content-type': type });
      response.end(typeof body === 'string' ? body : status === 204 ? undefined : JSON.stringify(body ?? {}));
      return;
    }
    const path = url.pathname === '/' ? '/index.html' : url.pathname;
    const bytes = await readFile(new URL(`../dist${path}`, import.meta.url));
    response.writeHead(200, { 'content-type': TYPES[path.split('.').at(-1)] ?? 'application/octet-stream' });
    response.end(bytes);
  } catch (fault) {
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end(String(fault));
  }
});

server.listen(PORT, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${PORT}`));
