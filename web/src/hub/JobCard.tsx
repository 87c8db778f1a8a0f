import { useState } from 'react';

import type { HubAction, JobRow } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { ReasonDialog } from '../parts/ReasonDialog';
import { useMay } from '../session/session';
import { useNow } from '../shell/now';
import { ElsewhereDialog } from './ElsewhereDialog';
import { HoldMarks } from './HoldMarks';
import { JobState } from './JobState';
import { nextStep, presumedStage } from './jobs';
import { useOnHub } from './onHub';
import type { Unsent } from './outbox';
import { doOrKeep } from './sendOutbox';

/** One move: what, from where, where to, and the one button that says it was done. */
export function JobCard({ job, isFirst, unsent }: { job: JobRow; isFirst: boolean; unsent: readonly Unsent[] }) {
  const t = useT();
  const { plan } = useOnHub();
  const [dispatches, records] = [useMay('dispatch'), useMay('record')];
  const now = useNow(1000);
  const [asking, setAsking] = useState<'elsewhere' | 'abort' | null>(null);
  const stage = presumedStage(job, unsent);
  const isWaiting = unsent.some(({ action, problem }) => !problem && 'job' in action && action.job === job.id);
  if (stage === null) return null;
  const step = nextStep(stage, dispatches);
  const tell = (action: HubAction) => doOrKeep(plan.id, unitNumber(job.number), now.toISOString(), action);
  const at = now.toISOString();
  const isStopped = (job.holds?.length ?? 0) > 0;
  return (
    <li className={`job ${isStopped ? 'stopped' : job.under ? 'buried' : ''}`} data-job={job.id}>
      <div className="job-what">
        <b className="job-number">{unitNumber(job.number)}</b>
        <span className="t2">{job.length ? t('hub.feet', { feet: job.length }) : ''}</span>
        <JobState job={job} stage={stage} />
        <HoldMarks holds={job.holds ?? []} />
        {isWaiting && <span className="chip unsent-chip">{t('hub.unsent')}</span>}
      </div>
      <div className="job-way">
        <span>{job.from_place}</span>
        <span aria-hidden="true">→</span>
        <span className="sr-only">{t('hub.col_to')}</span>
        <b>{job.to_place}</b>
      </div>
      {records && (
        <div className="job-do">
          <button type="button" className={`btn ${isFirst ? 'p' : ''}`} onClick={() => tell(step === 'finish' ? { do: 'job_finish', job: job.id, at } : step === 'start' ? { do: 'job_start', job: job.id, at } : { do: 'job_dispatch', job: job.id, at })}>
            {t(`hub.do.job_${step}`)}
          </button>
          {stage !== 'planned' || step !== 'dispatch' ? (
            <button type="button" className="btn" onClick={() => setAsking('elsewhere')}>
              {t('hub.do.finish_elsewhere')}
            </button>
          ) : (
            <button type="button" className="btn" onClick={() => tell({ do: 'job_start', job: job.id, at })}>
              {t('hub.do.job_start')}
            </button>
          )}
          <button type="button" className="btn q" onClick={() => setAsking('abort')}>
            {t('hub.do.job_abort')}
          </button>
        </div>
      )}
      {asking === 'elsewhere' && (
        <ElsewhereDialog
          job={job}
          onClose={() => setAsking(null)}
          onGo={(to) => {
            tell({ do: 'job_finish', job: job.id, at: now.toISOString(), to });
            setAsking(null);
          }}
        />
      )}
      {asking === 'abort' && (
        <ReasonDialog
          title={t('hub.abort_title', { number: unitNumber(job.number) })}
          words={t('hub.abort_words')}
          go={t('hub.do.job_abort')}
          onClose={() => setAsking(null)}
          onGo={(reason) => {
            tell({ do: 'job_abort', job: job.id, reason });
            setAsking(null);
          }}
        />
      )}
    </li>
  );
}
