import { useState } from 'react';

import type { UnitKind } from '../api/booking';
import { useUnitTypes } from '../api/queries';
import { pagesKey } from '../api/pages';
import { useSend } from '../api/useSend';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { makeStale } from '../session/session';
import { UNIT_KINDS, UNITS } from './queries';

/** Registers a unit; a number that does not check is taken and flagged. */
export function RegisterDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const types = useUnitTypes().data ?? [];
  const [kind, setKind] = useState<UnitKind>('container');
  const [number, setNumber] = useState('');
  const [unitType, setUnitType] = useState('40HC');
  const send = useSend<{ id: string }>(({ id }) => {
    makeStale(pagesKey(UNITS));
    onMade(id);
  });
  return (
    <Dialog
      title={t('units.register')}
      onClose={onClose}
      onSubmit={() => number.trim() !== '' && send.mutate({ path: UNITS, body: { kind, number: number.trim(), unit_type: unitType } })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={send.isPending || number.trim() === ''}>
            {t('units.register')}
          </button>
        </>
      }
    >
      <div className="fields two">
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
        <Labelled label={t('units.col_number')} hint={t('units.number_hint')}>
          {(field) => <input {...field} value={number} onChange={(event) => setNumber(event.target.value)} />}
        </Labelled>
        <Labelled label={t('limits.unit')}>
          {(field) => (
            <select {...field} value={unitType} onChange={(event) => setUnitType(event.target.value)}>
              {types.map(({ id, name }) => (
                <option key={id} value={id}>
                  {id}: {name[language] || name.en}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      <Refused error={send.error} />
    </Dialog>
  );
}
