import { GRAIN_LOSSES, HOLD_KINDS, type GrainLoss, type HubAction } from '../../api/hub';

/** What can be asked about grain, each by a form. */
export type GrainForm = 'declare' | 'receive' | 'weigh' | 'move' | 'blend' | 'issue' | 'dry' | 'lose' | 'count' | 'hold' | 'close';

export type GrainField = 'number' | 'owner' | 'commodity' | 'origin' | 'declared' | 'cell' | 'carrier' | 'mass' | 'to' | 'leg' | 'method' | 'gross' | 'tare' | 'instrument' | 'weigher' | 'other' | 'otherCell' | 'otherMass' | 'moisture' | 'loss' | 'found' | 'how' | 'hold' | 'reason';

export type GrainValues = Record<GrainField, string>;

/** Returns the fields of a form; weighing asks for what its method needs. */
export function fieldsOf(form: GrainForm, method: string): GrainField[] {
  switch (form) {
    case 'declare':
      return ['number', 'owner', 'commodity', 'origin', 'declared', 'moisture'];
    case 'receive':
      return ['carrier', 'cell', 'mass'];
    case 'weigh':
      return ['leg', 'method', ...(method === 'weighbridge' || method === 'draught' ? (['gross', 'tare'] as const) : (['mass'] as const)), 'instrument', 'weigher'];
    case 'move':
      return ['cell', 'to', 'mass'];
    case 'blend':
      return ['number', 'to', 'cell', 'mass', 'other', 'otherCell', 'otherMass'];
    case 'issue':
      return ['cell', 'carrier', 'mass'];
    case 'dry':
      return ['cell', 'moisture'];
    case 'lose':
      return ['cell', 'loss', 'mass', 'reason'];
    case 'count':
      return ['cell', 'found', 'loss', 'how'];
    case 'hold':
      return ['hold', 'reason'];
    case 'close':
      return [];
  }
}

/** These may stay empty. */
const OPTIONAL: readonly GrainField[] = ['origin', 'declared', 'instrument', 'weigher', 'other', 'otherCell', 'otherMass'];

/** Returns whole kilograms of what was typed, spaces between thousands allowed; nothing where it is no such number. */
export function typedKilograms(text: string): number | null {
  const digits = text.replace(/[\s\u2009\u202f]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}

/** Returns basis points of a typed percentage: `12,5` is 1250. */
export function typedBasisPoints(text: string): number | null {
  const match = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

const MASSES: readonly GrainField[] = ['mass', 'gross', 'tare', 'found', 'declared', 'otherMass'];

/** Returns whether a field holds what can be sent. */
export function isFilled(field: GrainField, value: string, form: GrainForm): boolean {
  if (value.trim() === '') return OPTIONAL.includes(field) || (form === 'declare' && field === 'moisture');
  if (MASSES.includes(field)) return typedKilograms(value) !== null;
  return field !== 'moisture' || typedBasisPoints(value) !== null;
}

/** Returns what brings grain or takes it: a visit that was chosen, or a unit by its number. */
function carrierOf(value: string) {
  return value.startsWith('visit:') ? { by: 'visit' as const, visit: value.slice(6) } : { by: 'unit' as const, unit: value.trim() };
}

function readingOf(method: string, kg: (field: GrainField) => number) {
  if (method === 'weighbridge') return { method: 'weighbridge' as const, gross_kg: kg('gross'), tare_kg: kg('tare') };
  if (method === 'draught') return { method: 'draught' as const, laden_kg: kg('gross'), light_kg: kg('tare') };
  return method === 'hopper' ? { method: 'hopper' as const, net_kg: kg('mass') } : { method: 'declared' as const, net_kg: kg('mass') };
}

/** Returns what a filled form asks to be done with a lot. */
export function actionOf(form: GrainForm, lot: string, values: GrainValues): HubAction {
  const kg = (field: GrainField) => typedKilograms(values[field]) ?? 0;
  const words = (field: GrainField) => values[field].trim();
  const { cell } = values;
  switch (form) {
    case 'declare': {
      const moisture = typedBasisPoints(values.moisture);
      return {
        do: 'grain_declare',
        number: words('number'),
        owner: words('owner'),
        commodity: words('commodity'),
        origin: words('origin'),
        ...(values.declared.trim() === '' ? {} : { declared_kg: kg('declared') }),
        quality: moisture === null ? {} : { moisture_bp: moisture },
      };
    }
    case 'receive':
      return { do: 'grain_receive', lot, cell, from: carrierOf(values.carrier), mass_kg: kg('mass') };
    case 'weigh':
      return { do: 'grain_weigh', lot, leg: values.leg === 'out' ? 'out' : 'in', reading: readingOf(values.method, kg), noted: { instrument: words('instrument'), weigher: words('weigher') } };
    case 'move':
      return { do: 'grain_move', lot, cell, to: values.to, mass_kg: kg('mass') };
    case 'blend': {
      const second = values.other === '' ? [] : [{ lot: values.other, cell: values.otherCell, mass_kg: kg('otherMass') }];
      return { do: 'grain_blend', number: words('number'), cell: values.to, parts: [{ lot, cell, mass_kg: kg('mass') }, ...second] };
    }
    case 'issue':
      return { do: 'grain_issue', lot, cell, to: carrierOf(values.carrier), mass_kg: kg('mass') };
    case 'dry':
      return { do: 'grain_dry', lot, cell, moisture_bp: typedBasisPoints(values.moisture) ?? 0 };
    case 'lose':
      return { do: 'grain_lose', lot, cell, loss: lossOf(values.loss), mass_kg: kg('mass'), reason: words('reason') };
    case 'count':
      return { do: 'grain_count', cell, found_kg: kg('found'), loss: lossOf(values.loss), how: words('how') };
    case 'hold':
      return { do: 'grain_hold', lot, kind: HOLD_KINDS.find((kind) => kind === values.hold) ?? 'quarantine', reason: words('reason') };
    case 'close':
      return { do: 'grain_close', lot };
  }
}

function lossOf(value: string): GrainLoss {
  return GRAIN_LOSSES.find((loss) => loss === value) ?? 'scale';
}
