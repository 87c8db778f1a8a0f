import { useState } from 'react';

import type { BoxRow, HubUnit } from '../api/hub';
import { get } from '../api/client';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { EachOutcome } from './EachOutcome';
import { useOnHub } from './onHub';
import { hubPath } from './queries';
import { useEach, type Wish } from './useEach';

/** Lifts every hold of several units; each hold is told by itself: only who set one may lift it. */
export function LiftDialog({ units, onClose }: { units: readonly Pick<BoxRow, 'id' | 'number'>[]; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [asked] = useState(units);
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<unknown>(null);
  const { send, outcome, error, isPending } = useEach(plan.id);

  async function go() {
    setFailed(null);
    try {
      // Lists tell the kinds of holds; which holds they are, the unit itself tells.
      const found = await Promise.all(asked.map(({ id }) => get<HubUnit>(hubPath(plan.id, 'units', id))));
      const wishes: Wish[] = found.flatMap(({ row, holds }) => holds.map((hold) => ({ words: `${unitNumber(row.number)}, ${t(`hub.hold.${hold.kind}`)}`, action: { do: 'hold_lift', unit: row.id, hold: hold.id, reason: reason.trim() } })));
      send(wishes);
    } catch (cause) {
      setFailed(cause);
    }
  }

  return (
    <Dialog
      title={t('hub.lift_many_title', { count: asked.length })}
      width={560}
      onClose={onClose}
      onSubmit={() => (outcome ? onClose() : reason.trim() !== '' && void go())}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!outcome && (reason.trim() === '' || isPending)}>
            {outcome ? t('action.close') : t('hub.do.lift')}
          </button>
        </>
      }
    >
      {!outcome && (
        <>
          <p className="s t2">{t('hub.lift_words')}</p>
          <Labelled label={t('act.reason')}>{(field) => <input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}</Labelled>
        </>
      )}
      <Refused error={error ?? failed} />
      {outcome && <EachOutcome rows={outcome} />}
    </Dialog>
  );
}
