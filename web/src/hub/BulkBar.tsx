import { useState } from 'react';

import type { BoxRow, JobRow } from '../api/hub';
import { useT } from '../i18n';
import { useMay } from '../session/session';
import { BulkJobsDialog } from './BulkJobsDialog';
import { HoldDialog } from './HoldDialog';
import { JOB_BULKS, type JobBulk } from './jobs';
import { LiftDialog } from './LiftDialog';
import { useOperates } from './may';

type Asked = JobBulk | 'hold' | 'lift';

/** What is done to several units chosen: their moves, and what stops them. Shown while something is chosen. */
export function BulkBar({ units, jobs, onClear }: { units: readonly Pick<BoxRow, 'id' | 'number' | 'holds'>[]; jobs: readonly JobRow[]; onClear: () => void }) {
  const t = useT();
  const [dispatches, records, holds] = [useOperates('dispatch'), useOperates('record'), useMay('record')];
  const [asking, setAsking] = useState<Asked | null>(null);
  // What was chosen when the dialog opened: what is done leaves the list while its outcome is read.
  const [asked, setAsked] = useState({ units, jobs });
  if (units.length === 0 && asking === null) return null;
  const isHeld = units.some((unit) => (unit.holds?.length ?? 0) > 0);
  const may = (bulk: JobBulk) => (bulk === 'dispatch' || bulk === 'assign' ? dispatches : records);
  const ask = (name: Asked) => {
    setAsked({ units, jobs });
    setAsking(name);
  };
  const close = () => {
    setAsking(null);
    onClear();
  };
  return (
    <div className="foot bulk hub-bulk" role="group" aria-label={t('hub.chosen_of', { count: units.length })}>
      <b className="s">{t('hub.chosen_of', { count: units.length })}</b>
      {jobs.length > 0 && jobs.length < units.length && <span className="s t2">{t('hub.bulk.with_moves', { count: jobs.length })}</span>}
      {jobs.length > 0 &&
        JOB_BULKS.filter(may).map((bulk) => (
          <button key={bulk} type="button" className="btn" onClick={() => ask(bulk)}>
            {t(`hub.bulk.${bulk}`)}
          </button>
        ))}
      {holds && (
        <button type="button" className="btn" onClick={() => ask('hold')}>
          {t('hub.do.hold')}
        </button>
      )}
      {holds && isHeld && (
        <button type="button" className="btn" onClick={() => ask('lift')}>
          {t('hub.bulk.lift')}
        </button>
      )}
      <span className="grow" />
      <button type="button" className="btn q" onClick={onClear}>
        {t('hub.choose_none')}
      </button>
      {asking === 'hold' && <HoldDialog units={asked.units} onClose={close} />}
      {asking === 'lift' && <LiftDialog units={asked.units.filter((unit) => (unit.holds?.length ?? 0) > 0)} onClose={close} />}
      {asking !== null && asking !== 'hold' && asking !== 'lift' && <BulkJobsDialog bulk={asking} jobs={asked.jobs} onClose={close} />}
    </div>
  );
}
