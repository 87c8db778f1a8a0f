import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { counted, typedAmount } from '../format/amount';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useRunAct } from './queries';

const FREE = 'free';

/** Moves unsold room between pools: from the free one to a site or customer, or back. */
export function AllotmentDialog({ run, onClose }: { run: RunAnswer; onClose: () => void }) {
  const t = useT();
  const organisations = useOrganisations();
  const names = counted(run.capacity);
  const [from, setFrom] = useState(run.pools.find(({ custodian }) => custodian === null)?.id ?? FREE);
  const [to, setTo] = useState('');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const { act, error, isPending } = useRunAct(run, onClose);
  const read = names.map((name) => [name, (typed[name] ?? '') === '' ? 0 : typedAmount(name, typed[name] ?? '')] as const);
  const amounts = Object.fromEntries(read.map(([name, value]) => [name, value ?? 0]));
  const isReady = to !== '' && to !== from && read.every(([, value]) => value !== null) && read.some(([, value]) => (value ?? 0) > 0);
  const known = run.pools.map(({ id, custodian }) => ({ id, words: custodian ? organisations.name(custodian) : t('capacity.free_pool') }));
  const others = organisations.all.filter(({ id }) => !run.pools.some(({ custodian }) => custodian === id)).map(({ id, name }) => ({ id, words: name }));
  return (
    <Dialog
      title={t('capacity.allot')}
      onClose={onClose}
      onSubmit={() => isReady && act({ do: 'move_allotment', from, to, amounts })}
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
