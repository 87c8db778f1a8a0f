import { useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { amount, counted } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useMay } from '../session/session';
import { AllotmentDialog } from './AllotmentDialog';
import { RoomDialog } from './RoomDialog';
import { useRunAct } from './queries';

/** What the owner of the capacity may do: sell, stop selling, set the room, move allotment. */
export function RunFoot({ run }: { run: RunAnswer }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const may = useMay('capacity');
  const [asking, setAsking] = useState<'close' | 'room' | 'allotment' | null>(null);
  const { act, error, isPending } = useRunAct(run);
  if (!may) return <p className="inspector-foot xs t3">{t('permission.lacks_capacity')}</p>;
  return (
    <div className="inspector-foot">
      {run.offers.filter(({ state }) => state === 'offered').map((offer) => (
        <div key={offer.id} className="row s allotment-offer">
          <span className="grow">
            {t('capacity.offer_from', { from: organisations.name(offer.from), amounts: counted(offer.amounts).map((one) => t(`room.${one}`, { amount: amount(language, one, offer.amounts[one] ?? 0) })).join(t('way.comma')) })}
          </span>
          <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'accept_allotment', offer: offer.id })}>
            {t('capacity.accept')}
          </button>
          <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'decline_allotment', offer: offer.id })}>
            {t('capacity.decline')}
          </button>
        </div>
      ))}
      <Refused error={error} />
      <div className="buttons">
        {run.sale === 'not_opened' && (
          <button type="button" className="btn p" disabled={isPending} onClick={() => act({ do: 'open' })}>
            {t('capacity.open')}
          </button>
        )}
        {run.sale === 'closed' && (
          <button type="button" className="btn p" disabled={isPending} onClick={() => act({ do: 'reopen_sale' })}>
            {t('capacity.reopen')}
          </button>
        )}
        {run.sale !== 'not_opened' && (
          <button type="button" className={`btn ${run.sale === 'open' ? 'p' : ''}`} onClick={() => setAsking('room')}>
            {t('capacity.set_room')}
          </button>
        )}
        {run.sale === 'open' && (
          <button type="button" className="btn" onClick={() => setAsking('allotment')}>
            {t('capacity.allot')}
          </button>
        )}
        {run.sale === 'open' && (
          <button type="button" className="btn" onClick={() => setAsking('close')}>
            {t('capacity.close_sale')}
          </button>
        )}
      </div>
      {asking === 'close' && (
        <ReasonDialog
          title={t('capacity.close_title')}
          words={t('capacity.close_words', { count: run.entries.length })}
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
