// Runs with their room: real services of the corridor, filled by the invented consignments and by others.
import { runOf, DAY, HOUR, NOW, utc } from './timetable.mjs';
import { page } from './consignments.mjs';
import { CUSTOMERS, OPERATOR, record, refusal, state } from './world.mjs';

const SOLD = ['SV-LYG-ALA.1', 'SV-LYG-TAS.1', 'SV-ALA-LYG.1', 'SV-GRN-VN.1', 'SV-LIN-VN.1', 'SV-LYG-ALA.2', 'SV-ALA-LYG.2', 'SV-GRN-VN.2'];
const ZERO = { teu: 0, wagons: 0, tonnes: 0, reefer_plugs: 0, deck_m: 0 };
const known = new Map();

function make(sectionId, start, index) {
  const run = runOf(sectionId, start);
  const hops = run.calls.length - 1;
  const fill = [0.35, 0.9, 0.6, 1, 0.15, 0.75][index % 6];
  const entries = [];
  const add = (share, from, to, standing, place = null, more = {}) => {
    const teu = Math.round((run.capacity.teu / 1000) * share) * 1000;
    if (teu <= 0) return;
    entries.push({
      booking: `B-${run.run}-${entries.length}`, leg: 0, consignment: null, reference: null, customer: null, hops: { from, to }, amounts: { ...ZERO, teu, tonnes: Math.round(teu * 8.4), reefer_plugs: entries.length === 1 ? Math.min(2, run.capacity.reefer_plugs) : 0 },
      standing: { state: standing, until: standing === 'confirmed' ? null : utc(NOW + (18 + index) * HOUR), place }, ...more,
    });
  };
  for (const one of state.consignments.values()) {
    for (const leg of one.booking?.legs ?? []) {
      if (leg.run !== run.run || leg.section !== run.section) continue;
      entries.push({ booking: one.booking.id, leg: leg.leg, consignment: one.id, reference: one.reference, customer: one.customer, hops: leg.hops, amounts: leg.amounts, standing: leg.standing });
    }
  }
  const half = Math.max(1, Math.floor(hops / 2));
  add(fill * 0.5, 0, hops, 'confirmed');
  add(fill * 0.2, 0, half, 'confirmed', null, { customer: CUSTOMERS[index % 3].id });
  add(fill * 0.14, Math.min(1, hops - 1), hops, 'held');
  if (fill === 1) add(0.12, 0, hops, 'waiting', 1, { customer: CUSTOMERS[0].id });
  const sale = index % 13 === 5 ? 'closed' : start - NOW > 24 * DAY ? 'not_opened' : 'open';
  return {
    ...run, start, owner: OPERATOR.id, sale, sale_reason: sale === 'closed' ? 'Set aside: Altynkol accepts 10 trains a day until 24 Nov' : null, version: 4, entries, allotment: index % 2 === 0 ? Math.round((run.capacity.teu / 1000) * 0.12) * 1000 : 0,
    offers: index % 5 === 2 ? [{ id: `AO-${index}`, from: OPERATOR.id, to: CUSTOMERS[0].id, amounts: { ...ZERO, teu: 6000 }, state: 'offered' }] : [],
  };
}

let index = 0;
for (let day = -1; day < 30; day += 1) {
  for (const [at, sectionId] of SOLD.entries()) {
    if ((day + at * 2 + 40) % (sectionId === 'SV-LIN-VN.1' ? 7 : 4) !== 0) continue;
    const run = make(sectionId, NOW + day * DAY, index);
    known.set(`${run.run} ${run.section}`, run);
    index += 1;
  }
}

const sum = (run, hop, dimension, wanted) => run.entries.filter(({ hops, standing }) => standing.state === wanted && hops.from <= hop && hop < hops.to).reduce((total, { amounts }) => total + (amounts[dimension] ?? 0), 0);

function room(run, dimension) {
  const capacity = run.capacity[dimension];
  const hops = run.calls.slice(0, -1).map((_, hop) => {
    const [sold, held, waiting] = ['confirmed', 'held', 'waiting'].map((wanted) => sum(run, hop, dimension, wanted));
    const allotted = dimension === 'teu' ? run.allotment : 0;
    const over = Math.max(sold + held + allotted - capacity, 0);
    return { room: capacity, sold: sold - over, held, waiting, allotted, left: Math.max(capacity - sold - held - allotted, 0) };
  });
  const tightest = hops.reduce((least, hop, at) => (hop.left < hops[least].left ? at : least), 0);
  return { dimension, ...hops[tightest], tightest_hop: tightest };
}

function row(run) {
  const dimensions = Object.keys(run.capacity).filter((name) => run.capacity[name] > 0 && name !== 'wagons').map((name) => room(run, name));
  const [first, last] = [run.calls[0], run.calls.at(-1)];
  return {
    run: run.run, section: run.section, service: run.service, name: run.name, mode: run.mode, gauge_mm: run.gauge_mm, from: first.place, to: last.place, departure: utc(first.depart), arrival: utc(last.arrive), cut_off: utc(first.depart - first.cutOffHours * HOUR), owner: run.owner, sale: run.sale, dimensions,
    bookings: run.entries.length, version: run.version,
  };
}

function answer(run) {
  const own = state.session.organisation;
  const pools = [{ id: 'free', custodian: null }, ...(run.allotment > 0 ? [{ id: 'customer:ORG-ASTYQ', custodian: 'ORG-ASTYQ' }] : [])].map((pool) => ({
    ...pool, allotted: pool.custodian ? { ...ZERO, teu: run.allotment } : { ...run.capacity, wagons: 0, teu: run.capacity.teu - run.allotment },
    hops: run.calls.slice(0, -1).map((_, hop) => {
      const of = (wanted) => Object.fromEntries(Object.keys(ZERO).map((name) => [name, sum(run, hop, name, wanted)]));
      const [used, held] = [of('confirmed'), of('held')];
      const left = Object.fromEntries(Object.keys(ZERO).map((name) => [name, Math.max(run.capacity[name] - used[name] - held[name] - (name === 'teu' ? run.allotment : 0), 0)]));
      return pool.custodian ? { used: ZERO, held: ZERO, left: { ...ZERO, teu: run.allotment } } : { used, held, left };
    }),
  }));
  const entries = run.entries.map((entry) => (own.kind === 'operator' || entry.customer === own.id ? entry : { ...entry, consignment: null, reference: null, customer: null }));
  return { ...row(run), calls: run.calls.map(({ place, arrive, depart, boarding, alighting }) => ({ place, arrive: arrive && utc(arrive), depart: depart && utc(depart), boarding, alighting })), capacity: { ...run.capacity, wagons: 0 }, pools, entries, offers: run.offers, sale_reason: run.sale_reason };
}

export function runs(query) {
  const text = (query.get('q') ?? '').toLowerCase();
  const wanted = { open: 'open', closed: 'closed', unopened: 'not_opened' }[query.get('state')];
  const rows = [...known.values()].map(row).filter((one) =>
    (!query.get('from') || one.departure.slice(0, 10) >= query.get('from')) && (!query.get('to') || one.departure.slice(0, 10) <= query.get('to')) && (!query.get('mode') || one.mode === query.get('mode')) && (!wanted || one.sale === wanted) &&
    (text === '' || [one.run, ...Object.values(one.name)].some((word) => word.toLowerCase().includes(text))),
  );
  return page(rows.sort((a, b) => a.departure.localeCompare(b.departure)), query);
}

const find = (service, date, section) => known.get(`${service}@${date} ${section}`);

export function run(service, date, section) {
  const found = find(service, date, section);
  return found && answer(found);
}

export function actOnRun(service, date, section, { version, action }) {
  const found = find(service, date, section);
  if (!found) return { problem: refusal(404, 'ledger.not_open', 'no such run') };
  if (version < found.version) return { problem: refusal(409, 'journal.conflict', 'changed meanwhile') };
  if (action.do === 'set_room') {
    const used = room(found, 'teu');
    if (action.room.teu < used.sold + used.held + used.allotted) return { problem: refusal(409, 'capacity.in_use', 'in use') };
    Object.assign(found.capacity, action.room);
  }
  if (action.do === 'open' || action.do === 'reopen_sale') Object.assign(found, { sale: 'open', sale_reason: null });
  if (action.do === 'close_sale') Object.assign(found, { sale: 'closed', sale_reason: action.reason });
  if (action.do === 'move_allotment') found.allotment += action.amounts.teu ?? 0;
  if (/allotment$/.test(action.do) && action.offer) found.offers = found.offers.filter(({ id }) => id !== action.offer);
  found.version += 1;
  record(`ledger/${found.run} ${found.section}`, action.do === 'close_sale' ? 'ledger.sale_closed' : 'ledger.room_set', found.version);
  return { body: { id: found.run, version: found.version, events: [] } };
}
