import { useState } from 'react';

import type { BoxRow, Visit } from '../api/hub';
import { useLanguage, useT } from '../i18n';
import { number } from '../format/number';
import { Nothing } from '../parts/Nothing';
import { Refused } from '../parts/Refused';
import { Failure, Waiting } from '../plan/States';
import { useMay } from '../session/session';
import { FormDialog } from './FormDialog';
import { MakeUpDialog } from './MakeUpDialog';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { machineFor, useTrain } from './train';
import { TrainIndex } from './train/TrainIndex';
import { TrainRemarks } from './train/TrainRemarks';
import { TrainExport } from './TrainExport';
import { TrainLimits } from './TrainLimits';
import { TrainTable } from './TrainTable';
import { TrainWagons } from './TrainWagons';
import { TrainYard } from './TrainYard';

/** Returns the trains in the order in which they are built: those that are here or made up here, then those announced. */
export function builtFirst(visits: readonly Visit[]): Visit[] {
  const rank = ({ stage, wagons }: Visit) => (stage !== 'expected' ? 0 : wagons.length > 0 ? 1 : 2);
  return visits.filter(({ vehicle }) => vehicle.kind === 'train').sort((one, other) => rank(one) - rank(other));
}

/** A train is built: boxes of the yard are put on its wagons, and its limits are told as it grows. */
export function TrainView() {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, params, selected, go } = useOnHub();
  const dispatches = useMay('dispatch');
  const trains = builtFirst(floor.visits);
  const named = params.get('train') ?? (selected?.startsWith('visit:') ? selected.slice('visit:'.length) : null);
  const visit = trains.find(({ id }) => id === named) ?? trains[0];
  const answer = useTrain(plan.id, visit?.id ?? null);
  const [box, setBox] = useState<BoxRow | null>(null);
  const [making, setMaking] = useState<'new' | 'take' | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, () => setBox(null));
  const train = answer.data;
  const isHere = visit !== undefined && floor.visits.some(({ id, stage, wagons }) => id === visit.id && (stage !== 'expected' || wagons.some(({ track }) => track)));

  function put(row: BoxRow, wagon: string, slot: number) {
    const track = train?.wagons.find(({ id }) => id === wagon)?.track;
    const equipment = machineFor(plan, floor, track, row);
    const last = floor.jobs.filter((job) => job.equipment === equipment).reduce((most, { order }) => Math.max(most, order), 0);
    act({ do: 'job_plan', jobs: [{ unit: row.id, to: { at: 'wagon', wagon, slot }, order: last + 1, ...(equipment ? { equipment } : {}) }] });
  }

  return (
    <div className="hub-train-view">
      <section className="panel hub-train" aria-label={t('hub.train_builder')}>
        <div className="ph tall">
          <h2>{t('hub.train_builder')}</h2>
          <select aria-label={t('hub.train_which')} value={visit?.id ?? ''} onChange={(event) => go({ train: event.target.value, sel: `visit:${event.target.value}` })}>
            {trains.map(({ id, name, stage }) => (
              <option key={id} value={id}>
                {name} ({t(`hub.stage.${stage}`)})
              </option>
            ))}
          </select>
          <span className="grow" />
          {dispatches && visit && (
            <button type="button" className="btn" onClick={() => setMaking('take')}>
              {t('hub.train_take')}
            </button>
          )}
          {dispatches && (
            <button type="button" className="btn" onClick={() => setMaking('new')}>
              {t('hub.train_make_up')}
            </button>
          )}
          {visit && train && <TrainIndex key={train.visit} train={train} mayChange={dispatches} />}
          {visit && train && train.wagons.length > 0 && <TrainExport visit={visit} />}
        </div>
        {!visit && <Nothing title={t('hub.train_none')}>{t('hub.train_none_words')}</Nothing>}
        {answer.error && !train && <Failure error={answer.error} />}
        {visit && answer.isPending && <Waiting rows={6} />}
        {train && train.wagons.length === 0 && <Nothing title={t('hub.train_empty')}>{t('hub.train_empty_words')}</Nothing>}
        {train && train.wagons.length > 0 && (
          <>
            <TrainLimits train={train} words={t('hub.train_slots', { free: number(language, train.free), coming: number(language, train.coming) })} />
            <TrainRemarks train={train} />
            <Refused error={error} />
            <div className="scroll" tabIndex={0} role="region" aria-label={t('hub.train_drawn')}>
              <TrainWagons train={train} box={box} isBusy={isPending} {...(dispatches && isHere ? { onPut: put } : {})} />
              <TrainTable train={train} />
            </div>
          </>
        )}
      </section>
      {making === 'take' && visit && <FormDialog visit={visit} onClose={() => setMaking(null)} />}
      {making === 'new' && <MakeUpDialog onClose={() => setMaking(null)} />}
      <TrainYard box={box} isOpen={isHere && dispatches} onPick={setBox} />
    </div>
  );
}
