import type { ConsignmentDetail } from '../api/booking';
import { standingOf } from './detail';

/** What each step takes. */
const NEEDS = {
  place_order: 'book', rewrite: 'book', find: 'book', confirm: 'book', release: 'book', amend: 'book', roll: 'book', reroute: 'book', record: 'record', estimate: 'record', close: 'book', cancel: 'book', cancel_booking: 'book',
} as const;
export type Step = keyof typeof NEEDS;

/** Returns what can be done with a consignment now, the main thing first, without what the person may not do. */
export function steps(consignment: Pick<ConsignmentDetail, 'status' | 'booking' | 'standings'>, permissions: readonly string[]): Step[] {
  return stepsOf(consignment).filter((step) => permissions.includes(NEEDS[step]));
}

function stepsOf(consignment: Pick<ConsignmentDetail, 'status' | 'booking' | 'standings'>): Step[] {
  const standing = standingOf(consignment);
  switch (consignment.status) {
    case 'drafted':
      return ['place_order', 'rewrite', 'cancel'];
    case 'ordered':
      return ['find', 'record', 'rewrite', 'cancel'];
    case 'planned':
      if (standing === 'waiting') return ['release', 'roll', 'reroute', 'amend', 'record'];
      if (standing === 'held') return ['confirm', 'release', 'roll', 'reroute', 'amend', 'record', 'estimate'];
      return ['find', 'record', 'rewrite', 'estimate', 'cancel'];
    case 'booked':
      return ['record', 'roll', 'amend', 'reroute', 'estimate', 'cancel_booking'];
    case 'received':
      return standing ? ['record', 'roll', 'estimate', 'amend', 'reroute', 'cancel_booking'] : ['record', 'find', 'estimate'];
    case 'under_way':
      return standing ? ['record', 'estimate', 'roll'] : ['record', 'estimate'];
    case 'arrived':
      return ['record', 'estimate'];
    case 'delivered':
      return ['close', 'record'];
    case 'closed':
    case 'cancelled':
      return [];
  }
}

const BUTTONS_MAX = 3;

/** Returns the steps that stand as buttons, and the rest, which stand in a menu. */
export function buttonsAndMenu(possible: readonly Step[]): [Step[], Step[]] {
  const buttons = possible.length <= BUTTONS_MAX ? BUTTONS_MAX : BUTTONS_MAX - 1;
  return [possible.slice(0, buttons), possible.slice(buttons)];
}
