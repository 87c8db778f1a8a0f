import { describe, expect, it } from 'vitest';

import type { DraftView, PlanLegView } from '../api/booking';
import { newUuid7 } from '../api/intent';
import { estimateProblem } from './estimate';
import { buttonsAndMenu, steps } from './nextSteps';
import { fromOrder, toOrder } from './orderDraft';
import { quantityOf, unreadable, withQuantities } from './quantities';
import { hasRoom, pulled, rollAction, rolled, type Departure } from './roll';

const ride = (no: number, run: string, from: string, to: string, depart: string, arrive: string): PlanLegView => ({
  no, from, to, depart, arrive, units: 2, mass_kg: 24_000, carriage: { kind: 'ride', run, section: `${run.split('/')[0]}.1`, hops: { from_call: 0, to_call: 1 } },
});
const truck = (no: number, from: string, to: string, depart: string, arrive: string): PlanLegView => ({ no, from, to, depart, arrive, units: 2, mass_kg: 24_000, carriage: { kind: 'move', mode: 'road' } });
const day = (date: number, hour = 0) => new Date(Date.UTC(2026, 11, date, hour)).toISOString().replace('.000Z', 'Z');
const leaves = (service: string, date: number, days: number, change: Partial<Departure> = {}): Departure => ({
  run: `${service}/2026-12-${String(date).padStart(2, '0')}`, depart: day(date), arrive: day(date + days), cutOff: day(date - 1, 12), sale: 'open', least: { dimension: 'teu', left: 8000, wanted: 4000 }, waiting: 0, ...change,
});

/** A train in two sections, a shuttle on demand, a ship. */
const PLAN = [ride(1, 'T/2026-12-01', 'A', 'B', day(1), day(3)), ride(2, 'T/2026-12-01', 'B', 'C', day(3, 6), day(5)), truck(3, 'C', 'D', day(6), day(6, 4)), ride(4, 'S/2026-12-08', 'D', 'E', day(8), day(12))];
const DEPARTURES: Record<number, Departure[]> = {
  1: [1, 4, 8].map((date) => leaves('T', date, 2)),
  2: [1, 4, 8].map((date) => leaves('T', date, 0, { depart: day(date + 2, 6), arrive: day(date + 4), cutOff: day(date + 1) })),
  4: [8, 10, 13, 15].map((date) => leaves('S', date, 4)),
};
const departures = (leg: number) => DEPARTURES[leg] ?? [];

describe('rolling', () => {
  it('takes the other section of the same train along, and keeps what is still reached', () => {
    const plan = rolled(PLAN, new Map([[1, 'T/2026-12-04']]), departures);
    expect(plan.changed).toEqual([{ leg: 1, run: 'T/2026-12-04' }, { leg: 2, run: 'T/2026-12-04' }, { leg: 4, run: 'S/2026-12-10' }]);
    expect(plan.missed).toEqual([]);
  });

  it('lets what goes on demand leave when the goods are there, with its own duration, and says that it does', () => {
    const plan = rolled(PLAN, new Map([[1, 'T/2026-12-04']]), departures);
    const move = plan.legs.find(({ no }) => no === 3);
    expect([move?.depart, move?.arrive, plan.movesShift]).toEqual([day(8), day(8, 4), true]);
    expect(rollAction(plan, 'carrier', false)).toMatchObject({ do: 'reroute', cause: 'carrier', terms: { wait: false } });
    const last = rolled(PLAN, new Map([[4, 'S/2026-12-13']]), departures);
    expect(rollAction(last, 'customer', false)).toEqual({ do: 'roll', cause: 'customer', legs: [{ leg: 4, run: 'S/2026-12-13' }] });
  });

  it('never leaves a place before the goods are there', () => {
    for (const first of DEPARTURES[1] ?? []) {
      const { legs, missed } = rolled(PLAN, new Map([[1, first.run]]), departures);
      expect(missed).toEqual([]);
      for (const [index, leg] of legs.entries()) expect(Date.parse(leg.depart), `${first.run} ${leg.no}`).toBeGreaterThanOrEqual(Date.parse(legs[index - 1]?.arrive ?? leg.depart));
    }
  });

  it('prefers a departure with room, takes a full one where there is no other, and names what is missed', () => {
    const full = { least: { dimension: 'teu', left: 2000, wanted: 4000 } };
    const ships = (...list: Departure[]) => (leg: number) => (leg === 4 ? list : departures(leg));
    const picked = new Map([[1, 'T/2026-12-04']]);
    expect(rolled(PLAN, picked, ships(leaves('S', 10, 4, full), leaves('S', 13, 4))).changed.at(-1)?.run).toBe('S/2026-12-13');
    expect(rolled(PLAN, picked, ships(leaves('S', 10, 4, full))).changed.at(-1)?.run).toBe('S/2026-12-10');
    expect(rolled(PLAN, picked, ships()).missed).toEqual([4]);
    expect([hasRoom(leaves('S', 10, 4, full)), hasRoom(leaves('S', 10, 4, { sale: 'closed' })), hasRoom(leaves('S', 10, 4, { least: null }))]).toEqual([false, false, true]);
  });

  it('pulls a truck with an earlier departure, not before the goods are ready', () => {
    const plan = [truck(1, 'X', 'D', day(9), day(9, 4)), ride(2, 'S/2026-12-10', 'D', 'E', day(10), day(14))];
    const ships = () => [leaves('S', 8, 4), leaves('S', 10, 4)];
    const pull = (ready: string) => pulled(plan, new Map([[2, 'S/2026-12-08']]), ships, ready).map(({ depart, arrive }) => [depart, arrive]);
    expect(pull(day(1))).toEqual([[day(7), day(7, 4)], [day(10), day(14)]]);
    expect(pull(day(8))[0]).toEqual([day(8), day(8, 4)]);
    expect(pulled(plan, new Map(), ships, day(1))).toEqual(plan);
  });

  it('does nothing while nothing is picked', () => expect(rolled(PLAN, new Map(), departures)).toEqual({ legs: PLAN, changed: [], movesShift: false, missed: [] }));
});

describe('another quantity', () => {
  const goods = { hs: '1001.99', description: 'Wheat', packaging: { kind: 'VR', pieces: 0 }, mass_kg: 520_000, volume_l: 650_000, units: [{ unit_type: '40HC', count: 20 }] };
  const order = { route: { origin: 'KZKOV', destination: 'VNCLI', ready: day(1) }, goods: [goods] };

  it('changes mass and units of a line, and its volume with the mass', () => {
    expect(withQuantities(order, [{ tonnes: '260', units: '10', pieces: '' }])?.goods).toEqual([{ ...goods, mass_kg: 260_000, volume_l: 325_000, units: [{ unit_type: '40HC', count: 10 }] }]);
    expect(withQuantities(order, order.goods.map(quantityOf))).toEqual(order);
  });

  it('is not sent while a field cannot be read', () => {
    expect([...unreadable(goods, { tonnes: 'much', units: '1,5', pieces: '-1' })]).toEqual(['tonnes', 'units', 'pieces']);
    expect(withQuantities(order, [{ tonnes: '0', units: '10', pieces: '' }])).toBeNull();
  });
});

describe('an order written anew', () => {
  const zones = { from: 'Asia/Almaty', to: 'Asia/Shanghai' };
  const draft: DraftView = {
    route: { origin: 'KZALA', destination: 'CNSIA', ready: '2026-11-24T21:17:00Z', due: '2026-12-11T10:00:00Z' },
    goods: [
      { hs: '0204.42', description: 'Mutton', packaging: { kind: 'CT', pieces: 5200 }, mass_kg: 130_500, volume_l: 310_250, units: [{ unit_type: '40RF', count: 3 }, { unit_type: '20RF', count: 2 }], temperature: { lowest_c10: -250, highest_c10: -180 }, dangerous: null },
      { hs: '8507.60', description: 'Batteries', packaging: { kind: 'PX', pieces: 12 }, mass_kg: 16_000, volume_l: null, units: [], temperature: null, dangerous: { un_number: '3480', class: '9', packing_group: 'II' } },
    ],
  };

  it('comes back as it was when nothing is changed: instants, units of several types, tenths of degrees', () => {
    expect(toOrder(fromOrder(draft, zones), zones, draft)).toEqual(draft);
  });

  it('begins the day where another day is given', () => {
    expect(toOrder({ ...fromOrder(draft, zones), ready: '2026-11-26' }, zones, draft).route?.ready).toBe('2026-11-25T19:00:00Z');
    expect(toOrder({ ...fromOrder(draft, zones), by: '' }, zones, draft).route).not.toHaveProperty('due');
  });

  it('may be an empty draft', () => expect(toOrder(fromOrder({}, zones), zones, {})).toEqual({ goods: [] }));
});

describe('an estimate', () => {
  it('has its percentiles in order', () => {
    expect(estimateProblem({ early: day(1), likely: day(2), late: day(2) })).toBeNull();
    expect(estimateProblem({ early: day(3), likely: day(2), late: day(4) })).toBe('likely');
    expect(estimateProblem({ early: day(1), likely: day(2), late: day(1) })).toBe('late');
    expect(estimateProblem({ early: day(1), likely: null, late: day(1) })).toBeNull();
  });
});

describe('what can be done', () => {
  it('stands as a few buttons, the rest in a menu, each once', () => {
    const all = ['read', 'record', 'book'];
    const possible = steps({ status: 'booked', standings: [], booking: { state: 'confirmed' } as never }, all);
    const [buttons, menu] = buttonsAndMenu(possible);
    expect([...buttons, ...menu]).toEqual(possible);
    expect(buttons).toEqual(['record', 'roll']);
    expect(menu).toContain('amend');
    expect(buttonsAndMenu(['close', 'record'])).toEqual([['close', 'record'], []]);
  });
});

describe('an identifier made here', () => {
  it('is a UUID of version 7 that begins with its instant', () => {
    const id = newUuid7(Date.UTC(2026, 10, 22));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 22));
    expect(newUuid7(0)).not.toBe(newUuid7(0));
  });
});
