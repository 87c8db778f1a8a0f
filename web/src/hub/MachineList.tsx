import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { useOnHub } from './onHub';
import { ALL_MACHINES, useWorkMachine } from './workMachine';

/** Whose work list is shown: all machines, one of them, or what is given to nobody. In gloves it is one field. */
export function MachineList() {
  const t = useT();
  const language = useLanguage();
  const { floor } = useOnHub();
  const { machine, machines, choose } = useWorkMachine();
  const states = new Map(floor.equipment.map((row) => [row.id, row]));
  const count = (of: string) => floor.jobs.filter(({ equipment }) => (equipment ?? '') === of).length;
  const rows = [
    { id: ALL_MACHINES, words: t('hub.all_machines'), moves: floor.jobs.length },
    ...machines.map(({ id, name }) => ({ id, words: nameIn(language, name), moves: count(id) })),
    ...(count('') > 0 || machine === '' ? [{ id: '', words: t('hub.no_machine'), moves: count('') }] : []),
  ];
  return (
    <section className="panel machines" aria-label={t('hub.machines')}>
      <div className="ph">
        <h2>{t('hub.machines')}</h2>
      </div>
      <ul className="scroll">
        {rows.map(({ id, words, moves }) => (
          <li key={id}>
            <button type="button" className={`row ${id === machine ? 'sel' : ''}`} aria-pressed={id === machine} data-machine={id} onClick={() => choose(id)}>
              <span className="el">{words}</span>
              <span className="grow" />
              {states.get(id)?.down && <Icon name="blocked" className="c-late" />}
              <b className="m">{number(language, moves)}</b>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The same as one field, for large targets. */
export function MachinePick() {
  const t = useT();
  const language = useLanguage();
  const { floor } = useOnHub();
  const { machine, machines, choose } = useWorkMachine();
  const count = (of: string) => floor.jobs.filter(({ equipment }) => (equipment ?? '') === of).length;
  return (
    <select className="hub-pick machine-pick" aria-label={t('hub.machine')} value={machine} onChange={(event) => choose(event.target.value)}>
      <option value={ALL_MACHINES}>
        {t('hub.all_machines')}: {number(language, floor.jobs.length)}
      </option>
      {machines.map(({ id, name }) => (
        <option key={id} value={id}>
          {nameIn(language, name)}: {number(language, count(id))}
        </option>
      ))}
      <option value="">
        {t('hub.no_machine')}: {number(language, count(''))}
      </option>
    </select>
  );
}
