import { useState } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { Fees } from '../parts/PriceTable';
import { Refused } from '../parts/Refused';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { useNow } from '../shell/now';
import { AfterLegs } from './AfterLegs';
import { CauseField, type Cause } from './CauseField';
import { DepartureTable } from './DepartureTable';
import { rollable, useDepartures } from './departures';
import { legsOf } from './detail';
import { useAct } from './queries';
import { hasRoom, rollAction, rolled } from './roll';
import { consignmentName } from './words';

/** Takes later departures: one leg is chosen, what comes after it goes along. */
export function RollDialog({ consignment, onClose }: { consignment: ConsignmentDetail; onClose: () => void }) {
  const t = useT();
  const now = useNow(60_000).getTime();
  const legs = legsOf(consignment);
  const rolling = rollable(consignment, now);
  const places = usePlaceBook(legs.flatMap(({ from, to }) => [from, to]));
  const departures = useDepartures(rolling);
  const [shown, setShown] = useState(() => String(rolling[0]?.leg.no ?? ''));
  const [picked, setPicked] = useState<ReadonlyMap<number, string>>(new Map());
  const [cause, setCause] = useState<Cause>('customer');
  const { act, error, isPending } = useAct(consignment, onClose);
  const plan = rolled(legs, picked, departures.of);
  const on = rolling.find(({ leg }) => String(leg.no) === shown)?.leg ?? null;
  const isReady = plan.changed.length > 0 && plan.missed.length === 0;
  const isFull = plan.changed.some(({ leg, run }) => departures.of(leg).some((one) => one.run === run && !hasRoom(one)));
  const taken = plan.legs.find(({ no }) => no === on?.no)?.carriage;
  return (
    <Dialog
      title={t('roll.title', { name: consignmentName(consignment) })}
      width={760}
      onClose={onClose}
      onSubmit={() => isReady && act(rollAction(plan, cause, isFull))}
      foot={
        <>
          <span className="s t2">{plan.changed.length > 0 && t('roll.legs', { count: plan.changed.length })}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('roll.go')}
          </button>
        </>
      }
    >
      {rolling.length === 0 && <Nothing title={t('roll.none')}>{t('roll.none_words')}</Nothing>}
      {rolling.length > 1 && (
        <div className="row">
          <Tabs label={t('roll.leg')} tabs={rolling.map(({ leg }) => ({ name: String(leg.no), words: `${places.name(leg.from)} – ${places.name(leg.to)}` }))} on={shown} onPick={setShown} />
        </div>
      )}
      {departures.error !== null && <Failure error={departures.error} />}
      {departures.isPending && rolling.length > 0 && <Waiting rows={4} />}
      {on && !departures.isPending && (
        <DepartureTable
          departures={departures.of(on.no)}
          now={now}
          from={places.zone(on.from)}
          to={places.zone(on.to)}
          booked={on.carriage.kind === 'ride' ? on.carriage.run : ''}
          picked={taken?.kind === 'ride' ? taken.run : null}
          onPick={(run) => setPicked(new Map([...picked, [on.no, run]]))}
        />
      )}
      {plan.changed.length > 0 && <AfterLegs legs={plan.legs} before={legs} places={places} />}
      {plan.missed.length > 0 && (
        <p className="refused" role="alert">
          <Icon name="blocked" />
          <span>{t('roll.missed')}</span>
        </p>
      )}
      {isReady && isFull && <p className="s c-late">{t('roll.full')}</p>}
      {isReady && plan.movesShift && <p className="s t2">{t('roll.anew')}</p>}
      {rolling.length > 0 && <CauseField value={cause} onChange={setCause} />}
      {consignment.booking && cause === 'customer' && <Fees quotation={consignment.booking.booking.quotation} only="change" />}
      <Refused error={error} />
    </Dialog>
  );
}
