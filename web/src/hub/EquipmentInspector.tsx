import { useState } from 'react';

import type { Equipment } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { InspectorHead } from './InspectorHead';
import { useOperates } from './may';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { StoryOf } from './Story';
import { moment, shortId, tonnes } from './words';

/** One machine: what it lifts and reaches, whether it works, its history. */
export function EquipmentInspector({ machine }: { machine: Equipment }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, go } = useOnHub();
  const records = useOperates('record');
  const [isBreaking, setIsBreaking] = useState(false);
  const { act, error, isPending } = useHubAct(plan.id, () => setIsBreaking(false));
  const state = floor.equipment.find(({ id }) => id === machine.id);
  return (
    <>
      <InspectorHead title={nameIn(language, machine.name)} chip={<span className="chip none">{t(`hub.machine_kind.${machine.kind}`)}</span>}>
        {state?.down && (
          <div className="row s m c-late">
            <Icon name="late" />
            {t('hub.down')}: {state.down}
            {state.since ? `, ${moment(language, plan.zone, state.since, floor.now)}` : ''}
          </div>
        )}
      </InspectorHead>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.inspector')}>
        <dl className="kv hub-kv">
          <dt>{t('hub.lifts')}</dt>
          <dd>{tonnes(t, language, machine.lift_kg)}</dd>
          <dt>{t('hub.moves_per_hour')}</dt>
          <dd>{number(language, machine.moves_per_hour)}</dd>
          <dt>{t('hub.reach')}</dt>
          <dd>{[...machine.tracks, ...machine.blocks, ...machine.berths, ...machine.warehouses].map(shortId).join(', ') || '–'}</dd>
          <dt>{t('hub.jobs_open')}</dt>
          <dd>{number(language, state?.jobs ?? 0)}</dd>
        </dl>
        <StoryOf subject={`equipment:${machine.id}`} />
      </div>
      <div className="inspector-foot">
        <Refused error={error} />
        <div className="row buttons hub-buttons">
          {records && state?.down && (
            <button type="button" className="btn p" disabled={isPending} onClick={() => act({ do: 'equipment_mend', equipment: machine.id })}>
              {t('hub.do.mend')}
            </button>
          )}
          {records && !state?.down && (
            <button type="button" className="btn" onClick={() => setIsBreaking(true)}>
              {t('hub.do.break_down')}
            </button>
          )}
          <button type="button" className="btn" onClick={() => go({ view: 'work', machine: machine.id })}>
            {t('hub.open_work')}
          </button>
        </div>
      </div>
      {isBreaking && <ReasonDialog title={t('hub.break_title', { name: nameIn(language, machine.name) })} words={t('hub.break_words')} go={t('hub.do.break_down')} onGo={(reason) => act({ do: 'equipment_break_down', equipment: machine.id, reason })} onClose={() => setIsBreaking(false)} />}
    </>
  );
}
