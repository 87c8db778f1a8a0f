import { useState } from 'react';

import type { HubAction } from '../api/hub';
import { typedNumber } from '../consignments/orderDraft';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { MomentField, readMoment } from '../parts/MomentField';
import { Refused } from '../parts/Refused';
import { useOrganisations } from '../session/organisations';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';

const KINDS = ['train', 'vessel', 'truck'] as const;
type Kind = (typeof KINDS)[number];
type Expected = Extract<HubAction, { do: 'visit_expect' }>;

/** Announces a train, ship or truck: what comes, who runs it, when it is planned to come and to leave. */
export function ExpectDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, select } = useOnHub();
  const organisations = useOrganisations();
  const gauges = [...new Set(plan.tracks.flatMap(({ gauges_mm }) => gauges_mm))].sort((one, other) => one - other);
  const kinds = KINDS.filter((kind) => (kind === 'train' ? plan.tracks.length > 0 : kind === 'vessel' ? plan.berths.length > 0 : true));
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'truck');
  const [typed, setTyped] = useState({ name: '', operator: '', gauge: String(gauges[0] ?? ''), length: '', draught: '', arrival: '', departure: '' });
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const { act, error, isPending } = useHubAct(plan.id, ({ made }) => {
    const visit = made.find((one) => one.kind === 'visit')?.id;
    if (visit) select(`visit:${visit}`);
    onClose();
  });
  const [length, draught] = [typedNumber(typed.length), typedNumber(typed.draught)];
  const [arrival, departure] = [readMoment(plan.zone, typed.arrival), readMoment(plan.zone, typed.departure)];
  const isEarly = arrival !== null && departure !== null && Date.parse(departure) < Date.parse(arrival);
  const areRead = (typed.arrival.trim() === '' || arrival !== null) && (typed.departure.trim() === '' || departure !== null) && !isEarly;

  function vehicle(): Expected['vehicle'] | null {
    if (kind === 'truck') return { kind };
    if (kind === 'train') return typed.gauge ? { kind, gauge_mm: Number(typed.gauge) } : null;
    return length && length > 0 && draught && draught > 0 ? { kind, length_mm: Math.round(length * 1000), draught_mm: Math.round(draught * 1000) } : null;
  }

  const comes = vehicle();
  const isReady = comes !== null && typed.name.trim() !== '' && areRead;

  function go() {
    if (!isReady || !comes) return;
    act({ do: 'visit_expect', name: typed.name.trim(), vehicle: comes, ...(typed.operator ? { operator: typed.operator } : {}), ...(arrival ? { arrival } : {}), ...(departure ? { departure } : {}) });
  }

  return (
    <Dialog
      title={t('hub.expect.title')}
      width={520}
      onClose={onClose}
      onSubmit={go}
      foot={
        <>
          <span className="xs t3">{t('hub.expect.next')}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('hub.expect.go')}
          </button>
        </>
      }
    >
      <div className="seg" role="group" aria-label={t('hub.expect.what')}>
        {kinds.map((one) => (
          <button key={one} type="button" className={one === kind ? 'on' : ''} aria-pressed={one === kind} onClick={() => setKind(one)}>
            {t(`hub.expect.kind.${one}`)}
          </button>
        ))}
      </div>
      <div className="fields two">
        <Labelled label={t(`hub.expect.name.${kind}`)}>{(field) => <input {...field} autoComplete="off" value={typed.name} onChange={(event) => set({ name: event.target.value })} />}</Labelled>
        <Labelled label={t('hub.expect.operator')}>
          {(field) => (
            <select {...field} value={typed.operator} onChange={(event) => set({ operator: event.target.value })}>
              <option value="">–</option>
              {organisations.all.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {kind === 'train' && (
          <Labelled label={t('hub.expect.gauge')}>
            {(field) => (
              <select {...field} value={typed.gauge} onChange={(event) => set({ gauge: event.target.value })}>
                {gauges.map((gauge) => (
                  <option key={gauge} value={gauge}>
                    {number(language, gauge)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        )}
        {kind === 'vessel' && (
          <>
            <Labelled label={t('hub.expect.length')}>{(field) => <input {...field} inputMode="decimal" value={typed.length} onChange={(event) => set({ length: event.target.value })} />}</Labelled>
            <Labelled label={t('hub.expect.draught')}>{(field) => <input {...field} inputMode="decimal" value={typed.draught} onChange={(event) => set({ draught: event.target.value })} />}</Labelled>
          </>
        )}
      </div>
      <div className="fields two">
        <MomentField label={t('hub.expect.arrival')} zone={plan.zone} value={typed.arrival} onChange={(value) => set({ arrival: value })} isOptional />
        <MomentField label={t('hub.expect.departure')} zone={plan.zone} value={typed.departure} onChange={(value) => set({ departure: value })} error={isEarly ? t('hub.expect.early') : null} isOptional />
      </div>
      <Refused error={error} />
    </Dialog>
  );
}
