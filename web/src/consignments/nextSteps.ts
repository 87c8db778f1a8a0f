import type { ConsignmentAnswer } from '../api/booking';

export type Step = 'place_order' | 'find' | 'confirm' | 'release' | 'record' | 'close' | 'cancel' | 'cancel_booking';

const NEEDS: Record<Step, string> = { place_order: 'book', find: 'book', confirm: 'book', release: 'book', record: 'record', close: 'book', cancel: 'book', cancel_booking: 'book' };

/** Returns what can be done with a consignment now, the main thing first, without what the person may not do. */
export function steps(consignment: Pick<ConsignmentAnswer, 'status' | 'booking'>, permissions: readonly string[]): Step[] {
  return stepsOf(consignment).filter((step) => permissions.includes(NEEDS[step]));
}

function stepsOf({ status, booking }: Pick<ConsignmentAnswer, 'status' | 'booking'>): Step[] {
  const isHeld = booking !== null && booking.confirmed_at === null;
  const isWaiting = booking?.legs.some(({ standing }) => standing.state === 'waiting') ?? false;
  switch (status) {
    case 'drafted':
      return ['place_order', 'cancel'];
    case 'ordered':
      return ['find', 'record', 'cancel'];
    case 'planned':
      if (isHeld) return isWaiting ? ['find', 'release', 'record'] : ['confirm', 'release', 'record'];
      return ['find', 'record', 'cancel'];
    case 'booked':
      return ['record', 'cancel_booking'];
    case 'received':
    case 'under_way':
    case 'arrived':
      return ['record'];
    case 'delivered':
      return ['close', 'record'];
    default:
      return [];
  }
}
