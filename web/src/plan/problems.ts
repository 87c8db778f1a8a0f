import { ApiError, noAnswer } from '../api/client';
import type { Problem } from '../api/types';
import { factWords } from '../format/facts';
import { translated, type T } from '../i18n';
import { formField, type Question } from './question';

export type FieldErrors = Partial<Record<keyof Question, string>>;

/** The fields a code speaks about, where the refusal names none. */
const FIELDS_OF_CODE: Record<string, keyof Question> = {
  'request.bad_quantity': 'quantity',
  'request.unknown_cargo': 'cargo',
  'request.bad_date': 'ready',
  'request.unit_does_not_suit': 'unit',
  'request.unknown_unit': 'unit',
  'request.same_place': 'to',
  'request.too_large': 'quantity',
};

/** Returns what went wrong in the language on screen. */
export function problemWords(t: T, error: unknown): string {
  const problem = problemOf(error);
  return refusalWords(t, problem);
}

/** Returns the words of a refusal's code with its fields and facts; the server's English sentence for an unknown code. */
export function refusalWords(t: T, problem: Pick<Problem, 'code' | 'detail'> & { fields?: Problem['fields'] | undefined; facts?: Problem['facts'] | undefined }): string {
  const facts = Object.entries(problem.facts ?? {}).map(([name, fact]) => [name, factWords(t, fact)]);
  return translated(t, `problem.${problem.code}`, { ...problem.fields?.[0], ...Object.fromEntries(facts) }) ?? problem.detail;
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return noAnswer(0, String(error));
}

/** Returns the words beside each field that was refused. */
export function fieldErrors(t: T, error: unknown): FieldErrors {
  if (!error) return {};
  const problem = problemOf(error);
  const errors: FieldErrors = {};
  for (const refused of problem.fields ?? []) {
    const field = formField(refused.field);
    const words = translated(t, `problem.${problem.code}`, { ...refused });
    if (field) errors[field] = words ?? t('problem.expected', { ...refused });
  }
  const fallback = FIELDS_OF_CODE[problem.code];
  if (Object.keys(errors).length === 0 && fallback) errors[fallback] = problemWords(t, error);
  return errors;
}
