import { useState } from 'react';

import type { BoxRow } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { lastOrder } from './jobs';
import { MachineField } from './MachineField';
import { useOnHub } from './onHub';
import { useBlock, useHubAct } from './queries';
import { able, isDown } from './reach';
import { SpotFields, startSpot, spotOf, type SpotDraft } from './SpotFields';

/** Plans a move of a box: where to, by what, how urgent. What the rules refuse is said beside. */
export function MoveDialog({ row, onClose }: { row: BoxRow; onClose: () => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const [draft, setDraft] = useState<SpotDraft>(() => startSpot(plan, row));
  const [machine, setMachine] = useState<string | null>(null);
  const [isDirect, setIsDirect] = useState(false);
  const boxes = useBlock(plan.id, draft.block || null).data;
  const to = spotOf(draft, { plan, floor, boxes }, row.form);
  const machines = to ? able(plan, floor, row.spot, to) : [];
  const chosen = machine ?? machines.find(({ id }) => !isDown(floor, id))?.id ?? '';
  const { act, error, isPending } = useHubAct(plan.id, onClose);

  function go() {
    if (!to) return;
    act({ do: 'job_plan', jobs: [{ unit: row.id, to, urgency: isDirect ? 'direct' : 'normal', order: lastOrder(floor.jobs, chosen) + 1, ...(chosen ? { equipment: chosen } : {}) }] });
  }

  return (
    <Dialog
      title={t('hub.move_title', { number: unitNumber(row.number) })}
      width={480}
      onClose={onClose}
      onSubmit={go}
      foot={
        <>
          <span className="s t2 el">{t('hub.move_from', { place: row.place })}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!to || isPending}>
            {t('hub.do.plan_move')}
          </button>
        </>
      }
    >
      <SpotFields draft={draft} form={row.form} onChange={setDraft} />
      <div className="fields two">
        <MachineField machines={machines} value={chosen} hint={to && machines.length === 0 ? t('hub.none_reaches') : undefined} onChange={setMachine} />
        <label className="check s">
          <input type="checkbox" checked={isDirect} onChange={(event) => setIsDirect(event.target.checked)} />
          {t('hub.urgency.direct')}
        </label>
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
