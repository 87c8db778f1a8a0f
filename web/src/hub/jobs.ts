import type { JobRow } from '../api/hub';
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
