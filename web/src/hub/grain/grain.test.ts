import { describe, expect, it } from 'vitest';

import { actionOf, fieldsOf, isFilled, typedBasisPoints, typedKilograms, type GrainForm, type GrainValues } from './forms';
import { drawnLayers } from './layers';
import { isBeyond } from './words';

const FORMS: GrainForm[] = ['declare', 'receive', 'weigh', 'move', 'blend', 'issue', 'dry', 'lose', 'count', 'hold', 'close'];
const VALUES: GrainValues = { number: 'B-1', owner: 'ACME', commodity: '1001.99', origin: '', declared: '', cell: 'S1', carrier: 'visit:v1', mass: '24 810', to: 'S2', leg: 'out', method: 'draught', gross: '9000000', tare: '8 500 000', instrument: '', weigher: '', other: '', otherCell: 'S1', otherMass: '', moisture: '12,5', loss: 'dust', found: '0', how: 'laser', hold: 'customs', reason: 'torn' };

describe('the drawing of a cell', () => {
  it('stands on the ground, to scale, layer on layer', () => {
    const layer = (mass_kg: number, holds: string[]) => ({ lot: 'l', number: 'n', commodity: '1001.99', since: '', mass_kg, holds });
    const drawn = drawnLayers({ capacity_kg: 1000, layers: [layer(250, []), layer(500, ['quarantine'])] }, 200);
    expect(drawn.map(({ from, height, held }) => [from, height, held])).toEqual([[0, 50, false], [50, 100, true]]);
  });
});

describe('what is typed', () => {
  it('is whole kilograms and hundredths of a percent', () => {
    expect(['24 810', '24\u2009810', '1.5', '-3', '', '12t'].map(typedKilograms)).toEqual([24810, 24810, null, null, null, null]);
    expect(['12.5', '12,55', '9', '12.555', '100.0', 'x'].map(typedBasisPoints)).toEqual([1250, 1255, 900, null, null, null]);
  });

  it('is asked for by every form, and makes its action', () => {
    for (const form of FORMS) {
      const fields = fieldsOf(form, VALUES.method);
      expect(fields.every((field) => isFilled(field, VALUES[field], form))).toBe(true);
      expect(actionOf(form, 'L', VALUES).do).toBe(`grain_${form}`);
    }
    expect(isFilled('mass', '', 'issue')).toBe(false);
    expect(actionOf('weigh', 'L', VALUES)).toMatchObject({ leg: 'out', reading: { method: 'draught', laden_kg: 9000000, light_kg: 8500000 } });
    expect(actionOf('blend', 'L', VALUES)).toMatchObject({ cell: 'S2', parts: [{ lot: 'L', cell: 'S1', mass_kg: 24810 }] });
    expect(actionOf('receive', 'L', { ...VALUES, carrier: ' TGHU1643396 ' })).toMatchObject({ from: { by: 'unit', unit: 'TGHU1643396' } });
  });
});

describe('a difference', () => {
  it('is beyond a norm only where one is set', () => {
    expect([isBeyond(-5001, 5000), isBeyond(5000, 5000), isBeyond(9, null), isBeyond(null, 1)]).toEqual([true, false, false, false]);
  });
});
