import { useState } from 'react';

import type { GateTruck } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { useGateWindows } from './queries';

/** Lets a truck in or out on a lane, or does not let it in and says why. */
export function PassDialog({ truck, what, onClose }: { truck: GateTruck; what: 'pass' | 'refuse'; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const gate = useGateWindows(plan.id, null).data?.gates.find(({ gate }) => gate === truck.gate);
  const lanes = truck.entered ? gate?.lanes_out ?? 1 : gate?.lanes_in ?? 1;
  const [lane, setLane] = useState(1);
  const [reason, setReason] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const words = what === 'refuse' ? t('hub.gate.do.refuse') : t(truck.entered ? 'hub.gate.do.leave' : 'hub.gate.do.enter');
  const isReady = what === 'pass' || reason.trim() !== '';
  const send = () => {
    if (what === 'refuse') act({ do: 'gate_refuse', visit: truck.visit, reason: reason.trim() });
    else act({ do: truck.entered ? 'gate_leave' : 'gate_enter', visit: truck.visit, lane });
  };
  return (
    <Dialog
      title={`${words}: ${truck.plate}`}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && send()}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p gloved" disabled={!isReady || isPending}>
            {words}
          </button>
        </>
      }
    >
      {what === 'refuse' ? (
        <Labelled label={t('act.reason')}>{(field) => <input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}</Labelled>
      ) : (
        <div className="gate-lanes" role="group" aria-label={t('hub.gate.lane')}>
          {Array.from({ length: lanes }, (_, at) => at + 1).map((one) => (
            <button key={one} type="button" className={`btn gloved ${lane === one ? 'on' : ''}`} aria-pressed={lane === one} onClick={() => setLane(one)}>
              {t('hub.gate.lane')} {one}
            </button>
          ))}
        </div>
      )}
      <Refused error={error} />
    </Dialog>
  );
}
