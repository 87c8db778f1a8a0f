import { useState } from 'react';

import type { GateTruck } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { meanAction, meantOtherwise } from './forms';

/** Says anew what a truck at the gate or inside collects: numbers are added, and left out one by one. */
export function MeanDialog({ truck, onClose }: { truck: GateTruck; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [kept, setKept] = useState<ReadonlySet<string>>(() => new Set(truck.collects.map(({ number }) => number)));
  const [more, setMore] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const action = meanAction(truck, kept, more);
  const isReady = meantOtherwise(truck, action) && !isPending;
  const toggle = (number: string) => {
    const next = new Set(kept);
    if (!next.delete(number)) next.add(number);
    setKept(next);
  };
  return (
    <Dialog
      title={`${t('hub.gate.do.mean')}: ${truck.plate}`}
      onClose={onClose}
      onSubmit={() => isReady && act(action)}
      foot={
        <>
          <span className="s t3" role="status">
            {action.collects.map(unitNumber).join(', ') || t('at_hubs.mean_none')}
          </span>
          <span className="grow" />
          <button type="submit" className="btn p gloved" disabled={!isReady}>
            {t('hub.gate.do.mean')}
          </button>
        </>
      }
    >
      {truck.collects.length > 0 && (
        <div className="gate-lanes" role="group" aria-label={t('hub.gate.collects')}>
          {truck.collects.map(({ number, aboard }) => (
            <button key={number} type="button" className={`btn gloved ${kept.has(number) ? 'on' : ''}`} aria-pressed={kept.has(number)} disabled={aboard} onClick={() => toggle(number)}>
              {unitNumber(number)}
              {aboard && <span className="xs t3">{t('hub.gate.aboard')}</span>}
            </button>
          ))}
        </div>
      )}
      <Labelled label={t('at_hubs.mean_more')} hint={t('hub.gate.numbers_hint')}>
        {(field) => <input {...field} className="m" autoComplete="off" value={more} onChange={(event) => setMore(event.target.value)} />}
      </Labelled>
      <Refused error={error} />
    </Dialog>
  );
}
