import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useOnHub } from './onHub';
import { moment } from './words';

/** The machines: those that do not work first, with why and since when. */
export function MachinePanel() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, selected, select } = useOnHub();
  const states = new Map(floor.equipment.map((row) => [row.id, row]));
  const rows = [...plan.equipment].sort((one, other) => Number(Boolean(states.get(other.id)?.down)) - Number(Boolean(states.get(one.id)?.down)));
  return (
    <section className="panel" aria-label={t('hub.machines')}>
      <div className="ph tall">
        <h2>{t('hub.machines')}</h2>
        <span className="c s">{number(language, rows.length)}</span>
      </div>
      <ul className="scroll machine-list">
        {rows.map(({ id, name, kind }) => {
          const state = states.get(id);
          return (
            <li key={id}>
              <button type="button" className={selected === `equipment:${id}` ? 'sel' : ''} aria-pressed={selected === `equipment:${id}`} data-equipment={id} onClick={() => select(`equipment:${id}`)}>
                <span className="row">
                  <b className="m el">{nameIn(language, name)}</b>
                  <span className="grow" />
                  {state?.down ? (
                    <span className="chip late">
                      <Icon name="late" />
                      {t('hub.down')}
                    </span>
                  ) : (
                    <span className="t3 s">{t('hub.jobs_of', { count: state?.jobs ?? 0 })}</span>
                  )}
                </span>
                <span className="xs t2">
                  {state?.down ? `${state.down}${state.since ? `, ${moment(language, plan.zone, state.since, floor.now)}` : ''}` : t(`hub.machine_kind.${kind}`)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
