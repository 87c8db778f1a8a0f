import { useState } from 'react';

import type { Visit } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { MomentField, typedInstant } from './MomentField';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { bestOf, metres, wallAfter } from './words';

/** How long a ship is first thought to lie, minutes. */
const LIES_MINUTES = 18 * 60;

/** Gives a ship its berth: which, how far along it, from when until when. */
export function MoorDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const { mooring } = visit;
  const start = mooring?.from ?? bestOf(visit.arrival) ?? floor.now;
  const [berth, setBerth] = useState(mooring?.berth ?? plan.berths[0]?.id ?? '');
  const [offset, setOffset] = useState(String((mooring?.offset_mm ?? 0) / 1000));
  const [from, setFrom] = useState(() => wallAfter(plan.zone, start, 0));
  const [until, setUntil] = useState(() => wallAfter(plan.zone, mooring?.until ?? bestOf(visit.departure) ?? start, mooring || bestOf(visit.departure) ? 0 : LIES_MINUTES));
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const [fromAt, untilAt] = [typedInstant(plan.zone, from), typedInstant(plan.zone, until)];
  const offsetMm = /^\d{1,4}([.,]\d{1,3})?$/.test(offset) ? Math.round(Number(offset.replace(',', '.')) * 1000) : null;
  const isReady = berth !== '' && fromAt !== null && untilAt !== null && offsetMm !== null;
  return (
    <Dialog
      title={t('hub.moor_title', { name: visit.name })}
      width={500}
      onClose={onClose}
      onSubmit={() => isReady && act({ do: 'visit_moor', visit: visit.id, berth, offset_mm: offsetMm, from: fromAt, until: untilAt })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('hub.do.moor')}
          </button>
        </>
      }
    >
      <div className="fields two">
        <Labelled label={t('hub.berth')}>
          {(field) => (
            <select {...field} value={berth} onChange={(event) => setBerth(event.target.value)}>
              {plan.berths.map((one) => (
                <option key={one.id} value={one.id}>
                  {nameIn(language, one.name)}, {metres(t, language, one.length_mm)}, {number(language, one.depth_mm / 1000, 1)} m
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={t('hub.offset')} error={offsetMm === null ? t('capacity.no_number') : null}>
          {(field) => <input {...field} inputMode="decimal" value={offset} onChange={(event) => setOffset(event.target.value.trim())} />}
        </Labelled>
        <MomentField id="moor-from" label={t('hub.from')} zone={plan.zone} now={floor.now} wall={from} onChange={setFrom} />
        <MomentField id="moor-until" label={t('hub.until')} zone={plan.zone} now={floor.now} wall={until} onChange={setUntil} />
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
