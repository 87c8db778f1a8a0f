import { readFileSync } from 'node:fs';

import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoPageScroll, open, policyComplaints } from './page';

interface Charges {
  items: { id: string; act: string; name: string; payer?: string; sums: { amount: string; currency: string }[]; lines: { line: string }[] }[];
  total: number;
  all: { acts: number; sums: { amount: string; currency: string }[] };
  by_act: { of: string; acts: number; sums: { amount: string }[] }[];
  by_payer: { of: string; acts: number }[];
}

test('sums are of acts, an act opens its story, and the same acts come as a file', async ({ page }) => {
  const complaints = policyComplaints(page);
  const answer = page.waitForResponse((response) => response.url().includes('/LYG-BASE/charges?') && response.ok());
  await open(page, '#/hub?hub=LYG-BASE&view=charges&period=31d');
  const charges = (await (await answer).json()) as Charges;
  const whole = charges.by_act.flatMap(({ sums }) => sums).reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  expect(whole).toBe(Math.round(Number(charges.all.sums[0]?.amount) * 100));
  expect(charges.by_payer.reduce((sum, { acts }) => sum + acts, 0)).toBe(charges.all.acts);
  await expect(page.locator('[data-total]')).toContainText('CNY');
  await expectNoPageScroll(page);
  await expectAccessible(page);

  // A sum is a filter, the way out stands beside the search.
  await page.locator('tr[data-sum="grain_in"]').click();
  await expect(page.locator('tr[data-act="grain_in"]').first()).toBeVisible();
  await expect(page.locator('tr[data-act]:not([data-act="grain_in"])')).toHaveCount(0);
  await page.locator('tr[data-act="grain_in"]').first().getByRole('button').click();
  await expect(page.locator('[data-story^="lot:"]')).toContainText('Lot declared');
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const file = await (await saved).path();
  const rows = readFileSync(file, 'utf8').trim().split('\r\n');
  expect(rows[0]).toContain('tariff_line');
  expect(rows.slice(1).every((row) => row.includes(',grain_in,'))).toBe(true);
  expect(rows.length - 1).toBe(charges.by_act.find(({ of }) => of === 'grain_in')?.acts);
  await page.getByRole('button', { name: /Clear filter/ }).click();
  await page.getByRole('searchbox', { name: 'Box, train, lot or goods' }).fill('no such thing');
  await expect(page.getByText('Nothing was charged')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the tariff says of each line what, from which day, at what price and how far to trust it', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=charges&part=tariff');
  const line = page.locator('tr[data-line="LYG-STORE-40-A"]');
  await expect(line).toContainText('Storage');
  await expect(line).toContainText('day 15');
  await expect(line).toContainText('Modelled');
  await page.getByRole('searchbox').fill('drying');
  await expect(page.locator('tr[data-line]')).toHaveCount(1);
  await expectAccessible(page);
});
