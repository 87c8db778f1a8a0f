import { useState } from 'react';

import type { JobRow } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { EachOutcome } from './EachOutcome';
import { bulkActions, type JobBulk } from './jobs';
import { MachineField } from './MachineField';
import { typedInstant } from './MomentField';
import { useOnHub } from './onHub';
import { useEach } from './useEach';
import { WhenField } from './WhenField';

/** Does one thing with several moves; what became of each is told by itself. */
export function BulkJobsDialog({ bulk, jobs, onClose }: { bulk: JobBulk; jobs: readonly JobRow[]; onClose: () => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const [when, setWhen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [machine, setMachine] = useState('');
  const { send, outcome, error, isPending } = useEach(plan.id);
  const at = when === null ? new Date().toISOString() : typedInstant(plan.zone, when);
  const isReady = at !== null && (bulk !== 'abort' || reason.trim() !== '');

  function go() {
    if (!isReady) return;
    const actions = bulkActions(bulk, jobs, { at, reason: reason.trim(), machine }, floor.jobs);
    send(jobs.flatMap((job, index) => {
      const action = actions[index];
      return action ? [{ words: unitNumber(job.number), action }] : [];
    }));
  }

  return (
    <Dialog
      title={t(`hub.bulk.${bulk}_title`, { count: jobs.length })}
      width={540}
      onClose={onClose}
      onSubmit={() => (outcome ? onClose() : go())}
      foot={
        <>
          {!outcome && <span className="xs t3">{t('bulk.each')}</span>}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!outcome && (!isReady || isPending)}>
            {outcome ? t('action.close') : t(`hub.bulk.${bulk}`)}
          </button>
        </>
      }
    >
      {!outcome && (
        <>
          <ul className="bulk-what s">
            {jobs.map((job) => (
              <li key={job.id}>
                <b className="m">{unitNumber(job.number)}</b> <span className="t2">{job.from_place} → {job.to_place}</span>
              </li>
            ))}
          </ul>
          {(bulk === 'dispatch' || bulk === 'start' || bulk === 'finish') && <WhenField wall={when} onChange={setWhen} />}
          {bulk === 'abort' && <Labelled label={t('act.reason')}>{(field) => <input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}</Labelled>}
          {bulk === 'assign' && <MachineField machines={plan.equipment} value={machine} onChange={setMachine} />}
        </>
      )}
      <Refused error={error} />
      {outcome && <EachOutcome rows={outcome} />}
    </Dialog>
  );
}
