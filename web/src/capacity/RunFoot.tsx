import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { amount, byDimension, counted, type Amounts } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { useMay } from '../session/session';
import { AllotmentDialog } from './AllotmentDialog';
import { usePoolName } from './pools';
import { RoomDialog } from './RoomDialog';
import { useRunAct } from './queries';

/** What the owner of the capacity may do: sell, stop selling, set the room, move allotment. */
export function RunFoot({ run }: { run: RunAnswer }) {
  const t = useT();
  const language = useLanguage();
  const poolName = usePoolName();
  const { sale } = run.row;
  const entries = run.ledger.pools.reduce((sum, pool) => sum + pool.entries.length, 0);
  const may = useMay('capacity');
  const [asking, setAsking] = useState<'close' | 'room' | 'allotment' | null>(null);
  const { act, error, isPending } = useRunAct(run);
  const said = (amounts: Amounts) => counted(amounts).map((one) => t(`room.${one}`, { amount: amount(language, one, amounts[one] ?? 0) })).join(t('way.comma'));
  if (!may) return <p className="inspector-foot xs t3">{t('permission.lacks_capacity')}</p>;
  return (
    <div className="inspector-foot">
      {run.ledger.offers.map(({ offer, transfer }) => (
        <div key={offer} className="row s allotment-offer">
          <span className="grow">
            {t('capacity.offer_from', { from: poolName(transfer.from), amounts: said(byDimension(transfer.amounts)) })}
          </span>
          <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'accept_allotment', offer })}>
            {t('capacity.accept')}
          </button>
          <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'decline_allotment', offer })}>
            {t('capacity.decline')}
          </button>
        </div>
      ))}
      <Refused error={error} />
      <div className="buttons">
        {sale === 'not_opened' && (
          <button type="button" className="btn p" disabled={isPending} onClick={() => act({ do: 'open' })}>
            {t('capacity.open')}
          </button>
        )}
        {sale === 'closed' && (
          <button type="button" className="btn p" disabled={isPending} onClick={() => act({ do: 'reopen_sale' })}>
            {t('capacity.reopen')}
          </button>
        )}
        {sale !== 'not_opened' && (
          <button type="button" className={`btn ${sale === 'open' ? 'p' : ''}`} onClick={() => setAsking('room')}>
            {t('capacity.set_room')}
          </button>
        )}
        {sale === 'open' && (
          <button type="button" className="btn" onClick={() => setAsking('allotment')}>
            {t('capacity.allot')}
          </button>
        )}
        {sale === 'open' && (
          <button type="button" className="btn" onClick={() => setAsking('close')}>
            {t('capacity.close_sale')}
          </button>
        )}
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
      {asking === 'allotment' && <AllotmentDialog run={run} onClose={() => setAsking(null)} />}
    </div>
  );
}
