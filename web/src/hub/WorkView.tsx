import { nameIn } from '../format/names';
import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { JobCard } from './JobCard';
import { queueOf } from './jobs';
import { useOnHub } from './onHub';
import { useUnsent } from './sendOutbox';
import { UnsentList } from './UnsentList';

/** One machine's work, as its driver works from it: large rows, one button each; works while the line is down. */
export function WorkView() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params, go } = useOnHub();
  const unsent = useUnsent(plan.id);
  const states = new Map(floor.equipment.map((row) => [row.id, row]));
  const count = (machine: string) => floor.jobs.filter(({ equipment }) => (equipment ?? '') === machine).length;
  const machines = [...plan.equipment].sort((one, other) => Number(count(other.id) > 0) - Number(count(one.id) > 0));
  const machine = params.get('machine')?.trim() ?? machines.find(({ id }) => count(id) > 0)?.id ?? machines[0]?.id ?? '';
  const jobs = queueOf(floor.jobs, machine);
  const down = states.get(machine)?.down;
  const free = count('');
  const name = plan.equipment.find(({ id }) => id === machine)?.name;
  return (
    <div className="hub-work">
      <section className="panel machines" aria-label={t('hub.machines')}>
        <div className="ph">
          <h2>{t('hub.machines')}</h2>
        </div>
        <ul className="scroll">
          {machines.map(({ id, name: words }) => (
            <li key={id}>
              <button type="button" className={`row ${id === machine ? 'sel' : ''}`} aria-pressed={id === machine} data-machine={id} onClick={() => go({ machine: id })}>
                <span className="el">{nameIn(language, words)}</span>
                <span className="grow" />
                {states.get(id)?.down && <Icon name="blocked" className="c-late" />}
                <b className="m">{number(language, count(id))}</b>
              </button>
            </li>
          ))}
          {free > 0 && (
            <li>
              <button type="button" className={`row ${machine === '' ? 'sel' : ''}`} aria-pressed={machine === ''} onClick={() => go({ machine: ' ' })}>
                <span className="el">{t('hub.no_machine')}</span>
                <span className="grow" />
                <b className="m">{number(language, free)}</b>
              </button>
            </li>
          )}
        </ul>
      </section>
      <section className="panel work-list" aria-label={t('hub.work')}>
        <div className="ph tall">
          <h2>{name ? nameIn(language, name) : t('hub.no_machine')}</h2>
          <span className="c s">{t('hub.jobs_of', { count: jobs.length })}</span>
          {down && (
            <span className="chip late">
              <Icon name="late" />
              {t('hub.down')}: {down}
            </span>
          )}
        </div>
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.work')}>
          <UnsentList rows={unsent} />
          {jobs.length === 0 && <Nothing title={t('hub.no_jobs')}>{t('hub.no_jobs_words')}</Nothing>}
          <ol className="job-list">
            {jobs.map((job, index) => (
              <JobCard key={job.id} job={job} isFirst={index === 0} unsent={unsent} />
            ))}
          </ol>
        </div>
      </section>
    </div>
  );
}
