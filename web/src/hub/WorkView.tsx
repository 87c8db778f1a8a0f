import { useCallback, useState } from 'react';

import type { JobRow } from '../api/hub';
import { nameIn } from '../format/names';
import { useLanguage, useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { Nothing } from '../parts/Nothing';
import { RowCheck } from '../parts/RowCheck';
import { allOrNone, NONE_CHOSEN, ranged, toggled, type Chosen } from '../parts/selection';
import { useMay } from '../session/session';
import { useSettings } from '../shell/settings';
import { useRowKeys } from '../shell/useShortcuts';
import { BulkBar } from './BulkBar';
import { DoneList } from './DoneList';
import { JobCard } from './JobCard';
import { presumedStage, queueOf } from './jobs';
import { MachineList, MachinePick } from './MachineList';
import { useOnHub } from './onHub';
import { useUnsent } from './sendOutbox';
import { UnsentList } from './UnsentList';
import { ALL_MACHINES, useWorkMachine } from './workMachine';

/** How many moves a driver is shown large: what comes next. */
const NEXT = 3;

/** One machine's work, as its driver works from it: large rows, one press each; works while the line is down. Several rows are chosen and done together. */
export function WorkView() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor } = useOnHub();
  const unsent = useUnsent(plan.id);
  const { machine } = useWorkMachine();
  const isGlove = useSettings().density === 'glove';
  const isAll = machine === ALL_MACHINES;
  const ids = isAll ? [...plan.equipment.map(({ id }) => id), ''] : [machine];
  const jobs = ids.flatMap((id) => queueOf(floor.jobs, id)).filter((job) => presumedStage(job, unsent) !== null);
  const down = floor.equipment.find(({ id }) => id === machine)?.down;
  const name = plan.equipment.find(({ id }) => id === machine)?.name;
  return (
    <div className="hub-work">
      {!isGlove && <MachineList />}
      <section className="panel work-list" aria-label={t('hub.work')}>
        <div className="ph tall">
          {isGlove ? <MachinePick /> : <h2>{isAll ? t('hub.all_machines') : name ? nameIn(language, name) : t('hub.no_machine')}</h2>}
          {!isGlove && <span className="c s">{t('hub.jobs_of', { count: jobs.length })}</span>}
          {down && (
            <span className="chip late">
              <Icon name="late" />
              {t('hub.down')}: {down}
            </span>
          )}
          <span className="grow" />
          <span className="key-hints xs t2">
            <span><kbd>J</kbd> <kbd>K</kbd> {t('hint.row')}</span>
            <span><kbd>X</kbd> {t('hint.choose')}</span>
            <span><kbd>Enter</kbd> {t('hint.act')}</span>
          </span>
        </div>
        <Jobs key={machine} jobs={jobs} isAll={isAll} unsent={unsent} />
        {machine !== '' && !isAll && <DoneList machine={machine} most={isGlove ? 2 : NEXT} />}
      </section>
    </div>
  );
}

function Jobs({ jobs, isAll, unsent }: { jobs: readonly JobRow[]; isAll: boolean; unsent: ReturnType<typeof useUnsent> }) {
  const t = useT();
  const [records, dispatches] = [useMay('record'), useMay('dispatch')];
  const acts = records || dispatches;
  const [current, setCurrent] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN);
  const ids = jobs.map(({ id }) => id);
  const at = ids.indexOf(current ?? '');
  const choose = (id: string, isRange: boolean) => setChosen((before) => (isRange ? ranged(before, ids, id) : toggled(before, id)));
  const show = useCallback((id: string | undefined) => {
    if (!id) return;
    setCurrent(id);
    document.querySelector(`[data-job="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, []);
  useRowKeys(jobs.length, at, (index) => show(ids[index]), () => document.querySelector<HTMLElement>('.job.sel .job-main')?.click(), (isRange) => {
    const id = ids[Math.max(at, 0)];
    if (id) choose(id, isRange);
  });
  const picked = jobs.filter(({ id }) => chosen.ids.has(id));
  return (
    <>
      {acts && jobs.length > 1 && (
        <div className="row work-choose s t2">
          <RowCheck label={t('hub.choose_all')} on={picked.length === jobs.length} mixed={picked.length > 0 && picked.length < jobs.length} onToggle={() => setChosen(allOrNone(chosen, ids))} />
          <span>{t('hub.choose_all')}</span>
        </div>
      )}
      <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('hub.work')}>
        <UnsentList rows={unsent} />
        {jobs.length === 0 && <Nothing title={t('hub.no_jobs')}>{t('hub.no_jobs_words')}</Nothing>}
        <ol className="job-list">
          {jobs.map((job, index) => (
            <JobCard
              key={job.id}
              job={job}
              place={isAll ? null : index}
              isNext={!isAll && index < NEXT}
              isSelected={job.id === current}
              isChosen={chosen.ids.has(job.id)}
              onChoose={acts ? (isRange) => choose(job.id, isRange) : undefined}
              unsent={unsent}
            />
          ))}
        </ol>
      </div>
      <BulkBar units={picked.map(({ unit, number, holds }) => ({ id: unit, number, holds: holds ?? [] }))} jobs={picked} onClear={() => setChosen(NONE_CHOSEN)} />
    </>
  );
}
