import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import type { RunAnswer } from '../api/booking';
import { Intent } from '../api/intent';
import { usePlaceBook } from '../api/places';
import { CauseField, type Cause } from '../consignments/CauseField';
import { DepartureTable } from '../consignments/DepartureTable';
import { fetchDepartures } from '../consignments/departures';
import { consignmentName, shortId } from '../consignments/words';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { RowCheck } from '../parts/RowCheck';
import { StandingChip } from '../parts/StandingChip';
import { refusalWords } from '../plan/problems';
import { Failure, Waiting } from '../plan/States';
import { useOrganisations } from '../session/organisations';
import { useNow } from '../shell/now';
import { useBookedConsignments } from './entries';
import { runChanged } from './queries';
import { movings, rollOne, together, type Fate, type Moving } from './rollMany';

/** Rolls bookings off one run onto a later one, one after the other, and says of each what became of it. */
export function RollManyDialog({ run, onClose }: { run: RunAnswer; onClose: () => void }) {
  const t = useT();
  const now = useNow(60_000).getTime();
  const known = useBookedConsignments();
  // Who was on the run when the dialog opened: rows stay, with what became of them.
  const [off] = useState(run);
  const all = movings(off.ledger, known);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [fates, setFates] = useState<ReadonlyMap<string, Fate>>(new Map());
  const [doing, setDoing] = useState<string | null>(null);
  const [onto, setOnto] = useState<string | null>(null);
  const [cause, setCause] = useState<Cause>('carrier');
  const intents = useRef(new Map<string, Intent>());
  const isDone = ({ booking }: Moving) => fates.get(booking) === null;
  const asked = all.filter((one) => !left.has(one.booking) && !isDone(one));
  const leg = together(off, all.flatMap(({ entries }) => entries));
  const departures = useQuery({ queryKey: ['own', 'departures', 'many', off.row.run, off.row.section, off.version], queryFn: () => (leg ? fetchDepartures(leg) : []), staleTime: 15_000 });
  const places = usePlaceBook([leg?.leg.from, leg?.leg.to]);

  async function go() {
    if (!onto) return;
    for (const moving of asked) {
      setDoing(moving.booking);
      const intent = intents.current.get(moving.booking) ?? new Intent();
      intents.current.set(moving.booking, intent);
      const fate = await rollOne(moving, off, onto, { cause, intent, now });
      setFates((before) => new Map([...before, [moving.booking, fate]]));
    }
    setDoing(null);
    runChanged(off.row);
  }

  const done = all.filter(isDone).length;
  return (
    <Dialog
      title={t('roll_many.title', { count: all.length })}
      width={760}
      onClose={onClose}
      onSubmit={() => void go()}
      foot={
        <>
          <span className="s" role="status">
            {fates.size > 0 ? <b className="b">{t('bulk.outcome', { done, count: all.length })}</b> : <span className="t2">{t('bulk.each')}</span>}
          </span>
          <span className="grow" />
          {asked.length > 0 ? (
            <button type="submit" className="btn p" disabled={!onto || doing !== null}>
              {doing === null ? t('roll_many.go', { count: asked.length }) : t('bulk.doing')}
            </button>
          ) : (
            <button type="button" className="btn p" onClick={onClose}>
              {t('action.close')}
            </button>
          )}
        </>
      }
    >
      <p className="s t2">{t('roll_many.words')}</p>
      {departures.error && <Failure error={departures.error} />}
      {departures.isPending && <Waiting rows={4} />}
      {departures.data && leg && (
        <DepartureTable departures={departures.data.filter((one) => one.run !== off.row.run)} now={now} from={places.zone(leg.leg.from)} to={places.zone(leg.leg.to)} booked={null} picked={onto} onPick={setOnto} />
      )}
      <CauseField value={cause} onChange={setCause} />
      {doing !== null && <progress className="roll-progress" aria-label={t('bulk.doing')} value={fates.size} max={all.length} />}
      <div className="scroll bulk-list" tabIndex={0} role="region" aria-label={t('bulk.list')}>
        <table>
          <colgroup>
            <col className="c-check" />
            <col className="c-org" />
            <col className="c-what" />
            <col />
          </colgroup>
          <tbody>
            {all.map((moving) => (
              <Row
                key={moving.booking}
                moving={moving}
                fate={fates.get(moving.booking)}
                isDoing={doing === moving.booking}
                isOn={!left.has(moving.booking)}
                onToggle={() => setLeft((before) => (before.has(moving.booking) ? new Set([...before].filter((one) => one !== moving.booking)) : new Set([...before, moving.booking])))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function Row({ moving: { booking, consignment, entries }, fate, isDoing, isOn, onToggle }: { moving: Moving; fate: Fate | undefined; isDoing: boolean; isOn: boolean; onToggle: () => void }) {
  const t = useT();
  const organisations = useOrganisations();
  const name = consignment ? consignmentName(consignment) : t('capacity.booking_of', { booking: shortId(booking) });
  const [entry] = entries;
  const state = fate === undefined ? 'asked' : fate === null ? 'done' : 'refused';
  return (
    <tr data-result={state}>
      <td>{state !== 'done' && <RowCheck label={t('list.choose', { name })} on={isOn} onToggle={onToggle} />}</td>
      <td>
        <div className="m el">{name}</div>
        <div className="xs t3 el">{consignment && organisations.name(consignment.customer)}</div>
      </td>
      <td>
        {state === 'asked' && !isDoing && entry && <StandingChip of={{ standing: entry.standing, position: entry.position ?? null }} />}
        {isDoing && <span className="chip none">{t('bulk.doing')}</span>}
        {!isDoing && state === 'done' && (
          <span className="chip ok">
            <Icon name="ok" />
            {t('roll_many.done')}
          </span>
        )}
        {!isDoing && state === 'refused' && (
          <span className="chip blocked">
            <Icon name="blocked" />
            {t('bulk.refused')}
          </span>
        )}
      </td>
      <td className="wrap t2">{fate ? refusalWords(t, fate) : ''}</td>
    </tr>
  );
}
