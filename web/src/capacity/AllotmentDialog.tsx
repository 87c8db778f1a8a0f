import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { asView, byDimension, counted, typedAmount } from '../format/amount';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { customerPool, FREE_POOL, usePoolName } from './pools';
import { useRunAct } from './queries';

/** Moves unsold room between pools: from the free one to a site or customer, or back. */
export function AllotmentDialog({ run, onClose }: { run: RunAnswer; onClose: () => void }) {
  const t = useT();
  const organisations = useOrganisations();
  const poolName = usePoolName();
  const { pools, room } = run.ledger;
  const names = counted(byDimension(room));
  const [from, setFrom] = useState<string>(FREE_POOL);
  const [to, setTo] = useState('');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const { act, error, isPending } = useRunAct(run, onClose);
  const read = names.map((name) => [name, (typed[name] ?? '') === '' ? 0 : typedAmount(name, typed[name] ?? '')] as const);
  const amounts = Object.fromEntries(read.map(([name, value]) => [name, value ?? 0]));
  const isReady = to !== '' && to !== from && read.every(([, value]) => value !== null) && read.some(([, value]) => (value ?? 0) > 0);
  const known = pools.map(({ pool }) => ({ id: pool, words: poolName(pool) }));
  const others = organisations.all.map(({ id, name }) => ({ id: customerPool(id), words: name })).filter(({ id }) => !pools.some(({ pool }) => pool === id));
  return (
    <Dialog
      title={t('capacity.allot')}
      onClose={onClose}
      onSubmit={() => isReady && act({ do: 'move_allotment', from, to, amounts: asView(amounts) })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('capacity.allot')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('capacity.allot_words')}</p>
      <div className="fields two">
        <Labelled label={t('capacity.allot_from')}>
          {(field) => (
            <select {...field} value={from} onChange={(event) => setFrom(event.target.value)}>
              {known.map(({ id, words }) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('capacity.allot_to')}>
          {(field) => (
            <select {...field} value={to} onChange={(event) => setTo(event.target.value)}>
              <option value="">–</option>
              {[...known, ...others].filter(({ id }) => id !== from).map(({ id, words }) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {read.map(([name, value]) => (
          <Labelled key={name} label={t(`dimension.${name}`)} error={value === null ? t('capacity.no_number') : null}>
            {(field) => <input {...field} inputMode="decimal" value={typed[name] ?? ''} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />}
          </Labelled>
        ))}
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
