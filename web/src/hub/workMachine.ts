import type { Equipment } from '../api/hub';
import { changeSettings, currentSettings } from '../shell/settings';
import { useOnHub } from './onHub';

/** What the link says where the moves of all machines are shown, and where those given to nobody are. */
export const ALL_MACHINES = '*';
const NOBODY = '-';

/**
 * Returns whose work list is on screen: what the link names, else the machine worked with last on this device, else the first with
 * work; and the machines, those with work first.
 */
export function useWorkMachine(): { machine: string; machines: Equipment[]; choose: (machine: string) => void } {
  const { plan, floor, params, go } = useOnHub();
  const busy = new Set(floor.jobs.map(({ equipment }) => equipment ?? ''));
  const machines = [...plan.equipment].sort((one, other) => Number(busy.has(other.id)) - Number(busy.has(one.id)));
  const isKnown = (id: string | undefined) => id === ALL_MACHINES || plan.equipment.some((one) => one.id === id);
  const asked = params.get('machine')?.trim();
  const last = currentSettings().machines[plan.id];
  const machine = asked === NOBODY ? '' : isKnown(asked) ? asked : isKnown(last) ? last : machines[0]?.id;
  const choose = (id: string) => {
    changeSettings({ machines: { ...currentSettings().machines, [plan.id]: id } });
    go({ machine: id === '' ? NOBODY : id });
  };
  return { machine: machine ?? '', machines, choose };
}
