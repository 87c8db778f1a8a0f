import { useState } from 'react';

import { number } from '../format/number';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Labelled } from '../parts/Labelled';
import { Nothing } from '../parts/Nothing';
import { Refused } from '../parts/Refused';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { wagonsToTake } from './train';
import { metres } from './words';

/** Makes up a new departing train: its name and gauge, and wagons that are here and stand on no track by agreement. */
export function MakeUpDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan, floor, go } = useOnHub();
  const gauges = [...new Set(plan.tracks.flatMap(({ gauges_mm }) => gauges_mm))];
  const [name, setName] = useState('');
  const [gauge, setGauge] = useState(gauges[0] ?? 1435);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const take = useHubAct(plan.id, onClose);
  const announce = useHubAct(plan.id, ({ made }) => {
    const id = made.find(({ kind }) => kind === 'visit')?.id;
    if (!id) return;
    go({ train: id, sel: `visit:${id}` });
    if (chosen.size > 0) take.act({ do: 'visit_form', visit: id, wagons: [...chosen] });
    else onClose();
  });
  const trains = wagonsToTake(floor.visits, gauge);
  const toggle = (ids: readonly string[], on: boolean) => setChosen(new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  const length = trains.flatMap(({ wagons }) => wagons).filter(({ id }) => chosen.has(id)).reduce((sum, { length_mm }) => sum + length_mm, 0);

  return (
    <Dialog
      title={t('hub.train_make_up')}
      width={560}
      onClose={onClose}
      onSubmit={() => announce.act({ do: 'visit_expect', vehicle: { kind: 'train', gauge_mm: gauge }, name: name.trim() })}
      foot={
        <>
          <span className="s t2">{t('hub.train_taken', { wagons: number(language, chosen.size), length: metres(t, language, length) })}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={name.trim() === '' || take.isPending || announce.isPending}>
            {t('hub.train_make_up')}
          </button>
        </>
      }
    >
      <div className="fields two">
        <Labelled label={t('hub.train_name')}>{(field) => <input {...field} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}</Labelled>
        <Labelled label={t('hub.train_gauge')}>
          {(field) => (
            <select
              {...field}
              value={gauge}
              onChange={(event) => {
                setGauge(Number(event.target.value));
                setChosen(new Set());
              }}
            >
              {gauges.map((one) => (
                <option key={one} value={one}>
                  {number(language, one)} mm
                </option>
              ))}
            </select>
          )}
        </Labelled>
      </div>
      {trains.length === 0 && <Nothing title={t('hub.train_no_wagons')}>{t('hub.train_no_wagons_words')}</Nothing>}
      <div className="list-rows wagons-to-take">
        {trains.map(({ visit: from, wagons }) => (
          <fieldset key={from.id}>
            <legend>
              <label className="check s">
                <input type="checkbox" checked={wagons.every(({ id }) => chosen.has(id))} onChange={(event) => toggle(wagons.map(({ id }) => id), event.target.checked)} />
                <b>{from.name}</b> {t('hub.train_wagon_count', { count: wagons.length })}
              </label>
            </legend>
            {wagons.map((wagon) => (
              <label key={wagon.id} className="check s">
                <input type="checkbox" checked={chosen.has(wagon.id)} onChange={(event) => toggle([wagon.id], event.target.checked)} />
                {wagon.number} <span className="t3">{wagon.wagon_type}</span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
      <Refused error={announce.error ?? take.error} />
    </Dialog>
  );
}
