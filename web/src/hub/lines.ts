import type { Difference, HubPlan, ListLine, Thing } from '../api/hub';
import { typedNumber } from '../consignments/orderDraft';
import { isChecked } from '../format/unitNumber';
import { typedWords } from './facts';

/** What a line of a list is about: a wagon, a box by its length, something on wheels, a piece. */
export const LINE_FORMS = ['wagon', '20', '40', 'vehicle', 'piece'] as const;
export type LineForm = (typeof LINE_FORMS)[number];

/** A line of a wagon list, a discharge list or a truck's papers, as it is typed. A box stands on the wagon above it. */
export interface LineDraft {
  key: string;
  form: LineForm;
  number: string;
  wagonType: string;
  slot: string;
  stow: string;
  fill: 'laden' | 'empty';
  /** Tonnes. */
  mass: string;
  seals: string;
  destination: string;
  dangerous: string;
  goods: string;
  /** Whether it was announced: what was not is found beside the list. */
  isAnnounced: boolean;
  /** Whether it is there; of an announcement always. */
  isThere: boolean;
  /** What was announced of it; says more than is typed here. */
  said: Thing | null;
}

/** Returns an empty line of a form. */
export function emptyLine(key: string, form: LineForm, wagonType = ''): LineDraft {
  return { key, form, number: '', wagonType: form === 'wagon' ? wagonType : '', slot: '', stow: '', fill: 'laden', mass: '', seals: '', destination: '', dangerous: '', goods: '', isAnnounced: false, isThere: true, said: null };
}

/** Returns the lines that were announced, as they are typed. */
export function announcedLines(lines: readonly ListLine[]): LineDraft[] {
  return lines.map(({ thing, slot, stow }, at): LineDraft => ({
    ...emptyLine(`a${at}`, thing.form.form === 'box' ? thing.form.length : thing.form.form),
    number: thing.number,
    wagonType: thing.form.form === 'wagon' ? thing.form.wagon_type : '',
    slot: slot ? String(slot) : '',
    stow: stow ?? '',
    fill: thing.fill ?? 'laden',
    mass: typedMass(thing),
    seals: thing.seals?.join('; ') ?? '',
    destination: thing.destination ?? '',
    dangerous: thing.dangerous?.join('; ') ?? '',
    goods: thing.goods ?? '',
    isAnnounced: true,
    said: thing,
  }));
}

/** Returns a thing's mass as it is typed, tonnes; of a wagon nothing: it has the tare of its type. */
function typedMass({ form, gross }: Thing): string {
  return form.form === 'wagon' || !gross || gross.known === 'unknown' ? '' : String(gross.mass_kg / 1000);
}

/** Returns the wagon that a box's line stands on: the nearest above; nothing before the first. */
export function wagonOf(lines: readonly LineDraft[], at: number): LineDraft | null {
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (line?.form === 'wagon') return line;
  }
  return null;
}

/** Returns the first slot of a box: as typed, else the first behind the boxes above it on the same wagon. */
export function slotOf(lines: readonly LineDraft[], at: number): number {
  const line = lines[at];
  const typed = line ? typedNumber(line.slot) : null;
  if (typed !== null) return typed;
  const before = lines[at - 1];
  if (!before || before.form === 'wagon') return 1;
  return slotOf(lines, at - 1) + (before.form === '40' ? 2 : 1);
}

export type LineProblem = 'number' | 'twice' | 'check' | 'wagon' | 'wagon_gone' | 'slot' | 'mass';

/** Returns what is wrong with each line, by its key. A wrong check digit is only told: numbers are kept as written. */
export function lineProblems(lines: readonly LineDraft[], isTrain: boolean): Map<string, LineProblem> {
  const problems = new Map<string, LineProblem>();
  const seen = new Set<string>();
  lines.forEach((line, at) => {
    if (!line.isThere) return;
    const problem = problemOfLine(lines, at, { seen, isTrain });
    if (problem) problems.set(line.key, problem);
    seen.add(packed(line.number));
  });
  return problems;
}

/** Returns whether a list with such problems can be sent. */
export function areSendable(problems: ReadonlyMap<string, LineProblem>): boolean {
  return [...problems.values()].every((problem) => problem === 'check');
}

function problemOfLine(lines: readonly LineDraft[], at: number, { seen, isTrain }: { seen: ReadonlySet<string>; isTrain: boolean }): LineProblem | null {
  const line = lines[at];
  if (!line) return null;
  if (line.number.trim() === '') return 'number';
  if (seen.has(packed(line.number))) return 'twice';
  if (line.mass.trim() !== '' && (typedNumber(line.mass) ?? -1) <= 0) return 'mass';
  if (line.form !== 'wagon' && isTrain) {
    const wagon = wagonOf(lines, at);
    if (!wagon) return 'wagon';
    if (!wagon.isThere) return 'wagon_gone';
    const slot = slotOf(lines, at);
    if (!Number.isInteger(slot) || slot < 1 || slot > 9) return 'slot';
  }
  return (line.form === '20' || line.form === '40') && isChecked(line.number) === false ? 'check' : null;
}

function packed(number: string): string {
  return number.replace(/[\s-]/g, '').toUpperCase();
}

/** Returns the list as it is sent: what is there, wagons with the tare of their type, boxes with their wagon and slot or their place aboard. */
export function listLines(lines: readonly LineDraft[], isTrain: boolean, types: readonly Pick<HubPlan['wagon_types'][number], 'id' | 'tare_kg'>[]): ListLine[] {
  return lines.flatMap((line, at): ListLine[] => {
    if (!line.isThere) return [];
    const thing = thingOf(line);
    if (line.form === 'wagon') {
      const isSame = line.said?.form.form === 'wagon' && line.said.form.wagon_type === line.wagonType;
      if (isSame && line.said?.gross) return [{ thing: { ...thing, gross: line.said.gross } }];
      const tare = types.find(({ id }) => id === line.wagonType)?.tare_kg;
      return [{ thing: tare ? { ...thing, gross: { known: 'declared', mass_kg: tare } } : thing }];
    }
    const wagon = isTrain ? wagonOf(lines, at) : null;
    if (wagon) return [{ thing, wagon: wagon.number.trim(), slot: slotOf(lines, at) }];
    return [{ thing, ...(line.stow.trim() ? { stow: line.stow.trim() } : {}) }];
  });
}

function thingOf(line: LineDraft): Thing {
  const mass = typedNumber(line.mass);
  const [seals, dangerous] = [wordsOf(line.seals, line.said?.seals), wordsOf(line.dangerous, line.said?.dangerous)];
  return {
    ...unseen(line.said),
    number: line.number.trim(),
    form: line.form === 'wagon' ? { form: 'wagon', wagon_type: line.wagonType } : line.form === 'vehicle' || line.form === 'piece' ? { form: line.form } : { form: 'box', length: line.form },
    ...(line.form === 'wagon' ? {} : { fill: line.fill }),
    ...(mass === null ? {} : { gross: grossOf(line, mass) }),
    ...(seals.length > 0 ? { seals } : {}),
    ...(dangerous.length > 0 ? { dangerous } : {}),
    ...(line.destination.trim() ? { destination: line.destination.trim() } : {}),
    ...(line.goods.trim() ? { goods: line.goods.trim() } : {}),
  };
}

/** Returns the words of a field: as they were announced, blanks in them too, unless others are typed. */
function wordsOf(typed: string, said: readonly string[] = []): string[] {
  return typed === said.join('; ') ? [...said] : typedWords(typed);
}

/** Returns what was announced of a thing and is not typed here: owner, consignment, next visit, set point, its own power, papers. */
function unseen(said: Thing | null): Partial<Thing> {
  if (!said) return {};
  const { kind, set_point_dc, power, customer, consignment, onward, papers } = said;
  const rest = { kind, set_point_dc, power, customer, consignment, onward, papers };
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
}

/** Returns the mass of a line: as it was announced, verified perhaps, unless another is typed. */
function grossOf({ said, mass: typed }: LineDraft, tonnes: number): NonNullable<Thing['gross']> {
  if (said?.gross && typedMass(said) === typed.trim()) return said.gross;
  return { known: 'declared', mass_kg: Math.round(tonnes * 1000) };
}

/** Returns how what was found differs from what was announced: how many are missing, extra, elsewhere. */
export function foundOtherwise(announced: readonly LineDraft[], found: readonly LineDraft[]): Record<Exclude<Difference['kind'], 'seals' | 'other_order' | 'not_loaded' | 'not_discharged'>, number> {
  const place = (lines: readonly LineDraft[], key: string) => {
    const at = lines.findIndex((line) => line.key === key);
    const line = lines[at];
    return line && line.form !== 'wagon' ? `${wagonOf(lines, at)?.number ?? line.stow} ${slotOf(lines, at)}` : '';
  };
  const there = found.filter(({ isThere }) => isThere);
  return {
    missing: announced.filter(({ key }) => !there.some((line) => line.key === key)).length,
    extra: there.filter(({ isAnnounced }) => !isAnnounced).length,
    other_place: announced.filter(({ key }) => there.some((line) => line.key === key) && place(found, key) !== place(announced, key)).length,
  };
}
