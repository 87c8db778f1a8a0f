import { useState } from 'react';

import type { ConsignmentAction, ConsignmentDetail, Done, Offer } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { CauseField, type Cause } from '../consignments/CauseField';
import { legsOf } from '../consignments/detail';
import { useAct } from '../consignments/queries';
import { consignmentName } from '../consignments/words';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { PriceTable } from '../parts/PriceTable';
import { Refused } from '../parts/Refused';
import { useRunRows } from '../capacity/queries';
import { isBookable, isShort, nextBookable, offerKey, saysFull, tightest } from './offers';
import { problemOf } from '../plan/problems';
import { refusedWords } from './refusedWords';
import { RoomBar } from './RoomBar';
import { href } from '../route';
import { Taken } from './Taken';
import { WaitDialog } from './WaitDialog';

const HOLD_HOURS = [24, 48, 72] as const;

/** The chosen offer: the room on each run, the price with its parts, and holding, booking or waiting. */
export function OfferPanel({ consignment, offers, selected, onChoose, onAgain, isReroute }: {
  consignment: ConsignmentDetail;
  offers: readonly Offer[];
  selected: Offer;
  onChoose: (key: string) => void;
  onAgain: () => void;
  /** Whether it replaces a way that is booked. */
  isReroute: boolean;
}) {
  const t = useT();
  const { itinerary, legs, rooms, quotation } = selected;
  const runs = useRunRows(offers.flatMap((offer) => offer.rooms));
  const withRoom = offers.filter((offer) => !isShort(offer, runs.answer));
  const places = usePlaceBook(legs.flatMap(({ from, to }) => [from, to]));
  const [taken, setTaken] = useState<Done | null>(null);
  const ToTake = isReroute ? RerouteFoot : Foot;
  return (
    <section className="panel side offer" aria-label={t('book.offer', { number: itinerary.number })}>
      <div className="ph tall">
        <span className="n3">{itinerary.number}</span>
        <h2 className="el">{t('book.for', { name: consignmentName(consignment) })}</h2>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('book.offer', { number: itinerary.number })}>
        {!isBookable(selected) && !taken && (
          <p className="why-box" role="status">
            <Icon name="blocked" className="c-blocked" />
            <span>
              <b className="b">{t('book.cannot')}</b> {refusedWords(t, selected)}
            </span>
          </p>
        )}
        <h3 className="part-head">{t('book.room')}</h3>
        {rooms.length === 0 && <p className="s t2 price-note">{t('book.no_ledgers')}</p>}
        <ul className="rooms">
          {rooms.map((room) => {
            const leg = legs.find(({ no }) => no === room.leg);
            const shown = itinerary.legs.find(({ run, from }) => run === room.run && from === leg?.from);
            return (
              <RoomBar key={room.leg} run={room.run} least={tightest(room, leg, runs.answer(room))} from={places.name(leg?.from)} to={places.name(leg?.to)} mode={shown?.mode ?? runs.row(room)?.mode ?? ''} gauge={shown?.gauge_mm} />
            );
          })}
        </ul>
        <h3 className="part-head">{t('book.price')}</h3>
        {quotation ? <PriceTable quotation={quotation} legs={legs} places={places} zone={places.zone(legs[0]?.from)} /> : <p className="s t2 price-note">{t('book.no_price')}</p>}
      </div>
      {taken ? <Taken consignment={consignment} answer={taken} zone={places.zone(legs[0]?.from)} /> : <ToTake consignment={consignment} offers={withRoom} isFull={!withRoom.includes(selected)} selected={selected} onChoose={onChoose} onTaken={setTaken} onAgain={onAgain} />}
    </section>
  );
}

interface FootProps {
  consignment: ConsignmentDetail;
  /** Those that have room. */
  offers: readonly Offer[];
  /** Whether a run of the chosen one has not: then one may wait for it. */
  isFull: boolean;
  selected: Offer;
  onChoose: (key: string) => void;
  onTaken: (answer: Done) => void;
  onAgain: () => void;
}

function Foot({ consignment, offers, isFull, selected, onChoose, onTaken, onAgain }: FootProps) {
  const t = useT();
  const [hours, setHours] = useState<number>(HOLD_HOURS[0]);
  const [isWaiting, setIsWaiting] = useState(false);
  const take = useAct(consignment);
  const { isPending } = take;
  const next = nextBookable(offers, selected).slice(0, 2);
  // The room may have gone since the search.
  const mayWait = isBookable(selected) && (isFull || (Boolean(take.error) && saysFull(problemOf(take.error).code)));
  const mayBook = isBookable(selected) && !mayWait;
  const go = (action: ConsignmentAction) => take.mutate(take.request(action), { onSuccess: onTaken, onError: onAgain });
  const send = ({ wait = false, confirm = false }: { wait?: boolean; confirm?: boolean }) => go({ do: 'take_offer', legs: selected.legs, terms: { minutes: hours * 60, wait }, confirm });

  return (
    <div className="inspector-foot offer-foot">
      {!isWaiting && <Refused error={take.error} />}
      {mayBook && (
        <div className="buttons">
          <button type="button" className="btn p" disabled={isPending} onClick={() => send({ confirm: true })}>
            {t('book.book')}
          </button>
          <button type="button" className="btn" disabled={isPending} onClick={() => send({})}>
            {t('book.hold', { hours })}
          </button>
          <select className="filter" aria-label={t('book.hold_for')} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
            {HOLD_HOURS.map((amount) => (
              <option key={amount} value={amount}>
                {t('time.hours', { hours: amount })}
              </option>
            ))}
          </select>
          {selected.rooms.length > 0 && (
            <button type="button" className="btn" disabled={isPending} onClick={() => setIsWaiting(true)}>
              {t('wait.open')}
            </button>
          )}
        </div>
      )}
      {!mayBook && (
        <div className="buttons">
          {next.map((offer, index) => (
            <button key={offerKey(offer)} type="button" className={`btn ${index === 0 ? 'p' : ''}`} onClick={() => onChoose(offerKey(offer))}>
              {t('book.show_next', { number: offer.itinerary.number })}
            </button>
          ))}
          {mayWait && (
            <button type="button" className={`btn ${next.length === 0 ? 'p' : ''}`} disabled={isPending} onClick={() => send({ wait: true })}>
              {t('book.wait')}
            </button>
          )}
        </div>
      )}
      {!mayBook && !mayWait && next.length === 0 && <p className="s t2">{t('book.none_left')}</p>}
      {mayWait && <p className="xs t3">{t('book.wait_words')}</p>}
      {mayBook && <p className="xs t3">{t('book.words')}</p>}
      {isWaiting && <WaitDialog consignment={consignment} offer={selected} hours={hours} error={take.error} isPending={isPending} onGo={go} onClose={() => setIsWaiting(false)} />}
    </div>
  );
}

/** Takes another way instead of the one that is booked: what both have in common stays. */
function RerouteFoot({ consignment, offers, isFull, selected, onChoose, onTaken, onAgain }: FootProps) {
  const t = useT();
  const [cause, setCause] = useState<Cause>('customer');
  const take = useAct(consignment);
  const next = nextBookable(offers, selected).slice(0, 1);
  const mayTake = isBookable(selected);
  const isSame = offerKey(selected) === offerKey({ ...selected, legs: legsOf(consignment) });
  return (
    <div className="inspector-foot offer-foot">
      <Refused error={take.error} />
      {mayTake && !isSame && <CauseField value={cause} onChange={setCause} />}
      <div className="buttons">
        {mayTake && !isSame && (
          <button type="button" className="btn p" disabled={take.isPending} onClick={() => take.mutate(take.request({ do: 'reroute', legs: selected.legs, cause, terms: { wait: isFull } }), { onSuccess: onTaken, onError: onAgain })}>
            {t(isFull ? 'reroute.wait' : 'reroute.go')}
          </button>
        )}
        {!mayTake && next.map((offer) => (
          <button key={offerKey(offer)} type="button" className="btn p" onClick={() => onChoose(offerKey(offer))}>
            {t('book.show_next', { number: offer.itinerary.number })}
          </button>
        ))}
        <a className="btn" href={href('consignments', new URLSearchParams({ id: consignment.id, tab: 'booking' }))}>
          {t('reroute.keep')}
        </a>
      </div>
      <p className="xs t3">{t(isSame ? 'reroute.same' : 'reroute.words')}</p>
    </div>
  );
}
