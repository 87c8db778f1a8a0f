import { pageAddress } from '../api/pages';

/** What a customer has at the hubs, in the order of the tabs. */
export const PARTS = ['appointments', 'units', 'goods', 'lots', 'charges'] as const;
export type Part = (typeof PARTS)[number];
export type ListPart = Exclude<Part, 'appointments' | 'charges'>;

/** How the rows of a list may stand, in the order in which they come and go. */
export const STATUSES = {
  units: ['yard', 'wagon', 'aboard', 'warehouse'],
  goods: ['expected', 'here', 'in_box', 'gone'],
  lots: ['expected', 'here', 'gone', 'closed'],
} as const satisfies Record<ListPart, readonly string[]>;
export type Status = (typeof STATUSES)[ListPart][number];

/** The columns by which a list is sorted. */
const SORTS: Record<ListPart, readonly string[]> = {
  units: ['number', 'hub', 'owner', 'since', 'status', 'mass', 'destination', 'holds'],
  goods: ['number', 'hub', 'owner', 'since', 'status', 'packages', 'mass', 'description', 'holds'],
  lots: ['number', 'hub', 'owner', 'status', 'commodity', 'origin', 'inside', 'in', 'out', 'lost', 'holds'],
};

/** What the address of a list asks for; a type and not an interface, so that it is a record of texts. */
export type ListFilter = {
  hub?: string | undefined;
  owner?: string | undefined;
  q?: string | undefined;
  status?: string | undefined;
  held?: string | undefined;
  bonded?: string | undefined;
  sort?: string | undefined;
};

/** What is dropped when another list is shown: it may say nothing there. */
export const OF_ONE_LIST = { q: null, status: null, held: null, bonded: null, sort: null, id: null, act: null, payer: null, unpriced: null } as const;
/** What is dropped to see everything again. */
export const NO_FILTER = { q: null, status: null, held: null, bonded: null, hub: null, owner: null } as const;

export function partOf(params: URLSearchParams): Part {
  return PARTS.find((part) => part === params.get('part')) ?? 'appointments';
}

/** Returns what a link says about a list; what says nothing there is left out. */
export function filterOf(part: ListPart, params: URLSearchParams): ListFilter {
  const said = (name: string) => params.get(name) ?? undefined;
  const among = (name: string, known: readonly string[]) => known.find((word) => word === said(name));
  const sort = said('sort');
  return {
    hub: said('hub'),
    owner: said('owner'),
    q: said('q')?.slice(0, 100),
    status: among('status', STATUSES[part]),
    held: among('held', ['true']),
    bonded: part === 'goods' ? among('bonded', ['true', 'false']) : undefined,
    sort: sort !== undefined && SORTS[part].includes(sort.replace(/^-/, '')) ? sort : undefined,
  };
}

/** Returns whether a filter leaves anything out. */
export function isFiltered(filter: ListFilter): boolean {
  return Object.entries(filter).some(([name, value]) => name !== 'sort' && value !== undefined && value !== '');
}

export function listPath(part: ListPart): string {
  return `/v1/at-hubs/${part}`;
}

/** Returns the address of a list as a file: all that the filter lets through, in its order. */
export function tableAddress(part: ListPart, filter: ListFilter, format: 'csv' | 'xlsx'): string {
  return pageAddress(`${listPath(part)}/table`, { ...filter, format }, null);
}

/** Returns whole days from one instant to another; nothing where one is unknown. */
export function daysBetween(from: string | null | undefined, to: number): number | null {
  const began = from ? Date.parse(from) : Number.NaN;
  return Number.isNaN(began) ? null : Math.max(0, Math.floor((to - began) / 86_400_000));
}

/** The parts of a lot's kilograms: what lies here, what went, what was lost. */
export interface LotShare {
  what: 'inside' | 'out' | 'lost';
  kg: number;
  /** Of all that came, 0 to 100. */
  percent: number;
}

/** Returns what became of the kilograms that came. What was found more than came, a loss below nothing, has no width. */
export function lotShares({ in_kg, out_kg, inside_kg, lost_kg }: { in_kg: number; out_kg: number; inside_kg: number; lost_kg: number }): LotShare[] {
  const all = Math.max(in_kg, inside_kg + out_kg + Math.max(0, lost_kg));
  const share = (what: LotShare['what'], kg: number): LotShare => ({ what, kg, percent: all > 0 ? (100 * Math.max(0, kg)) / all : 0 });
  return [share('inside', inside_kg), share('out', out_kg), share('lost', lost_kg)];
}
