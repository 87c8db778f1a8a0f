// Units, imports, discrepancies, organisations, people, keys, webhooks and the session of the mock server.
import { DAY, HOUR, NOW, utc } from './timetable.mjs';
import { page } from './consignments.mjs';
import { boxNumber, CUSTOMERS, hash, OPERATOR, ORGANISATIONS, record, refusal, state } from './world.mjs';

const ALL = ['read', 'record', 'book', 'capacity', 'administer'];
const PEOPLE_OF = { 'ORG-LYG': ['李伟', ['administrator', 'capacity_manager', 'booker', 'recorder'], ALL], 'ORG-ASTYQ': ['Dana Kassymova', ['booker', 'recorder'], ['read', 'record', 'book']], 'ORG-JIANGHAI': ['陈静', ['booker'], ['read', 'book']], 'ORG-KALI': ['Ерлан Сейітов', ['viewer'], ['read']] };

export function session() {
  const current = state.session;
  return { signed_in: current !== null, demo: true, person: current?.person ?? null, organisation: current?.organisation ?? null, permissions: current?.permissions ?? [], expires_at: current ? utc(NOW + DAY) : null, demo_organisations: ORGANISATIONS };
}

export function enter(organisation) {
  const [name, roles, permissions] = PEOPLE_OF[organisation];
  state.session = { person: { id: `P-${organisation}`, name, email: `${organisation.toLowerCase()}@example.org`, roles }, organisation: ORGANISATIONS.find(({ id }) => id === organisation), permissions };
  return session();
}

function spareUnits() {
  for (let index = 0; index < 14; index += 1) {
    const number = index % 5 === 3 ? `5${String(4_102_330 + index * 17)}` : boxNumber(618_200 + index * 31, 'CBHU');
    const id = `U-e${hash(number).slice(0, 9)}`;
    state.units.set(id, { id, version: 1, kind: index % 5 === 3 ? 'wagon_8' : 'container', number, unit_type: index % 5 === 3 ? 'hopper' : '40HC', finding: null, former: [], transport: null, cargo: [], last: index % 4 === 0 ? null : { what: 'unloaded', place: ['KZALT', 'KZKHG', 'CNLYG-BASE'][index % 3], happened_at: utc(NOW - index * 7 * HOUR) } });
  }
  const odd = { id: 'U-odd', version: 1, kind: 'container', number: 'TGHU16433S6', unit_type: '40HC', finding: { code: 'code.bad_shape', expected: '4 letters, 7 digits', found: 'TGHU16433S6' }, former: [], transport: null, cargo: [], last: { what: 'received', place: 'KZDOS', happened_at: utc(NOW - 30 * HOUR) } };
  state.units.set(odd.id, odd);
}
spareUnits();

export function unit(id) {
  const found = state.units.get(id);
  if (!found) return undefined;
  const { of, ...rest } = found;
  const last = of?.records.at(-1)?.handling;
  return { ...rest, last: rest.last ?? (last ? { what: last.what, place: last.place, happened_at: last.happened_at } : null) };
}

export function units(query) {
  const text = (query.get('q') ?? '').toLowerCase().replace(/\s/g, '');
  const rows = [...state.units.keys()].map(unit).filter((one) =>
    (!query.get('kind') || one.kind === query.get('kind')) && (!query.get('finding') || one.finding) && (!query.get('state') || (query.get('state') === 'empty') === (one.cargo.length === 0)) && (text === '' || one.number.toLowerCase().includes(text)));
  return page(rows, query);
}

export function register(body) {
  const id = `U-n${hash(body.number).slice(0, 9)}`;
  const match = /^([A-Z]{4})(\d{6})(\d)$/.exec(body.number.replace(/\s/g, '').toUpperCase());
  const right = match ? boxNumber(Number(match[2]), match[1]) : null;
  const finding = body.kind !== 'container' ? null : !match ? { code: 'code.bad_shape', expected: '4 letters, 7 digits', found: body.number } : right.at(-1) === match[3] ? null : { code: 'code.check_digit', expected: right.at(-1), found: match[3] };
  state.units.set(id, { id, version: 1, ...body, finding, former: [], transport: null, cargo: [], last: null });
  record(`unit/${id}`, 'unit.registered', 1);
  return { id };
}

export function correctNumber(id, { action }) {
  const one = state.units.get(id);
  one.former.push({ kind: one.kind, number: one.number, at: utc(NOW) });
  Object.assign(one, { number: action.number.replace(/\s/g, ''), finding: null, version: one.version + 1 });
  record(`unit/${id}`, 'unit.identity_corrected', one.version);
  return { id, version: one.version };
}

const COLUMNS = { handlings: 'reference,unit,event,place,happened_at,run', units: 'kind,number,unit_type', orders: 'reference,from,to,ready,due,hs,description,mass_kg,unit_type,units' };
export const template = (kind) => `${COLUMNS[kind]}\r\n`;

const seen = new Set();

/** Every fifth row is refused, every seventh names nothing known, so that each result can be seen. */
export function importFile(query, text) {
  const lines = text.trim().split(/\r?\n/).slice(1);
  const isDry = query.get('dry_run') === 'true';
  const cell = (line, at) => line.split(',')[at] ?? '';
  const results = lines.map((line, index) => {
    const at = { row: index + 1, line: index + 2, entity: null, problem: null };
    if ((index + 1) % 5 === 0) return { ...at, state: 'refused', problem: refusal(422, 'import.bad_cell', 'bad cell', { fields: [{ field: 'happened_at', expected: '2026-11-21T18:42+05:00', found: cell(line, 4) }] }) };
    if ((index + 1) % 7 === 0) return { ...at, state: 'unknown_reference', problem: refusal(422, 'import.unknown_reference', 'unknown', { fields: [{ field: 'reference', expected: 'a consignment', found: cell(line, 0) }] }) };
    const found = [...state.consignments.values()].find(({ reference }) => reference === cell(line, 0));
    if (seen.has(line)) return { ...at, state: 'repeated', entity: found?.id ?? null };
    if (!isDry) seen.add(line);
    return { ...at, state: isDry ? 'would_do' : 'done', entity: found?.id ?? null };
  });
  const count = (name) => results.filter((one) => one.state === name).length;
  const answer = { id: `IM-${state.imports.length + 1}`, kind: query.get('kind'), name: query.get('name'), rows: lines.length, done: count('done'), repeated: count('repeated'), refused: count('refused'), unknown: count('unknown_reference'), results: results.slice(0, 1000), columns: COLUMNS[query.get('kind')].split(',') };
  if (!isDry) state.imports.unshift({ ...answer, made_at: utc(NOW), actor: state.session.person.name });
  return answer;
}

state.imports.push(
  { id: 'IM-b', kind: 'handlings', name: 'Altynkol gate 21 Nov.xlsx', rows: 412, done: 398, repeated: 6, refused: 3, unknown: 5, made_at: utc(NOW - 14 * HOUR), actor: 'Khorgos dispatcher' },
  { id: 'IM-a', kind: 'orders', name: 'Astyq orders December.csv', rows: 24, done: 24, repeated: 0, refused: 0, unknown: 0, made_at: utc(NOW - 3 * DAY), actor: 'Dana Kassymova' },
);

function discrepancy(id, kind, more, ours, theirs, source, hours) {
  return { id, version: 1, kind, state: 'open', consignment: null, reference: null, unit: null, place: null, ours, theirs, source, made_at: utc(NOW - hours * HOUR), settled_at: null, note: null, ...more };
}
const moving = [...state.consignments.values()].filter(({ status }) => status === 'under_way');
state.discrepancies.push(
  discrepancy('D-1', 'seal_differs', { unit: 'TGHU1643396', place: 'KZALT', consignment: moving[0].id, reference: moving[0].reference }, 'CN884512 (wagon list)', 'CN884521 (gate)', 'Altynkol gate 21 Nov.xlsx, line 118', 9),
  discrepancy('D-2', 'time_differs', { consignment: moving[1].id, reference: moving[1].reference, place: 'CNHRS' }, 'Arrived 20 Nov 22:40 BJ', 'Arrived 21 Nov 01:40 BJ', 'KTZ message', 15),
  discrepancy('D-3', 'unknown_reference', { place: 'KZDOS' }, 'Nothing known', 'Departed, AT-26-9981', 'Dostyk station list', 22),
  discrepancy('D-4', 'mass_differs', { consignment: moving[2].id, reference: moving[2].reference, place: 'CNLYG-BASE' }, '26 000 kg (order)', '26 410 kg (weighbridge)', 'Base weighbridge 2', 31),
);

export const discrepancies = (query) => page(state.discrepancies.filter((one) => one.state === (query.get('state') ?? 'open')), query);

export function settle(id, { action }) {
  const one = state.discrepancies.find((known) => known.id === id);
  Object.assign(one, { state: 'settled', note: action.note, settled_at: utc(NOW), version: one.version + 1 });
  record(`discrepancy/${id}`, 'discrepancy.settled', one.version);
  return { id, version: one.version };
}

const person = (number, name, organisation, roles, now = 'active') => ({ id: `P-${number}`, name, email: `${number}@example.org`, organisation, roles, state: now, made_at: utc(NOW - number * 9 * DAY) });
export const tables = {
  organisations: ORGANISATIONS.map((one, index) => ({ ...one, state: 'open', people: 3 - (index % 2), keys: index % 3, made_at: utc(NOW - (80 - index * 11) * DAY) })),
  people: [person(1, '李伟', OPERATOR.id, ['administrator', 'capacity_manager', 'booker', 'recorder']), person(2, 'Aigerim Sadykova', OPERATOR.id, ['recorder']), person(3, 'Dana Kassymova', CUSTOMERS[0].id, ['booker', 'recorder']), person(4, '陈静', CUSTOMERS[1].id, ['booker']), person(5, 'Ерлан Сейітов', CUSTOMERS[2].id, ['viewer']), person(6, 'Тимур Ахметов', CUSTOMERS[0].id, ['viewer'], 'suspended'), person(7, '王芳', OPERATOR.id, ['recorder'], 'invited')],
  keys: [
    { id: 'K-1', name: 'Altynkol gate system', organisation: OPERATOR.id, scopes: ['read', 'record'], expires_at: utc(NOW + 200 * DAY), state: 'active', made_at: utc(NOW - 40 * DAY), hint: 'lb_key_9f…' },
    { id: 'K-2', name: 'Astyq ERP', organisation: CUSTOMERS[0].id, scopes: ['read', 'book'], expires_at: null, state: 'active', made_at: utc(NOW - 12 * DAY), hint: 'lb_key_3c…' },
    { id: 'K-3', name: 'Old tracking page', organisation: CUSTOMERS[1].id, scopes: ['read'], expires_at: utc(NOW - 5 * DAY), state: 'revoked', made_at: utc(NOW - 300 * DAY), hint: 'lb_key_aa…' },
  ],
  webhooks: [
    { id: 'W-1', url: 'https://erp.astyq.example/landbridge', kinds: ['consignment.', 'booking.'], description: 'Astyq ERP', state: 'active', made_at: utc(NOW - 12 * DAY) },
    { id: 'W-2', url: 'https://hooks.jianghai.example/lb', kinds: [], description: '江海 TMS', state: 'paused', made_at: utc(NOW - 30 * DAY) },
  ],
};
const delivery = (number, kind, now, attempts, status, error) => ({ id: `DL-${number}`, event: `KHG-${number}`, kind, state: now, attempts, next_at: now === 'waiting' ? utc(NOW + 20 * 60_000) : null, last_status: status, last_error: error, made_at: utc(NOW - number * 3 * HOUR) });
const deliveries = [delivery(1, 'booking.confirmed', 'delivered', 1, 204, null), delivery(2, 'consignment.handling_recorded', 'waiting', 3, 503, 'busy'), delivery(3, 'consignment.handling_recorded', 'delivered', 2, 200, null), delivery(4, 'consignment.planned', 'dead', 12, null, 'connection refused'), delivery(5, 'consignment.ordered', 'delivered', 1, 204, null)];
export const deliveriesOf = (query) => page(deliveries.filter((one) => !query.get('state') || one.state === query.get('state')), query);

export function replay(id) {
  const one = deliveries.find((known) => known.id === id);
  Object.assign(one, { state: 'waiting', attempts: one.attempts + 1, next_at: utc(NOW + 60_000) });
  return { id };
}

export function ping() {
  deliveries.unshift(delivery(deliveries.length + 1, 'webhook.ping', 'delivered', 1, 204, null));
  return { id: deliveries[0].id };
}

const secret = (kind) => `lb_${kind}_${hash(`${kind}${state.position}${tables.keys.length}`).slice(0, 40)}`;
export const add = {
  organisations: (body) => (tables.organisations.push({ id: `ORG-${tables.organisations.length}`, ...body, state: 'open', people: 0, keys: 0, made_at: utc(NOW) }), { id: 'new' }),
  people: (body) => (tables.people.push({ ...person(tables.people.length + 1, body.name ?? '–', body.organisation, body.roles, 'invited'), email: null }), { id: 'new', link: `/#/invitation?token=${hash(String(tables.people.length)).slice(0, 32)}`, expires_at: utc(NOW + 7 * DAY) }),
  keys: (body) => (tables.keys.push({ id: `K-${tables.keys.length + 1}`, ...body, organisation: state.session.organisation.id, state: 'active', made_at: utc(NOW), hint: 'lb_key_7d…' }), { id: 'new', secret: secret('key') }),
  webhooks: (body) => (tables.webhooks.push({ id: `W-${tables.webhooks.length + 1}`, ...body, state: 'active', made_at: utc(NOW) }), { id: 'new', secret: secret('hook') }),
};
