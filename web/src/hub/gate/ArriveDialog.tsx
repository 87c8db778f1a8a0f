import { useState } from 'react';

import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { shortId } from '../words';
import { isPlate, numbersIn } from './forms';
import { useAppointments, useGateWindows } from './queries';

/** A truck stands at the gate: by its plate its appointment is found; without one, what it brings and collects is typed. */
export function ArriveDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const gates = useGateWindows(plan.id, null).data?.gates ?? [];
  const [gate, setGate] = useState('');
  const [plate, setPlate] = useState('');
  const [brings, setBrings] = useState('');
  const [collects, setCollects] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const at = gate === '' ? gates[0]?.gate ?? '' : gate;
  const found = useAppointments(plan.id, { q: isPlate(plate) ? plate : '-', state: 'booked', date: '' }).data?.items[0];
  const isReady = at !== '' && isPlate(plate);
  const typed = {
    ...(brings.trim() === '' ? {} : { brings: numbersIn(brings).map((number) => ({ number, form: { form: 'box' as const, length: '40' as const } })) }),
    ...(collects.trim() === '' ? {} : { collects: numbersIn(collects) }),
  };
  return (
    <Dialog
      title={t('hub.gate.do.arrive')}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act({ do: 'gate_arrive', gate: at, plate: plate.trim(), ...typed })}
      foot={
        <>
          <span className="s t2" role="status">
            {isPlate(plate) && (found ? `${found.reference} ${found.brings.map(({ number }) => number).join(' ')}` : t('hub.gate.punctuality.unannounced'))}
          </span>
          <span className="grow" />
          <button type="submit" className="btn p gloved" disabled={!isReady || isPending}>
            {t('hub.gate.do.arrive')}
          </button>
        </>
      }
    >
      <Labelled label={t('hub.view.gate')}>
        {(field) => (
          <select {...field} value={at} onChange={(event) => setGate(event.target.value)}>
            {gates.map(({ gate: id }) => (
              <option key={id} value={id}>
                {shortId(id)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={t('hub.gate.plate')} hint={t('hub.gate.plate_expected')}>{(field) => <input {...field} className="m" autoComplete="off" value={plate} onChange={(event) => setPlate(event.target.value)} />}</Labelled>
      {!found && <Labelled label={t('hub.gate.brings')} hint={t('hub.gate.numbers_hint')}>{(field) => <input {...field} className="m" value={brings} onChange={(event) => setBrings(event.target.value)} />}</Labelled>}
      {!found && <Labelled label={t('hub.gate.collects')} hint={t('hub.gate.numbers_hint')}>{(field) => <input {...field} className="m" value={collects} onChange={(event) => setCollects(event.target.value)} />}</Labelled>}
      <Refused error={error} />
    </Dialog>
  );
}
