import type { ConsignmentDetail, DraftView, LegStanding, PlanLegView, StatementView } from '../api/booking';

/** Returns what is wanted: the order, or the draft while nothing is ordered. */
export function wishOf({ order, draft }: Pick<ConsignmentDetail, 'order' | 'draft'>): DraftView | null {
  return order ?? draft ?? null;
}

/** Returns the legs of the plan that is followed. */
export function legsOf({ plans, plan_no }: Pick<ConsignmentDetail, 'plans' | 'plan_no'>): PlanLegView[] {
  return plans.find(({ no }) => no === plan_no)?.legs ?? [];
}

/** Returns how the live booking stands as a whole: the worst of its legs. */
export function standingOf({ booking, standings }: Pick<ConsignmentDetail, 'booking' | 'standings'>): 'held' | 'confirmed' | 'waiting' | null {
  if (!booking) return null;
  if (booking.state === 'confirmed') return 'confirmed';
  return standings.some(isWaiting) ? 'waiting' : 'held';
}

export function isWaiting({ standing }: LegStanding): boolean {
  return standing?.state === 'waiting';
}

/** Returns what a record says happened; nothing where it withdraws another. */
export function handlingOf(statement: StatementView) {
  return 'handling' in statement ? statement.handling : null;
}

/** Returns the record that a record stands instead of. */
export function replacedBy(statement: StatementView): string | null {
  return 'record' in statement ? statement.record : null;
}
