import type { GrainCell } from '../../api/hub';

export interface DrawnLayer {
  lot: string;
  number: string;
  kg: number;
  held: boolean;
  /** From the bottom of the drawing, in its units. */
  from: number;
  height: number;
}

/** Returns the layers of a cell to scale in a drawing of a height, the lowest first. */
export function drawnLayers(cell: Pick<GrainCell, 'capacity_kg' | 'layers'>, height: number): DrawnLayer[] {
  let from = 0;
  return cell.layers.map(({ lot, number, mass_kg: kg, holds }) => {
    const layer = { lot, number, kg, held: holds.length > 0, from, height: (kg / Math.max(cell.capacity_kg, 1)) * height };
    from += layer.height;
    return layer;
  });
}
