import { describe, expect, it } from 'vitest';

import { placeLabels } from './labels';
import { clipped, frameAround, planar, thinned, unwrapped } from './projection';

describe('unwrapped', () => {
  it('goes on past the antimeridian', () => {
    expect(unwrapped([[170, 10], [-170, 12], [-150, 14]])).toEqual([[170, 10], [190, 12], [210, 14]]);
  });

  it('starts near where the line before it ended', () => {
    expect(unwrapped([[-175, 0], [179, 0]], 185)).toEqual([[185, 0], [179, 0]]);
  });
});

describe('planar', () => {
  it('leaves no edge across the whole map', () => {
    const island = planar([[179, 71], [-179, 71], [-179, 72], [179, 71]]);
    const lons = island.map(([lon]) => lon);
    expect(Math.max(...lons) - Math.min(...lons)).toBe(2);
  });

  it('closes a ring around the pole along the lower edge', () => {
    const ring = planar([[-180, -70], [-60, -75], [60, -70], [180, -70]]);
    expect(ring.at(-1)).toEqual(ring[0]);
    expect(Math.min(...ring.map(([, lat]) => lat))).toBe(-85);
  });
});

describe('frameAround', () => {
  it('holds all points inside the margin', () => {
    const points: [number, number][] = [[69, 53], [119, 35], [107, 10]];
    const frame = frameAround(points, 360, 190, 20);
    for (const [x, y] of points.map(frame.project)) {
      expect(x).toBeGreaterThanOrEqual(19.9);
      expect(x).toBeLessThanOrEqual(340.1);
      expect(y).toBeGreaterThanOrEqual(19.9);
      expect(y).toBeLessThanOrEqual(170.1);
    }
  });
});

describe('clipped', () => {
  it('cuts a ring at the box', () => {
    const ring = clipped([[-10, 5], [5, 5], [5, 20], [-10, 20]], { left: 0, top: 0, right: 10, bottom: 10 });
    expect(ring.every(([x, y]) => x >= 0 && x <= 10 && y >= 0 && y <= 10)).toBe(true);
    expect(ring).toHaveLength(4);
  });
});

describe('thinned', () => {
  it('keeps both ends', () => {
    expect(thinned([[0, 0], [0.1, 0], [0.2, 0], [0.3, 0]], 5)).toEqual([[0, 0], [0.3, 0]]);
  });
});

describe('placeLabels', () => {
  it('covers neither another label nor a mark', () => {
    const labels = [0, 4, 8].map((x) => ({ x: 100 + x, y: 50, text: 'Lianyungang', bold: false }));
    const placed = placeLabels(labels, 300, 120);
    const rows = new Set(placed.map(({ textX, textY, anchor }) => `${textX} ${textY} ${anchor}`));
    expect(rows.size).toBe(placed.length);
    expect(placed[0]?.text).toBe('Lianyungang');
  });
});
