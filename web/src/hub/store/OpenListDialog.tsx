import { useState } from 'react';

import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';

/** Opens a stuffing list for an empty box that stands here. */
export function OpenListDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { plan, go } = useOnHub();
  const [number, setNumber] = useState('');
  const [unit, setUnit] = useState('');
  const [customs, setCustoms] = useState<'free' | 'bonded'>('free');
  const { act, error, isPending } = useHubAct(plan.id, ({ made }) => {
    go({ list: made[0]?.id ?? null });
    onClose();
  });
  const isReady = number.trim() !== '' && unit.trim() !== '';
  return (
    <Dialog
      title={t('store.open')}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act({ do: 'stuffing_open', number: number.trim(), unit: unit.trim(), customs })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>{t('store.open')}</button>
        </>
      }
    >
      <Labelled label={t('store.open_unit')}>{(field) => <input {...field} value={unit} autoComplete="off" onChange={(event) => setUnit(event.target.value)} />}</Labelled>
      <Labelled label={t('store.list_number')}>{(field) => <input {...field} value={number} autoComplete="off" onChange={(event) => setNumber(event.target.value)} />}</Labelled>
      <Labelled label={t('store.customs')}>
        {(field) => (
          <select {...field} value={customs} onChange={(event) => setCustoms(event.target.value === 'bonded' ? 'bonded' : 'free')}>
            <option value="free">{t('store.free')}</option>
            <option value="bonded">{t('store.bonded')}</option>
          </select>
        )}
      </Labelled>
      <Refused error={error} />
    </Dialog>
  );
}
