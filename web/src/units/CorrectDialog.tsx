import { useState } from 'react';

import type { UnitAnswer } from '../api/booking';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { UNIT_KINDS, useUnitAct } from './queries';

/** Says what the number, or the kind, really is; the one before is kept. */
export function CorrectDialog({ answer, onClose }: { answer: UnitAnswer; onClose: () => void }) {
  const t = useT();
  const { identity, earlier = [] } = answer.unit;
  const [kind, setKind] = useState(identity.kind);
  const [number, setNumber] = useState('');
  const { act, error, isPending } = useUnitAct(answer, onClose);
  const isReady = number.trim() !== '' && (number.trim() !== identity.raw || kind !== identity.kind);
  const before = earlier.at(-1);
  return (
    <Dialog
      title={t('units.correct_title', { number: unitNumber(identity.raw) })}
      onClose={onClose}
      onSubmit={() => isReady && act({ do: 'correct_number', kind, number: number.trim() })}
      foot={
        <>
          {before && (
            <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'correct_number', kind: before.kind, number: before.raw })}>
              {t('units.correct_back', { number: unitNumber(before.raw) })}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('units.correct')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('units.kept')}</p>
      <div className="fields two">
        <Labelled label={t('units.right_number')} hint={t('units.number_hint')}>
          {(field) => <input {...field} autoComplete="off" value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t('units.col_kind')}>
          {(field) => (
            <select {...field} value={kind} onChange={(event) => setKind(UNIT_KINDS.find((one) => one === event.target.value) ?? kind)}>
              {UNIT_KINDS.map((name) => (
                <option key={name} value={name}>
                  {t(`unit_kind.${name}`)}
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
