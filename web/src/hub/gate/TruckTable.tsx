import { useState } from 'react';

import type { GateTruck } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { Refused } from '../../parts/Refused';
import { useOrganisations } from '../../session/organisations';
import { useOperates } from '../may';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { moment } from '../words';
import { CheckDialog } from './CheckDialog';
import { MeanDialog } from './MeanDialog';
import { PassDialog } from './PassDialog';
import { standingOf } from './forms';

/** Trucks at the gate or inside: how long they are here against the median, what they bring and take, what keeps them. */
export function TruckTable({ trucks, median, none }: { trucks: readonly GateTruck[]; median: number | null; none: string }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, select, selected } = useOnHub();
  const organisations = useOrganisations();
  const [asking, setAsking] = useState<{ truck: GateTruck; what: 'check' | 'pass' | 'refuse' | 'mean' } | null>(null);
  const [records, dispatches] = [useOperates('record'), useOperates('dispatch')];
  const { act, error, isPending } = useHubAct(plan.id);
  const longest = Math.max(1, median ?? 1, ...trucks.map(({ minutes }) => minutes));
  if (trucks.length === 0) return <p className="s t3 gate-none">{none}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={none}>
      <Refused error={error} />
      <table className="cl gate-trucks">
        <thead>
          <tr>
            <th scope="col">{t('hub.gate.plate')}</th>
            <th scope="col">{t('hub.gate.organisation')}</th>
            <th scope="col">{t('hub.gate.minutes_col')}</th>
            <th scope="col">{t('hub.gate.brings')}</th>
            <th scope="col">{t('hub.gate.collects')}</th>
            <th scope="col">{t('hub.gate.state_col')}</th>
            <th scope="col"><span className="sr-only">{t('hub.gate.actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          {trucks.map((truck) => (
            <tr key={truck.visit} data-truck={truck.plate} className={selected === `visit:${truck.visit}` ? 'sel' : ''}>
              <td className="m">
                <button type="button" className="link" onClick={() => select(`visit:${truck.visit}`)}>
                  {truck.plate}
                </button>
                {truck.trailer && <span className="t3"> + {truck.trailer}</span>}
              </td>
              <td className="wrap">
                {truck.organisation ? organisations.name(truck.organisation) : '–'} <span className={`chip ${truck.punctuality === 'late' || truck.punctuality === 'unannounced' ? 'attention' : 'none'}`}>{t(`hub.gate.punctuality.${truck.punctuality}`)}</span>
              </td>
              <td>
                <span className={median !== null && truck.minutes > median ? 'gate-age c-late' : 'gate-age'} title={moment(language, plan.zone, truck.arrived, floor.now)}>
                  <span className="gate-bar" style={{ width: `${(60 * truck.minutes) / longest}px` }} />
                  {t('hub.gate.age', { minutes: truck.minutes })}
                  {median !== null && truck.minutes > median && <Icon name="late" />}
                </span>
              </td>
              <td className="m wrap">{truck.brings.map(({ number }) => unitNumber(number)).join(', ') || '–'}</td>
              <td className="m wrap">
                {truck.collects.length === 0 && '–'}
                {truck.collects.map(({ number, aboard, unit, holds }) => (
                  <span key={number} className="gate-collect">
                    {unitNumber(number)} {aboard && <span className="chip ok">{t('hub.gate.aboard')}</span>}
                    {!unit && <span className="chip attention">{t('hub.gate.not_here')}</span>}
                    {holds.length > 0 && <span className="chip held">{holds.map(({ kind }) => t(`hub.hold.${kind}`)).join(', ')}</span>}
                  </span>
                ))}
              </td>
              <td className="wrap">
                <Standing truck={truck} />
              </td>
              <td className="gate-actions">
                {records && (
                  <button type="button" className="btn" onClick={() => setAsking({ truck, what: 'check' })}>
                    {t('hub.gate.do.check')}
                  </button>
                )}
                {records && (
                  <button type="button" className="btn p" onClick={() => setAsking({ truck, what: 'pass' })}>
                    {t(truck.entered ? 'hub.gate.do.leave' : 'hub.gate.do.enter')}
                  </button>
                )}
                {records && !truck.entered && (
                  <button type="button" className="btn q" onClick={() => setAsking({ truck, what: 'refuse' })}>
                    {t('hub.gate.do.refuse')}
                  </button>
                )}
                {dispatches && (
                  <button type="button" className="btn q" onClick={() => setAsking({ truck, what: 'mean' })}>
                    {t('hub.gate.do.mean')}
                  </button>
                )}
                {dispatches && truck.entered && (
                  <button type="button" className="btn q" disabled={isPending} onClick={() => act({ do: 'gate_plan', visit: truck.visit })}>
                    {t('hub.gate.do.plan')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asking?.what === 'mean' && <MeanDialog truck={asking.truck} onClose={() => setAsking(null)} />}
      {asking?.what === 'check' && <CheckDialog truck={asking.truck} onClose={() => setAsking(null)} />}
      {(asking?.what === 'pass' || asking?.what === 'refuse') && <PassDialog truck={asking.truck} what={asking.what} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** What keeps a truck from going on, by icon and word. */
function Standing({ truck }: { truck: GateTruck }) {
  const t = useT();
  const { missing, failed, held, extra, lacking } = standingOf(truck);
  const checks = (kinds: readonly (typeof missing)[number][]) => kinds.map((kind) => t(`hub.gate.check.${kind}`)).join(', ');
  if ([missing, failed, held, extra, lacking].every((kept) => kept.length === 0)) {
    return (
      <span className="chip ok">
        <Icon name="ok" />
        {t('hub.gate.ready')}
      </span>
    );
  }
  return (
    <>
      {failed.length > 0 && (
        <span className="chip late">
          <Icon name="late" />
          {t('hub.gate.failed', { checks: checks(failed) })}
        </span>
      )}
      {held.length > 0 && (
        <span className="chip held">
          <Icon name="held" />
          {t('hub.gate.held', { kinds: truck.collects.flatMap(({ holds }) => holds.map(({ kind }) => t(`hub.hold.${kind}`))).join(', ') })}
        </span>
      )}
      {extra.length > 0 && <span className="s t2 gate-line">{t('hub.gate.extra', { numbers: extra.map(unitNumber).join(', ') })}</span>}
      {lacking.length > 0 && <span className="s t2 gate-line">{t('hub.gate.lacking', { numbers: lacking.map(unitNumber).join(', ') })}</span>}
      {missing.length > 0 && <span className="s t2 gate-line">{t('hub.gate.missing', { checks: checks(missing) })}</span>}
    </>
  );
}
