import type { Permission } from '../api/booking';
import { useMay, useSession } from '../session/session';

/** Returns whether the session allows something that only who runs the hub does; placements and holds are its partners' too. */
export function useOperates(permission: Permission): boolean {
  const may = useMay(permission);
  return useSession().data?.organisation?.kind === 'operator' && may;
}
