import type { HubRow } from '../api/hub';
import { shortName } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Tabs } from '../parts/Tabs';
import { useOnHub } from './onHub';
import { useReefers } from './reefers/queries';
import { UnsentMark } from './UnsentMark';
import { hubViews, type HubView } from './views';
import { clock } from './words';

const STAGES = ['expected', 'arrived', 'working', 'complete'] as const;

/** Which hub, which view, how much is there, and what time it is there. */
export function HubHead({ hubs, view, isStale }: { hubs: readonly HubRow[]; view: HubView; isStale: boolean }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, go } = useOnHub();
  const down = floor.equipment.filter((machine) => machine.down);
  const alarms = useReefers(plan.id).data?.alarms.filter(({ cleared }) => !cleared).length ?? 0;
  const counts = { work: floor.jobs.length, holds: floor.held, ...(alarms > 0 ? { reefers: alarms } : {}) } as Partial<Record<HubView, number>>;
  const visits = STAGES.map((stage) => ({ stage, count: floor.visits.filter((visit) => visit.stage === stage).length })).filter(({ count }) => count > 0);
  return (
    <div className="hub-head">
      <h1 className="sr-only">{t('screen.hub')}</h1>
      <select className="hub-pick" aria-label={t('hub.which')} value={plan.id} onChange={(event) => go({ hub: event.target.value, sel: null, block: null, bay: null, machine: null })}>
        {hubs.map(({ id, name }) => (
          <option key={id} value={id}>
            {shortName(language, name)} ({id})
          </option>
        ))}
      </select>
      <span className="hub-counts s t3">
        <span>
          {t('hub.inside')} <b>{number(language, floor.inside)}</b>
        </span>
        <span>
          {t('hub.entered')} <b>{number(language, floor.entered)}</b>
        </span>
        <span>
          {t('hub.left')} <b>{number(language, floor.left)}</b>
        </span>
        {visits.map(({ stage, count }) => (
          <span key={stage}>
            {t(`hub.stage.${stage}`)} <b>{number(language, count)}</b>
          </span>
        ))}
      </span>
      <span className="grow" />
      {down.length > 0 && (
        <button type="button" className="chip late" onClick={() => go({ view: 'holds' })}>
          <Icon name="late" />
          {t('hub.machines_down', { count: down.length })}
        </button>
      )}
      {alarms > 0 && (
        <button type="button" className="chip late" onClick={() => go({ view: 'reefers' })}>
          <Icon name="attention" />
          {t('hub.reefers.alarms')} {number(language, alarms)}
        </button>
      )}
      <UnsentMark />
      <span className={`s nw ${isStale ? 'c-late' : 't3'}`} role={isStale ? 'status' : undefined} title={plan.zone}>
        {t(isStale ? 'hub.last_known' : 'hub.now')} <b className="t1">{clock(plan.zone, floor.now)}</b>
      </span>
      <div className="hub-views">
        <Tabs label={t('hub.views')} tabs={hubViews(plan, view).map((name) => ({ name, words: t(`hub.view.${name}`), count: counts[name] }))} on={view} onPick={(name) => go({ view: name === 'overview' ? null : name })} />
      </div>
    </div>
  );
}
