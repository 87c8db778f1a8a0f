import type { ConsignmentRow, RunAnswer } from '../api/booking';
import { usePages } from '../api/pages';
import { CONSIGNMENTS } from '../consignments/queries';

type Ledger = RunAnswer['ledger'];
export type Entry = Ledger['pools'][number]['entries'][number];

/** As many consignments as one page of the server's list has at most. */
const CONSIGNMENTS_MAX = '200';

/** Returns the consignments of live bookings by the booking; a ledger's entries name no more than that. */
export function useBookedConsignments(): ReadonlyMap<string, ConsignmentRow> {
  const { items } = usePages<ConsignmentRow>(CONSIGNMENTS, { limit: CONSIGNMENTS_MAX, sort: '-updated' });
  return new Map(items.flatMap((row) => (row.booking ? [[row.booking.id, row] as const] : [])));
}

/** Returns who waits in each pool, first come first. */
export function waitingLists({ pools }: Pick<Ledger, 'pools'>): { pool: string; entries: Entry[] }[] {
  return pools
    .map(({ pool, entries }) => ({ pool, entries: entries.filter(({ standing }) => standing.state === 'waiting').sort((a, b) => (a.position ?? 0) - (b.position ?? 0)) }))
    .filter(({ entries }) => entries.length > 0);
}
