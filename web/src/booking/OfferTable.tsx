import type { ReactNode } from 'react';

import { useCrossings, usePlace } from '../api/queries';
import type { OfferedItinerary, OffersAnswer } from '../api/booking';
import { amount } from '../format/amount';
import { plainMoney } from '../format/money';
import { routeName } from '../format/names';
import { offsetMillis, parseLocal, shortDate } from '../format/time';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useSize } from '../parts/useSize';
import { refusalWords } from '../plan/problems';
import { TimeBar, TimeBarHead } from '../plan/TimeBar';
import { timeAxis } from '../plan/timeAxis';
import { factWords, wayWords } from '../plan/wayWords';
import { tightest } from './offers';

const AXIS_WIDTH = 200;

/** The offers as rows: way, time to scale, arrival, price, and whether there is room. */
export function OfferTable({ offers, answer, selected, onSelect }: { offers: readonly OfferedItinerary[]; answer: OffersAnswer; selected: string; onSelect: (key: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const [head, size] = useSize();
  const ready = parseLocal(answer.question.ready_local);
  const axis = timeAxis(offers, ready ? offsetMillis(ready) : 0, Math.max(size?.width ?? AXIS_WIDTH, 80));
  const currency = offers.find(({ offer }) => offer.quotation)?.offer.quotation?.total.currency ?? answer.question.currency;
  const destination = usePlace(answer.question.to[0]?.id ?? '').data;
  const name = destination ? routeName(language, destination.name) : '';
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
            <Row key={offer.key} offer={offer} destination={name} isSelected={offer.key === selected} onSelect={() => onSelect(offer.key)} bar={<TimeBar itinerary={offer} axis={axis} />} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ offer, destination, isSelected, onSelect, bar }: { offer: OfferedItinerary; destination: string; isSelected: boolean; onSelect: () => void; bar: ReactNode }) {
  const t = useT();
  const language = useLanguage();
  const crossings = useCrossings().data ?? [];
  const words = { t, language, crossings, destination };
  const arrival = parseLocal(offer.arrival_local);
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-offer={offer.key} data-bookable={offer.offer.bookable ? 'yes' : 'no'} onClick={onSelect}>
      <td>
        <button type="button" className="n" aria-pressed={isSelected} aria-label={t('plan.show_route', { number: offer.number, way: wayWords(words, offer.legs) })}>
          {offer.number}
        </button>
      </td>
      <td>
        <div className="ti">{wayWords(words, offer.legs)}</div>
        <div className="xs t3 facts">{factWords(words, offer)}</div>
      </td>
      <td className="bar">{bar}</td>
      <td>
        <div className="te b">{arrival ? shortDate(language, arrival) : ''}</div>
        <div className="xs t3">{t('plan.days_about', { count: Math.round(offer.days), days: Math.round(offer.days) })}</div>
      </td>
      <td className="num b">{offer.offer.quotation ? plainMoney(language, offer.offer.quotation.total.amount) : '–'}</td>
      <td className="wrap">
        <Room offer={offer} />
      </td>
    </tr>
  );
}

/** In words: how much is left where it is tightest, or why the offer cannot be booked. */
function Room({ offer }: { offer: OfferedItinerary }) {
  const t = useT();
  const language = useLanguage();
  if (!offer.offer.bookable) {
    const why = offer.offer.why;
    return (
      <span className="mark c-blocked two-lines" title={why ? refusalWords(t, why) : ''}>
        <Icon name="blocked" />
        <span>{why ? firstSentence(refusalWords(t, why)) : t('book.cannot')}</span>
      </span>
    );
  }
  const least = offer.offer.ledgers.map(tightest).filter((row) => row !== null).sort((a, b) => a.left / a.wanted - b.left / b.wanted)[0];
  return least ? <span>{t('book.left', { amount: t(`room.${least.dimension}`, { amount: amount(language, least.dimension, least.left) }) })}</span> : <span className="t3">{t('booking.on_demand')}</span>;
}

/** The fact without the advice after it. */
function firstSentence(words: string): string {
  return words.split(/(?<=[.。])\s*/)[0] ?? words;
}
