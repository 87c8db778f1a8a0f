import { describe, expect, it } from 'vitest';

import type { HubRow } from '../api/hub';
import { firstHub } from './firstHub';

const hubs = ['KHORGOS', 'LYG-BASE', 'VIENTIANE'].map((id) => ({ id }) as HubRow);

describe('the hub that is shown first', () => {
  it.each([
    [{ id: 'LYG', kind: 'operator' }, 'VIENTIANE', 'LYG-BASE'],
    [{ id: 'KHORGOS', kind: 'operator' }, '', 'KHORGOS'],
    [{ id: 'LY', kind: 'operator' }, 'VIENTIANE', 'VIENTIANE'],
    [{ id: 'LYG', kind: 'partner' }, 'VIENTIANE', 'VIENTIANE'],
    [{ id: 'DEMO-KTZ', kind: 'partner' }, 'GONE', 'KHORGOS'],
    [null, '', 'KHORGOS'],
  ])('of %j, who looked at %s last, is %s', (organisation, last, expected) => {
    expect(firstHub(hubs, organisation, last)?.id).toBe(expected);
  });

  it('is none where there is none', () => {
    expect(firstHub([], null, 'LYG-BASE')).toBeUndefined();
  });
});
