/** Verdicts, the worst last. */
export const VERDICTS = ['reproduced', 'plausible', 'optimistic', 'contradicted', 'impossible', 'not_testable'] as const;

/** Returns the chip of a verdict: only what cannot be is solid. */
export function verdictChip(verdict: string): { tone: string; icon: 'ok' | 'attention' | 'late' | 'blocked' | null } {
  switch (verdict) {
    case 'reproduced':
    case 'plausible':
      return { tone: 'ok', icon: 'ok' };
    case 'optimistic':
      return { tone: 'attention', icon: 'attention' };
    case 'contradicted':
      return { tone: 'late', icon: 'late' };
    case 'impossible':
      return { tone: 'blocked', icon: 'blocked' };
    default:
      return { tone: 'none', icon: null };
  }
}
