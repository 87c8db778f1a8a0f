import type { PlanRequest, RaceRequest } from '../api/types';

/** What the form asks, as text; the link of the page says the same. */
export interface Question {
  from: string;
  to: string;
  cargo: string;
  quantity: string;
  ready: string;
  by: string;
  window: string;
  unit: string;
  temperature: string;
  dangerous: string;
  value: string;
  currency: string;
  split: boolean;
  share: boolean;
  published: boolean;
  criteria: string[];
  avoidCrossings: string[];
  avoidCountries: string[];
}

export const CRITERIA = ['arrival', 'cost', 'co2e', 'handlings', 'reliability'] as const;
export const SHOWN_MAX = 12;
export const RACE_ORIGINS = ['KZKOV', 'AUKWI', 'USKAM', 'RUNVS'] as const;

export const EMPTY: Question = {
  from: '',
  to: '',
  cargo: '',
  quantity: '',
  ready: '',
  by: '',
  window: '',
  unit: '',
  temperature: '',
  dangerous: '',
  value: '',
  currency: 'USD',
  split: false,
  share: false,
  published: false,
  criteria: [],
  avoidCrossings: [],
  avoidCountries: [],
};

const TEXTS = ['from', 'to', 'cargo', 'quantity', 'ready', 'by', 'window', 'unit', 'temperature', 'dangerous', 'value', 'currency'] as const;
const SWITCHES = ['split', 'share', 'published'] as const;
const LISTS = ['criteria', 'avoidCrossings', 'avoidCountries'] as const;

export function toParams(question: Question): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of TEXTS) if (question[name] !== EMPTY[name]) params.set(name, question[name]);
  for (const name of SWITCHES) if (question[name]) params.set(name, 'yes');
  for (const name of LISTS) if (question[name].length > 0) params.set(name, question[name].join(','));
  return params;
}

export function fromParams(params: URLSearchParams): Question {
  const question: Question = { ...EMPTY };
  for (const name of TEXTS) question[name] = params.get(name) ?? EMPTY[name];
  for (const name of SWITCHES) question[name] = params.get(name) === 'yes';
  for (const name of LISTS) question[name] = list(params.get(name) ?? '');
  return question;
}

export function list(text: string): string[] {
  return text
    .split(/[,;\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const UNIT_WORDS: readonly [RegExp, string][] = [
  [/(?:kg|кг|公斤|千克)$/i, 'kg'],
  [/(?:tonnes?|tons?|тонн[аы]?|тонна|т|吨|t)$/i, 't'],
  [/(?:units?|конт\.?|контейнер|箱|台|辆|u|x)$/i, 'u'],
];

/** Returns a quantity as the server reads it: `1 200 т` is `1200t`, a bare number is tonnes. */
export function quantityCode(text: string): string {
  const packed = text.replace(/[\s\u00a0\u202f\u2009]/g, '').replace(',', '.');
  if (/^\d+(\.\d+)?$/.test(packed)) return `${packed}t`;
  const [, amount, words] = /^(\d+(?:\.\d+)?)(.+)$/.exec(packed) ?? [];
  const unit = words ? UNIT_WORDS.find(([shape]) => shape.test(words))?.[1] : undefined;
  return amount && unit ? `${amount}${unit}` : text.trim();
}

export function toRequest(question: Question, all: boolean): PlanRequest {
  const request: PlanRequest = {
    from: question.from.trim(),
    to: question.to.trim(),
    cargo: question.cargo.trim(),
    quantity: quantityCode(question.quantity),
    limit: all ? 0 : SHOWN_MAX,
  };
  if (question.ready) request.depart = question.ready;
  if (question.by) request.arrive_by = question.by;
  if (question.window) request.window = `${question.window}d`;
  if (question.unit) request.unit = question.unit;
  if (question.temperature !== '') request.temperature = Number(question.temperature.replace(',', '.').replace('−', '-'));
  if (question.dangerous) request.dangerous = question.dangerous;
  if (question.value) request.value = question.value.replace(/[\s\u202f]/g, '');
  if (question.currency !== EMPTY.currency) request.currency = question.currency;
  if (question.split) request.split = true;
  if (question.share) request.share_parcel = true;
  if (question.published) request.published_only = true;
  if (question.criteria.length > 0) request.criteria = question.criteria;
  if (question.avoidCrossings.length > 0) request.avoid_crossings = question.avoidCrossings;
  if (question.avoidCountries.length > 0) request.avoid_countries = question.avoidCountries.map((code) => code.toUpperCase());
  return request;
}

export function toRace(question: Question, origins: readonly string[]): RaceRequest {
  const plan = toRequest(question, false);
  delete plan.limit;
  return { from: [...origins], plan };
}

/** Returns how many limits differ from their defaults. */
export function limitsSet(question: Question): number {
  const texts = [question.unit, question.temperature, question.dangerous, question.value, question.window].filter((text) => text !== '');
  const switches = SWITCHES.filter((name) => question[name]);
  const lists = LISTS.filter((name) => question[name].length > 0);
  return texts.length + switches.length + lists.length;
}

/** The request's field of each field of the form, for errors beside their cause. */
const REQUEST_FIELDS: Record<string, keyof Question> = {
  from: 'from',
  to: 'to',
  cargo: 'cargo',
  quantity: 'quantity',
  depart: 'ready',
  arrive_by: 'by',
  window: 'window',
  unit: 'unit',
  temperature: 'temperature',
  dangerous: 'dangerous',
  value: 'value',
  currency: 'currency',
  criteria: 'criteria',
  avoid_crossings: 'avoidCrossings',
  avoid_countries: 'avoidCountries',
};

/** Returns the form's field that a refused request field stands for. */
export function formField(requestField: string): keyof Question | null {
  const name = requestField.replace(/^plan\./, '').split(/[.[]/)[0] ?? '';
  return REQUEST_FIELDS[name] ?? null;
}
