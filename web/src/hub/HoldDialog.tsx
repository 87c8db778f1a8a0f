import { useState } from 'react';

import { HOLD_KINDS, type BoxRow, type HubHoldKind } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { EachOutcome } from './EachOutcome';
import { useOnHub } from './onHub';
import { useEach } from './useEach';

/** Stops units for a reason; of several, each is told by itself. Without units, their numbers are typed. */
export function HoldDialog({ units, onClose }: { units: readonly Pick<BoxRow, 'id' | 'number'>[]; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [kind, setKind] = useState<HubHoldKind>('customs');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { send, outcome, error, isPending } = useEach(plan.id);
  const numbers = units.length > 0 ? units.map(({ id, number }) => ({ unit: id, number })) : typed.split(/[\s,;]+/).filter(Boolean).map((number) => ({ unit: number, number }));
  const isReady = numbers.length > 0 && reason.trim() !== '';
  return (
    <Dialog
      title={units.length === 1 ? t('hub.hold_title', { number: unitNumber(units[0]?.number ?? '') }) : t('hub.hold_many_title')}
      width={500}
      onClose={onClose}
      onSubmit={() => (outcome ? onClose() : isReady && send(numbers.map(({ unit, number }) => ({ words: unitNumber(number), action: { do: 'hold_set', unit, kind, reason: reason.trim() } }))))}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!outcome && (!isReady || isPending)}>
            {outcome ? t('action.close') : t('hub.do.hold')}
          </button>
        </>
      }
    >
      {!outcome && (
        <>
          {units.length === 0 && <Labelled label={t('hub.numbers')} hint={t('hub.numbers_hint')}>{(field) => <input {...field} value={typed} onChange={(event) => setTyped(event.target.value)} />}</Labelled>}
          <Labelled label={t('hub.hold_kind')}>
            {(field) => (
              <select {...field} value={kind} onChange={(event) => setKind(HOLD_KINDS.find((one) => one === event.target.value) ?? kind)}>
                {HOLD_KINDS.map((one) => (
                  <option key={one} value={one}>
                    {t(`hub.hold.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t('act.reason')}>{(field) => <input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}</Labelled>
        </>
      )}
      <Refused error={error} />
      {outcome && <EachOutcome rows={outcome} />}
    </Dialog>
  );
}
