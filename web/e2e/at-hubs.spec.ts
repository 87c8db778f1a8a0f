import { expect, test, type Page } from '@playwright/test';

import { dayFromNow, expectAccessible, expectNoPageScroll, policyComplaints, signIn } from './page';

/** Digits that no other run of the stories has: a truck has one appointment for a window. */
const STAMP = String(Date.now()).slice(-6);

/** Returns the status of an answer. */
const statusOf = (page: Page, path: string) => page.evaluate(async (to) => (await fetch(to)).status, path);

test('a customer books an appointment, changes it, finds it in the list and cancels it', async ({ page }) => {
  const complaints = policyComplaints(page);
  await signIn(page, 'Customer', '#/at-hubs?hub=LYG-BASE');
  const rail = page.getByRole('navigation', { name: 'Screens' });
  await expect(rail.getByRole('link', { name: 'At the hubs' })).toHaveAttribute('aria-current', 'page');
  await expect(rail.getByRole('link', { name: 'Hub', exact: true })).toHaveCount(0);
  await expect(page.getByText(/places are free|place is free/)).toBeVisible();

  await page.getByRole('button', { name: 'New appointment' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Day').fill(dayFromNow(1));
  await dialog.getByLabel('Plate').fill(`E2E ${STAMP}`);
  await dialog.getByLabel('Collects').fill('TGHU 164339-6');
  await dialog.getByLabel('Reference').fill(`PO ${STAMP}`);
  await dialog.getByRole('button', { name: 'New appointment' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('searchbox').fill(`po${STAMP}`);
  const row = (plate: string) => page.locator(`[data-appointment="${plate}"]`);
  await expect(row(`E2E${STAMP}`)).toContainText('booked');
  await expectAccessible(page);
  await expectNoPageScroll(page);

  await row(`E2E${STAMP}`).getByRole('button', { name: 'Change' }).click();
  await dialog.getByLabel('Plate').fill(`E2F ${STAMP}`);
  await dialog.getByRole('button', { name: 'Change' }).click();
  await expect(row(`E2F${STAMP}`)).toContainText('booked');
  await expect(row(`E2E${STAMP}`)).toHaveCount(0);

  await row(`E2F${STAMP}`).getByRole('button', { name: 'Cancel appointment' }).click();
  await dialog.getByRole('textbox').fill('no driver');
  await dialog.getByRole('button', { name: 'Cancel appointment' }).click();
  await expect(row(`E2F${STAMP}`)).toContainText('cancelled');
  expect(complaints).toEqual([]);
});

test('a trader sees its own lots, goods and boxes, and no floor', async ({ page }) => {
  await signIn(page, 'Customer', '#/at-hubs?hub=LYG-BASE&part=lots');
  const held = page.locator('[data-lot="W-2026-019 (demo)"]');
  await expect(held).toContainText('weed seeds in the sample');
  await expect(held.locator('.at-hubs-bar')).toHaveAttribute('aria-label', /Here, kg/);
  await expectAccessible(page);
  await expectNoPageScroll(page);
  await held.getByRole('button').click();
  await expect(page.getByRole('dialog')).toContainText('quarantine');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: /Number, origin/ }).fill('W-2026-017');
  await expect(page.locator('[data-lot]')).toHaveCount(1);

  await page.getByRole('button', { name: /Goods and parcels/ }).click();
  await expect(page.locator('[data-goods="R-2026-00308 (demo)"]')).toContainText('Wheat flour');
  await expect(page.locator('[data-goods="R-2026-00301 (demo)"]')).toHaveCount(0);
  await page.getByRole('button', { name: /Boxes/ }).click();
  await expect(page.locator('[data-unit]').first()).toBeVisible();
  await page.getByLabel('Only held').check();
  await expect(page.locator('[data-unit]').first()).toContainText('demo');
  await expectAccessible(page);

  await page.goto('/#/hub');
  await expect(page.getByText('The floor of a hub is for those who work there')).toBeVisible();
  expect(await statusOf(page, '/v1/hubs/LYG-BASE/floor')).toBe(403);
  expect(await statusOf(page, '/v1/at-hubs/lots')).toBe(200);
});

test('on a phone windows are wide enough for a thumb and nothing is cut', async ({ page }) => {
  await signIn(page, 'Customer', '#/at-hubs?hub=LYG-BASE');
  await page.setViewportSize({ width: 390, height: 844 });
  const book = page.getByRole('button', { name: 'New appointment' });
  await expect(book).toBeVisible();
  await expectNoPageScroll(page);
  expect((await book.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  const open = page.locator('.gate-window:not(:disabled)').first();
  if ((await open.count()) > 0) expect((await open.boundingBox())?.width).toBeGreaterThanOrEqual(44);
  await expectAccessible(page);
});

test('a clerk changes what a truck collects', async ({ page }) => {
  await signIn(page, 'Operator', '#/hub?hub=LYG-BASE&view=gate');
  const truck = page.locator('[data-truck]').last();
  await truck.getByRole('button', { name: 'Change what it collects' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Also collects').fill(`MSKU${STAMP}1`);
  await dialog.getByRole('button', { name: 'Change what it collects' }).click();
  await expect(dialog).toBeHidden();
  await expect(truck).toContainText(`MSKU ${STAMP} 1`);
});
