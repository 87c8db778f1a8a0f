import type { Visit } from '../api/hub';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Moment } from '../parts/Moment';
import { Nothing } from '../parts/Nothing';
import { useRowKeys } from '../shell/useShortcuts';
import { useOnHub } from './onHub';
import { StageChip } from './StageChip';
import { DRAGGED_TRAIN } from './TrackDrawing';
import { metres, tonnes } from './words';

/** Returns the trains that no live placement names. */
export function unplaced(visits: readonly Visit[], placed: ReadonlySet<string>): Visit[] {
  return visits.filter(({ id, vehicle }) => vehicle.kind === 'train' && !placed.has(id));
}

/** Trains that are here or expected and have no track yet: dragged to one, or chosen and placed with `P`. */
export function TrainPanel() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, selected, select } = useOnHub();
  const trains = unplaced(floor.visits, new Set(floor.placements.map(({ proposal }) => proposal.visit)));
  const at = trains.findIndex(({ id }) => selected === `visit:${id}`);
  useRowKeys(trains.length, at, (index) => select(trains[index] ? `visit:${trains[index].id}` : null));
  return (
    <section className="panel hub-trains" aria-label={t('hub.trains')}>
      <div className="ph">
        <h2>{t('hub.trains')}</h2>
        <span className="c s">{number(language, trains.length)}</span>
        <span className="grow" />
        <span className="xs t3 el">{t('hub.trains_hint')}</span>
      </div>
      {trains.length === 0 && <Nothing title={t('hub.no_trains')}>{t('hub.no_trains_words')}</Nothing>}
      <ul className="scroll train-list" data-rows>
        {trains.map((visit) => (
          <li key={visit.id}>
            <button
              type="button"
              draggable
              className={selected === `visit:${visit.id}` ? 'sel' : ''}
              data-train={visit.id}
              aria-pressed={selected === `visit:${visit.id}`}
              onClick={() => select(`visit:${visit.id}`)}
              onDragStart={(event) => {
                event.dataTransfer.setData(DRAGGED_TRAIN, visit.id);
                event.dataTransfer.effectAllowed = 'move';
              }}
            >
              <span className="row">
                <b className="b">{visit.name}</b>
                <span className="grow" />
                <StageChip stage={visit.stage} />
              </span>
              <span className="s t2">
                {t('hub.train_made_of', { wagons: visit.wagons.length, boxes: visit.boxes_on, length: metres(t, language, visit.length_mm), mass: tonnes(t, language, visit.mass_kg).replace(' ', '\u00a0') })}
              </span>
              <span className="s">
                {visit.arrival.actual ? <Moment at={visit.arrival.actual} zone={plan.zone} kind="actual" hasZone={false} /> : visit.arrival.estimated ? <Moment at={visit.arrival.estimated.likely} zone={plan.zone} kind="estimated" hasZone={false} /> : visit.arrival.planned ? <Moment at={visit.arrival.planned} zone={plan.zone} kind="planned" hasZone={false} /> : null}
                {visit.vehicle.kind === 'train' && <span className="t3 gauge-word"> {number(language, visit.vehicle.gauge_mm)}</span>}
                {visit.differences.length > 0 && <span className="c-late"> {t('hub.differences_of', { count: visit.differences.length })}</span>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
