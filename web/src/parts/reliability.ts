/** How far figures are to be trusted, best first. */
export const RELIABILITIES = ['seen', 'mixed', 'computed', 'unverified', 'modelled'] as const;

/** Returns how many of the three bars are filled. */
export function bars(level: string): number {
  if (level === 'seen') return 3;
  if (level === 'mixed') return 2;
  return level === 'computed' ? 1 : 0;
}

/** Returns the least trusted of some levels. */
export function worst(levels: readonly string[]): string {
  const rank = (level: string) => (RELIABILITIES as readonly string[]).indexOf(level);
  return levels.reduce((low, level) => (rank(level) > rank(low) ? level : low), 'seen');
}
