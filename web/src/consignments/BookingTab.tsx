import type { BookedLeg, ConsignmentAnswer, PlanLegView } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { amount, counted } from '../format/amount';
import { money } from '../format/money';
import { translated, useLanguage, useT } from '../i18n';
import { ModeMark } from '../parts/ModeMark';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { PriceTable } from '../parts/PriceTable';
import { StandingChip } from '../parts/StandingChip';

/** The booking leg by leg, and its price with everything it is made of. */
export function BookingTab({ consignment }: { consignment: ConsignmentAnswer }) {
  const t = useT();
  const language = useLanguage();
  const { booking, past_bookings } = consignment;
  const legs = consignment.plans.find(({ number }) => number === consignment.plan)?.legs ?? [];
  const places = usePlaceBook(legs.flatMap(({ from, to }) => [from, to]));
  const zone = places.zone(legs[0]?.from);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('consignments.tab_booking')}>
      {legs.length === 0 && <Nothing title={t('booking.no_plan')}>{t('booking.no_plan_words')}</Nothing>}
      {booking?.held_until && (
        <p className="note">
          {t('booking.held_until')} <Moment at={booking.held_until} zone={zone} />
        </p>
      )}
      {legs.length > 0 && (
        <ol className="booked-legs">
          {legs.map((leg) => (
            <Leg key={leg.leg} leg={leg} booked={booking?.legs.find((one) => one.leg === leg.leg) ?? null} from={places.name(leg.from)} to={places.name(leg.to)} fromZone={places.zone(leg.from)} toZone={places.zone(leg.to)} />
          ))}
        </ol>
      )}
      {booking && <PriceTable quotation={booking.quotation} legs={legs} places={places} zone={zone} />}
      {booking && booking.fees.length > 0 && <p className="s price-note">{t('price.fees_so_far', { fees: booking.fees.map((fee) => money(language, fee)).join(t('way.comma')) })}</p>}
      {past_bookings.length > 0 && (
        <section className="pad">
          <h3>{t('booking.past')}</h3>
          <ul className="past-list">
            {past_bookings.map((past) => (
              <li key={past.id} className="s">
                <span className="chip none">{translated(t, `booking_end.${past.end}`) ?? past.end}</span> <Moment at={past.at} zone={zone} /> <span className="t3">{past.reason ?? ''}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Leg({ leg, booked, from, to, fromZone, toZone }: { leg: PlanLegView; booked: BookedLeg | null; from: string; to: string; fromZone: string; toZone: string }) {
  const t = useT();
  const language = useLanguage();
  const taken = booked ? counted(booked.amounts).map((dimension) => t(`room.${dimension}`, { amount: amount(language, dimension, booked.amounts[dimension] ?? 0) })) : [];
  return (
    <li>
      <div className="row">
        <ModeMark mode={leg.mode} gauge={leg.gauge_mm} />
        <b className="m el">
          {from} – {to}
        </b>
        <span className="grow" />
        {booked ? <StandingChip standing={booked.standing} /> : <span className="chip none">{leg.run ? t('booking.not_booked') : t('booking.on_demand')}</span>}
      </div>
      <div className="row s">
        <Moment at={leg.departure} zone={fromZone} kind="planned" />
        <Moment at={leg.arrival} zone={toZone} kind="planned" />
      </div>
      <div className="xs t3 el">{[leg.run, taken.join(t('way.comma'))].filter(Boolean).join(' · ')}</div>
    </li>
  );
}
