import { useMutation, useQuery } from '@tanstack/react-query';

import type { Floor, Ship, ShipRow, StowReading, Visit } from '../../api/hub';
import { get, upload } from '../../api/client';
import { newKey } from '../../api/intent';
import { hubPath } from '../queries';
import { listType } from '../train';

/** The first tier on deck. */
const DECK_FROM = 70;
/** Lines of one part of a list. */
export const PART_MAX = 250;

/** What a box is drawn as: where it goes, and how far it has come. */
export type CellState = 'discharge' | 'load' | 'stays' | 'done' | 'shut_out';

export const STOW_FORMATS = ['baplie31', 'baplie22', 'csv', 'xlsx'] as const;
export const SHIP_LISTS = ['discharge', 'load'] as const;
export type ShipList = (typeof SHIP_LISTS)[number];

/** Returns ships, those that are here first. */
export function ships({ visits }: Pick<Floor, 'visits'>): Visit[] {
  return visits.filter(({ vehicle }) => vehicle.kind === 'vessel').sort((one, other) => Number(one.stage === 'expected') - Number(other.stage === 'expected'));
}

/** A ship as it is worked. */
export function useShip(hub: string, visit: string | null) {
  return useQuery({
    queryKey: ['own', 'hub-ship', visit ?? '', hub],
    queryFn: ({ signal }) => get<Ship>(hubPath(hub, 'visits', visit ?? '', 'ship'), signal),
    enabled: visit !== null,
    placeholderData: (before, query) => (query?.queryKey[2] === visit ? before : undefined),
    staleTime: 2000,
  });
}

/** Reads a ship's list and records nothing. */
export function useReadStow(hub: string, visit: string) {
  return useMutation<StowReading, unknown, { file: Blob; name: string; list: ShipList }>({
    mutationFn: ({ file, name, list }) => {
      const query = new URLSearchParams({ name, for: list });
      return upload<StowReading>(`${hubPath(hub, 'visits', visit, 'stow')}?${query.toString()}`, file, listType(name), newKey());
    },
  });
}

/** The address of a ship's list as a file. */
export function stowAddress(hub: string, visit: string, format: string, list: ShipList | null): string {
  const query = new URLSearchParams({ format, ...(list ? { list } : {}) });
  return `${hubPath(hub, 'visits', visit, 'stow')}?${query.toString()}`;
}

/** Returns what a row is drawn as. */
export function cellState({ list, progress, aboard }: Pick<ShipRow, 'list' | 'progress' | 'aboard'>): CellState {
  if (progress === 'shut_out') return 'shut_out';
  if (list === 'load') return aboard ? 'done' : 'load';
  return list === 'discharge' ? 'discharge' : 'stays';
}

/** Returns whether a row stands or is to stand in a cell: what left the ship does not. */
export function isDrawn({ list, progress, bay }: Pick<ShipRow, 'list' | 'progress' | 'bay'>): boolean {
  return bay !== undefined && bay !== null && progress !== 'shut_out' && !(list === 'discharge' && progress === 'done');
}

/** Two 20 ft bays that a 40 ft box takes together, named by the even one between them: 02 stands over 01 and 03. */
export function pairOf(bay: number): number {
  return bay % 2 === 0 ? bay : Math.floor((bay - 1) / 4) * 4 + 2;
}

/** A pair of bays with what stands and is to stand in it. */
export interface BayPair {
  bay: number;
  rows: ShipRow[];
  deck: number;
  hold: number;
}

/** Returns the ship's bays from the bow, those between the first and the last included. */
export function bayPairs(rows: readonly ShipRow[]): BayPair[] {
  const found = new Map<number, ShipRow[]>();
  for (const row of rows.filter(isDrawn)) {
    const pair = pairOf(row.bay ?? 0);
    found.set(pair, [...(found.get(pair) ?? []), row]);
  }
  const bays = [...found.keys()].sort((one, other) => one - other);
  const [first, last] = [bays[0], bays.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isRegular = bays.every((bay) => (bay - first) % 4 === 0);
  const all = isRegular ? Array.from({ length: (last - first) / 4 + 1 }, (_, index) => first + index * 4) : bays;
  return all.map((bay) => {
    const here = found.get(bay) ?? [];
    return { bay, rows: here, deck: here.filter(({ tier }) => (tier ?? 0) >= DECK_FROM).length, hold: here.filter(({ tier }) => (tier ?? 0) < DECK_FROM).length };
  });
}

/** Returns rows of a cross-section from port to starboard, as one stands and looks forward: 04 02 00 01 03. */
export function acrossRows(rows: readonly number[]): number[] {
  const place = (row: number) => (row % 2 === 0 ? -row : row);
  return [...new Set(rows)].sort((one, other) => place(one) - place(other));
}

/** The tiers of a cross-section, the highest first, parted by the hatch. */
export function tiersOf(rows: readonly ShipRow[]): { deck: number[]; hold: number[] } {
  const tiers = [...new Set(rows.map(({ tier }) => tier ?? 0))];
  const span = (found: number[], lowest: number) => {
    const top = Math.max(...found);
    return found.length === 0 ? [] : Array.from({ length: Math.floor((top - lowest) / 2) + 1 }, (_, index) => top - index * 2);
  };
  const [deck, hold] = [tiers.filter((tier) => tier >= DECK_FROM), tiers.filter((tier) => tier < DECK_FROM)];
  return { deck: span(deck, Math.min(82, ...deck)), hold: span(hold, Math.min(2, ...hold)) };
}

export const SHIP_SORTS = ['stow', 'number', 'mass', 'port', 'progress'] as const;
export type ShipSort = (typeof SHIP_SORTS)[number];

/** Returns the rows of a list that a filter lets through, sorted. */
export function listed(rows: readonly ShipRow[], filter: { list: string; progress: string; text: string; sort: ShipSort }): ShipRow[] {
  const wanted = filter.text.replace(/[^0-9a-z]/gi, '').toUpperCase();
  const key = (row: ShipRow): string | number => {
    switch (filter.sort) {
      case 'number':
        return row.number;
      case 'mass':
        return -(row.mass_kg ?? 0);
      case 'port':
        return row.sea?.discharge_port ?? '~';
      case 'progress':
        return row.progress;
      default:
        return row.stow === '' ? '~' : row.stow;
    }
  };
  return rows
    .filter((row) => (filter.list === '' || row.list === filter.list) && (filter.progress === '' || row.progress === filter.progress))
    .filter((row) => wanted === '' || row.number.replace(/[^0-9A-Z]/gi, '').toUpperCase().includes(wanted))
    .sort((one, other) => {
      const [a, b] = [key(one), key(other)];
      // By code, so that what has no place or port comes last.
      const order = a < b ? -1 : a > b ? 1 : 0;
      return order || one.number.localeCompare(other.number);
    });
}
