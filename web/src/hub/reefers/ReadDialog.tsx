import { useState } from 'react';

import type { HubAction, ReeferRow } from '../../api/hub';
import { unitNumber } from '../../format/unitNumber';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { typedTenths } from './words';

const FIELDS = ['return', 'supply', 'ambient', 'set_point'] as const;

/** What a round reads off a box; a set point that is typed is set. */
export function ReadDialog({ row, onClose }: { row: ReeferRow; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [typed, setTyped] = useState<Record<(typeof FIELDS)[number], string>>({ return: '', supply: '', ambient: '', set_point: '' });
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const value = (field: (typeof FIELDS)[number]) => typedTenths(typed[field]);
  const isSound = FIELDS.every((field) => typed[field].trim() === '' || value(field) !== null);
  const readings = FIELDS.filter((field) => field !== 'set_point' && value(field) !== null);
  const actions = (): HubAction[] => {
    const reading = { at: new Date().toISOString(), return_dc: value('return'), supply_dc: value('supply'), ambient_dc: value('ambient'), source: 'round' };
    const set = value('set_point');
    return [...(readings.length > 0 ? [{ do: 'reefer_read' as const, readings: [{ unit: row.unit, reading }] }] : []), ...(set === null ? [] : [{ do: 'reefer_set' as const, unit: row.unit, set_point_dc: set }])];
  };
  const isReady = isSound && (readings.length > 0 || value('set_point') !== null);
  return (
    <Dialog
      title={`${t('hub.reefers.do.read')}: ${unitNumber(row.number)}`}
      width={420}
      onClose={onClose}
      onSubmit={() => isReady && !isPending && act(...actions())}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p gloved" disabled={!isReady || isPending}>
            {t('hub.reefers.do.read')}
          </button>
        </>
      }
    >
      {FIELDS.map((field) => (
        <Labelled key={field} label={`${t(`hub.reefers.${field}`)}, °C`}>
          {(attributes) => <input {...attributes} inputMode="decimal" autoComplete="off" value={typed[field]} onChange={(event) => setTyped({ ...typed, [field]: event.target.value })} />}
        </Labelled>
      ))}
      <Refused error={error} />
    </Dialog>
  );
}
