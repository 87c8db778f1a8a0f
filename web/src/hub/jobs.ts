import type { HubAction, JobRow } from '../api/hub';
import type { Unsent } from './outbox';

export type JobStep = 'dispatch' | 'start' | 'finish';

/** Returns the jobs of a machine (of nobody for an empty name) in the order of its queue: what is under way, direct ones, then by order. */
export function queueOf(jobs: readonly JobRow[], machine: string): JobRow[] {
  const rank = (job: JobRow) => [job.stage.state === 'started' ? 0 : 1, job.urgency === 'direct' ? 0 : 1, job.order] as const;
  return jobs
    .filter(({ equipment }) => (equipment ?? '') === machine)
    .sort((one, other) => {
      const [a, b] = [rank(one), rank(other)];
      return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
    });
}

/** Returns how far a job has come once what waits in this browser has been sent; nothing once it is over. */
export function presumedStage(job: JobRow, unsent: readonly Unsent[]): 'planned' | 'dispatched' | 'started' | null {
  let stage: 'planned' | 'dispatched' | 'started' | null = job.stage.state;
  for (const { action, problem } of unsent) {
    if (problem || !('job' in action) || action.job !== job.id) continue;
    if (action.do === 'job_dispatch') stage = 'dispatched';
    else if (action.do === 'job_start') stage = 'started';
    else if (action.do === 'job_finish' || action.do === 'job_abort') stage = null;
  }
  return stage;
}

/** Returns what is done with a job next. */
export function nextStep(stage: 'planned' | 'dispatched' | 'started', dispatches: boolean): JobStep {
  if (stage === 'started') return 'finish';
  return stage === 'planned' && dispatches ? 'dispatch' : 'start';
}

/** What is done with several moves at once. */
export const JOB_BULKS = ['dispatch', 'start', 'finish', 'abort', 'assign'] as const;
export type JobBulk = (typeof JOB_BULKS)[number];

/** What a bulk of moves needs to be told beside the moves. */
export interface BulkTerms {
  /** When it happened, RFC 3339. */
  at: string;
  reason: string;
  /** The machine; empty for none. */
  machine: string;
}

/** Returns what is asked for each of several moves, in their order; moves given to a machine go behind those it has. */
export function bulkActions(bulk: JobBulk, jobs: readonly JobRow[], { at, reason, machine }: BulkTerms, open: readonly JobRow[]): HubAction[] {
  const last = lastOrder(open, machine);
  return jobs.map((job, index): HubAction => {
    switch (bulk) {
      case 'dispatch':
        return { do: 'job_dispatch', job: job.id, at };
      case 'start':
        return { do: 'job_start', job: job.id, at };
      case 'finish':
        return { do: 'job_finish', job: job.id, at };
      case 'abort':
        return { do: 'job_abort', job: job.id, reason };
      case 'assign':
        return { do: 'job_assign', job: job.id, order: last + 1 + index, ...(machine ? { equipment: machine } : {}) };
    }
  });
}

/** Returns the place in the queue of a machine's last move; 0 where it has none. */
export function lastOrder(jobs: readonly JobRow[], machine: string): number {
  return jobs.filter(({ equipment }) => (equipment ?? '') === machine).reduce((most, { order }) => Math.max(most, order), 0);
}

/**
 * Returns what gives a move a place in a machine's queue, from 0: the move, and those behind it whose order has to make room.
 * What is under way and what is direct goes first whatever its order.
 */
export function queued(jobs: readonly JobRow[], job: Pick<JobRow, 'id'>, machine: string, place: number): HubAction[] {
  const others = queueOf(jobs, machine).filter(({ id }) => id !== job.id);
  const [before, behind] = [others.slice(0, place), others.slice(place)];
  const own = before.at(-1)?.order ?? (behind[0] ? behind[0].order - 2 : 0);
  const on = machine ? { equipment: machine } : {};
  const actions: HubAction[] = [{ do: 'job_assign', job: job.id, order: own + 1, ...on }];
  let last = own + 1;
  for (const other of behind) {
    if (other.order > last) break;
    last += 1;
    actions.push({ do: 'job_assign', job: other.id, order: last, ...on });
  }
  return actions;
}
