import { afterEach, describe, expect, it } from 'vitest';

import { followsGo, forgetGo, rememberGo } from './goKey';

describe('keys that say where to go', () => {
  afterEach(forgetGo);

  it('need their G, on a page opened a moment ago too', () => {
    expect(followsGo({ timeStamp: 10 })).toBe(false);
  });

  it('follow it soon', () => {
    rememberGo({ timeStamp: 10 });
    expect(followsGo({ timeStamp: 900 })).toBe(true);
    expect(followsGo({ timeStamp: 1600 })).toBe(false);
  });
});
