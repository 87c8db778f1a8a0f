import type { GateAppointment, GateCheckKind, GateTruck, GateVerdict, HubAction, Thing } from '../../api/hub';

/** What a form about an appointment holds, as typed. */
export interface AppointmentValues {
  gate: string;
  from: string;
  plate: string;
  trailer: string;
  brings: string;
  length: '20' | '40';
  seals: string;
  collects: string;
  organisation: string;
  reference: string;
}

/** Returns the numbers in a typed text. */
export function numbersIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

/** Returns whether a text can be a plate: 2 to 12 letters and digits, a digit among them. */
export function isPlate(text: string): boolean {
  const signs = [...text].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  return signs.length >= 2 && signs.length <= 12 && signs.some((sign) => /\d/.test(sign));
}

export function isComplete(values: AppointmentValues): boolean {
  return values.gate !== '' && values.from !== '' && isPlate(values.plate) && (values.trailer.trim() === '' || isPlate(values.trailer));
}

function brought(values: AppointmentValues): Thing[] {
  const seals = numbersIn(values.seals);
  return numbersIn(values.brings).map((number) => ({ number, form: { form: 'box', length: values.length }, ...(seals.length > 0 ? { seals } : {}) }));
}

/** Returns what a filled form asks for: a new appointment, or another form of one. */
export function appointmentAction(values: AppointmentValues, amended: string | null): HubAction {
  const wish = {
    gate: values.gate,
    from: values.from,
    plate: values.plate.trim(),
    ...(values.trailer.trim() === '' ? {} : { trailer: values.trailer.trim() }),
    brings: brought(values),
    collects: numbersIn(values.collects),
    ...(values.organisation === '' ? {} : { organisation: values.organisation }),
    reference: values.reference.trim(),
  };
  return amended === null ? { do: 'gate_book', wish } : { do: 'gate_amend', appointment: amended, wish };
}

/** Returns an appointment as its form has it. */
export function valuesOf(row: GateAppointment): AppointmentValues {
  return {
    gate: row.gate,
    from: row.from,
    plate: row.plate,
    trailer: row.trailer ?? '',
    brings: row.brings.map(({ number }) => number).join(' '),
    length: row.brings[0]?.form === '20' ? '20' : '40',
    seals: (row.brings[0]?.seals ?? []).join(' '),
    collects: row.collects.join(' '),
    organisation: row.organisation,
    reference: row.reference,
  };
}

/** A check as it stands on the form of a clerk. */
export interface CheckLine {
  check: GateCheckKind;
  unit: string | null;
  number: string | null;
  announced: string[];
  verdict: GateVerdict | null;
  note: string;
  seals: string;
  mass: string;
}

/** Box by box these are checked; the others once for the truck. */
const OF_UNITS: readonly GateCheckKind[] = ['seals', 'damage'];
const KINDS: readonly GateCheckKind[] = ['plate', 'papers', 'seals', 'damage', 'weight'];

/** Returns what a clerk goes through for a truck on its next way, with what was seen before. */
export function checkLines(truck: GateTruck): CheckLine[] {
  const carried = truck.way === 'in' ? truck.brings.map(({ unit, number, seals }) => ({ unit, number, seals })) : truck.collects.filter(({ aboard, unit }) => aboard && unit).map(({ unit, number }) => ({ unit: unit ?? '', number, seals: [] as string[] }));
  const line = (check: GateCheckKind, unit: string | null, number: string | null, announced: string[]): CheckLine => {
    const seen = truck.checks.find((one) => one.way === truck.way && one.check === check && (one.unit ?? null) === unit);
    return { check, unit, number, announced, verdict: seen?.verdict ?? null, note: seen?.note ?? '', seals: (seen?.seals ?? announced).join(' '), mass: seen?.mass_kg ? String(seen.mass_kg) : '' };
  };
  return KINDS.flatMap((check) => (OF_UNITS.includes(check) ? carried.map(({ unit, number, seals }) => line(check, unit, number, seals)) : [line(check, null, null, [])]));
}

/** Returns whether seals as typed are those announced, in any order. */
export function sealsAgree(line: CheckLine): boolean {
  const sorted = (seals: readonly string[]) => seals.map((seal) => seal.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')).sort().join(' ');
  return sorted(line.announced) === sorted(numbersIn(line.seals));
}

/** Returns whether a line can be sent: what is not in order needs words, other seals are not in order. */
export function isSound(line: CheckLine): boolean {
  if (line.verdict === null) return true;
  if (line.mass !== '' && !/^\d{1,6}$/.test(line.mass.trim())) return false;
  if (line.verdict !== 'passed') return line.note.trim() !== '';
  return line.check !== 'seals' || sealsAgree(line);
}

/** Returns what the lines that changed ask to be noted. */
export function checkActions(truck: GateTruck, lines: readonly CheckLine[]): HubAction[] {
  const before = checkLines(truck);
  const isNew = (line: CheckLine, at: number) => line.verdict !== null && JSON.stringify(line) !== JSON.stringify(before[at]);
  return lines.filter(isNew).map((line) => ({
    do: 'gate_check' as const,
    visit: truck.visit,
    way: truck.way,
    check: line.check,
    verdict: line.verdict ?? 'passed',
    ...(line.unit === null ? {} : { unit: line.unit }),
    ...(line.verdict === 'passed' ? {} : { note: line.note.trim() }),
    ...(line.check === 'seals' ? { seals: numbersIn(line.seals) } : {}),
    ...(line.check === 'weight' && line.mass.trim() !== '' ? { mass_kg: Number(line.mass.trim()) } : {}),
  }));
}

/** What keeps a truck from going on. */
export interface Standing {
  missing: GateCheckKind[];
  failed: GateCheckKind[];
  held: string[];
  /** Numbers of what is on the truck and was not to be taken. */
  extra: string[];
  /** Numbers of what it was to take and has not. */
  lacking: string[];
}

export function standingOf(truck: GateTruck): Standing {
  const failed = truck.checks.filter(({ way, verdict }) => way === truck.way && verdict === 'failed').map(({ check }) => check);
  const held = truck.way === 'out' ? truck.collects.flatMap(({ holds }) => holds.map(({ kind }) => kind)) : [];
  const key = (number: string) => number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  const meant = truck.collects.map(({ number }) => key(number));
  const extra = truck.way === 'out' ? truck.aboard.filter((number) => !meant.includes(key(number))) : [];
  const lacking = truck.way === 'out' ? truck.collects.filter(({ aboard }) => !aboard).map(({ number }) => number) : [];
  return { missing: [...new Set(truck.missing.map(({ check }) => check))], failed: [...new Set(failed)], held: [...new Set(held)], extra, lacking };
}

/** Returns a number without what people put between its signs. */
function bare(number: string): string {
  return number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Returns what a truck is to collect: what it was to and still is, then what was typed, each once. */
export function meanAction(truck: GateTruck, kept: ReadonlySet<string>, typed: string) {
  const all = [...truck.collects.map(({ number }) => number).filter((number) => kept.has(number)), ...numbersIn(typed)];
  const collects = all.filter((number, at) => all.findIndex((one) => bare(one) === bare(number)) === at);
  return { do: 'gate_mean' as const, visit: truck.visit, collects };
}

/** Returns whether it is another list than the truck has. */
export function meantOtherwise(truck: GateTruck, { collects }: { collects: readonly string[] }): boolean {
  return collects.map(bare).sort().join(' ') !== truck.collects.map(({ number }) => bare(number)).sort().join(' ');
}
