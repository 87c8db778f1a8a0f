import { useState } from 'react';

import type { StuffingRow } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { typedWhole } from './forms';

/** Closes the doors of a box: seals, securing material, and for bonded goods their transit declaration. */
export function SealDialog({ row, onClose }: { row: StuffingRow; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [seals, setSeals] = useState('');
  const [dunnage, setDunnage] = useState('0');
  const [transit, setTransit] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const isBonded = row.heading.customs === 'bonded';
  const all = seals.split(/[;,]/).map((one) => one.trim()).filter(Boolean);
  const kg = typedWhole(dunnage);
  const isReady = all.length > 0 && kg !== null && (!isBonded || transit.trim() !== '');
  return (
    <Dialog
      title={`${t('store.seal')}: ${row.heading.container}`}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act({ do: 'stuffing_seal', list: row.heading.id, seals: all, dunnage_kg: kg, ...(isBonded ? { transit: transit.trim() } : {}) })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>{t('store.seal')}</button>
        </>
      }
    >
      <p className="s t2">{t('store.seal_words')}</p>
      <Labelled label={t('store.seals')} hint={t('store.seals_hint')}>{(field) => <input {...field} value={seals} onChange={(event) => setSeals(event.target.value)} />}</Labelled>
      <Labelled label={t('store.dunnage')}>{(field) => <input {...field} inputMode="numeric" value={dunnage} onChange={(event) => setDunnage(event.target.value)} />}</Labelled>
      {isBonded && <Labelled label={t('store.transit')}>{(field) => <input {...field} value={transit} onChange={(event) => setTransit(event.target.value)} />}</Labelled>}
      <Refused error={error} />
    </Dialog>
  );
}
