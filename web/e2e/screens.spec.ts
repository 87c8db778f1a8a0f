import { expect, test } from '@playwright/test';

import { expectAccessible, expectNoPageScroll, open, policyComplaints, WHEAT } from './page';

test('the map draws the corridor, and a crossing is chosen from the list', async ({ page }) => {
  const complaints = policyComplaints(page);
  await open(page, '#/map');
  await expect(page.locator('.map-canvas')).toHaveAttribute('data-ready', 'yes', { timeout: 40_000 });
  await page.locator('tr[data-crossing]').filter({ hasText: 'Horgos - Altynkol' }).click();
  await expect(page.locator('.map-inspector h2')).toContainText('Horgos');
  await expect(page.locator('.map-inspector')).toContainText('trains');
  await expectNoPageScroll(page);
  expect(complaints).toEqual([]);
});

test('the reach has its two figures and a list', async ({ page }) => {
  await open(page, '#/map');
  await page.getByRole('button', { name: 'Reach', exact: true }).click();
  const published = page.getByRole('row', { name: /Published only/ });
  const modelled = page.getByRole('row', { name: /With modelled/ });
  await expect(published).toContainText(/\d/);
  const ports = async (row: typeof published) => Number((await row.getByRole('cell').first().innerText()).replace(/\s/g, ''));
  expect(await ports(modelled)).toBeGreaterThanOrEqual(await ports(published));
  await expect(page.locator('tr[data-port]').first()).toBeVisible();
});

test('the search finds a place by its Chinese name and shows it on the map', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Search for a place' }).fill('连云港');
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page).toHaveURL(/#\/map\?place=/);
  await expect(page.locator('.map-inspector h2')).toContainText('Lianyungang');
});

test('claims stand beside what was computed', async ({ page }) => {
  await open(page, '#/figures');
  await expect(page.locator('tr[data-claim]').first()).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Claimed', exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: "Table's judgement" })).toBeVisible();
  await page.locator('tr[data-claim]').nth(2).click();
  await expect(page.locator('.side')).toContainText('Computed how');
});

test('the demo mark leads to the sources', async ({ page }) => {
  await open(page);
  await page.getByRole('link', { name: 'Demo data' }).click();
  await expect(page.getByRole('heading', { name: 'Sources' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'S01', exact: true })).toBeVisible();
});

test('keys lead everywhere', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  const rows = page.locator('tr[data-number]');
  await expect(rows.first()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('k');
  await expect(rows.first()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator('.inspector .scroll')).toBeFocused();
  await page.keyboard.press('d');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'dense');
  await page.keyboard.press('l');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await page.keyboard.press('/');
  await expect(page.locator('#search')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.locator('#search').blur();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/#\/map/);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/#\/plan/);
});

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing serious on Plan, ${theme}`, async ({ page }) => {
    await open(page, `#/plan?${WHEAT}`, { theme });
    await expect(page.locator('tr[data-number]').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: /Modes and limits/ }).click();
    await expectAccessible(page);
  });

  test(`axe finds nothing serious on Map, ${theme}`, async ({ page }) => {
    await open(page, '#/map?crossing=X-HRS-ALT', { theme });
    await expect(page.locator('tr[data-crossing]').first()).toBeVisible();
    await expectAccessible(page);
  });
}

test('axe finds nothing serious on Race, Reach and Figures', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}&view=race`);
  await expect(page.locator('tr[data-origin]').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/#/map?show=reach&within=12');
  await expect(page.locator('tr[data-port]').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/#/figures');
  await expect(page.locator('tr[data-claim]').first()).toBeVisible();
  await expectAccessible(page);
});

for (const [language, name] of [['en', 'plan-en'], ['zh', 'plan-zh']] as const) {
  test(`the picture of Plan in ${language}`, async ({ page }) => {
    await open(page, `#/plan?${WHEAT}`, { language });
    await expect(page.locator('tr[data-number]').first()).toBeVisible();
    await expect(page.locator('.route-map svg path').first()).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    if (process.env.SCREENSHOTS === '1') await page.screenshot({ path: `../docs/img/${name}.png` });
  });
}
