import { expect, test } from '@playwright/test';

import { ask, open } from './page';

interface Plan {
  tracks: { id: string; kind: string }[];
}

test('a train dragged to a track is offered to it', async ({ page }) => {
  await open(page, '#/hub?hub=KHORGOS&view=tracks');
  const train = page.locator('.train-list button').nth(1);
  const name = (await train.locator('b').textContent()) ?? '';
  const { tracks } = await ask<Plan>(page, '/v1/hubs/KHORGOS');
  const track = tracks.find(({ kind }) => kind === 'reception')?.id ?? '';
  const dialog = page.getByRole('dialog');
  // Who may offer is known a moment after the trains are.
  await expect(async () => {
    // A track is drawn on the plan; where nothing is painted the plan takes what is dropped.
    const [row, plan] = [await page.locator(`[data-track="${track}"]`).boundingBox(), await page.locator('.track-drawing svg').boundingBox()];
    if (!row || !plan) throw new Error('expected a drawn track');
    await train.dragTo(page.locator('.track-drawing svg'), { targetPosition: { x: row.x - plan.x + row.width / 2, y: row.y - plan.y + row.height / 2 } });
    await expect(dialog).toContainText(name, { timeout: 1_000 });
  }).toPass();
  await expect(dialog.getByLabel('Track', { exact: true })).toHaveValue(track);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a box dragged to a free slot of a wagon has a move there planned', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=train');
  const which = page.getByLabel('Train', { exact: true });
  const working = await which.evaluate((field: HTMLSelectElement) => [...field.options].find(({ text }) => text.startsWith('X8155'))?.value ?? '');
  await which.selectOption(working);
  const box = page.locator('[data-loadable]:not([disabled])').nth(2);
  const name = (await box.getAttribute('data-loadable')) ?? '';
  // Which slots take it is seen when it is chosen; then it is carried there by the mouse.
  await box.click();
  const slot = page.locator('.train-slot.fits').last();
  await expect(slot).toBeVisible();
  await page.locator(`[data-loadable="${name}"]`).dragTo(slot);
  await expect(page.locator(`.train-slot.comes[data-box="${name}"]`)).toBeVisible();
  await expect(page.locator(`[data-loadable="${name}"]`)).toHaveCount(0);
});
