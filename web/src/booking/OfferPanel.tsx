import { useState } from 'react';

import type { ActionAnswer, ConsignmentAnswer, OfferedItinerary } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useAct } from '../consignments/queries';
import { consignmentName } from '../consignments/words';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { PriceTable } from '../parts/PriceTable';
import { Refused } from '../parts/Refused';
import { refusalWords } from '../plan/problems';
import { mayWait, nextBookable } from './offers';
import { RoomBar } from './RoomBar';
import { Taken } from './Taken';

const HOLD_HOURS = [24, 48, 72] as const;

/** The chosen offer: the room on each run, the price with its parts, and holding, booking or waiting. */
export function OfferPanel({ consignment, offers, selected, onChoose, onAgain }: {
  consignment: ConsignmentAnswer;
  offers: readonly OfferedItinerary[];
  selected: OfferedItinerary;
  onChoose: (key: string) => void;
  onAgain: () => void;
}) {
  const t = useT();
  const { offer, legs } = selected;
  const places = usePlaceBook(legs.flatMap(({ from, to }) => [from, to]));
  const [taken, setTaken] = useState<ActionAnswer | null>(null);
  const priced = legs.map((leg, index) => ({ leg: index, from: leg.from, to: leg.to }));
  return (
    <section className="panel side offer" aria-label={t('book.offer', { number: selected.number })}>
      <div className="ph tall">
        <span className="n3">{selected.number}</span>
        <h2 className="el">{t('book.for', { name: consignmentName(consignment) })}</h2>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('book.offer', { number: selected.number })}>
        {!offer.bookable && !taken && (
          <p className="why-box" role="status">
            <Icon name="blocked" className="c-blocked" />
            <span>
              <b className="b">{t('book.cannot')}</b> {offer.why ? refusalWords(t, offer.why) : ''}
            </span>
          </p>
        )}
        <h3 className="part-head">{t('book.room')}</h3>
        {offer.ledgers.length === 0 && <p className="s t2 price-note">{t('book.no_ledgers')}</p>}
        <ul className="rooms">
          {offer.ledgers.map((ledger) => {
            const leg = legs[ledger.leg];
            return <RoomBar key={`${ledger.run} ${ledger.section}`} ledger={ledger} from={places.name(leg?.from)} to={places.name(leg?.to)} mode={leg?.mode ?? 'rail'} gauge={leg?.gauge_mm} />;
          })}
        </ul>
        <h3 className="part-head">{t('book.price')}</h3>
        {offer.quotation ? <PriceTable quotation={offer.quotation} legs={priced} places={places} zone={places.zone(legs[0]?.from)} /> : <p className="s t2 price-note">{t('book.no_price')}</p>}
      </div>
      {taken ? <Taken consignment={consignment} answer={taken} zone={places.zone(legs[0]?.from)} /> : <Foot consignment={consignment} offers={offers} selected={selected} onChoose={onChoose} onTaken={setTaken} onAgain={onAgain} />}
    </section>
  );
}

function Foot({ consignment, offers, selected, onChoose, onTaken, onAgain }: {
  consignment: ConsignmentAnswer;
  offers: readonly OfferedItinerary[];
  selected: OfferedItinerary;
  onChoose: (key: string) => void;
  onTaken: (answer: ActionAnswer) => void;
  onAgain: () => void;
}) {
  const t = useT();
  const [hours, setHours] = useState<number>(HOLD_HOURS[0]);
  const confirm = useAct(consignment);
  const take = useAct(consignment);
  const isPending = take.isPending || confirm.isPending;
  const ask = (wait: boolean) => ({ do: 'take_offer' as const, itinerary: selected.key, hold_minutes: hours * 60, wait });
  const next = nextBookable(offers, selected).slice(0, 2);
  const isBookable = selected.offer.bookable;

  // Booking at once is a hold and its confirmation: when the second is refused, the hold stays and is shown.
  function book() {
    take.mutate(take.request(ask(false)), {
      onSuccess: (held) => confirm.mutate(confirm.request({ do: 'confirm' }, held.version), { onSuccess: onTaken, onError: () => onTaken(held) }),
      onError: onAgain,
    });
  }

  function hold(wait: boolean) {
    take.mutate(take.request(ask(wait)), { onSuccess: onTaken, onError: onAgain });
  }

  return (
    <div className="inspector-foot offer-foot">
      <Refused error={take.error ?? confirm.error} />
      {isBookable && (
        <div className="buttons">
          <button type="button" className="btn p" disabled={isPending} onClick={book}>
            {t('book.book')}
          </button>
          <button type="button" className="btn" disabled={isPending} onClick={() => hold(false)}>
            {t('book.hold', { hours })}
          </button>
          <select className="filter" aria-label={t('book.hold_for')} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOLD_HOURS.map((amount) => (
              <option key={amount} value={amount}>
                {t('time.hours', { hours: amount })}
              </option>
            ))}
          </select>
        </div>
      )}
      {!isBookable && (
        <div className="buttons">
          {next.map((offer, index) => (
            <button key={offer.key} type="button" className={`btn ${index === 0 ? 'p' : ''}`} onClick={() => onChoose(offer.key)}>
              {t('book.show_next', { number: offer.number })}
            </button>
          ))}
          {mayWait(selected) && (
            <button type="button" className="btn" disabled={isPending} onClick={() => hold(true)}>
              {t('book.wait')}
            </button>
          )}
        </div>
      )}
      {!isBookable && next.length === 0 && <p className="s t2">{t('book.none_left')}</p>}
      {!isBookable && mayWait(selected) && <p className="xs t3">{t('book.wait_words')}</p>}
      {isBookable && <p className="xs t3">{t('book.words')}</p>}
    </div>
  );
}
