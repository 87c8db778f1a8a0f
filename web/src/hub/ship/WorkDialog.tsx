import { useState } from 'react';

import type { ShipRow, Visit } from '../../api/hub';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { MachineField } from '../MachineField';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { shortId } from '../words';
import type { ShipList } from './ship';

/** Makes jobs of what is left to do: by which crane, and to which block what comes off the ship goes. */
export function WorkDialog({ visit, list, rows, isAll, onClose }: { visit: Visit; list: ShipList; rows: readonly ShipRow[]; isAll: boolean; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [machine, setMachine] = useState('');
  const [block, setBlock] = useState('');
  const [made, setMade] = useState<number | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, (done) => setMade(done.made.length));
  const open = rows.filter((row) => row.list === list && row.progress === 'to_do');
  const stopped = open.filter((row) => row.stop);
  return (
    <Dialog
      title={t(`hub.ship_plan_title.${list}`, { name: visit.name })}
      onClose={onClose}
      onSubmit={() =>
        made !== null
          ? onClose()
          : act({ do: 'ship_plan', visit: visit.id, direction: list, ...(isAll ? {} : { units: open.map(({ id }) => id) }), ...(block ? { blocks: [block] } : {}), ...(machine ? { equipment: machine } : {}) })
      }
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={made === null && (isPending || open.length === 0)}>
            {made === null ? t(`hub.ship_plan.${list}`) : t('action.close')}
          </button>
        </>
      }
    >
      {made === null && (
        <>
          <p className="s">{t('hub.ship_plan_words', { count: open.length })}</p>
          {stopped.length > 0 && <p className="s c-attention">{t('hub.ship_plan_stopped', { count: stopped.length })}</p>}
          {list === 'discharge' && (
            <Labelled label={t('hub.ship_to_block')}>
              {(field) => (
                <select {...field} value={block} onChange={(event) => setBlock(event.target.value)}>
                  <option value="">{t('hub.ship_any_block')}</option>
                  {plan.blocks.map(({ id }) => (
                    <option key={id} value={id}>
                      {shortId(id)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          )}
          <MachineField machines={plan.equipment} value={machine} onChange={setMachine} />
        </>
      )}
      {made !== null && (
        <p className="b" role="status">
          {t('hub.ship_planned', { count: made })} {made < open.length && <span className="c-attention">{t('hub.ship_not_planned', { count: open.length - made })}</span>}
        </p>
      )}
      <Refused error={error} />
    </Dialog>
  );
}
