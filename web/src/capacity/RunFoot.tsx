import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { amount, byDimension, counted, type Amounts } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { Menu } from '../parts/Menu';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { useMay } from '../session/session';
import { FREE_POOL, usePoolName } from './pools';
import { runName, useRun, useRunAct } from './queries';
import { RetimeDialog } from './RetimeDialog';
import { RollManyDialog } from './RollManyDialog';
import { RoomDialog } from './RoomDialog';
import type { PoolMove } from './RunPools';

/** What can be done with a run, and its words. */
const WORDS = {
  open: 'capacity.open', reopen: 'capacity.reopen', close: 'capacity.close_sale', room: 'capacity.set_room', allot: 'capacity.allot', times: 'retime.open', roll: 'roll_many.open',
} as const;
type Doable = keyof typeof WORDS;

/** Returns what can be done, the main thing first: off a closed run, its bookings roll. */
function doable(sale: string, entries: number): Doable[] {
  if (sale === 'not_opened') return ['open'];
  const rolls: Doable[] = entries > 0 ? ['roll'] : [];
  return sale === 'closed' ? [...rolls, 'reopen', 'room', 'times'] : ['room', 'close', 'allot', 'times', ...rolls];
}

/** What the owner of the capacity may do: sell, stop selling, set the room and the times, move allotment, roll bookings. */
export function RunFoot({ run, onMove }: { run: RunAnswer; onMove: (move: PoolMove) => void }) {
  const t = useT();
  const language = useLanguage();
  const poolName = usePoolName();
  const { sale } = run.row;
  const entries = run.ledger.pools.reduce((sum, pool) => sum + pool.entries.length, 0);
  const may = useMay('capacity');
  const [asking, setAsking] = useState<'close' | 'room' | 'times' | 'roll' | null>(null);
  const { act, error, isPending } = useRunAct(run);
  // What is decided is decided about the newest version.
  const isBusy = useRun(runName(run.row)).isFetching || isPending;
  const said = (amounts: Amounts) => counted(amounts).map((one) => t(`room.${one}`, { amount: amount(language, one, amounts[one] ?? 0) })).join(t('way.comma'));
  const possible = doable(sale, entries);
  const [buttons, rest] = [possible.slice(0, 2), possible.slice(2)];

  function go(name: Doable) {
    switch (name) {
      case 'open':
        act({ do: 'open' });
        return;
      case 'reopen':
        act({ do: 'reopen_sale' });
        return;
      case 'allot':
        onMove({ from: FREE_POOL, to: '', amounts: {} });
        return;
      case 'close':
      case 'room':
      case 'times':
      case 'roll':
        setAsking(name);
    }
  }

  if (!may) return <p className="inspector-foot xs t3">{t('permission.lacks_capacity')}</p>;
  return (
    <div className="inspector-foot">
      {run.ledger.offers.map(({ offer, transfer }) => (
        <div key={offer} className="row s allotment-offer">
          <span className="grow">
            {t('capacity.offer_from', { from: poolName(transfer.from), amounts: said(byDimension(transfer.amounts)) })}
          </span>
          <button type="button" className="btn" disabled={isBusy} onClick={() => act({ do: 'accept_allotment', offer })}>
            {t('capacity.accept')}
          </button>
          <button type="button" className="btn" disabled={isBusy} onClick={() => act({ do: 'decline_allotment', offer })}>
            {t('capacity.decline')}
          </button>
        </div>
      ))}
      <Refused error={error} />
      <div className="buttons">
        {buttons.map((name, index) => (
          <button key={name} type="button" className={`btn ${index === 0 ? 'p' : ''}`} disabled={isBusy} onClick={() => go(name)}>
            {t(WORDS[name])}
          </button>
        ))}
        {rest.length > 0 && <Menu label={t('act.more')} disabled={isBusy} items={rest.map((name) => ({ name, words: t(WORDS[name]) }))} onPick={(name) => go(rest.find((one) => one === name) ?? 'room')} />}
      </div>
      {asking === 'close' && (
        <ReasonDialog
          title={t('capacity.close_title')}
          words={t('capacity.close_words', { count: entries })}
          go={t('capacity.close_sale')}
          onClose={() => setAsking(null)}
          onGo={(reason) => {
            setAsking(null);
            act({ do: 'close_sale', reason });
          }}
        />
      )}
      {asking === 'room' && <RoomDialog run={run} onClose={() => setAsking(null)} />}
      {asking === 'times' && <RetimeDialog run={run} onClose={() => setAsking(null)} />}
      {asking === 'roll' && <RollManyDialog run={run} onClose={() => setAsking(null)} />}
    </div>
  );
}
