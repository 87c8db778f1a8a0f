import { useState } from 'react';

import type { GateTruck } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Icon } from '../../parts/Icon';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { checkActions, checkLines, isSound, sealsAgree, type CheckLine } from './forms';

const VERDICTS = ['passed', 'failed', 'accepted'] as const;

/** A clerk goes round a truck, line by line, with buttons for gloves; what is not in order is told in words. */
export function CheckDialog({ truck, onClose }: { truck: GateTruck; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [lines, setLines] = useState(() => checkLines(truck));
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const actions = checkActions(truck, lines);
  const isReady = actions.length > 0 && lines.every(isSound);
  const change = (at: number, part: Partial<CheckLine>) => setLines(lines.map((line, place) => (place === at ? { ...line, ...part } : line)));
  return (
    <Dialog
      title={`${t('hub.gate.do.check')}: ${truck.plate}, ${t(`hub.gate.way.${truck.way}`)}`}
      width={620}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act(...actions)}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p gloved" disabled={!isReady || isPending}>
            {t('hub.gate.do.check')}
          </button>
        </>
      }
    >
      <ul className="gate-checks">
        {lines.map((line, at) => (
          <li key={`${line.check} ${line.unit ?? ''}`} data-check={line.check}>
            <Line line={line} onChange={(part) => change(at, part)} />
          </li>
        ))}
      </ul>
      <Refused error={error} />
    </Dialog>
  );
}

function Line({ line, onChange }: { line: CheckLine; onChange: (part: Partial<CheckLine>) => void }) {
  const t = useT();
  const name = line.number ? `${t(`hub.gate.check.${line.check}`)}: ${unitNumber(line.number)}` : t(`hub.gate.check.${line.check}`);
  return (
    <fieldset className="gate-check">
      <legend>{name}</legend>
      {line.check === 'seals' && (
        <Labelled label={t('hub.gate.seals_found')} hint={line.announced.length > 0 ? t('hub.gate.seals_announced', { seals: line.announced.join(' ') }) : t('hub.gate.seals_hint')}>
          {(field) => <input {...field} className="m" value={line.seals} onChange={(event) => onChange({ seals: event.target.value })} />}
        </Labelled>
      )}
      {line.check === 'weight' && <Labelled label={t('hub.gate.weight_kg')}>{(field) => <input {...field} inputMode="numeric" value={line.mass} onChange={(event) => onChange({ mass: event.target.value })} />}</Labelled>}
      <div className="gate-verdicts" role="group" aria-label={name}>
        {VERDICTS.map((verdict) => (
          <button key={verdict} type="button" className={`btn gloved ${line.verdict === verdict ? 'on' : ''}`} aria-pressed={line.verdict === verdict} disabled={verdict === 'passed' && line.check === 'seals' && !sealsAgree(line)} onClick={() => onChange({ verdict })}>
            <Icon name={verdict === 'passed' ? 'ok' : verdict === 'failed' ? 'late' : 'attention'} />
            {t(`hub.gate.verdict.${verdict}`)}
          </button>
        ))}
      </div>
      {line.verdict !== null && line.verdict !== 'passed' && <Labelled label={t('hub.gate.note')}>{(field) => <input {...field} value={line.note} onChange={(event) => onChange({ note: event.target.value })} />}</Labelled>}
    </fieldset>
  );
}
