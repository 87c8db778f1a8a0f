/** The 10th, 50th and 90th percentile of an arrival, as the server names them. */
export const PERCENTILES = ['early', 'likely', 'late'] as const;
export type Percentile = (typeof PERCENTILES)[number];

/** Returns the percentile that comes before the one that must not be later; nothing while they are in order or not all given. */
export function estimateProblem({ early, likely, late }: Partial<Record<Percentile, string | null | undefined>>): Percentile | null {
  const at = (text: string | null | undefined) => (text ? Date.parse(text) : null);
  const [first, middle, last] = [at(early), at(likely), at(late)];
  if (first !== null && middle !== null && middle < first) return 'likely';
  if (middle !== null && last !== null && last < middle) return 'late';
  return null;
}
