import type { UnitAnswer } from '../api/booking';
import { shortId } from '../consignments/words';
import { unitNumber } from '../format/unitNumber';
import { translated, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { Failure, Waiting } from '../plan/States';
import { CargoList } from './CargoList';
import { Finding } from './Finding';
import { useUnit } from './queries';
import { UnitActions } from './UnitActions';

/** One unit: its number as written, what is wrong with it, its cargo, and the numbers it had before. */
export function UnitInspector({ id, isOpened, onClose }: { id: string | null; isOpened: boolean; onClose: () => void }) {
  const t = useT();
  const { data, error, isPending } = useUnit(id);
  return (
    <section className={`panel side sheet ${isOpened ? 'opened' : ''}`} aria-label={t('units.inspector')} aria-busy={isPending && id !== null}>
      {!id && <Nothing title={t('units.nothing_chosen')} />}
      {id && isPending && <Waiting rows={5} />}
      {id && error && !data && <Failure error={error} />}
      {data && <Contents answer={data} onClose={onClose} />}
    </section>
  );
}

function Contents({ answer, onClose }: { answer: UnitAnswer; onClose: () => void }) {
  const t = useT();
  const { unit } = answer;
  const { identity, journey } = unit;
  const earlier = unit.earlier ?? [];
  return (
    <>
      <div className="inspector-head">
        <div className="row">
          <h2>{unitNumber(identity.raw)}</h2>
          <span className="grow" />
          <button type="button" className="btn sq q sheet-close" aria-label={t('action.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <div className="s t2">{[translated(t, `unit_kind.${identity.kind}`) ?? identity.kind, unit.unit_type].filter(Boolean).join(t('way.comma'))}</div>
        {identity.finding && <Finding finding={identity.finding} />}
      </div>
      <div className="scroll pad" tabIndex={0} role="region" aria-label={t('units.inspector')}>
        {identity.finding && <p className="s t2">{t('units.kept')}</p>}
        <dl className="kv">
          <dt>{t('units.as_written')}</dt>
          <dd>{identity.raw}</dd>
          <dt>{t('units.col_journey')}</dt>
          <dd>
            {t(`journey.${journey.state}`)} {journey.state === 'open' && <span className="t3" title={journey.transport}>{shortId(journey.transport)}</span>}
          </dd>
        </dl>
        <CargoList answer={answer} />
        {earlier.length > 0 && (
          <>
            <h3>{t('units.former')}</h3>
            <ul className="unit-list">
              {earlier.map(({ raw }) => (
                <li key={raw}>
                  <span className="struck">{unitNumber(raw)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <UnitActions answer={answer} />
    </>
  );
}
