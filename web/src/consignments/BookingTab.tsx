import type { BookedLeg, ConsignmentDetail, LegStanding, PlanLegView } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useRunRows } from '../capacity/queries';
import { amount, byDimension, counted } from '../format/amount';
import { money } from '../format/money';
import { translated, useLanguage, useT } from '../i18n';
import { ModeMark } from '../parts/ModeMark';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { PriceTable } from '../parts/PriceTable';
import { StandingChip } from '../parts/StandingChip';
import { legsOf } from './detail';

/** The booking leg by leg, and its price with everything it is made of. */
export function BookingTab({ consignment }: { consignment: ConsignmentDetail }) {
  const t = useT();
  const language = useLanguage();
  const { booking, past_bookings, standings } = consignment;
  const live = booking?.booking ?? null;
  const legs = legsOf(consignment);
  const places = usePlaceBook(legs.flatMap(({ from, to }) => [from, to]));
  const runs = useRunRows(legs.flatMap(({ carriage }) => (carriage.kind === 'ride' ? [carriage] : [])));
  const zone = places.zone(legs[0]?.from);
  const fees = live?.fees ?? [];
  const modeOf = ({ carriage }: PlanLegView) => (carriage.kind === 'ride' ? (runs.row(carriage)?.mode ?? '') : carriage.mode);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('consignments.tab_booking')}>
      {legs.length === 0 && <Nothing title={t('booking.no_plan')}>{t('booking.no_plan_words')}</Nothing>}
      {booking?.state === 'held' && (
        <p className="note">
          {t('booking.held_until')} <Moment at={booking.until} zone={zone} />
        </p>
      )}
      {legs.length > 0 && (
        <ol className="booked-legs">
          {legs.map((leg) => (
            <Leg
              key={leg.no}
              leg={leg}
              mode={modeOf(leg)}
              booked={live?.legs.find((one) => one.leg === leg.no) ?? null}
              standing={standings.find((one) => one.leg === leg.no) ?? null}
              from={places.name(leg.from)}
              to={places.name(leg.to)}
              fromZone={places.zone(leg.from)}
              toZone={places.zone(leg.to)}
            />
          ))}
        </ol>
      )}
      {live && <PriceTable quotation={live.quotation} legs={legs} places={places} zone={zone} />}
      {fees.length > 0 && <p className="s price-note">{t('price.fees_so_far', { fees: fees.map((fee) => money(language, fee)).join(t('way.comma')) })}</p>}
      {past_bookings.length > 0 && (
        <section className="pad">
          <h3>{t('booking.past')}</h3>
          <ul className="past-list">
            {past_bookings.map(({ booking: past, end, at }) => (
              <li key={past.id} className="s">
                <span className="chip none">{translated(t, `booking_end.${end.how}`) ?? end.how}</span> <Moment at={at} zone={zone} />{' '}
                {end.how === 'cancelled' && <span className="t3">{[end.reason, end.fee ? money(language, end.fee) : ''].filter(Boolean).join(t('way.comma'))}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Leg({ leg, mode, booked, standing, from, to, fromZone, toZone }: {
  leg: PlanLegView;
  mode: string;
  booked: BookedLeg | null;
  standing: LegStanding | null;
  from: string;
  to: string;
  fromZone: string;
  toZone: string;
}) {
  const t = useT();
  const language = useLanguage();
  const amounts = booked ? byDimension(booked.amounts) : {};
  const taken = counted(amounts).map((dimension) => t(`room.${dimension}`, { amount: amount(language, dimension, amounts[dimension] ?? 0) }));
  const run = leg.carriage.kind === 'ride' ? leg.carriage.run : '';
  return (
    <li>
      <div className="row">
        <ModeMark mode={mode} />
        <b className="m el">
          {from} – {to}
        </b>
        <span className="grow" />
        {booked && standing ? <StandingChip of={standing} /> : <span className="chip none">{run ? t('booking.not_booked') : t('booking.on_demand')}</span>}
      </div>
      <div className="row s">
        <Moment at={leg.depart} zone={fromZone} kind="planned" />
        <Moment at={leg.arrive} zone={toZone} kind="planned" />
      </div>
      <div className="xs t3 el">{[run, taken.join(t('way.comma'))].filter(Boolean).join(' · ')}</div>
    </li>
  );
}
