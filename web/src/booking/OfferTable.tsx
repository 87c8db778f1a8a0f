import type { ReactNode } from 'react';

import { useCrossings, usePlace } from '../api/queries';
import type { Offer } from '../api/booking';
import { useRunRows } from '../capacity/queries';
import { amount } from '../format/amount';
import { plainMoney } from '../format/money';
import { routeName } from '../format/names';
import { offsetMillis, parseLocal, shortDate } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useSize } from '../parts/useSize';
import { TimeBar, TimeBarHead } from '../plan/TimeBar';
import { timeAxis } from '../plan/timeAxis';
import { factWords, wayWords } from '../plan/wayWords';
import { isBookable, offerKey, scarcer, tightest, type Shortfall } from './offers';
import { refusedWords } from './refusedWords';

const AXIS_WIDTH = 200;

/** The offers as rows: way, time to scale, arrival, price, and whether there is room. */
export function OfferTable({ offers, destination, selected, onSelect }: { offers: readonly Offer[]; destination: string; selected: string; onSelect: (key: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const [head, size] = useSize();
  const itineraries = offers.map(({ itinerary }) => itinerary);
  const first = parseLocal(itineraries[0]?.departure_local ?? '');
  const axis = timeAxis(itineraries, first ? offsetMillis(first) : 0, Math.max(size?.width ?? AXIS_WIDTH, 80));
  const currency = offers.find(({ quotation }) => quotation)?.quotation?.total.currency ?? '';
  const place = usePlace(destination).data;
  const name = place ? routeName(language, place.name) : '';
  const runs = useRunRows(offers.flatMap(({ rooms }) => rooms));
  const least = ({ rooms, legs }: Offer) => scarcer(rooms.map((room) => tightest(room, legs.find(({ no }) => no === room.leg), runs.answer(room))).filter((row) => row !== null));
  return (
    <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('book.offers')}>
      <table className="it">
        <colgroup>
          <col className="c-number" />
          <col />
          <col className="c-time" />
          <col className="c-arrives" />
          <col className="c-price" />
          <col className="c-room" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t('plan.col_way')}</th>
            <th scope="col" aria-label={t('plan.col_time')}>
              <div ref={head}>
                <TimeBarHead axis={axis} />
              </div>
            </th>
            <th scope="col">{t('plan.col_arrives')}</th>
            <th scope="col" className="num">{currency}</th>
            <th scope="col">{t('book.col_room')}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => (
            <Row key={offerKey(offer)} offer={offer} destination={name} least={least(offer)} isSelected={offerKey(offer) === selected} onSelect={() => onSelect(offerKey(offer))} bar={<TimeBar itinerary={offer.itinerary} axis={axis} />} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ offer, destination, least, isSelected, onSelect, bar }: { offer: Offer; destination: string; least: Shortfall | null; isSelected: boolean; onSelect: () => void; bar: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const words = { t, language, crossings, destination };
  const { itinerary, quotation } = offer;
  const arrival = parseLocal(itinerary.arrival_local);
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-offer={offerKey(offer)} data-bookable={isBookable(offer) ? 'yes' : 'no'} onClick={onSelect}>
      <td>
        <button type="button" className="n" aria-pressed={isSelected} aria-label={t('plan.show_route', { number: itinerary.number, way: wayWords(words, itinerary.legs) })}>
          {itinerary.number}
        </button>
      </td>
      <td>
        <div className="ti">{wayWords(words, itinerary.legs)}</div>
        <div className="xs t3 facts">{factWords(words, itinerary)}</div>
      </td>
      <td className="bar">{bar}</td>
      <td>
        <div className="te b">{arrival ? shortDate(language, arrival) : ''}</div>
        <div className="xs t3">{t('plan.days_about', { count: Math.round(itinerary.days), days: Math.round(itinerary.days) })}</div>
      </td>
      <td className="num b">{quotation ? plainMoney(language, quotation.total.amount) : '–'}</td>
      <td className="wrap">
        <Room offer={offer} least={least} />
      </td>
    </tr>
  );
}

/** In words: how much is left where it is tightest, or why the offer cannot be booked. */
function Room({ offer, least }: { offer: Offer; least: Shortfall | null }) {
  const t = useT();
  const language = useLanguage();
  if (!isBookable(offer)) {
    const words = refusedWords(t, offer);
    return (
      <span className="mark c-blocked two-lines" title={words}>
        <Icon name="blocked" />
        <span>{firstSentence(words)}</span>
      </span>
    );
  }
  if (offer.rooms.length === 0) return <span className="t3">{t('booking.on_demand')}</span>;
  if (least && least.left < least.wanted) {
    return (
      <span className="mark c-late two-lines">
        <Icon name="waiting" />
        <span>{t('book.full', { amount: t(`room.${least.dimension}`, { amount: amount(language, least.dimension, Math.max(least.left, 0)) }) })}</span>
      </span>
    );
  }
  return <span>{least && t('book.left', { amount: t(`room.${least.dimension}`, { amount: amount(language, least.dimension, least.left) }) })}</span>;
}

/** The fact without the advice after it. */
function firstSentence(words: string): string {
  return words.split(/(?<=[.。])\s*/)[0] ?? words;
}
