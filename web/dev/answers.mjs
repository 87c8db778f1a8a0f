// Invented answers of the mock server: plausible, and in the shape of the real ones.
import { list, names, place, table } from './tables.mjs';

const DAY = 86_400_000;
const HOUR = 3_600_000;

const OFFSETS = { 'Asia/Shanghai': 8, 'Asia/Ho_Chi_Minh': 7, 'Asia/Almaty': 5, 'Australia/Perth': 8, 'America/Los_Angeles': -8, 'Europe/Moscow': 3 };

const utc = (millis) => new Date(millis).toISOString().replace('.000', '');

function local(millis, zone) {
  const hours = OFFSETS[zone] ?? 0;
  const sign = hours < 0 ? '-' : '+';
  const shown = new Date(millis + hours * HOUR).toISOString().slice(0, 19);
  return `${shown}${sign}${String(Math.abs(hours)).padStart(2, '0')}:00[${zone}]`;
}

/** Ways as lists of moves: [mode, gauge, from, to, hours, km, kind, crossings, wait hours before, reliability]. */
const WAYS = [
  [['rail', 1520, 'KZKOV', 'KZALT', 62, 1890, 'ride', [], 30, 'mixed'], ['rail', 1435, 'CNHRS', 'CNLYG', 118, 4150, 'through', ['X-HRS-ALT'], 34, 'mixed'], ['sea', null, 'CNLYG', 'VNCLI', 150, 3120, 'ride', [], 52, 'seen']],
  [['rail', 1520, 'KZKOV', 'KZDOS', 58, 1640, 'ride', [], 44, 'mixed'], ['rail', 1435, 'CNALA', 'CNLYG', 112, 4117, 'through', ['X-ALA-DOS'], 40, 'mixed'], ['sea', null, 'CNLYG', 'VNTOT', 146, 3080, 'ride', [], 70, 'seen'], ['barge', null, 'VNTOT', 'VNCLI', 9, 68, 'drayage', [], 12, 'unverified']],
  [['rail', 1520, 'KZKOV', 'KZALT', 62, 1890, 'ride', [], 30, 'mixed'], ['rail', 1435, 'CNHRS', 'CNTAO', 122, 4420, 'through', ['X-HRS-ALT'], 34, 'computed'], ['sea', null, 'CNTAO', 'VNCLI', 158, 3400, 'ride', [], 40, 'modelled']],
  [['rail', 1520, 'KZKOV', 'KZDOS', 58, 1640, 'ride', [], 80, 'unverified'], ['rail', 1435, 'CNALA', 'CNNNG', 140, 4980, 'through', ['X-ALA-DOS'], 40, 'computed'], ['road', null, 'CNNNG', 'VNCLI', 58, 1890, 'ride', ['X-PIN'], 26, 'unverified']],
  [['rail', 1520, 'KZKOV', 'RUVVO', 310, 7900, 'ride', [], 60, 'unverified'], ['sea', null, 'RUVVO', 'VNCLI', 260, 4700, 'ride', [], 96, 'modelled']],
  [['rail', 1520, 'KZKOV', 'KZDOS', 58, 1640, 'ride', [], 44, 'mixed'], ['rail', 1435, 'CNALA', 'CNLYG', 112, 4117, 'through', ['X-ALA-DOS'], 64, 'mixed'], ['sea', null, 'CNLYG', 'VNTOT', 168, 3080, 'ride', [], 130, 'modelled']],
];

function itinerary(moves, number, ready, price, tonnes) {
  let clock = ready;
  const legs = [];
  const transfers = [];
  moves.forEach(([mode, gauge, from, to, hours, km, kind, crossings, wait, reliability], index) => {
    const [start, end] = [place(from), place(to)];
    const isGauge = kind === 'through' && index > 0;
    const reasons = isGauge
      ? [{ code: 'gauge_change', minutes: 16 * 60 }, { code: 'customs', minutes: (wait - 16) * 60 }]
      : [{ code: index === 0 ? 'load' : 'unload', minutes: 360 }, { code: 'wait_for_departure', minutes: wait * 60 - 360 }];
    transfers.push({
      place: from, place_name: start.name, before_leg: index, from_time: utc(clock), from_time_local: local(clock, start.zone),
      to_time: utc(clock + wait * HOUR), to_time_local: local(clock + wait * HOUR, start.zone), handlings: index === 0 ? 0 : 1, cost: tonnes * 4.2, reliability: 'modelled', basis: ['M'], reasons,
    });
    clock += wait * HOUR;
    const departure = clock;
    clock += hours * HOUR;
    const service = { en: `${start.name.en.split(' ')[0]} - ${end.name.en.split(' ')[0]} ${mode}`, zh: `${start.name.zh}—${end.name.zh}`, ru: `${start.name.ru} — ${end.name.ru}`, kk: `${start.name.kk} — ${end.name.kk}` };
    const rate = { rail: 0.017, sea: 0.008, road: 0.055, barge: 0.03 }[mode];
    const grams = { rail: 18, sea: 9, road: 75, barge: 30 }[mode];
    legs.push({
      mode, gauge_mm: gauge ?? undefined, kind, service: `SV-${from}-${to}`, service_name: service, run: kind === 'drayage' ? undefined : `SV-${from}-${to}/2026-11-27`,
      from, from_name: start.name, to, to_name: end.name, departure: utc(departure), departure_local: local(departure, start.zone), arrival: utc(clock), arrival_local: local(clock, end.zone),
      distance_km: km, cost: km * rate * tonnes, co2e_kg: (km * grams * tonnes) / 1000, capacity: kind === 'drayage' ? undefined : mode === 'sea' ? '1800 TEU' : '100 TEU',
      crossings, reliability, basis: ['S12', 'K'], cost_reliability: reliability === 'seen' ? 'mixed' : 'unverified', cost_basis: ['K'], co2e_reliability: 'mixed', co2e_basis: ['C'], factor: `F-${mode.toUpperCase()}`, path: line(start, end, mode),
    });
  });
  const last = place(legs.at(-1).to);
  transfers.push({
    place: last.id, place_name: last.name, before_leg: legs.length, from_time: utc(clock), from_time_local: local(clock, last.zone), to_time: utc(clock + 20 * HOUR), to_time_local: local(clock + 20 * HOUR, last.zone),
    handlings: 0, cost: tonnes * 3, reliability: 'modelled', basis: ['M'], reasons: [{ code: 'unload', minutes: 480 }, { code: 'customs', minutes: 720 }],
  });
  clock += 20 * HOUR;
  const sum = (key) => legs.reduce((total, leg) => total + leg[key], 0);
  const days = (clock - ready) / DAY;
  const moving = legs.reduce((total, leg) => total + (Date.parse(leg.arrival) - Date.parse(leg.departure)) / DAY, 0);
  const freight = sum('cost') * price;
  const handling = transfers.reduce((total, transfer) => total + transfer.cost, 0);
  const isModelled = legs.some((leg) => leg.reliability === 'modelled');
  return {
    number, ready: utc(ready), departure: legs[0].departure, departure_local: legs[0].departure_local, arrival: utc(clock), arrival_local: local(clock, last.zone), days, waiting_days: days - moving, moving_days: moving,
    days_spread: { p10: days - 0.4, p50: days + 0.8, p90: days + 3 + number * 0.6, reason: 'missed_connection', reason_where: legs[1].from },
    cost: { amount: freight + handling, currency: 'USD', per_tonne: (freight + handling) / tonnes, per_teu: (freight + handling) / 46 },
    cost_parts: [{ kind: 'freight', amount: freight }, { kind: 'handling', amount: handling }, { kind: 'storage', amount: 0 }],
    co2e_kg: sum('co2e_kg'), co2e_kg_per_tonne: sum('co2e_kg') / tonnes, handlings: legs.length + 1, rides: legs.filter((leg) => leg.kind === 'ride').length, on_time_probability: 0.92 - number * 0.05, due: utc(clock + 2 * DAY),
    distance_km: sum('distance_km'), load: { unit_type: '20GP', form: 'box', units: 46, teu: 46 }, reliability: isModelled ? 'modelled' : 'unverified', rests_on_modelled: isModelled,
    parcel_min_t: number === 6 ? 25000 : undefined, legs, transfers,
  };
}

const SEA = { VNCLI: [[122.5, 33.5], [122.8, 29], [119.5, 22.5], [112, 13], [107.3, 10]], VNTOT: [[122.5, 33.5], [122.8, 29], [119.5, 22.5], [112, 13], [107.3, 10]] };
const RAIL = { CNLYG: [[87.45, 43.86], [94, 42.5], [103.62, 36.11], [109.06, 34.38], [117.25, 34.26]], CNTAO: [[87.45, 43.86], [94, 42.5], [103.62, 36.11], [109.06, 34.38], [117, 36.6]] };

function line(start, end, mode) {
  const between = mode === 'sea' ? (SEA[end.id] ?? []) : (RAIL[end.id] ?? []);
  return [[start.lon, start.lat], ...between, [end.lon, end.lat]];
}

export function plan(request) {
  const ready = Date.parse(`${request.depart ?? '2026-11-25'}T00:00:00+05:00`);
  const tonnes = Number.parseFloat(request.quantity) || 1200;
  const isHopeless = request.published_only && request.avoid_crossings?.length > 0;
  const variants = isHopeless ? [] : [0, 1, 2, 3, 4, 5, 0, 1, 2, 5].map((way, index) => [WAYS[way], ready + Math.floor(index / 6) * 2 * DAY, 1 - (index % 4) * 0.06]);
  const found = variants.map(([way, at, price], index) => itinerary(way, index + 1, at, price, tonnes));
  found.sort((a, b) => a.arrival.localeCompare(b.arrival)).forEach((one, index) => (one.number = index + 1));
  return {
    question: {
      from: [place(request.from)], to: [place(request.to)], cargo: { hs: request.cargo, name: { en: 'Wheat', zh: '小麦', ru: 'Пшеница', kk: 'Бидай' }, unit_types: ['20GP'] }, mass_kg: tonnes * 1000,
      ready: utc(ready), ready_local: local(ready, 'Asia/Almaty'), tolerance_hours: 48, criteria: [], currency: 'USD', loads: [], front: 'bounded: 6 h, 2 %',
    },
    itineraries: found,
    found: isHopeless ? 0 : 31,
    why_not: [
      { code: 'booking.cut_off_passed', where: 'SV-KZKOV-KZALT/2026-11-25', detail: 'the cut-off of SV-KZKOV-KZALT/2026-11-25 is missed by 10 h', params: { service: 'SV-KZKOV-KZALT', service_name: 'Kokshetau - Altynkol', date: '2026-11-25', hours: '10', unit_type: '20GP' }, days_earlier: isHopeless ? undefined : 2.4 },
      { code: 'parcel.below_minimum', where: 'SV-BLK-LYG/2026-12-06', detail: 'takes parcels of at least 25000 t', params: { service: 'SV-BLK-LYG', service_name: 'Lianyungang - Cai Mep bulk voyage', date: '2026-12-06', needed: '25000', has: '1200', unit_type: 'bulk' }, days_earlier: isHopeless ? undefined : 1.1 },
      { code: 'crossing.not_open', where: 'X-BKT-BAH', detail: 'needs a crossing that is not open', params: { unit_type: '20GP' } },
    ],
    elapsed_us: 8400,
  };
}

const RACE_PARTS = {
  KZKOV: { rail: 180, sailing: 150, border: 34, waiting_for_train: 24, waiting_for_ship: 52, handling: 30, customs: 18 },
  AUKWI: { sailing: 190, drayage: 14, waiting_for_ship: 168, handling: 60, customs: 18 },
  USKAM: { rail: 60, sailing: 480, waiting_for_ship: 130, handling: 62, customs: 18, waiting_for_train: 30 },
  RUNVS: { rail: 40, sailing: 540, waiting_for_ship: 150, handling: 66, customs: 18, opening_hours: 12 },
};

export function race(request) {
  const rows = request.from.map((from, index) => {
    const parts = RACE_PARTS[from] ?? { rail: 100, sailing: 200, waiting_for_ship: 90, handling: 40 };
    const hours = Object.values(parts).reduce((total, value) => total + value, 0);
    const moving = (parts.rail ?? 0) + (parts.sailing ?? 0) + (parts.drayage ?? 0);
    const one = itinerary(from === 'KZKOV' ? WAYS[0] : [['road', null, from, from, 6, 200, 'drayage', [], 4, 'unverified'], ['sea', null, from, 'VNTOT', parts.sailing ?? 200, 9000, 'ride', [], 90, 'modelled']], 1, Date.parse('2026-11-25T00:00:00Z'), 1, 1200);
    return {
      from, from_name: place(from).name, days: hours / 24, days_p10: hours / 24 - 2, days_p90: hours / 24 + 6, days_quay_to_quay: moving / 24 + 2, waiting_days: (hours - moving) / 24, moving_days: moving / 24,
      cost_per_tonne: 120 - index * 18, currency: 'USD', co2e_kg_per_tonne: 118 - index * 12, form: index === 0 ? 'box' : 'bulk', parcel_min_t: index === 0 ? null : 25000, days_behind: 0, hours_by_part: parts, itinerary: one, why_not: [],
    };
  });
  const fastest = Math.min(...rows.map((row) => row.days));
  rows.forEach((row) => (row.days_behind = row.days - fastest));
  return { rows, elapsed_us: 212000 };
}

export function reach(places, from, days) {
  const start = place(from);
  const ports = places
    .filter((one) => ['seaport', 'bulk_port', 'dry_port'].includes(one.kind) && one !== start)
    .map((one, index) => {
      const far = Math.hypot(one.lat - start.lat, (one.lon - start.lon) * 0.8) / 5 + 3;
      return { place: one.id, name: one.name, country: one.country, kind: one.kind, lat: one.lat, lon: one.lon, arrival: utc(Date.parse('2026-11-22T00:00:00Z') + far * DAY), days: far, rests_on_modelled: index % 3 > 0 };
    })
    .filter((one) => one.days <= days)
    .sort((a, b) => a.days - b.days);
  const totals = (some) => ({ ports: some.length, inland: Math.round(some.length / 6), countries: new Set(some.map((one) => one.country)).size });
  return { from: start, within_days: days, ports, published: totals(ports.filter((one) => !one.rests_on_modelled)), with_modelled: totals(ports), elapsed_us: 9000 };
}

const VERDICTS = ['reproduced', 'plausible', 'optimistic', 'contradicted', 'impossible', 'not_testable'];

export function claims() {
  const rows = table('claims').map((row, index) => ({
    id: row.claim_id, publication: row.publication, subject: `${row.subject}${row.qualifier ? `, ${row.qualifier}` : ''}`, claimed: row.value, computed: index % 6 === 5 ? null : row.value, unit: row.unit, verdict: VERDICTS[index % 6],
    how: 'mock: distances of the corridor summed along the service', judgement: row.judgement, reason: row.reason,
  }));
  return { claims: rows };
}

export function crossings() {
  const rules = table('restrictions');
  return table('crossings').map((row) => {
    const at = place(row.from) ?? place(row.to);
    const number = (text) => (text === '' ? undefined : Number(text));
    return {
      id: row.crossing_id, name: names(row), kind: row.kind, status: row.status, lat: at?.lat, lon: at?.lon, capacity_per_day: number(row.capacity_per_day), average_per_day: number(row.average_per_day), capacity_unit: row.capacity_unit,
      crossing_hours: number(row.crossing_hours), reliability: row.reliability, basis: list(row.basis), note: row.note,
      restrictions: rules.filter((rule) => rule.target_id === row.crossing_id).map((rule) => ({
        effect: rule.effect, reason: { en: rule.reason, zh: rule.reason_zh || rule.reason, ru: rule.reason_ru || rule.reason, kk: rule.reason_kk || rule.reason }, valid_from: rule.valid_from || undefined, valid_to: rule.valid_to || undefined,
      })),
    };
  });
}
