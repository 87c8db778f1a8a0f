import { expect, test, type Page } from '@playwright/test';

import { dayFromNow, expectAccessible, expectNoPageScroll, open, policyComplaints, signIn, WHEAT } from './page';

const consignments = 'tr[data-consignment]';
/** Handlings of a long way at most: four a leg, received and delivered. */
const STEPS_MAX = 40;

/** Makes orders as the page itself would: with its session and a key of their own. */
async function makeOrders(page: Page, count: number): Promise<void> {
  const ready = `${dayFromNow(4)}T00:00:00Z`;
  const statuses = await page.evaluate(
    async ([amount, from]) => {
      const goods = [{ hs: '1001.99', description: 'Wheat', packaging: { kind: 'VR', pieces: 0 }, mass_kg: 26_000, units: [{ unit_type: '20GP', count: 1 }] }];
      const body = JSON.stringify({ draft: { route: { origin: 'KZKOV', destination: 'VNSGN', ready: from }, goods }, place_order: true });
      const made = Array.from({ length: Number(amount) }, (_, number) =>
        fetch('/v1/consignments', { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': `e2e-${Date.now()}-${Math.random()}-${number}` }, body }),
      );
      return (await Promise.all(made)).map(({ status }) => status);
    },
    [String(count), ready] as const,
  );
  expect(statuses).toEqual(Array.from({ length: count }, () => 200));
}

async function fillPlace(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByRole('dialog').getByRole('combobox', { name: label, exact: true });
  await field.fill(words);
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
  await field.press('Enter');
}

/** Records the next event of the chosen consignment so many minutes ago: what and where are filled in. */
async function recordNext(page: Page, minutesAgo = 1): Promise<void> {
  await page.getByRole('button', { name: 'Record event' }).last().click();
  const dialog = page.getByRole('dialog');
  const time = dialog.getByRole('textbox', { name: 'Time, 24 h' });
  await expect(dialog.getByRole('button', { name: 'Record event' })).toBeEnabled();
  // The box shows now by the clock of the place, which is ahead of UTC on this corridor.
  const [hours = 0, minutes = 0] = (await time.inputValue()).split(':').map(Number);
  const now = new Date();
  const ahead = (hours * 60 + minutes - now.getUTCHours() * 60 - now.getUTCMinutes() + 2880) % 1440;
  const wall = new Date(now.getTime() + (ahead - minutesAgo) * 60_000).toISOString();
  const day = dialog.getByRole('textbox', { name: 'When' });
  // In focus the box shows the date as it is typed.
  await day.focus();
  await expect(day).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await day.fill(wall.slice(0, 10));
  await time.fill(wall.slice(11, 16));
  await dialog.getByRole('button', { name: 'Record event' }).click();
  await expect(dialog).toBeHidden();
}

test('wheat is ordered, planned, booked, carried and delivered', async ({ page }) => {
  test.slow();
  const complaints = policyComplaints(page);
  const reference = `E2E-${Date.now()}`;
  await signIn(page, 'Customer', `#/book?${WHEAT.replace('1200', '52')}`);
  await page.getByRole('button', { name: 'New order from this question' }).click();
  const dialog = page.getByRole('dialog', { name: 'New order' });
  await expect(dialog.getByRole('textbox', { name: 'Gross mass, t' })).toHaveValue('52');
  await dialog.getByRole('textbox', { name: 'Your reference' }).fill(reference);
  await dialog.getByRole('textbox', { name: 'Units' }).fill('2');
  await dialog.getByRole('button', { name: 'Place order' }).click();

  await expect(page.getByRole('heading', { name: `Offers for ${reference}` })).toBeVisible();
  await page.locator('tr[data-bookable="yes"]').first().click();
  await expect(page.getByRole('heading', { name: 'Room on the way' })).toBeVisible();
  await expect(page.locator('.price tfoot')).toContainText(/\d/);
  await expect(page.getByText('Price valid until')).toBeVisible();
  await page.getByRole('button', { name: 'Book now' }).click();
  await expect(page.locator('[data-taken="confirmed"]')).toBeVisible();
  await page.getByRole('button', { name: 'Open consignment' }).last().click();

  await expect(page.locator(`${consignments}[aria-current="true"]`)).toContainText(reference);
  await expect(page.locator('.booked-legs .standing-confirmed').first()).toBeVisible();
  await page.getByRole('button', { name: 'Timeline', exact: true }).click();
  for (let step = 0; step < STEPS_MAX; step += 1) {
    if (await page.getByRole('button', { name: 'Close consignment' }).isVisible()) break;
    await recordNext(page, 90 - step);
    await expect(page.locator('.tl .ta')).toHaveCount(step + 1);
  }
  await expect(page.locator('.inspector-head')).toContainText('delivered');
  await expect(page.locator('tr[data-step="delivered"] .ta')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('planned, estimated and actual never share a cell', async ({ page }) => {
  await signIn(page, 'Operator');
  await makeOrders(page, 1);
  await page.locator(`${consignments}[data-status="booked"], ${consignments}[data-status="under_way"]`).first().click();
  const cells = page.locator('.tl tbody td');
  await expect(cells.first()).toBeVisible();
  for (const cell of await cells.all()) expect(await cell.locator('.tp, .te, .ta').count()).toBeLessThanOrEqual(1);
  await expectNoPageScroll(page);
});

test('the tabs add up to all, and the search and the link agree', async ({ page }) => {
  await signIn(page, 'Operator');
  await makeOrders(page, 1);
  await expect(page.locator(consignments).first()).toBeVisible();
  const figures = await page.getByRole('group', { name: 'By stage' }).locator('b').allInnerTexts();
  const [all = 0, ...parts] = figures.map((text) => Number(text.replace(/\s/g, '')));
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(all);
  await expect(page.locator(consignments).first()).toBeVisible();
  const name = await page.locator(`${consignments}[data-status="ordered"] .ti`).first().innerText();
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(page.locator(consignments)).toHaveCount(1);
});

test('a bulk action tells the truth about each', async ({ page }) => {
  await signIn(page, 'Operator');
  await makeOrders(page, 5);
  await page.reload();
  await expect(page.locator(consignments).nth(4)).toBeVisible();
  await page.keyboard.press('x');
  for (let row = 0; row < 4; row += 1) await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByText('5 chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Close 5/ }).click();
  await expect(page.getByRole('dialog')).toContainText(/\d of 5 done/);
  await expect(page.locator('[data-result="done"], [data-result="refused"]')).toHaveCount(5);
  for (const refused of await page.locator('[data-result="refused"]').all()) await expect(refused.locator('td').last()).not.toBeEmpty();
});

test('a file is tried first, then recorded, and refused rows come back', async ({ page }) => {
  await signIn(page, 'Operator', '#/imports');
  const rows = ['kind,number,unit_type', 'container,TGHU1643396,20GP', 'container,TGHU1643391,20GP', 'spaceship,1,20GP'].join('\r\n');
  await page.getByRole('radio', { name: /Units/ }).check();
  await page.locator('input[type="file"]').setInputFiles({ name: 'units.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await expect(page.getByText('A trial: nothing is recorded yet.')).toBeVisible();
  await expect(page.locator('tr[data-state]')).toHaveCount(3);
  await page.getByRole('button', { name: /^Record \d/ }).click();
  await expect(page.getByText(/^Recorded \d of 3 rows/)).toBeVisible();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: /Download \d refused/ }).click();
  expect((await waiting).suggestedFilename()).toBe('refused-units.csv');
});

test('a wrong check digit is flagged and kept', async ({ page }) => {
  await signIn(page, 'Operator', '#/units');
  await page.getByRole('button', { name: 'Register unit' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Number' }).fill('CSQU3054384');
  await page.getByRole('dialog').getByRole('button', { name: 'Register unit' }).click();
  await expect(page.locator('.inspector-head')).toContainText('check digit does not match');
  await page.getByRole('button', { name: 'Correct number' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Right number' }).fill('CSQU3054383');
  await page.getByRole('dialog').getByRole('button', { name: 'Correct number' }).click();
  await expect(page.getByText('Numbers before')).toBeVisible();
});

test('what changes meanwhile waits while the pointer is in the list', async ({ page, context }) => {
  await signIn(page, 'Operator');
  await makeOrders(page, 1);
  await page.locator(consignments).first().hover();
  const other = await context.newPage();
  await open(other, '#/consignments?new=yes');
  await fillPlace(other, 'From', 'KZKOV');
  await fillPlace(other, 'To', 'VNCLI');
  await other.getByRole('button', { name: 'Keep as draft' }).click();
  await expect(page.getByRole('button', { name: /^\d+ new$/ })).toBeVisible();
  await page.getByRole('button', { name: /^\d+ new$/ }).click();
  await expect(page.getByRole('button', { name: /^\d+ new$/ })).toBeHidden();
});

test('the run shows room on every hop, and its sale closes with a reason', async ({ page }) => {
  await signIn(page, 'Operator', '#/capacity?mode=sea');
  await page.locator('tr[data-run][data-sale="not_opened"]').last().click();
  await page.getByRole('button', { name: 'Open sale' }).click();
  await expect(page.locator('.hops tbody tr').first()).toBeVisible();
  await page.getByRole('button', { name: 'Close sale' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Set aside');
  await page.getByRole('dialog').getByRole('button', { name: 'Close sale' }).click();
  await expect(page.locator('.run-side')).toContainText('Set aside');
  await page.getByRole('button', { name: 'Reopen sale' }).click();
  await expect(page.locator('.run-side .chip').first()).toContainText('on sale');
});

test('a key is shown once', async ({ page }) => {
  await signIn(page, 'Operator', '#/admin?show=keys');
  await page.getByRole('button', { name: 'Add key' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'What the key is for' }).fill('e2e');
  await page.getByRole('dialog').getByRole('button', { name: 'Make key' }).click();
  await expect(page.locator('[data-secret]')).toContainText('lb_');
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page.locator('[data-secret]')).toBeHidden();
});

test('keys lead to and through the consignments', async ({ page }) => {
  await signIn(page, 'Operator', '#/units');
  await makeOrders(page, 2);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await expect(page).toHaveURL(/#\/consignments/);
  const rows = page.locator(consignments);
  await expect(rows.first()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
});

for (const hash of ['#/consignments', '#/consignments?tab=history', '#/consignments?new=yes', '#/capacity', '#/units', '#/imports', '#/imports?show=discrepancies', '#/admin', '#/admin?show=webhooks']) {
  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing serious on ${hash}, ${theme}`, async ({ page }) => {
      // Whoever is signed in first: a dialog that the link opens would lie over the menu.
      await signIn(page, 'Operator', '#/consignments', theme);
      await page.goto(`/${hash}`);
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0);
      await expectAccessible(page);
      await expectNoPageScroll(page);
    });
  }
}
