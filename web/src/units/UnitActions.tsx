import { useState } from 'react';

import type { UnitAnswer } from '../api/booking';
import { useT } from '../i18n';
import { Menu } from '../parts/Menu';
import { Refused } from '../parts/Refused';
import { useMay } from '../session/session';
import { CorrectDialog } from './CorrectDialog';
import { useUnit, useUnitAct } from './queries';
import { StuffDialog } from './StuffDialog';
import { unitSteps, type UnitStep } from './steps';

/** What can be done with a unit: its number, its goods, its journey. */
export function UnitActions({ answer }: { answer: UnitAnswer }) {
  const t = useT();
  const { unit } = answer;
  const { act, error, isPending } = useUnitAct(answer);
  // What is decided is decided about the newest version.
  const isBusy = useUnit(unit.id).isFetching || isPending;
  const [asking, setAsking] = useState<'stuff' | 'correct' | null>(null);
  const may = useMay('record');
  const possible = unitSteps(unit);
  const [buttons, rest] = [possible.slice(0, 2), possible.slice(2)];
  if (!may) return <p className="inspector-foot xs t3">{t('permission.lacks_record')}</p>;

  function go(step: UnitStep) {
    switch (step) {
      case 'stuff':
      case 'correct':
        setAsking(step);
        return;
      case 'open_transport':
        act({ do: 'open_transport' });
        return;
      case 'close_transport':
        if (unit.journey.state === 'open') act({ do: 'close_transport', transport: unit.journey.transport });
    }
  }

  return (
    <div className="inspector-foot">
      <Refused error={error} />
      <div className="buttons">
        {buttons.map((step, index) => (
          <button key={step} type="button" className={`btn ${index === 0 ? 'p' : ''}`} disabled={isBusy} onClick={() => go(step)}>
            {t(`units.${step}`)}
          </button>
        ))}
        {rest.length > 0 && <Menu label={t('act.more')} disabled={isBusy} items={rest.map((name) => ({ name, words: t(`units.${name}`) }))} onPick={(name) => go(rest.find((one) => one === name) ?? 'correct')} />}
      </div>
      {asking === 'correct' && <CorrectDialog answer={answer} onClose={() => setAsking(null)} />}
      {asking === 'stuff' && <StuffDialog unit={answer} onClose={() => setAsking(null)} />}
    </div>
  );
}
