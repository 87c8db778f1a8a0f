import { useCallback, useRef } from 'react';

import type { ConsignmentDetail, OffersAnswer } from '../api/booking';
import { useRunRows } from '../capacity/queries';
import { wishOf } from '../consignments/detail';
import { consignmentName } from '../consignments/words';
import { useT } from '../i18n';
import { Empty } from '../plan/States';
import { Inspector } from '../plan/Inspector';
import { WhyNotPanel } from '../plan/WhyNotPanel';
import { href } from '../route';
import { useRowKeys } from '../shell/useShortcuts';
import { OfferPanel } from './OfferPanel';
import { OfferTable } from './OfferTable';
import { firstChosen, isBookable, isShort, offerKey } from './offers';

/** The offers for one consignment: rows, the legs of the chosen one, and its room, price and buttons. */
export function OffersView({ consignment, answer, isFetching, runs: wanted, chosen, onChoose, onAgain, isReroute }: {
  consignment: ConsignmentDetail;
  answer: OffersAnswer;
  isFetching: boolean;
  runs: string | null;
  chosen: string | null;
  onChoose: (key: string) => void;
  onAgain: () => void;
  isReroute: boolean;
}) {
  const t = useT();
  const inspector = useRef<HTMLDivElement>(null);
  const offers = answer.offers;
  const selected = offers.find((offer) => offerKey(offer) === chosen) ?? firstChosen(offers, wanted);
  const select = useCallback(
    (index: number) => {
      const offer = offers[index];
      if (!offer) return;
      onChoose(offerKey(offer));
      document.querySelector(`[data-offer="${CSS.escape(offerKey(offer))}"]`)?.scrollIntoView({ block: 'nearest' });
    },
    [offers, onChoose],
  );
  const act = () => document.querySelector<HTMLButtonElement>('.offer-foot .btn.p')?.click();
  useRowKeys(offers.length, selected ? offers.indexOf(selected) : 0, select, act);
  const runs = useRunRows(offers.flatMap(({ rooms }) => rooms));
  const bookable = offers.filter((offer) => isBookable(offer) && !isShort(offer, runs.answer)).length;
  return (
    <>
      <div className={`left offers-left ${selected ? '' : 'alone'}`}>
        <section className="panel" aria-label={t('book.offers')} aria-busy={isFetching}>
          <div className="ph tall">
            <h1>{t(isReroute ? 'reroute.title' : 'book.title', { name: consignmentName(consignment) })}</h1>
            <span className="c s el" role="status">
              {isFetching ? t('book.searching') : t('book.bookable_of', { count: bookable, all: offers.length })}
            </span>
            <span className="grow" />
            <button type="button" className="btn" disabled={isFetching} onClick={onAgain}>
              {t('book.again')}
            </button>
            <a className="btn" href={href('consignments', new URLSearchParams({ id: consignment.id }))}>
              {t('book.to_consignment')}
            </a>
          </div>
          {offers.length === 0 && <Empty title={t('plan.none')}>{answer.why_not.length > 0 ? t('plan.none_why', { count: answer.why_not.length }) : t('plan.none_no_why')}</Empty>}
          {selected && <OfferTable offers={offers} destination={wishOf(consignment)?.route?.destination ?? ''} selected={offerKey(selected)} onSelect={onChoose} />}
        </section>
        {selected && <Inspector itinerary={selected.itinerary} badge={String(selected.itinerary.number)} tableRef={inspector} />}
      </div>
      {selected ? <OfferPanel key={offerKey(selected)} consignment={consignment} offers={offers} selected={selected} onChoose={onChoose} onAgain={onAgain} isReroute={isReroute} /> : <div className="rgt one"><WhyNotPanel items={answer.why_not} hasWays={false} /></div>}
    </>
  );
}
