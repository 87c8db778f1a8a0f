import { useMutation, useQuery } from '@tanstack/react-query';

import type { BoxRow, Floor, HubPlan, ListReading, Train, TrainBox, TrainWagon, Visit, Wagon } from '../api/hub';
import { get, upload } from '../api/client';
import { newKey } from '../api/intent';
import { hubPath } from './queries';

/** What is dragged from the list of the yard: the identifier of a box. */
export const DRAGGED_BOX = 'application/x-landbridge-box';

/** Drawn to length: so many pixels a metre. */
export const PIXELS_PER_METRE = 6;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The composition of a train, as it is planned. */
export function useTrain(hub: string, visit: string | null) {
  return useQuery({
    queryKey: ['own', 'hub-train', visit ?? '', hub],
    queryFn: ({ signal }) => get<Train>(hubPath(hub, 'visits', visit ?? '', 'train'), signal),
    enabled: visit !== null,
    placeholderData: (before, query) => (query?.queryKey[2] === visit ? before : undefined),
    staleTime: 2000,
  });
}

/** Reads a list and records nothing. */
export function useReadList(hub: string, visit: string) {
  return useMutation<ListReading, unknown, { file: Blob; name: string; wagonType: string }>({
    mutationFn: ({ file, name, wagonType }) => {
      const query = new URLSearchParams({ name, ...(wagonType ? { wagon_type: wagonType } : {}) });
      return upload<ListReading>(`${hubPath(hub, 'visits', visit, 'list')}?${query.toString()}`, file, listType(name), newKey());
    },
  });
}

/** Returns the media type that a list is sent with. */
export function listType(name: string): string {
  if (/\.xlsx$/i.test(name)) return XLSX;
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}

/** The address of a train's list as a file. */
export function listAddress(hub: string, visit: string, format: 'du1' | 'csv' | 'xlsx', header: { index: string; station: string }): string {
  const query = new URLSearchParams({ format });
  if (header.index.trim()) query.set('index', header.index.trim());
  if (header.station.trim()) query.set('station', header.station.trim());
  return `${hubPath(hub, 'visits', visit, 'train', 'list')}?${query.toString()}`;
}

/** Returns how many slots a box takes. */
export function slotsOf(length: string): number {
  return length === '40' ? 2 : 1;
}

/** Returns the boxes that count: what stands and stays, and what comes. */
export function planned(wagon: TrainWagon): TrainBox[] {
  return wagon.boxes.filter(({ bound }) => bound !== 'leaves');
}

/** Returns the slots at which a box of a length may begin: there, free as it is planned, and of a long box where the wagon lets it. */
export function freeSlots(wagon: TrainWagon, length: string): number[] {
  const taken = new Set(planned(wagon).flatMap((box) => Array.from({ length: slotsOf(box.length) }, (_, further) => box.slot + further)));
  const count = slotsOf(length);
  const all = Array.from({ length: wagon.slots }, (_, index) => index + 1);
  return all.filter((slot) => slot + count - 1 <= wagon.slots && (count === 1 || wagon.long_from.includes(slot)) && Array.from({ length: count }, (_, further) => slot + further).every((cell) => !taken.has(cell)));
}

/** A slot of a wagon as it is drawn: a box over one or two, or nothing. */
export interface DrawnSlot {
  slot: number;
  count: number;
  box: TrainBox | null;
}

/** Returns the slots of a wagon in order, each box once, free slots one by one. */
export function drawnSlots(wagon: TrainWagon): DrawnSlot[] {
  const boxes = planned(wagon);
  const drawn: DrawnSlot[] = [];
  for (let slot = 1; slot <= wagon.slots; ) {
    const box = boxes.find((one) => one.slot === slot) ?? null;
    const count = box ? slotsOf(box.length) : 1;
    drawn.push({ slot, count, box });
    slot += count;
  }
  return drawn;
}

/** Returns the machine that lifts a box onto a wagon: one that works and reaches the track, the shortest queue first. */
export function machineFor(plan: HubPlan, floor: Floor, track: string | null | undefined, box: BoxRow): string | null {
  const block = box.spot.at === 'yard' ? box.spot.block : '';
  const able = plan.equipment.filter(({ tracks, blocks, lift_kg }) => ((track && tracks.includes(track)) || blocks.includes(block)) && lift_kg >= (box.mass_kg ?? 0));
  const row = (id: string) => floor.equipment.find((one) => one.id === id);
  const works = able.filter(({ id }) => !row(id)?.down);
  const onTrack = works.filter(({ tracks }) => track && tracks.includes(track));
  const best = (onTrack.length > 0 ? onTrack : works).sort((one, other) => (row(one.id)?.jobs ?? 0) - (row(other.id)?.jobs ?? 0));
  return best[0]?.id ?? null;
}

/** Returns the wagons of a gauge that are here and may be taken into another train: those that no placement holds on a track. */
export function wagonsToTake(visits: readonly Visit[], gauge: number): { visit: Visit; wagons: Wagon[] }[] {
  const here = visits.filter(({ stage, vehicle }) => stage !== 'expected' && vehicle.kind === 'train' && vehicle.gauge_mm === gauge);
  return here.map((visit) => ({ visit, wagons: visit.wagons.filter(({ track }) => !track) })).filter(({ wagons }) => wagons.length > 0);
}
