import type { ConsignmentDetail } from '../api/booking';
import { standingOf } from './detail';

export type Step = 'place_order' | 'find' | 'confirm' | 'release' | 'record' | 'close' | 'cancel' | 'cancel_booking';

const NEEDS: Record<Step, string> = { place_order: 'book', find: 'book', confirm: 'book', release: 'book', record: 'record', close: 'book', cancel: 'book', cancel_booking: 'book' };

/** Returns what can be done with a consignment now, the main thing first, without what the person may not do. */
export function steps(consignment: Pick<ConsignmentDetail, 'status' | 'booking' | 'standings'>, permissions: readonly string[]): Step[] {
  return stepsOf(consignment).filter((step) => permissions.includes(NEEDS[step]));
}

function stepsOf(consignment: Pick<ConsignmentDetail, 'status' | 'booking' | 'standings'>): Step[] {
  const standing = standingOf(consignment);
  switch (consignment.status) {
    case 'drafted':
      return ['place_order', 'cancel'];
    case 'ordered':
      return ['find', 'record', 'cancel'];
    case 'planned':
      if (standing === 'waiting') return ['release', 'record'];
      if (standing === 'held') return ['confirm', 'release', 'record'];
      return ['find', 'record', 'cancel'];
    case 'booked':
      return ['record', 'cancel_booking'];
    case 'received':
    case 'under_way':
    case 'arrived':
      return ['record'];
    case 'delivered':
      return ['close', 'record'];
    case 'closed':
    case 'cancelled':
      return [];
  }
}
