import { useState } from 'react';

import type { BoxRow, HubDone, Spot } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { useSend } from '../api/useSend';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { puttingRight, type DoneMove } from './done';
import { lastOrder } from './jobs';
import { useOnHub } from './onHub';
import { hubChanged, hubPath, useBlock } from './queries';
import { SpotFields, spotOf, startSpot, type SpotDraft } from './SpotFields';

/** A move was recorded that did not happen so: the box was not moved, or stands elsewhere. The record stays, a correction follows it. */
export function PutRightDialog({ move, row, machine, onClose }: { move: DoneMove; row: BoxRow; machine: string; onClose: () => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const [way, setWay] = useState<'not_moved' | 'elsewhere'>('not_moved');
  const [draft, setDraft] = useState<SpotDraft>(() => startSpot(plan, row));
  const boxes = useBlock(plan.id, draft.block || null).data;
  const { put, error, isPending } = usePutRight(move, machine, onClose);
  const to = way === 'not_moved' ? move.from : spotOf(draft, { plan, floor, boxes }, row.form);
  return (
    <Dialog
      title={t('hub.put_right_title', { number: unitNumber(row.number) })}
      width={500}
      onClose={onClose}
      onSubmit={() => to && put(to, way === 'not_moved')}
      foot={
        <>
          <span className="s t2 el">{t('hub.put_right_books', { place: row.place })}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!to || isPending}>
            {t('hub.do.put_right')}
          </button>
        </>
      }
    >
      <div className="seg" role="group" aria-label={t('hub.put_right_how')}>
        {(['not_moved', 'elsewhere'] as const).map((name) => (
          <button key={name} type="button" className={name === way ? 'on' : ''} aria-pressed={name === way} onClick={() => setWay(name)}>
            {t(`hub.put_right.${name}`)}
          </button>
        ))}
      </div>
      <p className="s t2">{t(`hub.put_right_words.${way}`)}</p>
      {way === 'elsewhere' && <SpotFields draft={draft} form={row.form} onChange={setDraft} />}
      <Refused error={error} />
    </Dialog>
  );
}

/** Plans the move that puts the books right and records it as done; its name is known only once it is planned. */
function usePutRight(move: DoneMove, machine: string, onDone: () => void) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const path = hubPath(plan.id, 'actions');
  const planned = useSend<HubDone>();
  const done = useSend<HubDone>(() => {
    hubChanged(plan.id);
    onDone();
  });

  async function put(to: Spot, isToDo: boolean): Promise<void> {
    const order = lastOrder(floor.jobs, machine) + 1;
    const { made } = await planned.mutateAsync({ path, body: { actions: [{ do: 'job_plan', jobs: [{ unit: move.unit, to, order, ...(machine ? { equipment: machine } : {}) }] }] } });
    const job = made.find(({ kind }) => kind === 'job')?.id;
    if (!job) return;
    try {
      await done.mutateAsync({ path, body: { actions: puttingRight(move, machine, { job, isToDo, at: new Date().toISOString() }) } });
    } catch (refusal) {
      // What cannot have happened is not left behind as work to be done.
      await planned.mutateAsync({ path, body: { actions: [{ do: 'job_abort', job, reason: t('hub.put_right_refused') }] } });
      throw refusal;
    }
  }

  return {
    put: (to: Spot, isToDo: boolean) => void put(to, isToDo).catch(() => hubChanged(plan.id)),
    error: planned.error ?? done.error,
    isPending: planned.isPending || done.isPending,
  };
}
