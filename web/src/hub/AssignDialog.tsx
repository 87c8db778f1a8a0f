import { useState } from 'react';

import type { JobRow } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { queued, queueOf } from './jobs';
import { MachineField } from './MachineField';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { able } from './reach';

/** Gives a move to a machine that reaches it, at a place in its queue. */
export function AssignDialog({ job, onClose }: { job: JobRow; onClose: () => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const [machine, setMachine] = useState(job.equipment ?? '');
  const [place, setPlace] = useState<number | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const machines = able(plan, floor, job.from, job.to);
  const others = queueOf(floor.jobs, machine).filter(({ id }) => id !== job.id);
  const own = queueOf(floor.jobs, machine).findIndex(({ id }) => id === job.id);
  const at = Math.min(place ?? (own < 0 ? others.length : own), others.length);
  return (
    <Dialog
      title={t('hub.assign_title', { number: unitNumber(job.number) })}
      width={480}
      onClose={onClose}
      onSubmit={() => act(...queued(floor.jobs, job, machine, at))}
      foot={
        <>
          <span className="s t2 el">
            {job.from_place} → {job.to_place}
          </span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={isPending}>
            {t('hub.do.job_assign')}
          </button>
        </>
      }
    >
      <div className="fields two">
        <MachineField
          machines={machines}
          value={machine}
          hint={machines.length === 0 ? t('hub.none_reaches') : undefined}
          onChange={(next) => {
            setMachine(next);
            setPlace(null);
          }}
        />
        <Labelled label={t('hub.queue_place')} hint={t('hub.queue_rule')}>
          {(field) => (
            <select {...field} value={at} onChange={(event) => setPlace(Number(event.target.value))}>
              <option value={0}>{t('hub.queue_first')}</option>
              {others.map(({ id, number }, index) => (
                <option key={id} value={index + 1}>
                  {t('hub.queue_after', { number: unitNumber(number) })}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
