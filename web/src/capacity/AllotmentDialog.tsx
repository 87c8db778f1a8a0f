import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { amount, asView, byDimension, counted, shownAmount, typedAmount } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { customerPool, FREE_POOL, sitePool, unsold, usePoolName } from './pools';
import { useRunAct } from './queries';
import type { PoolMove } from './RunPools';

/** Chosen where the site is not known here: its code is typed. */
const OTHER_SITE = 'other-site';

/** Moves unsold room between pools: from the free one to a site or customer, or back. */
export function AllotmentDialog({ run, move, onClose }: { run: RunAnswer; move: PoolMove; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const poolName = usePoolName();
  const { pools, room } = run.ledger;
  const names = counted(byDimension(room));
  const [from, setFrom] = useState<string>(move.from);
  const [chosen, setTo] = useState(move.to);
  const [site, setSite] = useState('');
  const [typed, setTyped] = useState<Record<string, string>>(() => Object.fromEntries(names.flatMap((name) => (move.amounts[name] ? [[name, String(shownAmount(name, move.amounts[name]))]] : []))));
  const { act, error, isPending } = useRunAct(run, onClose);
  const to = chosen === OTHER_SITE ? (site.trim() === '' ? '' : sitePool(site.trim())) : chosen;
  const source = pools.find(({ pool }) => pool === from);
  const left = source ? unsold(source, byDimension(room)) : {};
  const read = names.map((name) => [name, (typed[name] ?? '') === '' ? 0 : typedAmount(name, typed[name] ?? '')] as const);
  const amounts = Object.fromEntries(read.map(([name, value]) => [name, value ?? 0]));
  const isReady = to !== '' && to !== from && read.every(([, value]) => value !== null) && read.some(([, value]) => (value ?? 0) > 0);
  const known = pools.map(({ pool }) => ({ id: pool, words: poolName(pool) }));
  const others = organisations.all.filter(({ kind }) => kind !== 'operator').map(({ id, name }) => ({ id: customerPool(id), words: name })).filter(({ id }) => !pools.some(({ pool }) => pool === id));
  return (
    <Dialog
      title={t(chosen === FREE_POOL ? 'capacity.take_back_title' : 'capacity.allot')}
      onClose={onClose}
      onSubmit={() => isReady && act({ do: 'move_allotment', from, to, amounts: asView(amounts) })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t(chosen === FREE_POOL ? 'capacity.take_back' : 'capacity.allot')}
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
            <select {...field} value={chosen} onChange={(event) => setTo(event.target.value)}>
              <option value="">–</option>
              {[...known, ...others].filter(({ id }) => id !== from).map(({ id, words }) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
              <option value={OTHER_SITE}>{t('capacity.other_site')}</option>
            </select>
          )}
        </Labelled>
        {chosen === OTHER_SITE && (
          <Labelled label={t('capacity.site_code')} hint={t('capacity.site_hint')}>
            {(field) => <input {...field} value={site} autoComplete="off" onChange={(event) => setSite(event.target.value)} />}
          </Labelled>
        )}
        {read.map(([name, value]) => (
          <Labelled key={name} label={t(`dimension.${name}`)} error={value === null ? t('capacity.no_number') : null} hint={t('capacity.unsold', { amount: amount(language, name, left[name] ?? 0) })}>
            {(field) => <input {...field} inputMode="decimal" value={typed[name] ?? ''} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />}
          </Labelled>
        ))}
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
