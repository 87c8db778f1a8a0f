import { useState } from 'react';

import type { BoxRow, Floor, HubPlan, Spot } from '../api/hub';
import { nameIn } from '../format/names';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { useOnHub } from './onHub';
import { useBlock, useHubAct } from './queries';
import { SpotFields, startSpot, spotOf, type SpotDraft } from './SpotFields';

/** Plans a move of a box: where to, by what, how urgent. What the rules refuse is said beside. */
export function MoveDialog({ row, onClose }: { row: BoxRow; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const [draft, setDraft] = useState<SpotDraft>(() => startSpot(plan, row));
  const [machine, setMachine] = useState<string | null>(null);
  const [isDirect, setIsDirect] = useState(false);
  const boxes = useBlock(plan.id, draft.block || null).data;
  const to = spotOf(draft, { plan, floor, boxes }, row.form);
  const able = to ? plan.equipment.filter(({ id }) => reaches(plan, floor, id, row.spot) && reaches(plan, floor, id, to)) : [];
  const isDown = (id: string) => floor.equipment.some((one) => one.id === id && one.down);
  const chosen = machine ?? able.find(({ id }) => !isDown(id))?.id ?? '';
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const last = floor.jobs.filter(({ equipment }) => equipment === chosen).reduce((most, { order }) => Math.max(most, order), 0);

  function go() {
    if (!to) return;
    act({ do: 'job_plan', jobs: [{ unit: row.id, to, urgency: isDirect ? 'direct' : 'normal', order: last + 1, ...(chosen ? { equipment: chosen } : {}) }] });
  }

  return (
    <Dialog
      title={t('hub.move_title', { number: unitNumber(row.number) })}
      width={480}
      onClose={onClose}
      onSubmit={go}
      foot={
        <>
          <span className="s t2 el">{t('hub.move_from', { place: row.place })}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!to || isPending}>
            {t('hub.do.plan_move')}
          </button>
        </>
      }
    >
      <SpotFields draft={draft} form={row.form} onChange={setDraft} />
      <div className="fields two">
        <Labelled label={t('hub.machine')} hint={to && able.length === 0 ? t('hub.none_reaches') : undefined}>
          {(field) => (
            <select {...field} value={chosen} onChange={(event) => setMachine(event.target.value)}>
              <option value="">{t('hub.no_machine')}</option>
              {able.map(({ id, name }) => (
                <option key={id} value={id}>
                  {nameIn(language, name)}
                  {isDown(id) ? ` (${t('hub.down')})` : ''}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <label className="check s">
          <input type="checkbox" checked={isDirect} onChange={(event) => setIsDirect(event.target.checked)} />
          {t('hub.urgency.direct')}
        </label>
      </div>
      <Refused error={error} />
    </Dialog>
  );
}

/** Returns whether a machine reaches a spot: the block, the wagon's track, the ship's berth, the warehouse. */
function reaches(plan: HubPlan, floor: Floor, machine: string, spot: Spot): boolean {
  const found = plan.equipment.find(({ id }) => id === machine);
  if (!found) return false;
  switch (spot.at) {
    case 'yard':
      return found.blocks.includes(spot.block);
    case 'warehouse':
      return found.warehouses.includes(spot.warehouse);
    case 'wagon': {
      const track = floor.visits.flatMap(({ wagons }) => wagons).find(({ id, number }) => id === spot.wagon || number === spot.wagon)?.track;
      return typeof track === 'string' && found.tracks.includes(track);
    }
    case 'visit': {
      const berth = floor.visits.find(({ id }) => id === spot.visit)?.mooring?.berth;
      // Trucks have no berth: whatever stands in the yard reaches them.
      return berth === undefined ? found.blocks.length > 0 : found.berths.includes(berth);
    }
  }
}
