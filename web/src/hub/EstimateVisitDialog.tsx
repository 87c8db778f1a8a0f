import { useState } from 'react';

import type { Visit } from '../api/hub';
import { estimateProblem, PERCENTILES, type Percentile } from '../consignments/estimate';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { MomentField, readMoment, typedMoment } from '../parts/MomentField';
import { Refused } from '../parts/Refused';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';

type Typed = Record<Percentile, string>;
const SIDES = ['arrival', 'departure'] as const;

/** Says when a visit is thought to arrive and depart, each with its spread; what is not known stays empty. */
export function EstimateVisitDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const sides = SIDES.filter((side) => side === 'departure' || visit.stage === 'expected');
  const start = (side: (typeof SIDES)[number]): Typed => {
    const { estimated } = visit[side];
    return { early: typedMoment(plan.zone, estimated?.early), likely: typedMoment(plan.zone, estimated?.likely), late: typedMoment(plan.zone, estimated?.late) };
  };
  const [typed, setTyped] = useState({ arrival: start('arrival'), departure: start('departure') });
  const { act, error, isPending } = useHubAct(plan.id, onClose);

  function read(side: (typeof SIDES)[number]) {
    const texts = typed[side];
    const at = (name: Percentile) => readMoment(plan.zone, texts[name]);
    const isEmpty = PERCENTILES.every((name) => texts[name].trim() === '');
    // Who names one time only means it exactly.
    const likely = at('likely');
    const whole = likely === null ? null : { early: texts.early.trim() ? at('early') : likely, likely, late: texts.late.trim() ? at('late') : likely };
    const problem = whole ? estimateProblem(whole) : null;
    const estimate = whole?.early && whole.late && problem === null ? { early: whole.early, likely: whole.likely, late: whole.late } : null;
    return { isEmpty, problem, estimate };
  }

  const answers = sides.map((side) => ({ side, ...read(side) }));
  const isReady = answers.some(({ estimate }) => estimate) && answers.every(({ isEmpty, estimate }) => isEmpty || estimate);
  const of = (side: (typeof SIDES)[number]) => answers.find((one) => one.side === side)?.estimate;

  function go() {
    if (!isReady) return;
    const [arrival, departure] = [of('arrival'), of('departure')];
    act({ do: 'visit_estimate', visit: visit.id, ...(arrival ? { arrival } : {}), ...(departure ? { departure } : {}) });
  }

  return (
    <Dialog
      title={t('hub.estimate.title', { name: visit.name })}
      width={620}
      onClose={onClose}
      onSubmit={go}
      foot={
        <>
          <span className="xs t3">{t('hub.estimate.words')}</span>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('hub.do.estimate')}
          </button>
        </>
      }
    >
      {answers.map(({ side, problem }) => (
        <fieldset key={side} className="fields three bare">
          <legend className="m s">{t(`hub.${side}`)}</legend>
          {PERCENTILES.map((name) => (
            <MomentField
              key={name}
              label={t(`hub.estimate.${name}`)}
              zone={plan.zone}
              value={typed[side][name]}
              onChange={(value) => setTyped({ ...typed, [side]: { ...typed[side], [name]: value } })}
              error={problem === name ? t('hub.estimate.order') : null}
              isOptional
            />
          ))}
        </fieldset>
      ))}
      <Refused error={error} />
    </Dialog>
  );
}
