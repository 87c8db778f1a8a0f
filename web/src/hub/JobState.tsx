import type { JobRow } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';

const FORMS = { planned: 'life-draft', dispatched: 'life-plan', started: 'life-way' } as const;

/** How far a move has come, whether it is direct, and what stands on top. */
export function JobState({ job, stage = job.stage.state }: { job: JobRow; stage?: keyof typeof FORMS }) {
  const t = useT();
  return (
    <span className="job-state">
      <span className={`chip ${FORMS[stage]}`}>{t(`hub.job_stage.${stage}`)}</span>
      {job.urgency === 'direct' && <span className="chip attention">{t('hub.direct')}</span>}
      {job.under && <span className="xs c-late">{t('hub.under', { number: unitNumber(job.under) })}</span>}
    </span>
  );
}
