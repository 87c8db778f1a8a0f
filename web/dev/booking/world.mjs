// The invented world of the mock server: consignments on real services in every state of their life, and who may see them.
import { createHash } from 'node:crypto';

import { chain, DAY, HOUR, NOW, utc } from './timetable.mjs';

export const OPERATOR = { id: 'ORG-LYG', name: 'Lianyungang logistics base (demo)', kind: 'operator' };
export const CUSTOMERS = [
  { id: 'ORG-ASTYQ', name: 'Astyq Trade, forwarder (demo)', kind: 'customer' },
  { id: 'ORG-JIANGHAI', name: '江海国际货运（演示）', kind: 'customer' },
  { id: 'ORG-KALI', name: 'Kali Potash Export (demo)', kind: 'customer' },
];
export const ORGANISATIONS = [OPERATOR, ...CUSTOMERS];

/** Goods, their way over real services, their units. */
const TRADES = [
  { customer: 0, code: 'AT', hs: '1001.99', text: 'Milling wheat, 3rd class', kg: 1_196_000, unit: '40HC', count: 46, teu: 2, pack: ['VR', 0], price: 96_800, legs: [['SV-GRN-VN.1', 'KZKOV', 'CNALA', 30], ['SV-GRN-VN.2', 'CNALA', 'CNLYG-BASE', 12], ['SV-LIN-VN.1', 'CNLYG', 'VNCLI', 40]] },
  { customer: 2, code: 'KP', hs: '3104.20', text: 'Potassium chloride, granular', kg: 1_560_000, unit: '20GP', count: 60, teu: 1, pack: ['BG', 62_400], price: 74_300, legs: [['SV-ALA-LYG.1', 'KZALA', 'CNHRS', 24], ['SV-ALA-LYG.2', 'CNHRS', 'CNLYG-BASE', 10]] },
  { customer: 1, code: 'JH', hs: '8450.11', text: 'Washing machines 洗衣机', kg: 168_000, unit: '40HC', count: 12, teu: 2, pack: ['CT', 2640], price: 51_700, legs: [['SV-LYG-TAS.1', 'CNLYG-BASE', 'KZALT', 24], ['SV-LYG-TAS.2', 'KZALT', 'UZTAS', 12]] },
  { customer: 0, code: 'AT', hs: '0204.42', text: 'Frozen mutton, cuts with bone', kg: 130_000, unit: '40RF', count: 5, teu: 2, plugs: 1, pack: ['CT', 5200], temperature: [-250, -180], price: 38_900, legs: [['SV-ALA-LYG.1', 'KZALA', 'CNHRS', 24], ['SV-ALA-LYG.2', 'CNHRS', 'CNSIA', 10]] },
  { customer: 1, code: 'JH', hs: '8507.60', text: 'Lithium ion batteries 锂离子电池', kg: 88_000, unit: '40HC', count: 5, teu: 2, pack: ['PX', 220], dangerous: { number: '3480', class: '9', packing_group: null }, price: 31_250, legs: [['SV-LYG-ALA.1', 'CNLYG-BASE', 'KZALT', 24], ['SV-LYG-ALA.2', 'KZALT', 'KZALA', 10]] },
  { customer: 1, code: 'JH', hs: '8418.10', text: 'Refrigerators 冰箱', kg: 96_000, unit: '40HC', count: 8, teu: 2, pack: ['CT', 1120], price: 29_400, legs: [['SV-LYG-ALA.1', 'CNLYG-BASE', 'KZALT', 24], ['SV-LYG-ALA.2', 'KZALT', 'KZALA', 10]] },
];

/** How many of each state, and the days from now to the beginning of the way. */
const LIVES = [
  ['drafted', 3, 12], ['ordered', 7, 6], ['planned', 8, 4], ['booked', 11, 3], ['received', 4, -1], ['under_way', 14, -5], ['arrived', 3, -24], ['delivered', 7, -30], ['closed', 6, -44], ['cancelled', 3, 5],
];

export const hash = (text) => createHash('sha256').update(text).digest('hex');
const id = (number) => `0193${(0x4f20_0000 + number * 7919).toString(16)}-7a${(number % 90) + 10}-7000-8000-${hash(`c${number}`).slice(0, 12)}`;
/** Letters and figures with their ISO 6346 check digit. */
export function boxNumber(serial, prefix = 'TGHU') {
  const digits = String(serial).padStart(6, '0');
  const value = (sign) => (/\d/.test(sign) ? Number(sign) : [10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38][sign.charCodeAt(0) - 65]);
  const sum = [...`${prefix}${digits}`].reduce((total, sign, index) => total + value(sign) * 2 ** index, 0);
  return `${prefix}${digits}${(sum % 11) % 10}`;
}

export const state = { consignments: new Map(), units: new Map(), events: [], position: 0, listeners: new Set(), session: null, imports: [], discrepancies: [], bulk: 0 };

export const refusal = (status, code, detail, more = {}) => ({ type: `urn:landbridge:problem:${code}`, title: code, status, code, detail, ...more });

/** Writes an event down and tells every open line. */
export function record(entity, kind, version, more = {}) {
  state.position += 1;
  const at = more.happened_at ?? utc(NOW + state.position * 1000);
  const event = {
    position: state.position, id: `KHG-${state.position}`, kind, entity, version, happened_at: at, recorded_at: more.recorded_at ?? at, actor: more.actor ?? state.session?.person.name ?? 'Aigerim S.', organisation: more.organisation ?? OPERATOR.id,
    corrects: more.corrects ?? null, body: more.body ?? {}, hash: hash(`${entity}${state.position}`),
  };
  state.events.push(event);
  for (const listener of state.listeners) listener(event);
  return event;
}

export function demand(trade) {
  const teu = trade.count * trade.teu * 1000;
  return { teu, wagons: 0, tonnes: trade.kg, reefer_plugs: (trade.plugs ?? 0) * trade.count, deck_m: 0 };
}

export function quotation(trade, rides, made = NOW) {
  const usd = (amount) => ({ amount: Math.round(amount * 100) / 100, currency: 'USD' });
  const share = 0.9 / rides.length;
  const teu = trade.count * trade.teu;
  const parts = rides.map((_, leg) => ({ leg, charge: 'hop', place: null, tariff: `T-${rides[leg].run.sectionId}.box`, quantity: teu, per: 'teu', rate: usd((trade.price * share) / teu), amount: usd(trade.price * share) }));
  const lifts = { leg: null, charge: 'lift', place: rides[0].to, tariff: 'H-LIFT', quantity: trade.count * 2, per: 'unit', rate: usd((trade.price * 0.09) / trade.count / 2), amount: usd(trade.price * 0.09) };
  const fee = { leg: null, charge: 'booking', place: null, tariff: 'B-1', quantity: 1, per: 'flat', rate: usd(trade.price * 0.01), amount: usd(trade.price * 0.01) };
  const components = [...parts, lifts, fee];
  return {
    components, total: usd(components.reduce((sum, { amount }) => sum + amount.amount, 0)), made_at: utc(made), valid_until: utc(made + 3 * DAY),
    cancel_fees: [{ hours_before_min: 168, percent: 0, fixed: null }, { hours_before_min: 48, percent: 15, fixed: null }, { hours_before_min: 0, percent: 50, fixed: null }], change_fees: [{ hours_before_min: 48, percent: null, fixed: usd(120) }],
  };
}

export function bookingOf(trade, rides, standing, until) {
  return {
    id: `B-${hash(rides[0].run.run + trade.text + standing).slice(0, 8)}`, held_until: standing === 'confirmed' ? null : utc(until), confirmed_at: standing === 'confirmed' ? utc(NOW - 2 * DAY) : null,
    legs: rides.map((one, leg) => {
      const here = standing === 'waiting' && leg > 0 ? 'held' : standing;
      return { leg, run: one.run.run, section: one.run.section, hops: one.hops, pool: 'free', amounts: demand(trade), standing: { state: here, until: here === 'confirmed' ? null : utc(until), place: here === 'waiting' ? 2 : null } };
    }),
    quotation: quotation(trade, rides, NOW - DAY), fees: [],
  };
}

export function planOf(trade, rides, number = 1) {
  const legs = rides.map((one, leg) => ({
    leg, run: one.run.run, section: one.run.section, service_name: one.run.name, mode: one.run.mode, gauge_mm: one.run.gauge_mm, from: one.from, to: one.to, departure: utc(one.departure), arrival: utc(one.arrival), units: trade.count, mass_kg: trade.kg,
  }));
  return { number, made_at: utc(NOW - 3 * DAY), legs };
}

/** The steps of a plan: handed over, away and there on each leg, gauge change between two gauges, handed out. */
export function planSteps(rides) {
  const steps = [{ what: 'received', place: rides[0].from, leg: null, at: rides[0].departure - 20 * HOUR }];
  rides.forEach((one, leg) => {
    const before = rides[leg - 1];
    if (before && before.run.gauge_mm && one.run.gauge_mm && before.run.gauge_mm !== one.run.gauge_mm) steps.push({ what: 'gauge_changed', place: one.from, leg, at: (before.arrival + one.departure) / 2 });
    steps.push({ what: 'departed', place: one.from, leg, at: one.departure }, { what: 'arrived', place: one.to, leg, at: one.arrival });
  });
  return [...steps, { what: 'delivered', place: rides.at(-1).to, leg: null, at: rides.at(-1).arrival + 30 * HOUR }];
}

function orderOf(trade, start) {
  return {
    route: { origin: trade.legs[0][1], destination: trade.legs.at(-1)[2], ready: utc(start), due: utc(start + 30 * DAY) },
    goods: [{
      hs: trade.hs, description: trade.text, packaging: { kind: trade.pack[0], pieces: trade.pack[1] }, mass_kg: trade.kg, volume_l: trade.count * 62_000, units: [{ unit_type: trade.unit, count: trade.count }],
      temperature: trade.temperature ? { lowest: trade.temperature[0], highest: trade.temperature[1] } : null, dangerous: trade.dangerous ?? null,
    }],
  };
}

function seed() {
  let number = 0;
  for (const [status, amount, days] of LIVES) {
    for (let index = 0; index < amount; index += 1) {
      number += 1;
      const trade = TRADES[(number * 5) % TRADES.length];
      const start = NOW + (days + (index % 7) * (days < 0 ? -1 : 1.4)) * DAY;
      add(number, status, trade, start, index);
    }
  }
}

function add(number, status, trade, start, index) {
  const rides = chain(trade.legs, start);
  const hasPlan = !['drafted', 'ordered', 'cancelled'].includes(status);
  const standing = status === 'planned' ? [null, 'held', 'waiting', 'held'][index % 4] : hasPlan ? 'confirmed' : null;
  const one = {
    id: id(number), version: 3, number, trade, rides: hasPlan ? rides : [], status, reference: index === 4 ? null : `${trade.code}-26-${String(1180 + number * 3)}`, customer: CUSTOMERS[trade.customer].id, order: orderOf(trade, start), plan: hasPlan ? planOf(trade, rides) : null,
    booking: standing ? bookingOf(trade, rides, standing, NOW + (20 + index * 5) * HOUR) : null, records: [], holds: [], delay: 0, misdirected: false, shared_with: number % 9 === 0 ? [CUSTOMERS[(trade.customer + 1) % 3].id] : [],
    documents: hasPlan && number % 2 === 0 ? [{ hash: hash(`d${number}`), name: `SMGS ${20_260_000 + number}.pdf`, media_type: 'application/pdf', bytes: 184_320 + number * 991, added_at: utc(NOW - 4 * DAY) }] : [], past_bookings: [], made_at: utc(start - 9 * DAY), updated_at: utc(NOW - (number * 37) % 96 * HOUR), units: [],
  };
  if (index === 2 && hasPlan) one.past_bookings = [{ id: 'B-00af12', end: 'expired', reason: null, at: utc(NOW - 5 * DAY), fees: [] }];
  if (['received', 'under_way', 'arrived', 'delivered', 'closed'].includes(status)) happen(one, status, index);
  state.consignments.set(one.id, one);
  const entity = `consignment/${one.id}`;
  record(entity, 'consignment.drafted', 1, { happened_at: one.made_at, actor: 'Dana K.', organisation: one.customer });
  if (status !== 'drafted') record(entity, 'consignment.ordered', 2, { happened_at: utc(Date.parse(one.made_at) + HOUR), actor: 'Dana K.', organisation: one.customer });
  if (hasPlan) record(entity, 'consignment.planned', 3, { happened_at: one.plan.made_at, actor: 'Li Wei' });
  if (standing) record(entity, standing === 'confirmed' ? 'booking.confirmed' : 'booking.held', 3, { happened_at: utc(Date.parse(one.plan.made_at) + 2 * HOUR), actor: 'Dana K.', organisation: one.customer });
  for (const told of one.records) {
    record(entity, 'consignment.handling_recorded', 4, { happened_at: told.handling.happened_at, recorded_at: told.recorded_at, actor: told.actor, corrects: told.record, body: { record: told.id } });
  }
}

function happen(one, status, index) {
  const steps = planSteps(one.rides);
  const shift = status === 'under_way' && index % 3 === 0 ? (14 + index * 3) * HOUR : index * 25 * 60_000;
  one.delay = shift;
  const until = status === 'received' ? 1 : status === 'under_way' ? Math.min(steps.filter(({ at }) => at + shift < NOW).length, steps.length - 2) : status === 'arrived' ? steps.length - 1 : steps.length;
  const done = steps.slice(0, Math.max(until, 1));
  const last = done.at(-1);
  // What is over must lie in the past: the whole way moves back as far as it has to.
  const back = Math.max(0, last.at + shift - (NOW - 2 * HOUR));
  if (back > 0) for (const ride of one.rides) Object.assign(ride, { departure: ride.departure - back, arrival: ride.arrival - back, cutOff: ride.cutOff - back });
  if (back > 0) one.plan = planOf(one.trade, one.rides);
  one.units = Array.from({ length: Math.min(one.trade.count, 8) }, (_, at) => unit(one, at));
  planSteps(one.rides).slice(0, done.length).forEach(({ what, place, at }, step) => tell(one, what, place, at + (step === 0 ? 0 : shift) + ((one.number * 17 + step * 29) % 55) * 60_000, step));
  if (status === 'under_way' && index % 5 === 1) {
    one.holds = [index % 2 ? 'customs' : 'quarantine'];
    tell(one, 'held', done.at(-1).place, NOW - 9 * HOUR, 9, one.holds[0]);
  }
  if (index === 3 && one.records.length > 1) {
    const wrong = one.records[1];
    const right = { ...wrong, id: `${wrong.id}-c`, statement: 'corrects', record: wrong.id, handling: { ...wrong.handling, happened_at: utc(Date.parse(wrong.handling.happened_at) - 3 * HOUR) }, recorded_at: utc(Date.parse(wrong.recorded_at) + 5 * HOUR), actor: 'Khorgos dispatcher' };
    one.records.push(right);
  }
}

function tell(one, what, place, at, step, hold = null) {
  const lag = (one.number + step) % 6 === 0 ? 5.2 * HOUR : ((one.number * 7 + step * 3) % 11) * 60_000;
  one.records.push({
    id: `H-${one.number}-${step}`, statement: 'happened', record: null, recorded_at: utc(at + lag), actor: ['Khorgos dispatcher', '港口理货', 'Li Wei', 'Dostyk station'][step % 4],
    handling: { what, place, unit: null, happened_at: utc(at), vehicle: null, hold },
  });
}

function unit(one, at) {
  const serial = 160_000 + one.number * 413 + at * 7;
  const right = boxNumber(serial, one.trade.plugs ? 'MNBU' : ['TGHU', 'CBHU', 'OOLU', 'FCIU'][one.number % 4]);
  const isWrong = (one.number + at) % 17 === 0;
  const written = isWrong ? right.slice(0, -1) + String((Number(right.at(-1)) + 3) % 10) : right;
  const made = {
    id: `U-${hash(right).slice(0, 10)}`, version: 1, kind: 'container', number: written, unit_type: one.trade.unit, finding: isWrong ? { code: 'code.check_digit', expected: right.at(-1), found: written.at(-1) } : null, former: [],
    transport: one.status === 'closed' ? null : { id: `TR-${one.number}`, since: one.made_at }, cargo: ['delivered', 'closed'].includes(one.status) ? [] : [{ consignment: one.id, reference: one.reference, pieces: 40, mass_kg: Math.round(one.trade.kg / one.trade.count) }], of: one,
  };
  state.units.set(made.id, made);
  return { unit: made.id, number: written, pieces: 40, mass_kg: Math.round(one.trade.kg / one.trade.count) };
}

seed();
