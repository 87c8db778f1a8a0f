import { expect, test } from '@playwright/test';

import { ask, expectAccessible, expectNoPageScroll, policyComplaints, signIn } from './page';

interface Warehouses {
  warehouses: { id: string; balance: { inside: { packages: number }; open: { packages: number; mass_kg: number } } }[];
}

test('goods are put into a box by button, key and drag, and the box is sealed', async ({ page }) => {
  const complaints = policyComplaints(page);
  await signIn(page, 'Operator', '#/hub?hub=LYG-BASE&view=store&part=stuffing');
  const box = page.locator('[data-box="KDMU9900414"]');
  const line = (number: string) => box.locator(`[data-line="${number}"]`);
  await page.getByRole('button', { name: 'Into the box: R-2026-00306 (demo)' }).click();
  await expect(line('R-2026-00306 (demo)')).toBeVisible();
  await page.locator('[data-waits="LB100000020 (demo)"]').focus();
  await page.keyboard.press('Enter');
  await expect(line('LB100000020 (demo)')).toBeVisible();
  await page.locator('[data-waits="LB100000021 (demo)"]').dragTo(box);
  await expect(line('LB100000021 (demo)')).toBeVisible();
  await expect(page.locator('[data-waits="LB100000021 (demo)"]')).toHaveCount(0);

  // What is bonded does not go under a list of free goods, and the screen says why.
  await page.getByRole('button', { name: 'Into the box: R-2026-00302 (demo)' }).click();
  await expect(page.getByRole('alert')).toContainText('another customs status');
  await expectAccessible(page);
  await expectNoPageScroll(page);

  await box.getByRole('button', { name: 'Seal the box' }).click();
  await page.getByLabel('Seals').fill('CN 1, CN 2');
  await page.getByRole('dialog').getByRole('button', { name: 'Seal the box' }).click();
  await expect(page.locator('[data-list="ST-2026-041 (demo)"]')).toContainText('Sealed');
  await expect(box).toContainText('CN 1, CN 2');
  expect(complaints).toEqual([]);
});

test('a bay shows its goods, and a count puts the books right', async ({ page }) => {
  await signIn(page, 'Operator', '#/hub?hub=LYG-BASE&view=store');
  await page.locator('[data-bay="LYG-W1/5"]').click();
  const row = page.locator('[data-goods="R-2026-00302 (demo)"]');
  await expect(page.locator('[data-goods]')).toHaveCount(1);
  const inside = async () => (await ask<Warehouses>(page, '/v1/hubs/LYG-BASE/warehouses')).warehouses.find(({ id }) => id === 'LYG-W1')?.balance.inside.packages ?? 0;
  const [before, counted] = [await inside(), Number(/(\d+) pkg/.exec(await row.innerText())?.[1])];
  await row.click();
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await page.getByLabel(/R-2026-00302.*Packages/).fill('47');
  await page.getByLabel('How it was counted').fill('by hand');
  await page.getByRole('dialog').getByRole('button', { name: 'Count' }).click();
  await expect(row).toContainText('47 pkg');
  await expectAccessible(page);
  const { warehouses } = await ask<Warehouses>(page, '/v1/hubs/LYG-BASE/warehouses');
  expect(warehouses.map(({ balance }) => balance.open)).toEqual(warehouses.map(() => ({ packages: 0, mass_kg: 0 })));
  expect(counted).toBeGreaterThan(47);
  expect(await inside()).toBe(before - counted + 47);
});
