import type { Block, BoxRow, Spot } from '../api/hub';

/** Blocks whose south corners lie this close stand in one band of the drawing, millimetres. */
const BAND_MM = 15_000;
/** Length of a 20 ft bay on the plan, millimetres. */
const BAY_MM = 6_500;
/** Lightness steps of the drawing above the empty one. */
export const LEVELS = 4;

/** A block where it is drawn: its band from the north, and its place along it as shares of the drawing's width. */
export interface DrawnBlock {
  block: Block;
  band: number;
  from: number;
  to: number;
}

/** Returns blocks in bands from north to south; along a band they lie as on the plan, across it rows are stretched. */
export function drawnBlocks(blocks: readonly Block[]): DrawnBlock[] {
  const north = [...blocks].sort((one, other) => (other.at_mm[1] ?? 0) - (one.at_mm[1] ?? 0) || (one.at_mm[0] ?? 0) - (other.at_mm[0] ?? 0));
  const west = Math.min(...blocks.map(({ at_mm }) => at_mm[0] ?? 0));
  const east = Math.max(...blocks.map(({ at_mm, bays }) => (at_mm[0] ?? 0) + bays * BAY_MM));
  const width = Math.max(east - west, 1);
  let band = -1;
  let bandAt = Number.POSITIVE_INFINITY;
  return north.map((block) => {
    const [left = 0, south = 0] = block.at_mm;
    if (bandAt - south > BAND_MM) {
      band += 1;
      bandAt = south;
    }
    return { block, band, from: (left - west) / width, to: (left - west + block.bays * BAY_MM) / width };
  });
}

/** Returns how dark a stack is drawn: 0 for none, 4 for a full one. */
export function level(height: number, tiers: number): number {
  if (height <= 0) return 0;
  return Math.min(Math.max(Math.ceil((height / Math.max(tiers, 1)) * LEVELS), 1), LEVELS);
}

/** Returns one outline per level for a block's stacks (by bay, then row), so that a yard is a few shapes and not thousands. */
export function levelPaths(stacks: readonly (readonly number[])[], tiers: number, cell: { x: number; y: number; width: number; height: number }): string[] {
  const paths = Array.from({ length: LEVELS + 1 }, () => '');
  stacks.forEach((rows, bay) =>
    rows.forEach((height, row) => {
      const at = level(height, tiers);
      const [x, y] = [cell.x + bay * cell.width, cell.y + row * cell.height];
      paths[at] += `M${x.toFixed(2)} ${y.toFixed(2)}h${(cell.width * 0.86).toFixed(2)}v${(cell.height * 0.86).toFixed(2)}h${(-cell.width * 0.86).toFixed(2)}z`;
    }),
  );
  return paths;
}

/** Returns the number of a 20 ft bay by its place: 1, 3, 5. */
export function bayNumber(index: number): number {
  return index * 2 + 1;
}

/** Returns whether a thing in the yard covers a 20 ft bay: its own, or both odd ones beside an even one. */
export function covers(spot: Spot, bay: number): boolean {
  return spot.at === 'yard' && Math.abs(spot.bay - bay) <= (spot.bay % 2 === 0 ? 1 : 0);
}

/** Returns the box on a row and tier of a bay's section, if one stands there. */
export function boxAt(boxes: readonly BoxRow[], bay: number, row: number, tier: number): BoxRow | undefined {
  return boxes.find(({ spot }) => spot.at === 'yard' && spot.row === row && spot.tier === tier && covers(spot, bay));
}

/** Returns whether a box stands above another and must be moved first. */
export function isAbove(upper: BoxRow, lower: BoxRow): boolean {
  const [over, under] = [upper.spot, lower.spot];
  if (over.at !== 'yard' || under.at !== 'yard' || over.block !== under.block || over.row !== under.row || over.tier <= under.tier) return false;
  return Math.abs(over.bay - under.bay) <= 1;
}

/** A place on top of a row of stacks. */
export interface TopSpot {
  row: number;
  tier: number;
}

/**
 * Returns the places on top of a bay's stacks for a box of a length: a 20 ft bay is odd; an even one is a longer box over
 * the two beside it, whose stacks must be equally high. Whether what is below bears it, the server knows.
 */
export function topSpots(stacks: readonly (readonly number[])[], tiers: number, bay: number): TopSpot[] {
  const indexes = bay % 2 === 0 ? [bay / 2 - 1, bay / 2] : [(bay - 1) / 2];
  const columns = indexes.map((index) => stacks[index]);
  const rows = columns[0]?.length ?? 0;
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column?.[row] ?? -1)).flatMap((heights, row) => {
    const [height = -1] = heights;
    return height >= 0 && height < tiers && heights.every((one) => one === height) ? [{ row: row + 1, tier: height + 1 }] : [];
  });
}

/** Returns whether what stands below a place bears a box there: the ground, a box of the same bay, or two short ones under a long one. */
export function isBorne(boxes: readonly BoxRow[], bay: number, { row, tier }: TopSpot): boolean {
  if (tier === 1) return true;
  const below = boxes.filter(({ spot }) => spot.at === 'yard' && spot.row === row && spot.tier === tier - 1);
  const stands = (at: number) => below.some(({ spot }) => spot.at === 'yard' && spot.bay === at);
  return stands(bay) || (bay % 2 === 0 && stands(bay - 1) && stands(bay + 1));
}

/** Returns the bays where a box of a length may stand: odd ones for 20 ft, even ones for longer boxes. */
export function baysFor(bays: number, length: string): number[] {
  return length === '40' ? Array.from({ length: Math.max(bays - 1, 0) }, (_, index) => index * 2 + 2) : Array.from({ length: bays }, (_, index) => bayNumber(index));
}
