import type { DraftView, GoodsView, PackingGroup } from '../api/booking';
import type { CargoView, UnitTypeView } from '../api/types';
import { instantOf, isoDate, localAt } from '../format/time';

/** One line of goods as typed. */
export interface GoodsDraft {
  key: number;
  hs: string;
  description: string;
  tonnes: string;
  cubic: string;
  packaging: string;
  pieces: string;
  unitType: string;
  units: string;
  needsTemperature: boolean;
  lowest: string;
  highest: string;
  isDangerous: boolean;
  un: string;
  dangerClass: string;
  packingGroup: PackingGroup | '';
}

/** A new order as typed. */
export interface OrderDraft {
  reference: string;
  customer: string;
  from: string;
  to: string;
  ready: string;
  by: string;
  goods: GoodsDraft[];
}

/** Kinds of packaging: UN/CEFACT recommendation no. 21. */
export const PACKAGINGS = ['BG', 'CT', 'PX', 'BX', 'CR', 'DR', 'VR', 'NE'] as const;

export const PACKING_GROUPS = ['I', 'II', 'III'] as const satisfies readonly PackingGroup[];

export function emptyGoods(key: number): GoodsDraft {
  return {
    key, hs: '', description: '', tonnes: '', cubic: '', packaging: 'PX', pieces: '', unitType: '', units: '', needsTemperature: false, lowest: '', highest: '', isDangerous: false, un: '', dangerClass: '', packingGroup: '',
  };
}

export const EMPTY_ORDER: OrderDraft = { reference: '', customer: '', from: '', to: '', ready: '', by: '', goods: [emptyGoods(1)] };

/** Returns the number that a person typed, with comma or point; nothing for other text. */
export function typedNumber(text: string): number | null {
  const packed = text.replace(/[\s\u00a0\u202f\u2009]/g, '').replace(',', '.').replace('−', '-');
  if (packed === '') return null;
  const value = Number(packed);
  return Number.isFinite(value) ? value : null;
}

/** Returns a line with what the goods bring along: their name, the first unit type that suits, temperature, danger. */
export function withCargo(line: GoodsDraft, hs: string, cargo: CargoView | undefined, name: string, units: readonly UnitTypeView[]): GoodsDraft {
  if (!cargo) return { ...line, hs };
  const suits = units.filter(({ id }) => cargo.unit_types.includes(id));
  const [lowest, highest] = cargo.temperature ?? [];
  return {
    ...line,
    hs,
    description: line.description === '' || line.hs !== hs ? name : line.description,
    unitType: suits.some(({ id }) => id === line.unitType) ? line.unitType : (suits[0]?.id ?? ''),
    needsTemperature: lowest !== undefined,
    lowest: lowest === undefined ? '' : String(lowest),
    highest: highest === undefined ? '' : String(highest),
    isDangerous: Boolean(cargo.dangerous_class),
    dangerClass: cargo.dangerous_class ?? '',
  };
}

/** What is missing or cannot be read, by field: `from`, `goods.0.tonnes`. */
export type Missing = ReadonlySet<string>;

export const NOTHING_MISSING: Missing = new Set();

/** Returns the fields that an order cannot do without. */
export function missing(order: OrderDraft): Missing {
  const found = new Set<string>();
  for (const name of ['from', 'to', 'ready'] as const) if (order[name].trim() === '') found.add(name);
  order.goods.forEach((line, index) => {
    const bad = (name: keyof GoodsDraft) => found.add(`goods.${index}.${name}`);
    if (line.hs.trim() === '') bad('hs');
    if ((typedNumber(line.tonnes) ?? 0) <= 0) bad('tonnes');
    if (line.unitType !== '' && (typedNumber(line.units) ?? 0) <= 0) bad('units');
    if (line.needsTemperature && (typedNumber(line.lowest) === null || typedNumber(line.highest) === null)) bad('lowest');
    if (line.isDangerous && !/^\d{4}$/.test(line.un.replace(/^UN\s*/i, ''))) bad('un');
    if (line.isDangerous && line.dangerClass.trim() === '') bad('dangerClass');
  });
  return found;
}

/** The zones of both ends of an order. */
export interface Zones {
  from: string;
  to: string;
}

function dayOf(zone: string, instant: string | null | undefined): string {
  const time = instant ? localAt(zone, instant) : null;
  return time ? isoDate(time) : '';
}

/** Returns an order as it would have been typed, so that it can be changed. */
export function fromOrder(order: DraftView, zones: Zones): OrderDraft {
  const { route, goods = [] } = order;
  return {
    ...EMPTY_ORDER,
    from: route?.origin ?? '',
    to: route?.destination ?? '',
    ready: dayOf(zones.from, route?.ready),
    by: dayOf(zones.to, route?.due),
    goods: goods.length === 0 ? [emptyGoods(1)] : goods.map((line, index) => fromGoods(line, index + 1)),
  };
}

function fromGoods(line: GoodsView, key: number): GoodsDraft {
  const [units] = line.units ?? [];
  const tenths = (value: number | undefined) => (value === undefined ? '' : String(value / 10));
  return {
    key,
    hs: line.hs,
    description: line.description,
    tonnes: String(line.mass_kg / 1000),
    cubic: line.volume_l ? String(line.volume_l / 1000) : '',
    packaging: line.packaging.kind,
    pieces: line.packaging.pieces > 0 ? String(line.packaging.pieces) : '',
    unitType: units?.unit_type ?? '',
    units: units ? String(units.count) : '',
    needsTemperature: Boolean(line.temperature),
    lowest: tenths(line.temperature?.lowest_c10),
    highest: tenths(line.temperature?.highest_c10),
    isDangerous: Boolean(line.dangerous),
    un: line.dangerous?.un_number ?? '',
    dangerClass: line.dangerous?.class ?? '',
    packingGroup: line.dangerous?.packing_group ?? '',
  };
}

/**
 * Returns the order as it is sent; days begin and end by the clocks of the places. A day that stands as `before` had it keeps its
 * instant, and units of several types in one line, which the form does not show, stay as they were.
 */
export function toOrder(order: OrderDraft, zones: Zones, before: DraftView | null = null): DraftView {
  const same = (zone: string, day: string, instant: string | null | undefined) => (instant && dayOf(zone, instant) === day ? instant : null);
  const ready = same(zones.from, order.ready, before?.route?.ready) ?? instantOf(zones.from, `${order.ready}T00:00`);
  const due = order.by ? (same(zones.to, order.by, before?.route?.due) ?? instantOf(zones.to, `${order.by}T23:59`)) : null;
  const route = ready && order.from && order.to ? { origin: order.from, destination: order.to, ready, ...(due ? { due } : {}) } : null;
  return { ...(route ? { route } : {}), goods: order.goods.filter((line) => line.hs !== '').map((line) => withKeptUnits(toGoods(line), before)) };
}

function withKeptUnits(goods: GoodsView, before: DraftView | null): GoodsView {
  const old = before?.goods?.find(({ hs, units = [] }) => hs === goods.hs && units.length > 1);
  const [first] = old?.units ?? [];
  const [typed] = goods.units ?? [];
  const isUntouched = first && typed && first.unit_type === typed.unit_type && first.count === typed.count;
  return old?.units && isUntouched ? { ...goods, units: old.units } : goods;
}

function toGoods(line: GoodsDraft): GoodsView {
  const units = Math.round(typedNumber(line.units) ?? 0);
  const tenths = (text: string) => Math.round((typedNumber(text) ?? 0) * 10);
  const cubic = typedNumber(line.cubic);
  return {
    hs: line.hs,
    description: line.description.trim(),
    packaging: { kind: line.packaging, pieces: Math.round(typedNumber(line.pieces) ?? 0) },
    mass_kg: Math.round((typedNumber(line.tonnes) ?? 0) * 1000),
    volume_l: cubic === null ? null : Math.round(cubic * 1000),
    units: line.unitType !== '' && units > 0 ? [{ unit_type: line.unitType, count: units }] : [],
    temperature: line.needsTemperature ? { lowest_c10: tenths(line.lowest), highest_c10: tenths(line.highest) } : null,
    dangerous: line.isDangerous ? { un_number: line.un.replace(/^UN\s*/i, ''), class: line.dangerClass.trim(), packing_group: line.packingGroup || null } : null,
  };
}

/** Returns how many units carry the mass, by the payload of the type. */
export function unitsFor(tonnes: string, type: UnitTypeView | undefined): number | null {
  const mass = typedNumber(tonnes);
  return mass !== null && mass > 0 && type?.payload_t ? Math.ceil(mass / type.payload_t) : null;
}
