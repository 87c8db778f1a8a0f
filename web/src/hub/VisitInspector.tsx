import type { Moments, Visit } from '../api/hub';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { InspectorHead } from './InspectorHead';
import { useOnHub } from './onHub';
import { StageChip } from './StageChip';
import { StoryOf } from './Story';
import { VisitFoot } from './VisitFoot';
import { WagonTable } from './WagonTable';
import { metres, moment, tonnes } from './words';

/** One visit: its times side by side, what was found otherwise than announced, its wagons, its history, the next steps. */
export function VisitInspector({ visit }: { visit: Visit }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const { vehicle, mooring } = visit;
  const berth = plan.berths.find(({ id }) => id === mooring?.berth);
  const at = (instant: string) => moment(language, plan.zone, instant, floor.now);
  return (
    <>
      <InspectorHead title={visit.name} chip={<StageChip stage={visit.stage} />}>
        <div className="s t2">
          {vehicle.kind === 'vessel'
            ? t('hub.ship_made_of', { length: metres(t, language, vehicle.length_mm), draught: number(language, vehicle.draught_mm / 1000, 1), boxes: visit.boxes_on })
            : t('hub.train_made_of', { wagons: visit.wagons.length, boxes: visit.boxes_on, length: metres(t, language, visit.length_mm), mass: tonnes(t, language, visit.mass_kg) })}
        </div>
        {visit.held > 0 && (
          <div className="row s m c-held">
            <Icon name="held" />
            {t('hub.said_held', { count: visit.held })}
          </div>
        )}
      </InspectorHead>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.inspector')}>
        <table className="stages">
          <thead>
            <tr>
              <th scope="col">{t('hub.col_step')}</th>
              <th scope="col">{t('time.planned')}</th>
              <th scope="col">{t('time.estimated')}</th>
              <th scope="col">{t('time.actual')}</th>
            </tr>
          </thead>
          <tbody>
            <Times words={t('hub.arrival')} moments={visit.arrival} zone={plan.zone} />
            <Times words={t('hub.departure')} moments={visit.departure} zone={plan.zone} />
          </tbody>
        </table>
        {mooring && (
          <dl className="kv hub-kv">
            <dt>{t('hub.berth')}</dt>
            <dd className="m">{berth ? nameIn(language, berth.name) : mooring.berth}</dd>
            <dt>{t('hub.col_window')}</dt>
            <dd>
              {at(mooring.from)} – {at(mooring.until)}
            </dd>
          </dl>
        )}
        <dl className="kv hub-kv">
          {visit.index && (
            <>
              <dt>{t('hub.train_index')}</dt>
              <dd className="m nw">{visit.index}</dd>
            </>
          )}
          <dt>{t('hub.boxes_brought')}</dt>
          <dd>{number(language, visit.boxes)}</dd>
          <dt>{t('hub.boxes_on')}</dt>
          <dd>{number(language, visit.boxes_on)}</dd>
          <dt>{t('hub.jobs_open')}</dt>
          <dd>{number(language, visit.jobs)}</dd>
        </dl>
        <Differences visit={visit} />
        <WagonTable wagons={visit.wagons} />
        <StoryOf subject={`visit:${visit.id}`} />
      </div>
      <VisitFoot visit={visit} />
    </>
  );
}

/** The inspector is narrow: today's times stand without their date. */
function Times({ words, moments, zone }: { words: string; moments: Moments; zone: string }) {
  const language = useLanguage();
  const { floor } = useOnHub();
  const at = (instant: string) => moment(language, zone, instant, floor.now);
  return (
    <tr>
      <th scope="row">{words}</th>
      <td>{moments.planned && <span className="tp">{at(moments.planned)}</span>}</td>
      <td>{moments.estimated && <span className="te">{at(moments.estimated.likely)}</span>}</td>
      <td>{moments.actual && <span className="ta">{at(moments.actual)}</span>}</td>
    </tr>
  );
}

/** Where what was found differs from what was announced: both are shown. */
function Differences({ visit }: { visit: Visit }) {
  const t = useT();
  const language = useLanguage();
  const { select } = useOnHub();
  if (visit.differences.length === 0) return null;
  return (
    <>
      <h3 className="part-head c-late">
        {t('hub.differences')} <span className="s">{number(language, visit.differences.length)}</span>
      </h3>
      <ul className="differences">
        {visit.differences.map((difference) => (
          <li key={`${difference.kind} ${difference.unit}`} className="s">
            <button type="button" className="link m" onClick={() => select(`unit:${difference.unit}`)}>
              {unitNumber(difference.number)}
            </button>{' '}
            {difference.kind === 'other_order' ? t('hub.difference.other_order', { listed: difference.listed, found: difference.found }) : difference.kind === 'seals' ? t('hub.difference.seals', { listed: difference.listed.join(', ') || '–', found: difference.found.join(', ') || '–' }) : t(`hub.difference.${difference.kind}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
