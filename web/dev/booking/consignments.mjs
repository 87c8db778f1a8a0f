// Answers about consignments: rows, one of them, actions, offers.
import { plan as planned } from '../answers.mjs';
import { HOUR, NOW, utc } from './timetable.mjs';
import { bookingOf, CUSTOMERS, demand, hash, planOf, planSteps, quotation, record, refusal, state } from './world.mjs';

const STATUSES = ['drafted', 'ordered', 'planned', 'booked', 'received', 'under_way', 'arrived', 'delivered', 'closed', 'cancelled'];

/** The records that count: the last correction of each goes before it. */
function effective(one) {
  const replaced = new Set(one.records.map(({ record: corrected }) => corrected).filter(Boolean));
  return one.records.filter(({ id, handling }) => handling && !replaced.has(id));
}

function estimateOf(one) {
  if (!['received', 'under_way'].includes(one.status) || one.rides.length === 0) return null;
  const likely = one.rides.at(-1).arrival + one.delay;
  return { early: utc(likely - 14 * HOUR), likely: utc(likely), late: utc(likely + 52 * HOUR), made_at: utc(NOW - 40 * 60_000), reason: null };
}

function nextOf(one) {
  const seen = new Set(effective(one).map(({ handling }) => `${handling.what} ${handling.place}`));
  const step = one.rides.length > 0 ? planSteps(one.rides).find(({ what, place }) => what !== 'gauge_changed' && !seen.has(`${what} ${place}`)) : null;
  const words = { received: 'receive', departed: 'depart', arrived: 'arrive', delivered: 'deliver' };
  return step ? { step: words[step.what], place: step.place, planned: utc(step.at) } : null;
}

function standingOf(one) {
  const states = one.booking?.legs.map(({ standing }) => standing.state) ?? [];
  return states.find((name) => name === 'waiting') ?? states[0] ?? null;
}

function row(one) {
  const { order, rides, booking } = one;
  const mass = order.goods.reduce((sum, { mass_kg }) => sum + mass_kg, 0);
  return {
    id: one.id, version: one.version, reference: one.reference, customer: one.customer, status: one.status, origin: order.route?.origin ?? null, destination: order.route?.destination ?? null, ready: order.route?.ready ?? null, due: order.route?.due ?? null,
    goods: order.goods.slice(0, 3).map(({ hs, description, mass_kg, units }) => ({ hs, description, mass_kg, units })), lines: order.goods.length, mass_kg: mass, units: order.goods.flatMap(({ units }) => units).reduce((sum, { count }) => sum + count, 0),
    departure: rides[0] ? utc(rides[0].departure) : null, arrival: rides[0] ? utc(rides.at(-1).arrival) : null, estimate: estimateOf(one), late_minutes: one.delay >= 6 * HOUR && estimateOf(one) ? one.delay / 60_000 : null,
    booking: booking ? { id: booking.id, standing: standingOf(one), until: booking.held_until } : null, price: booking ? booking.quotation.total : null, progress: one.status, whereabouts_place: effective(one).at(-1)?.handling.place ?? null, next: nextOf(one),
    holds: one.holds, misdirected: one.misdirected, made_at: one.made_at, updated_at: one.updated_at,
  };
}

function timeline(one) {
  const none = { planned: null, estimated: null, actual: null, recorded_at: null, record: null, corrected: false, unit: null };
  const entries = one.rides.length === 0 ? [] : planSteps(one.rides).map(({ what, place, leg, at }) => ({ ...none, what, place, leg, planned: utc(at), source: 'plan' }));
  const legOf = (what, place) => entries.find((entry) => entry.what === what && entry.place === place)?.leg ?? null;
  const actual = effective(one).map(({ id, handling, recorded_at, statement }) => ({
    ...none, what: handling.what, place: handling.place, leg: legOf(handling.what, handling.place), actual: handling.happened_at, recorded_at, record: id, unit: handling.unit, corrected: statement === 'corrects', source: 'record',
  }));
  const seen = new Set(actual.map(({ what, place }) => `${what} ${place}`));
  const estimated = estimateOf(one) ? entries.filter(({ what, place }) => !seen.has(`${what} ${place}`)).map((entry) => ({ ...entry, planned: null, estimated: utc(Date.parse(entry.planned) + one.delay), source: 'estimate' })) : [];
  // A hold stands where it happened: after the last step that is over.
  const at = entries.findLastIndex(({ what, place }) => seen.has(`${what} ${place}`)) + 1;
  const others = actual.filter(({ what, place }) => !entries.some((entry) => entry.what === what && entry.place === place));
  return [...entries.slice(0, at), ...others, ...entries.slice(at), ...estimated, ...actual.filter((entry) => !others.includes(entry))];
}

export function answer(one) {
  const isDraft = one.status === 'drafted';
  return {
    id: one.id, version: one.version, reference: one.reference, customer: one.customer, status: one.status, order: isDraft ? null : one.order, draft: isDraft ? one.order : null, plans: one.plan ? [one.plan] : [], plan: one.plan?.number ?? null, booking: one.booking,
    past_bookings: one.past_bookings, records: one.records, estimate: estimateOf(one), delivery: { progress: one.status, whereabouts_place: row(one).whereabouts_place, misdirected: one.misdirected, next: nextOf(one), holds: one.holds, oddities: [] },
    units: one.units, shared_with: one.shared_with, documents: one.documents, timeline: timeline(one),
  };
}

/** Who is signed in sees its own; the operator sees all. */
function visible() {
  const own = state.session?.organisation;
  return [...state.consignments.values()].filter((one) => own?.kind === 'operator' || one.customer === own?.id || one.shared_with.includes(own?.id));
}

const SORTS = { updated: 'updated_at', made: 'made_at', ready: 'ready', departure: 'departure', arrival: 'arrival', customer: 'customer' };

export function page(rows, query, more = {}) {
  const start = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  return { items: rows.slice(start, start + limit), next: start + limit < rows.length ? String(start + limit) : null, total: rows.length, ...more };
}

export function list(query) {
  const text = (query.get('q') ?? '').toLowerCase();
  const is = (name, value) => !query.get(name) || query.get(name) === value;
  const found = visible().map((one) => [one, row(one)]).filter(([one, each]) =>
    is('customer', each.customer) && is('origin', each.origin) && is('destination', each.destination) && (!query.get('hold') || each.holds.includes(query.get('hold'))) && (query.get('late') !== 'true' || each.late_minutes > 0) &&
    (text === '' || [each.reference, each.id, ...each.goods.map(({ description }) => description), ...one.units.map(({ number }) => number)].some((word) => word?.toLowerCase().includes(text))),
  ).map(([, each]) => each);
  const counts = {};
  for (const { status } of found) counts[status] = (counts[status] ?? 0) + 1;
  const statuses = query.get('status')?.split(',');
  const sort = query.get('sort') ?? '-updated';
  const key = sort.replace('-', '');
  const value = (each) => (key === 'status' ? STATUSES.indexOf(each.status) : (each[SORTS[key]] ?? (sort.startsWith('-') ? '' : '~')));
  const rows = found.filter(({ status }) => !statuses || statuses.includes(status)).sort((a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0) * (sort.startsWith('-') ? -1 : 1));
  return page(rows, query, { counts });
}

export function events(id, query) {
  return page(state.events.filter(({ entity }) => entity.endsWith(id)).reverse(), query);
}

function changed(one, kind, more = {}) {
  one.version += 1;
  one.updated_at = utc(NOW + one.version * 1000);
  return record(`consignment/${one.id}`, kind, one.version, more);
}

export function create(body) {
  const number = state.consignments.size + 1;
  const first = body.draft.goods[0];
  const count = first?.units[0]?.count ?? 1;
  const trade = {
    customer: 0, code: 'NEW', hs: first?.hs ?? '', text: first?.description ?? '', kg: first?.mass_kg ?? 1000, unit: first?.units[0]?.unit_type ?? '20GP', count, teu: /^40/.test(first?.units[0]?.unit_type ?? '') ? 2 : 1, plugs: /RF$/.test(first?.units[0]?.unit_type ?? '') ? 1 : 0, price: (first?.mass_kg ?? 0) * 0.082 + 900, legs: [],
  };
  const id = `0193ffff-0000-7000-8000-${hash(`n${number}${state.position}`).slice(0, 12)}`;
  const one = {
    id, version: 0, number, trade, rides: [], status: body.place_order ? 'ordered' : 'drafted', reference: body.reference ?? null, customer: body.customer ?? (state.session.organisation.kind === 'operator' ? CUSTOMERS[0].id : state.session.organisation.id), order: body.draft, plan: null, booking: null, records: [], holds: [], delay: 0,
    misdirected: false, shared_with: [], documents: [], past_bookings: [], made_at: utc(NOW), updated_at: utc(NOW), units: [],
  };
  state.consignments.set(id, one);
  const made = [changed(one, 'consignment.drafted')];
  if (body.place_order) made.push(changed(one, 'consignment.ordered'));
  return { id, version: one.version, events: made.map(({ id: event, kind }) => ({ id: event, kind })), status: one.status, booking: null };
}

const wrong = (one) => refusal(409, 'consignment.wrong_state', 'not possible in this state', { facts: { status: one.status } });

function book(one, action) {
  const offer = offers(one).itineraries.find(({ key }) => key === action.itinerary);
  const mustWait = offer && !offer.offer.bookable;
  if (!offer) return refusal(404, 'plan.outdated', 'no such offer');
  if (mustWait && !action.wait) return offer.offer.why;
  const rides = offer.legs.map((leg) => ({ from: leg.from, to: leg.to, departure: Date.parse(leg.departure), arrival: Date.parse(leg.arrival), hops: { from: 0, to: 1 }, run: { run: leg.run, section: '1', sectionId: leg.service, name: leg.service_name, mode: leg.mode, gauge_mm: leg.gauge_mm ?? null } })).filter(({ run }) => run.run);
  Object.assign(one, { rides, plan: planOf(one.trade, rides), status: 'planned', booking: bookingOf(one.trade, rides, mustWait ? 'waiting' : 'held', NOW + action.hold_minutes * 60_000) });
  changed(one, 'consignment.planned');
  changed(one, 'booking.held');
  return null;
}

const AFTER = { received: 'received', departed: 'under_way', loaded: 'under_way', delivered: 'delivered' };

function tell(one, action) {
  const id = action.id ?? `H-${one.number}-${one.records.length}-${state.position}`;
  const handling = action.handling ?? null;
  one.records.push({ id, statement: action.do === 'record' ? 'happened' : action.do === 'correct' ? 'corrects' : 'withdraws', record: action.record ?? null, handling, recorded_at: utc(NOW + state.position * 1000), actor: state.session.person.name });
  if (handling) {
    const isThere = handling.what === 'arrived' && handling.place === one.order.route?.destination;
    one.status = isThere ? 'arrived' : (AFTER[handling.what] ?? one.status);
    if (handling.what === 'held') one.holds = [...new Set([...one.holds, handling.hold])];
    if (handling.what === 'released') one.holds = one.holds.filter((hold) => hold !== handling.hold);
  }
  changed(one, 'consignment.handling_recorded', { happened_at: handling?.happened_at, recorded_at: utc(NOW + state.position * 1000), corrects: action.record ?? null, body: { record: id } });
  return null;
}

const DOES = {
  place_order: (one) => (one.status === 'drafted' ? ((one.status = 'ordered'), changed(one, 'consignment.ordered'), null) : wrong(one)),
  take_offer: book,
  confirm: (one) => {
    if (!one.booking) return wrong(one);
    if (standingOf(one) === 'waiting') return refusal(409, 'booking.still_waiting', 'a leg waits');
    if (one.booking.confirmed_at) return refusal(409, 'booking.already_confirmed', 'confirmed');
    Object.assign(one.booking, { held_until: null, confirmed_at: utc(NOW) });
    for (const leg of one.booking.legs) leg.standing = { state: 'confirmed', until: null, place: null };
    one.status = 'booked';
    changed(one, 'booking.confirmed');
    return null;
  },
  release: (one) => {
    if (!one.booking || one.booking.confirmed_at) return wrong(one);
    one.past_bookings.push({ id: one.booking.id, end: 'released', reason: null, at: utc(NOW), fees: [] });
    one.booking = null;
    changed(one, 'booking.released');
    return null;
  },
  cancel_booking: (one, action) => {
    if (!one.booking) return wrong(one);
    one.past_bookings.push({ id: one.booking.id, end: 'cancelled', reason: action.reason, at: utc(NOW), fees: [] });
    Object.assign(one, { booking: null, status: 'planned' });
    changed(one, 'booking.cancelled');
    return null;
  },
  close: (one) => (one.status === 'delivered' ? ((one.status = 'closed'), changed(one, 'consignment.closed'), null) : refusal(409, 'consignment.not_delivered', 'not delivered')),
  cancel: (one) => {
    if (one.booking?.confirmed_at) return refusal(409, 'consignment.still_booked', 'booked');
    if (!['drafted', 'ordered', 'planned'].includes(one.status)) return refusal(409, 'consignment.already_moving', 'moving');
    one.status = 'cancelled';
    changed(one, 'consignment.cancelled');
    return null;
  },
  share: (one, action) => ((one.shared_with = [...new Set([...one.shared_with, action.with])]), changed(one, 'consignment.shared'), null),
  unshare: (one, action) => ((one.shared_with = one.shared_with.filter((id) => id !== action.with)), changed(one, 'consignment.unshared'), null),
  attach: (one, action) => (one.documents.push({ hash: action.hash, name: action.name, media_type: 'application/pdf', bytes: 52_000, added_at: utc(NOW) }), changed(one, 'consignment.attached'), null),
  record: tell, correct: tell, withdraw: tell,
};

export function act(id, { version, action }) {
  const one = state.consignments.get(id);
  if (!one) return { problem: refusal(404, 'consignment.not_found', 'no such consignment') };
  if (version < one.version) return { problem: refusal(409, 'journal.conflict', 'changed meanwhile') };
  const problem = (DOES[action.do] ?? wrong)(one, action);
  return problem ? { problem } : { body: { id, version: one.version, events: [], status: one.status, booking: one.booking } };
}

export function bulk({ items, action }) {
  return { results: items.map(({ id, version }) => {
    const { problem, body } = act(id, { version, action });
    return { id, done: !problem, version: body?.version ?? null, problem: problem ?? null };
  }) };
}

/** The planner's itineraries, with room: the first is sold out, one is past its cut-off, the others can be had. */
export function offers(one) {
  const { route, goods } = one.order;
  const tonnes = one.trade.kg / 1000;
  const found = planned({ from: route.origin, to: route.destination, cargo: goods[0].hs, quantity: `${tonnes}t`, depart: route.ready.slice(0, 10) });
  const wanted = demand(one.trade);
  const itineraries = found.itineraries.map((itinerary, index) => {
    const left = index === 0 ? wanted.teu * 0.4 : wanted.teu * (1.1 + (index % 4) * 0.6);
    const ledgers = itinerary.legs.map((leg, number) => ({ leg, number })).filter(({ leg }) => leg.run).map(({ leg, number }) => ({ run: leg.run, section: '1', leg: number, left: { ...wanted, tonnes: wanted.tonnes * 3, reefer_plugs: 10, teu: Math.round((left * (leg.mode === 'sea' ? 6 : 1)) / 1000) * 1000 }, wanted }));
    const facts = { left: `${Math.round(left / 1000)} TEU`, wanted: `${wanted.teu / 1000} TEU` };
    const why = index === 0 ? refusal(409, 'booking.sold_out', 'sold out', { facts }) : index === 3 ? refusal(409, 'booking.cut_off_passed', 'cut-off over') : null;
    const rides = itinerary.legs.filter((leg) => leg.run).map((leg) => ({ to: leg.to, run: { sectionId: leg.service } }));
    return { ...itinerary, key: hash(`${one.id}${itinerary.number}`).slice(0, 16), offer: { bookable: !why, why, ledgers, quotation: quotation({ ...one.trade, price: itinerary.cost.amount }, rides) } };
  });
  return { ...found, itineraries };
}

