import type { GoodsRow, HubAction, HubHoldKind } from '../../api/hub';
import { HOLD_KINDS } from '../../api/hub';
import { mainPlace, placeKey, placeOf } from './words';

/** What can be asked about goods, each by a form. */
export type GoodsForm = 'declare' | 'receive' | 'put_away' | 'issue' | 'release' | 'damage' | 'hold' | 'count';

export type GoodsField = 'number' | 'owner' | 'marks' | 'description' | 'commodity' | 'packaging' | 'packages' | 'mass' | 'volume' | 'dangerous' | 'customs' | 'from' | 'to' | 'carrier' | 'weighed' | 'last' | 'damaged' | 'what' | 'document' | 'seals' | 'hold' | 'reason' | 'how';

export type GoodsValues = Record<GoodsField, string>;

/** Returns the fields of a form; only bonded goods are asked for their transit. */
export function fieldsOf(form: GoodsForm, isBonded: boolean): GoodsField[] {
  switch (form) {
    case 'declare':
      return ['number', 'owner', 'description', 'marks', 'packages', 'packaging', 'mass', 'volume', 'commodity', 'dangerous', 'customs'];
    case 'receive':
      return ['carrier', 'to', 'packages', 'mass', 'weighed', 'last', 'damaged', 'what'];
    case 'put_away':
      return ['from', 'to', 'packages'];
    case 'issue':
      return ['from', 'carrier', 'packages', 'mass', ...(isBonded ? (['document', 'seals'] as const) : [])];
    case 'release':
      return ['document', 'packages'];
    case 'damage':
      return ['packages', 'what'];
    case 'hold':
      return ['hold', 'reason'];
    case 'count':
      return ['from', 'packages', 'how'];
  }
}

/** These may stay empty: what is not said is all, or its share. */
const OPTIONAL: Record<GoodsForm, readonly GoodsField[]> = {
  declare: ['marks', 'description', 'commodity', 'volume', 'dangerous'],
  receive: ['mass', 'damaged', 'what'],
  put_away: ['packages'],
  issue: ['packages', 'mass', 'document', 'seals'],
  release: ['packages'],
  damage: [],
  hold: [],
  count: [],
};

const WHOLE: readonly GoodsField[] = ['packages', 'mass', 'volume', 'damaged'];

/** Returns a whole number of what was typed, spaces between thousands allowed; nothing where it is none. */
export function typedWhole(text: string): number | null {
  const digits = text.replace(/[\s\u2009\u202f]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** Returns cubic metres as litres: `2,4` is 2400. */
export function typedLitres(text: string): number | null {
  const match = /^(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0')) : null;
}

/** Returns whether a field holds what can be sent. */
export function isFilled(form: GoodsForm, field: GoodsField, value: string): boolean {
  if (value.trim() === '') return OPTIONAL[form].includes(field);
  if (field === 'volume') return typedLitres(value) !== null;
  return !WHOLE.includes(field) || typedWhole(value) !== null;
}

/** Returns what brings goods or takes them: a visit that was chosen, or a unit by its number. */
export function carrierOf(value: string) {
  return value.startsWith('visit:') ? { by: 'visit' as const, visit: value.slice(6) } : { by: 'unit' as const, unit: value.trim() };
}

/** Returns what a form begins with for goods. */
export function begun(form: GoodsForm, row: GoodsRow | null): Partial<GoodsValues> {
  if (!row) return { packaging: 'CT', customs: 'free' };
  const place = mainPlace(row);
  const at = place ? placeKey(place.location) : '';
  const left = row.declaration.declared.packages - row.inside.packages;
  if (form === 'receive') return { packages: left > 0 ? String(left) : '', last: 'yes', weighed: 'yes' };
  if (form === 'count') return { from: at, packages: place ? String(place.amount.packages) : '' };
  return { from: at, hold: 'customs' };
}

function words(text: string): string[] {
  return text.split(/[;,]/).map((one) => one.trim()).filter(Boolean);
}

function holdOf(value: string): HubHoldKind {
  return HOLD_KINDS.find((kind) => kind === value) ?? 'customs';
}

/** Returns what a filled form asks to be done with goods. */
export function actionOf(form: GoodsForm, goods: string, values: GoodsValues): HubAction {
  const whole = (field: GoodsField) => typedWhole(values[field]);
  const text = (field: GoodsField) => values[field].trim();
  const packages = whole('packages');
  const mass = whole('mass');
  const some = { ...(packages === null ? {} : { packages }), ...(mass === null ? {} : { mass_kg: mass }) };
  switch (form) {
    case 'declare': {
      const volume = typedLitres(values.volume);
      return {
        do: 'goods_declare',
        goods: {
          number: text('number'),
          owner: text('owner'),
          marks: text('marks'),
          description: text('description'),
          ...(text('commodity') === '' ? {} : { commodity: text('commodity') }),
          packaging: text('packaging'),
          packages: packages ?? 0,
          mass_kg: mass ?? 0,
          ...(volume === null ? {} : { volume_l: volume }),
          dangerous: words(values.dangerous),
          customs: values.customs === 'bonded' ? 'bonded' : 'free',
        },
      };
    }
    case 'receive': {
      const damaged = whole('damaged');
      return { do: 'goods_receive', goods, to: placeOf(values.to), from: carrierOf(values.carrier), packages: packages ?? 0, ...(mass === null ? {} : { mass_kg: mass }), weighed: values.weighed === 'yes', is_last: values.last === 'yes', ...(damaged ? { damaged: { packages: damaged, what: text('what') } } : {}) };
    }
    case 'put_away':
      return { do: 'goods_put_away', goods, from: placeOf(values.from), to: placeOf(values.to), ...some };
    case 'issue':
      return { do: 'goods_issue', goods, from: placeOf(values.from), to: carrierOf(values.carrier), ...some, ...(text('document') === '' ? {} : { transit: { document: text('document'), seals: words(values.seals) } }) };
    case 'release':
      return { do: 'goods_release', goods, document: text('document'), ...(packages === null ? {} : { packages }) };
    case 'damage':
      return { do: 'goods_damage', goods, damaged: { packages: packages ?? 0, what: text('what') } };
    case 'hold':
      return { do: 'goods_hold', goods, kind: holdOf(values.hold), reason: text('reason') };
    case 'count':
      return { do: 'goods_count', location: placeOf(values.from), found: [], how: text('how') };
  }
}

/** Returns what a count of a place asks: every line as typed; what counts none is left out, as missing. */
export function countOf(place: string, counted: ReadonlyMap<string, string>, how: string): HubAction {
  const found = [...counted].flatMap(([goods, typed]) => {
    const packages = typedWhole(typed) ?? 0;
    return packages > 0 ? [{ goods, packages }] : [];
  });
  return { do: 'goods_count', location: placeOf(place), found, how };
}
