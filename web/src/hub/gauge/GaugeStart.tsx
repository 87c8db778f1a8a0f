import { useState } from 'react';

import type { HubDone, Visit } from '../../api/hub';
import { useT } from '../../i18n';
import { Labelled } from '../../parts/Labelled';
import { Nothing } from '../../parts/Nothing';
import { Refused } from '../../parts/Refused';
import { Failure } from '../../plan/States';
import { useOrganisations } from '../../session/organisations';
import { useMay, useSession } from '../../session/session';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { GaugeDrawing } from './GaugeDrawing';
import { GaugeShortage } from './GaugeShortage';
import { proposedPairs } from './pairs';
import { useGaugePlan } from './queries';

const gaugeOf = (visit: Visit) => (visit.vehicle.kind === 'train' ? visit.vehicle.gauge_mm : 0);

/** A new gauge change: two trains that face each other, what the plan would do, and one click that plans it. */
export function GaugeStart({ onOpened }: { onOpened: (change: string) => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const organisations = useOrganisations();
  const own = useSession().data?.organisation?.id;
  const dispatches = useMay('dispatch');
  const here = floor.visits.filter((visit) => visit.vehicle.kind === 'train' && visit.stage !== 'expected' && visit.wagons.length > 0);
  const [fromId, setFrom] = useState('');
  const [toId, setTo] = useState('');
  const [partner, setPartner] = useState('');
  const from = here.find(({ id }) => id === fromId) ?? here.find(({ boxes_on }) => boxes_on > 0);
  const facing = here.filter((visit) => from && gaugeOf(visit) !== gaugeOf(from));
  const to = facing.find(({ id }) => id === toId) ?? facing[0];
  const sides = organisations.all.filter(({ id, kind }) => id !== own && kind === 'partner');
  const side = partner || (floor.placements.find(({ proposal }) => proposal.visit === to?.id)?.proposal.to ?? sides[0]?.id ?? '');
  const proposal = useGaugePlan(plan.id, from?.id ?? null, to?.id ?? null);
  const { act, error, isPending } = useHubAct(plan.id, (done: HubDone) => onOpened(done.made.find(({ kind }) => kind === 'gauge')?.id ?? ''));
  const open = (isPlanned: boolean) => from && to && act({ do: 'gauge_open', from: from.id, to: to.id, partner: side, plan: isPlanned });
  if (!from || !to) {
    return (
      <section className="panel" aria-label={t('hub.gauge_new')}>
        <Nothing title={t('hub.gauge_no_trains')}>{t('hub.gauge_no_trains_words')}</Nothing>
      </section>
    );
  }
  const train = (visit: Visit) => (
    <option key={visit.id} value={visit.id}>
      {visit.name} ({gaugeOf(visit)} mm, {t('hub.gauge_boxes', { count: visit.boxes_on })})
    </option>
  );
  return (
    <section className="panel gauge-one" aria-label={t('hub.gauge_new')}>
      <div className="ph tall">
        <h2>{t('hub.gauge_new')}</h2>
        <span className="grow" />
        {dispatches && (
          <>
            <button type="button" className="btn" disabled={isPending || !side} onClick={() => open(false)}>
              {t('hub.gauge_open_only')}
            </button>
            <button type="button" className="btn p" disabled={isPending || !side || !proposal.data} onClick={() => open(true)}>
              {t('hub.gauge_open', { count: proposal.data?.changes.length ?? 0 })}
            </button>
          </>
        )}
      </div>
      <div className="scroll gauge-parts">
        <div className="fields gauge-fields">
          <Labelled label={t('hub.gauge_from')}>
            {(field) => (
              <select {...field} value={from.id} onChange={(event) => setFrom(event.target.value)}>
                {here.map(train)}
              </select>
            )}
          </Labelled>
          <Labelled label={t('hub.gauge_to')}>
            {(field) => (
              <select {...field} value={to.id} onChange={(event) => setTo(event.target.value)}>
                {facing.map(train)}
              </select>
            )}
          </Labelled>
          <Labelled label={t('hub.gauge_partner')}>
            {(field) => (
              <select {...field} value={side} onChange={(event) => setPartner(event.target.value)}>
                {sides.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
        <Refused error={error} />
        {proposal.error && <Failure error={proposal.error} />}
        {proposal.data && (
          <>
            <GaugeShortage plan={proposal.data} />
            <GaugeDrawing from={{ name: from.name, gauge_mm: gaugeOf(from), wagons: from.wagons }} to={{ name: to.name, gauge_mm: gaugeOf(to), wagons: to.wagons }} pairs={proposedPairs(proposal.data, from.wagons, to.wagons)} />
          </>
        )}
      </div>
    </section>
  );
}
