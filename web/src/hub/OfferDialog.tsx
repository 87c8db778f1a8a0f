import { useState } from 'react';

import type { HubAction, Placement } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useSession } from '../session/session';
import { freeMm, laid } from './consist';
import { MomentField, typedInstant } from './MomentField';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { metres, wallAfter } from './words';

/** How long work on a train is first thought to take, and how long an answer is waited for, minutes. */
const WORK_MINUTES = 480;
const ANSWER_MINUTES = 120;
const SOON_MINUTES = 60;

/** Offers a track to a train, or answers an offer with other terms. */
export function OfferDialog({ visit: id, track: first, counters, onClose }: { visit: string; track?: string; counters?: Placement; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, select } = useOnHub();
  const session = useSession().data;
  const organisations = useOrganisations();
  const visit = floor.visits.find((one) => one.id === id);
  const gauge = visit?.vehicle.kind === 'train' ? visit.vehicle.gauge_mm : 0;
  const fitting = plan.tracks.filter(({ gauges_mm, usable_mm }) => gauges_mm.includes(gauge) && usable_mm >= (visit?.length_mm ?? 0));
  const start = latest(floor.now, visit?.arrival.actual ?? visit?.arrival.estimated?.likely ?? visit?.arrival.planned ?? floor.now);
  const partners = organisations.all.filter(({ kind }) => kind !== 'customer');
  const own = session?.organisation?.id ?? '';
  const [track, setTrack] = useState(first ?? counters?.proposal.track ?? fitting.find(({ kind }) => kind === 'work')?.id ?? fitting[0]?.id ?? '');
  const [from, setFrom] = useState(() => wallAfter(plan.zone, counters?.proposal.from ?? start, counters ? 0 : SOON_MINUTES));
  const [until, setUntil] = useState(() => wallAfter(plan.zone, counters?.proposal.until ?? start, counters ? 0 : SOON_MINUTES + WORK_MINUTES));
  const [expires, setExpires] = useState(() => wallAfter(plan.zone, floor.now, ANSWER_MINUTES));
  const [to, setTo] = useState(counters?.by ?? partners.find(({ id: one }) => one !== own)?.id ?? own);
  const [units, setUnits] = useState(String(visit?.boxes_on ?? 0));
  const [reason, setReason] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, ({ made }) => {
    const placement = made.find(({ kind }) => kind === 'placement')?.id ?? null;
    if (placement) select(`placement:${placement}`);
    onClose();
  });
  const [fromAt, untilAt, expiresAt] = [typedInstant(plan.zone, from), typedInstant(plan.zone, until), typedInstant(plan.zone, expires)];
  const count = /^\d{1,6}$/.test(units) ? Number(units) : null;
  const isReady = track !== '' && fromAt !== null && untilAt !== null && expiresAt !== null && (counters ? reason.trim() !== '' : to !== '' && count !== null);

  function action(): HubAction | null {
    if (!isReady || !fromAt || !untilAt || !expiresAt) return null;
    const terms = { track, from: fromAt, until: untilAt, expires: expiresAt };
    if (counters) return { do: 'placement_counter', placement: counters.proposal.id, reason: reason.trim(), ...terms };
    return { do: 'placement_offer', visit: id, to, units: count ?? 0, ...terms };
  }

  const asked = action();
  return (
    <Dialog
      title={t(counters ? 'hub.counter_title' : 'hub.offer_title', { name: visit?.name ?? '' })}
      width={520}
      onClose={onClose}
      onSubmit={() => asked && act(asked)}
      foot={
        <>
          <span className="xs t3 el">{visit ? t('hub.offer_length', { length: metres(t, language, visit.length_mm), wagons: visit.wagons.length, gauge: number(language, gauge) }) : ''}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!asked || isPending}>
            {t(counters ? 'hub.counter_go' : 'hub.offer_go')}
          </button>
        </>
      }
    >
      <Labelled label={t('hub.col_track')}>
        {(field) => (
          <select {...field} value={track} onChange={(event) => setTrack(event.target.value)}>
            {track === '' && <option value="">–</option>}
            {plan.tracks
              .filter(({ id: one, gauges_mm }) => gauges_mm.includes(gauge) || one === track)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {nameIn(language, one.name)}, {t('hub.free_now', { length: metres(t, language, freeMm(laid(floor.placements.filter(({ proposal }) => proposal.track === one.id), one.usable_mm), one.usable_mm)) })}
                </option>
              ))}
          </select>
        )}
      </Labelled>
      <div className="fields two">
        <MomentField id="offer-from" label={t('hub.from')} zone={plan.zone} now={floor.now} wall={from} onChange={setFrom} />
        <MomentField id="offer-until" label={t('hub.until')} zone={plan.zone} now={floor.now} wall={until} onChange={setUntil} />
        <MomentField id="offer-expires" label={t('hub.expires')} zone={plan.zone} now={floor.now} wall={expires} onChange={setExpires} />
        {!counters && (
          <>
            <Labelled label={t('hub.to_whom')} hint={to === own ? t('hub.to_own') : undefined}>
              {(field) => (
                <select {...field} value={to} onChange={(event) => setTo(event.target.value)}>
                  {partners.map(({ id: one, name }) => (
                    <option key={one} value={one}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled label={t('hub.units')} error={count === null ? t('capacity.no_number') : null}>
              {(field) => <input {...field} inputMode="numeric" value={units} onChange={(event) => setUnits(event.target.value.trim())} />}
            </Labelled>
          </>
        )}
      </div>
      {counters && <Labelled label={t('act.reason')}>{(field) => <input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}</Labelled>}
      <Refused error={error} />
    </Dialog>
  );
}

function latest(one: string, other: string): string {
  return Date.parse(one) > Date.parse(other) ? one : other;
}
