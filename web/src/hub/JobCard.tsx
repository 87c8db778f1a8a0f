import { useState } from 'react';

import type { HubAction, JobRow } from '../api/hub';
import { nameIn } from '../format/names';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { ReasonDialog } from '../parts/ReasonDialog';
import { RowCheck } from '../parts/RowCheck';
import { useSettings } from '../shell/settings';
import { AssignDialog } from './AssignDialog';
import { ElsewhereDialog } from './ElsewhereDialog';
import { HoldMarks } from './HoldMarks';
import { JobState } from './JobState';
import { nextStep, presumedStage, type JobStep } from './jobs';
import { useOperates } from './may';
import { useOnHub } from './onHub';
import type { Unsent } from './outbox';
import { doOrKeep } from './sendOutbox';

interface JobCardProps {
  job: JobRow;
  /** Its place in the queue of its machine, from 0; nothing where several machines are on screen. */
  place: number | null;
  isNext: boolean;
  isSelected: boolean;
  isChosen: boolean;
  onChoose: ((isRange: boolean) => void) | undefined;
  unsent: readonly Unsent[];
}

/** One move: what, from where, where to, and the one button that says it was done. */
export function JobCard({ job, place, isNext, isSelected, isChosen, onChoose, unsent }: JobCardProps) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const stage = presumedStage(job, unsent);
  const isWaiting = unsent.some(({ action, problem }) => !problem && 'job' in action && action.job === job.id);
  if (stage === null) return null;
  const isStopped = (job.holds?.length ?? 0) > 0;
  const machine = plan.equipment.find(({ id }) => id === job.equipment)?.name;
  return (
    <li className={`job ${isNext ? 'next' : ''} ${isSelected ? 'sel' : ''} ${isStopped ? 'stopped' : job.under ? 'buried' : ''}`} data-job={job.id} aria-current={isSelected ? 'true' : undefined}>
      <div className="job-what">
        {onChoose && <RowCheck label={unitNumber(job.number)} on={isChosen} onToggle={onChoose} />}
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
        {place === null && <span className="t3 s">{machine ? nameIn(language, machine) : t('hub.no_machine')}</span>}
      </div>
      <Buttons job={job} stage={stage} isFirst={place === 0} />
    </li>
  );
}

type Asking = 'elsewhere' | 'abort' | 'assign';

/** In gloves the box is put down with one press, whatever was told before; at a desk the next step comes first. */
function Buttons({ job, stage, isFirst }: { job: JobRow; stage: 'planned' | 'dispatched' | 'started'; isFirst: boolean }) {
  const t = useT();
  const { plan } = useOnHub();
  const [dispatches, records] = [useOperates('dispatch'), useOperates('record')];
  const isGlove = useSettings().density === 'glove';
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const step: JobStep = isGlove && records ? 'finish' : nextStep(stage, dispatches);
  const second: JobStep | null = stage === 'started' || step === 'start' ? null : step === 'finish' ? 'start' : records ? 'start' : null;
  // When it is pressed, not when the card was drawn.
  const tell = (action: (at: string) => HubAction) => {
    const at = new Date().toISOString();
    doOrKeep(plan.id, unitNumber(job.number), at, action(at));
  };
  const does = (name: JobStep) => () => tell((at) => (name === 'finish' ? { do: 'job_finish', job: job.id, at } : name === 'start' ? { do: 'job_start', job: job.id, at } : { do: 'job_dispatch', job: job.id, at }));
  if (!records && !dispatches) return null;
  return (
    <div className="job-do">
      {(records || step === 'dispatch') && (
        <button type="button" className={`btn job-main ${isFirst ? 'p' : ''}`} onClick={does(step)}>
          {t(`hub.do.job_${step}`)}
        </button>
      )}
      {second && (
        <button type="button" className="btn" onClick={does(second)}>
          {t(`hub.do.job_${second}`)}
        </button>
      )}
      {records && (step === 'finish' || stage !== 'planned') && (
        <button type="button" className="btn" onClick={() => setAsking('elsewhere')}>
          {t('hub.do.finish_elsewhere')}
        </button>
      )}
      {dispatches && (
        <button type="button" className="btn q" onClick={() => setAsking('assign')}>
          {t('hub.do.job_assign')}
        </button>
      )}
      {records && (
        <button type="button" className="btn q" onClick={() => setAsking('abort')}>
          {t('hub.do.job_abort')}
        </button>
      )}
      {asking === 'assign' && <AssignDialog job={job} onClose={close} />}
      {asking === 'elsewhere' && (
        <ElsewhereDialog
          job={job}
          onClose={close}
          onGo={(to) => {
            tell((at) => ({ do: 'job_finish', job: job.id, at, to }));
            close();
          }}
        />
      )}
      {asking === 'abort' && (
        <ReasonDialog
          title={t('hub.abort_title', { number: unitNumber(job.number) })}
          words={t('hub.abort_words')}
          go={t('hub.do.job_abort')}
          onClose={close}
          onGo={(reason) => {
            tell(() => ({ do: 'job_abort', job: job.id, reason }));
            close();
          }}
        />
      )}
    </div>
  );
}
