import { expect, test } from '@playwright/test';

import { dayFromNow, expectNoPageScroll, open, policyComplaints, WHEAT } from './page';

const rows = 'tr[data-number]';

test('a newcomer finds the first question answered', async ({ page }) => {
  const complaints = policyComplaints(page);
  await open(page);
  await expect(page.locator(rows).first()).toBeVisible();
  expect(await page.locator(rows).count()).toBeGreaterThan(1);
  expect(await page.locator(rows).count()).toBeLessThanOrEqual(12);
  await expect(page.getByRole('combobox', { name: 'From' })).toHaveValue(/Kokshetau/);
  await expect(page.getByRole('region', { name: 'Legs and transfers' }).getByRole('row')).not.toHaveCount(0);
  await expect(page.locator('.route-map svg')).toBeVisible();
  await expect(page.locator('.scatter .dot').first()).toBeVisible();
  await expectNoPageScroll(page);
  expect(complaints).toEqual([]);
});

test('the list, the scatter and the map share one selection', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  const second = page.locator(rows).nth(1);
  const number = await second.getAttribute('data-number');
  await second.click();
  await expect(second).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('.inspector .n3')).toHaveText(number ?? '');
  await expect(page.locator('.route-map .ph')).toContainText(`route ${number}`);
});

test('rows sort by a column, and the rest is shown on request', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  await page.getByRole('button', { name: 'USD/t' }).click();
  await expect(page.getByRole('columnheader', { name: 'USD/t' })).toHaveAttribute('aria-sort', 'ascending');
  const costs = await page.locator(`${rows} td:nth-child(5) b`).allTextContents();
  const values = costs.map((text) => Number(text.replace(/\s/g, '')));
  expect(values).toEqual([...values].sort((a, b) => a - b));
  const before = await page.locator(rows).count();
  await page.getByRole('button', { name: /Show the other/ }).click();
  await expect.poll(() => page.locator(rows).count()).toBeGreaterThan(before);
});

test('the language changes at once and is kept', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('button', { name: '查询路线' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: '起运地' })).toHaveValue(/科克舍套/);
  await page.reload();
  await expect(page.getByRole('button', { name: '查询路线' })).toBeVisible();
  await page.getByRole('button', { name: 'Қаз' }).click();
  await expect(page.getByRole('button', { name: 'Жол табу' })).toBeVisible();
  await page.getByRole('button', { name: 'Рус' }).click();
  await expect(page.getByRole('button', { name: 'Найти пути' })).toBeVisible();
});

test('a place is picked from suggestions in another language', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  await expect(page.locator(rows).first()).toBeVisible();
  const to = page.getByRole('combobox', { name: 'To', exact: true });
  await to.fill('Алматы');
  await page.getByRole('listbox').getByRole('option', { name: /KZALA/ }).first().click();
  await expect(to).toHaveValue(/Almaty/);
  await page.getByRole('button', { name: 'Find routes' }).click();
  await expect(page).toHaveURL(/to=KZALA/);
});

test('an unknown place is refused beside its field', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'To', exact: true }).fill('Atlantis');
  await page.getByRole('button', { name: 'Find routes' }).click();
  await expect(page.locator('#to-error')).toContainText('Atlantis');
  await expect(page.getByRole('combobox', { name: 'To', exact: true })).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Рус' }).click();
  await expect(page.locator('#to-error')).toContainText('Нет такого места');
});

test('a wrong quantity is refused beside its field', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Quantity' }).fill('plenty');
  await page.getByRole('button', { name: 'Find routes' }).click();
  await expect(page.locator('#quantity-error')).toContainText('plenty');
});

test('an empty result says why not', async ({ page }) => {
  await open(page, `#/plan?from=KZKOV&to=VNSGN&cargo=1001.99&quantity=90000+t&ready=${dayFromNow(4)}&published=yes&by=${dayFromNow(6)}`);
  await expect(page.getByText('No itinerary')).toBeVisible();
  await expect(page.locator('.why li').first()).toBeVisible();
});

test('origins race to the same destination', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  await page.getByRole('button', { name: 'Race of origins' }).click();
  await expect(page.locator('tr[data-origin]')).toHaveCount(4);
  await expect(page.locator('tr[data-origin="KZKOV"]')).toContainText(/\d+\.\d/);
  await expect(page.getByRole('region', { name: 'Days by part' }).getByText('Sailing')).toBeVisible();
  await page.getByRole('button', { name: /Leave out Novorossiysk/ }).click();
  await expect(page.locator('tr[data-origin]')).toHaveCount(3);
  await page.getByRole('button', { name: /^Legs of/ }).click();
  await expect(page.getByRole('region', { name: 'Legs and transfers' }).getByRole('row')).not.toHaveCount(0);
});

test('itineraries leave as CSV', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  expect((await waiting).suggestedFilename()).toBe('landbridge-itineraries.csv');
});

test('a running search can be stopped', async ({ page }) => {
  await open(page, `#/plan?${WHEAT}`);
  await expect(page.locator(rows).first()).toBeVisible();
  await page.route('**/v1/plan', () => undefined);
  await page.getByRole('textbox', { name: 'Quantity' }).fill('300 t');
  await page.getByRole('button', { name: 'Find routes' }).click();
  await page.getByRole('button', { name: 'Stop search' }).click();
  await expect(page.getByRole('button', { name: 'Find routes' })).toBeVisible();
});
