// Rides of the corridor's real services, read from its tables: sections, calls, local times.
import { names, place, table } from '../tables.mjs';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const NOW = Date.parse('2026-11-22T00:00:00Z');

export const utc = (millis) => new Date(Math.round(millis / 60_000) * 60_000).toISOString().replace('.000Z', 'Z');
export const date = (millis) => new Date(millis).toISOString().slice(0, 10);

const OFFSETS = { 'Asia/Shanghai': 8, 'Asia/Ho_Chi_Minh': 7, 'Asia/Almaty': 5, 'Asia/Tashkent': 5, 'Asia/Samarkand': 5, 'Asia/Bangkok': 7, 'Asia/Urumqi': 8 };

const services = new Map(table('services').map((row) => [row.service_id, row]));
const sections = new Map(table('sections').map((row) => [row.section_id, row]));
const calls = new Map();
for (const row of table('calls')) calls.set(row.section_id, [...(calls.get(row.section_id) ?? []), row]);

function instant(day, clock, at, start) {
  if (clock === '' || day === undefined) return null;
  const [hours, minutes] = clock.split(':').map(Number);
  const offset = OFFSETS[place(at)?.zone] ?? 5;
  return start + Number(day || 0) * DAY + (hours - offset) * HOUR + minutes * 60_000;
}

/** Returns a run's section with its calls as instants; `start` is the midnight of its first day. */
export function runOf(sectionId, start) {
  const section = sections.get(sectionId);
  const service = services.get(section.service_id);
  const stops = (calls.get(sectionId) ?? []).map((row) => {
    const [, , at, arriveDay, arriveClock, departDay, departClock, cutOff, boards, alights] = Object.values(row);
    return { place: at, arrive: instant(arriveDay, arriveClock, at, start), depart: instant(departDay, departClock, at, start), cutOffHours: Number(cutOff || 0), boarding: boards === 'yes', alighting: alights === 'yes' };
  });
  return {
    run: `${section.service_id}@${date(start)}`, section: sectionId.split('.').at(-1), sectionId, service: section.service_id, name: names(service), mode: section.mode, gauge_mm: section.gauge_mm === '' ? null : Number(section.gauge_mm), calls: stops,
    capacity: { teu: Number(section.capacity_teu || 0) * 1000, wagons: Number(section.capacity_wagons || 0) * 1000, tonnes: Number(section.capacity_t || 0) * 1000, reefer_plugs: Number(section.reefer_plugs || 0), deck_m: Number(section.deck_m || 0) * 1000 },
  };
}

/** Returns the ride of a run between two of its places. */
export function ride(sectionId, start, from, to) {
  const run = runOf(sectionId, start);
  const [board, alight] = [run.calls.findIndex((call) => call.place === from), run.calls.findIndex((call) => call.place === to)];
  return { run, from, to, hops: { from: board, to: alight }, departure: run.calls[board].depart, arrival: run.calls[alight].arrive, cutOff: run.calls[board].depart - run.calls[board].cutOffHours * HOUR };
}

/** Returns rides one after another: each boards the first day that leaves enough hours for the work in between. */
export function chain(legs, start) {
  const rides = [];
  let ready = start;
  for (const [sectionId, from, to, work] of legs) {
    let day = Math.floor((ready - 40 * DAY) / DAY) * DAY;
    let found = ride(sectionId, day, from, to);
    while (found.departure < ready + work * HOUR) {
      day += DAY;
      found = ride(sectionId, day, from, to);
    }
    rides.push(found);
    ready = found.arrival;
  }
  return rides;
}
