import { nameIn } from '../format/names';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Nothing } from '../parts/Nothing';
import { HoldMarks } from './HoldMarks';
import { JobState } from './JobState';
import { queueOf } from './jobs';
import { useOnHub } from './onHub';
import { shortId } from './words';

/** The open moves of all machines, the next of each first; the work list shows one machine. */
export function WorkPanel() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, selected, go, select } = useOnHub();
  const names = new Map(plan.equipment.map(({ id, name }) => [id, nameIn(language, name)]));
  const machines = [...new Set(floor.jobs.map(({ equipment }) => equipment ?? ''))];
  const rows = machines.flatMap((machine) => queueOf(floor.jobs, machine));
  const alarms = floor.jobs.filter(({ holds, under }) => (holds?.length ?? 0) > 0 || under).length;
  return (
    <section className="panel hub-work-panel" aria-label={t('hub.work')}>
      <div className="ph">
        <h2>{t('hub.work')}</h2>
        <span className="c s">
          {number(language, rows.length)}
          {alarms > 0 && `${t('way.comma')}${t('hub.alarms_of', { count: alarms })}`}
        </span>
        <span className="grow" />
        <button type="button" className="btn q" onClick={() => go({ view: 'work' })}>
          {t('hub.open_work')}
        </button>
      </div>
      {rows.length === 0 && <Nothing title={t('hub.no_jobs')}>{t('hub.no_jobs_words')}</Nothing>}
      {rows.length > 0 && (
        <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.work')}>
          <table className="jobs" data-rows>
            <colgroup>
              <col className="c-machine" />
              <col className="c-ident" />
              <col />
              <col />
              <col className="c-job" />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t('hub.machine')}</th>
                <th scope="col">{t('hub.col_number')}</th>
                <th scope="col">{t('hub.col_from')}</th>
                <th scope="col">{t('hub.col_to')}</th>
                <th scope="col">{t('hub.col_state')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((job) => {
                const isStopped = (job.holds?.length ?? 0) > 0;
                return (
                  <tr key={job.id} className={`${selected === `unit:${job.unit}` ? 'sel' : ''} ${isStopped ? 'stopped' : job.under ? 'buried' : ''}`} data-job={job.id}>
                    <td>{job.equipment ? (names.get(job.equipment) ?? job.equipment) : <span className="t3">{t('hub.no_machine')}</span>}</td>
                    <td>
                      <button type="button" className="link m" onClick={() => select(`unit:${job.unit}`)}>
                        {unitNumber(job.number)}
                      </button>
                    </td>
                    <td className="t2">{shortId(job.from_place)}</td>
                    <td className="m">{shortId(job.to_place)}</td>
                    <td>
                      <JobState job={job} />
                      <HoldMarks holds={job.holds ?? []} isShort />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
