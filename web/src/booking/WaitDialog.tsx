import { useState } from 'react';

import type { ConsignmentAction, ConsignmentDetail, Offer } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { AfterLegs } from '../consignments/AfterLegs';
import { DepartureTable } from '../consignments/DepartureTable';
import { useEarlierDepartures } from '../consignments/departures';
import { wishOf } from '../consignments/detail';
import { hasRoom, pulled, rolled } from '../consignments/roll';
import { consignmentName } from '../consignments/words';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { useNow } from '../shell/now';

/** Waits for room on a run that the search left out because it is full; the other runs of the way are held. */
export function WaitDialog({ consignment, offer, hours, error, isPending, onGo, onClose }: {
  consignment: ConsignmentDetail;
  offer: Offer;
  hours: number;
  error: unknown;
  isPending: boolean;
  onGo: (action: ConsignmentAction) => void;
  onClose: () => void;
}) {
  const t = useT();
  const now = useNow(60_000).getTime();
  const ready = wishOf(consignment)?.route?.ready ?? offer.itinerary.departure;
  const wanted = offer.rooms.flatMap((room) => {
    const leg = offer.legs.find(({ no }) => no === room.leg);
    return leg ? [{ leg, booked: { amounts: room.wanted } }] : [];
  });
  const places = usePlaceBook(offer.legs.flatMap(({ from, to }) => [from, to]));
  const departures = useEarlierDepartures(wanted, ready);
  const [shown, setShown] = useState(() => String(wanted[0]?.leg.no ?? ''));
  const [picked, setPicked] = useState<ReadonlyMap<number, string>>(new Map());
  const plan = rolled(pulled(offer.legs, picked, departures.of, ready), picked, departures.of);
  const on = wanted.find(({ leg }) => String(leg.no) === shown)?.leg ?? null;
  const taken = plan.legs.find(({ no }) => no === on?.no)?.carriage;
  const isFull = plan.legs.some(({ no, carriage }) => carriage.kind === 'ride' && departures.of(no).some((one) => one.run === carriage.run && !hasRoom(one)));
  const isReady = plan.missed.length === 0 && (isFull || plan.changed.length > 0);
  return (
    <Dialog
      title={t('wait.title', { name: consignmentName(consignment) })}
      width={760}
      onClose={onClose}
      onSubmit={() => isReady && onGo({ do: 'take_offer', legs: plan.legs, terms: { minutes: hours * 60, wait: true }, confirm: false })}
      foot={
        <>
          <span className="s t2">{t('wait.until', { hours })}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t(isFull || !isReady ? 'book.wait' : 'wait.hold')}
          </button>
        </>
      }
    >
      <p className="s t2">{t('wait.words')}</p>
      {wanted.length > 1 && (
        <div className="row">
          <Tabs label={t('roll.leg')} tabs={wanted.map(({ leg }) => ({ name: String(leg.no), words: `${places.name(leg.from)} – ${places.name(leg.to)}` }))} on={shown} onPick={setShown} />
        </div>
      )}
      {departures.error !== null && <Failure error={departures.error} />}
      {departures.isPending && <Waiting rows={4} />}
      {on && !departures.isPending && (
        <DepartureTable
          departures={departures.of(on.no)}
          now={now}
          from={places.zone(on.from)}
          to={places.zone(on.to)}
          booked={null}
          picked={taken?.kind === 'ride' ? taken.run : null}
          onPick={(run) => setPicked(new Map([...picked, [on.no, run]]))}
        />
      )}
      {plan.changed.length > 0 && <AfterLegs legs={plan.legs} before={offer.legs} places={places} />}
      {plan.missed.length > 0 && <p className="s c-blocked" role="alert">{t('wait.missed')}</p>}
      <Refused error={error} />
    </Dialog>
  );
}
