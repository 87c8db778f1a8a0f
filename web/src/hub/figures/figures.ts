import type { HubFigures, SpanFigure, SpanRow } from '../../api/hub';
import { dateIn, instantOf, isoDate } from '../../format/time';

/** The periods to choose from; whole days by the clock of the hub, today among them. */
export const PERIODS = ['today', 'yesterday', '7d', '14d', '31d', 'own'] as const;
export type PeriodName = (typeof PERIODS)[number];
/** Days that figures cover at most. */
export const DAYS_MAX = 31;

const DAYS = { today: 1, '7d': 7, '14d': 14, '31d': DAYS_MAX } as const;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What ended from one instant until before another; until now where nothing is said. */
export interface Period {
  name: PeriodName;
  from: string;
  until: string | null;
}

/** Returns the period that a link names, at an instant by the clock of a zone: a week where it names none that can be shown. */
export function periodOf(params: URLSearchParams, zone: string, now: string): Period {
  const name = PERIODS.find((one) => one === params.get('period')) ?? '7d';
  const [from, until] = [params.get('from') ?? '', params.get('until') ?? ''];
  if (name === 'yesterday') return { name, from: midnight(zone, now, 1), until: midnight(zone, now, 0) };
  if (name === 'own' && isInstant(from) && isInstant(until) && !periodProblem(from, until)) return { name, from, until };
  const days = name === 'own' ? '7d' : name;
  return { name: days, from: midnight(zone, now, DAYS[days] - 1), until: null };
}

/** Returns the beginning of the day so many days before that of an instant. */
function midnight(zone: string, now: string, before: number): string {
  const { year, month, day } = dateIn(zone, new Date(now));
  const date = new Date(Date.UTC(year, month - 1, day - before)).toISOString().slice(0, 10);
  return instantOf(zone, `${date}T00:00`) ?? now;
}

function isInstant(text: string): boolean {
  return text.endsWith('Z') && !Number.isNaN(Date.parse(text));
}

/** Returns why no figures can be made from one instant until another. */
export function periodProblem(from: string, until: string): 'order' | 'length' | null {
  const length = Date.parse(until) - Date.parse(from);
  if (length <= 0) return 'order';
  return length > DAYS_MAX * DAY ? 'length' : null;
}

/** A kind of span: the figure of all of them, and of its parts. */
export interface FigureGroup {
  kind: string;
  all: SpanFigure;
  parts: SpanFigure[];
}

/** Returns figures by kind, in the order in which they come. */
export function figureGroups(figures: readonly SpanFigure[]): FigureGroup[] {
  const wholes = figures.filter(({ of }) => !of);
  return wholes.map((all) => ({ kind: all.kind, all, parts: figures.filter(({ kind, of }) => kind === all.kind && Boolean(of)) }));
}

/** Returns the figures on screen: those of kinds, and the parts of kinds that are unfolded. */
export function shownFigures(groups: readonly FigureGroup[], unfolded: ReadonlySet<string>): SpanFigure[] {
  return groups.flatMap(({ kind, all, parts }) => (unfolded.has(kind) ? [all, ...parts] : [all]));
}

/** Returns whether two figures are of the same spans. */
export function isSame(one: Pick<SpanFigure, 'kind' | 'of'>, other: Pick<SpanFigure, 'kind' | 'of'>): boolean {
  return one.kind === other.kind && (one.of ?? '') === (other.of ?? '');
}

/** Returns the name of a span in links: what it is about, and when it ended. */
export function spanName({ about, until }: SpanRow): string {
  return `${about}@${until}`;
}

export const SPAN_ORDERS = ['longest', 'time'] as const;
export type SpanOrder = (typeof SPAN_ORDERS)[number];

/** Returns spans in an order; those of one length stay in the order of their ends. */
export function ordered(spans: readonly SpanRow[], order: SpanOrder): readonly SpanRow[] {
  return order === 'time' ? spans : [...spans].sort((one, other) => other.minutes - one.minutes);
}

/** The vertical axis of the yard chart, in 20 ft places. */
export interface YardScale {
  low: number;
  high: number;
  ticks: number[];
}

/** Returns an axis from nothing to the room there is; it begins higher where the yard was never less than half full. */
export function yardScale(yard: HubFigures['yard'], places: number): YardScale {
  const levels = yard.map((hour) => hour.places);
  const high = Math.max(places, ...levels, 1);
  // The room is on the axis even where more stands there than has room.
  const lowest = levels.length > 0 ? Math.min(places, ...levels) : 0;
  const step = niceStep(lowest > high / 2 ? (high - lowest) / 2 : high / 5);
  const low = lowest > high / 2 ? Math.max(Math.floor(lowest / step) * step, 0) : 0;
  const ticks: number[] = [];
  for (let at = low; at <= high && ticks.length < 8; at += step) ticks.push(at);
  return { low, high, ticks };
}

/** Returns the next of 1, 2, 5, 10, 20, ... */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  return ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** A yard that stands still so long from the beginning may not have been counted yet, hours. */
const STILL_HOURS = 24;

/** Returns how many hours from the first on are without a change on the books; 0 where the first change comes within a day. */
export function unchangedHours(yard: HubFigures['yard']): number {
  const change = yard.findIndex((hour) => hour.places !== yard[0]?.places);
  const still = change < 0 ? yard.length : change;
  return still > STILL_HOURS ? still : 0;
}

/** Returns the hours of days by the clock of a zone, such as 20:00 of each, that lie between two instants. */
export function hoursOfDays(zone: string, from: string, until: string, clock: string): string[] {
  const first = dateIn(zone, new Date(from));
  const found: string[] = [];
  // A day before and after: a night that began before the period reaches into it.
  for (let day = -1; day <= DAYS_MAX + 2; day += 1) {
    const date = new Date(Date.UTC(first.year, first.month - 1, first.day + day));
    const at = instantOf(zone, `${isoDate({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() })}T${clock}`);
    if (at && Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(until)) found.push(at);
  }
  return found;
}

/** From when and for how long a night is, by the clock. */
export const NIGHT = { begins: '20:00', ends: '08:00', millis: 12 * HOUR } as const;

/** Returns the nights between two instants, cut to them. */
export function nights(zone: string, from: string, until: string): { from: number; until: number }[] {
  const [first, last] = [Date.parse(from), Date.parse(until)];
  const before = new Date(first - NIGHT.millis).toISOString();
  return hoursOfDays(zone, before, until, NIGHT.begins)
    .map((begin) => ({ from: Math.max(Date.parse(begin), first), until: Math.min(Date.parse(begin) + NIGHT.millis, last) }))
    .filter((night) => night.until > night.from);
}
