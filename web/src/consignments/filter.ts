import { STATUSES, type HoldKind } from '../api/booking';

/** The tabs over the list: a few stages of a life, each some statuses; their counts add up to the whole. */
export const STAGES = {
  all: [],
  orders: ['drafted', 'ordered'],
  planned: ['planned'],
  booked: ['booked'],
  way: ['received', 'under_way'],
  arrived: ['arrived'],
  delivered: ['delivered'],
  ended: ['closed', 'cancelled'],
} as const satisfies Record<string, readonly (typeof STATUSES)[number][]>;
export type Stage = keyof typeof STAGES;
export const STAGE_NAMES = Object.keys(STAGES) as Stage[];

export const SORTS = ['updated', 'made', 'ready', 'departure', 'arrival', 'customer', 'status'] as const;
export const HOLDS = ['customs', 'quarantine', 'payment', 'other'] as const satisfies readonly HoldKind[];

/** What the list shows; the link of the page says the same. */
export interface Filter {
  stage: Stage;
  q: string;
  customer: string;
  origin: string;
  destination: string;
  hold: string;
  late: boolean;
  sort: string;
}

export const SORT_FIRST = '-updated';

export function fromParams(params: URLSearchParams): Filter {
  const stage = STAGE_NAMES.find((known) => known === params.get('stage')) ?? 'all';
  const sort = params.get('sort') ?? SORT_FIRST;
  const isKnown = (SORTS as readonly string[]).includes(sort.replace(/^-/, ''));
  const text = (name: string) => params.get(name) ?? '';
  return { stage, q: text('q'), customer: text('customer'), origin: text('origin'), destination: text('destination'), hold: text('hold'), late: params.get('late') === 'yes', sort: isKnown ? sort : SORT_FIRST };
}

/** Returns the parameters of the server's list. */
export function toQuery(filter: Filter): Record<string, string | undefined> {
  return {
    status: STAGES[filter.stage].join(',') || undefined,
    // Names on screen may be the end of an identifier, after a mark that something is left out.
    q: filter.q.replace(/^…/, '') || undefined,
    customer: filter.customer || undefined,
    origin: filter.origin || undefined,
    destination: filter.destination || undefined,
    hold: filter.hold || undefined,
    late: filter.late ? 'true' : undefined,
    sort: filter.sort,
  };
}

/** Returns how many filters besides the tab and the words are set. */
export function filtersSet(filter: Filter): number {
  return [filter.customer, filter.origin, filter.destination, filter.hold].filter((text) => text !== '').length + (filter.late ? 1 : 0);
}

/** Returns each stage with what the statuses in it count together. */
export function stageCounts(counts: Partial<Record<string, number>>): Record<Stage, number> {
  const sum = (statuses: readonly string[]) => statuses.reduce((total, status) => total + (counts[status] ?? 0), 0);
  const stages = Object.fromEntries(STAGE_NAMES.map((stage) => [stage, sum(STAGES[stage])])) as Record<Stage, number>;
  return { ...stages, all: sum(STATUSES) };
}
