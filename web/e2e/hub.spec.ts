import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, expectNoPageScroll, open, policyComplaints } from './page';

/** Changes the organisation of the demonstration. */
async function act(page: Page, organisation: string): Promise<void> {
  await page.locator('.me').click();
  await page.locator('.me-menu .demo-switch button').filter({ hasText: organisation }).first().click();
  await expect(page.locator('.me-menu')).toBeHidden();
}

interface Box {
  id: string;
  number: string;
  form: string;
  job?: string;
  holds?: string[];
  spot: { at: string; bay: number; row: number; tier: number };
}

/** Returns a box of a block that nothing stops and nothing stands on. */
async function topBox(page: Page, hub: string, block: string): Promise<Box> {
  const boxes = await page.evaluate(async ([of, at]) => (await (await fetch(`/v1/hubs/${of}/blocks/${at}`)).json()) as unknown[], [hub, block] as const);
  const all = boxes as Box[];
  const isFree = (one: Box) => one.form === '20' && !one.job && !one.holds?.length && !all.some(({ spot }) => spot.row === one.spot.row && spot.tier > one.spot.tier && Math.abs(spot.bay - one.spot.bay) <= 1);
  const found = all.find(isFree);
  if (!found) throw new Error(`expected a free box in ${block}`);
  return found;
}

test('a train gets its track: offered by the key path, accepted by the station, placed', async ({ page }) => {
  const complaints = policyComplaints(page);
  await open(page, '#/hub?hub=KHORGOS&view=tracks');
  const train = page.locator('.train-list button').first();
  const name = (await train.locator('b').textContent()) ?? '';
  await train.focus();
  await page.keyboard.press('Enter');
  await expect(train).toHaveAttribute('aria-pressed', 'true');
  const dialog = page.getByRole('dialog');
  // Who may offer is known a moment after the trains are.
  await expect(async () => {
    await page.keyboard.press('p');
    await expect(dialog).toContainText(name, { timeout: 1_000 });
  }).toPass();
  // A reception track of the train's gauge is free at every hour.
  const track = await dialog.getByLabel('Track', { exact: true }).evaluate((field: HTMLSelectElement) => [...field.options].find(({ text }) => text.includes('Reception') && text.includes('850'))?.value ?? '');
  await dialog.getByLabel('Track', { exact: true }).selectOption(track);
  await dialog.getByLabel('Who is asked').selectOption('DEMO-KTZ');
  await dialog.getByRole('button', { name: 'Offer placement' }).click();
  await expect(dialog).toBeHidden();

  const side = page.locator('.hub-side');
  await expect(side.getByRole('heading', { name })).toBeVisible();
  await expect(side.locator('.inspector-head .chip')).toHaveText('offered');
  await expect(page.locator(`[data-track="${track}"] .consist.offered`)).toHaveCount(1);
  await expect(side.getByRole('button', { name: 'Accept placement' })).toHaveCount(0);

  await act(page, 'Altynkol station');
  await side.getByRole('button', { name: 'Accept placement' }).click();
  await expect(side.locator('.inspector-head .chip')).toHaveText('accepted');

  await act(page, 'Lianyungang base');
  await expect(page.locator(`tr[data-track-row="${track}"]`).filter({ hasText: name })).toContainText('accepted');
  await side.getByRole('button', { name: 'Wagons are placed' }).click();
  await expect(side.locator('.inspector-head .chip')).toHaveText('placed');
  await expect(page.locator(`[data-track="${track}"] .consist.placed`)).toHaveCount(1);
  expect(complaints).toEqual([]);
});

test('a box is moved: planned, begun, done, and seen where it stands', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=yard');
  await expect(page.locator('[data-block="LYG-C3"]')).toBeVisible();
  const box = await topBox(page, 'LYG-BASE', 'LYG-C3');
  await page.goto(`/#/hub?hub=LYG-BASE&view=yard&block=LYG-C3&bay=${box.spot.bay}&sel=unit:${box.id}`);
  await expect(page.locator(`button[data-box="${box.number}"]`)).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Plan move' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Bay', { exact: true }).selectOption('95');
  // Only the ground, or a box of the same length, bears it; which stand there comes with the block.
  await expect(dialog.getByLabel('Row and tier')).not.toHaveValue('');
  const top = await dialog.getByLabel('Row and tier').inputValue();
  await dialog.getByRole('button', { name: 'Plan move' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.hub-side')).toContainText('A move is planned');

  // The crane that was chosen has it in its list.
  const machine = await page.evaluate(async (unit) => {
    const floor = (await (await fetch('/v1/hubs/LYG-BASE/floor')).json()) as { jobs: { unit: string; equipment?: string }[] };
    return floor.jobs.find((job) => job.unit === unit)?.equipment ?? '';
  }, box.id);
  expect(machine).not.toBe('');
  await page.goto(`/#/hub?hub=LYG-BASE&view=work&machine=${machine}&sel=unit:${box.id}`);
  const job = page.locator('.job').filter({ hasText: box.number.slice(4, 10) });
  await job.getByRole('button', { name: 'Start' }).click();
  await expect(job).toContainText('under way');
  await job.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(job).toHaveCount(0);

  await page.goto(`/#/hub?hub=LYG-BASE&view=yard&block=LYG-C3&bay=95&sel=unit:${box.id}`);
  await expect(page.locator(`button[data-box="${box.number}"]`)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('.hub-side .inspector-head')).toContainText(`LYG-C3-95-${top.replace(' ', '-')}`);
  await expect(page.locator('.hub-side .story')).toContainText('Move done');
});

test('what a driver does without a line is kept and leaves by itself', async ({ page }) => {
  await open(page, '#/hub?hub=KHORGOS&view=work', { density: 'glove' });
  const job = page.locator('.job').first();
  await expect(job).toBeVisible();
  const id = (await job.getAttribute('data-job')) ?? '';
  await page.route('**/actions/each', (route) => route.abort());
  await job.getByRole('button', { name: /^(Finish|Tell driver|Start)$/ }).first().click();
  await expect(page.locator('[data-unsent="waiting"]')).toHaveCount(1);
  await page.reload();
  await expect(page.locator('[data-unsent="waiting"]')).toHaveCount(1);
  await page.unroute('**/actions/each');
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.locator('[data-unsent="waiting"]')).toHaveCount(0);
  expect(id).not.toBe('');
});

/** A made-up list as a railway would send it: one row is wrong, a letter is Cyrillic, one wagon has no type. */
const LIST = `(:02 700007 2505 6700 015 6980 22 11 14 35 006 0412 0000
01 94120011 1 048 698004 69304 1234 0 0000 02 02/00 709001 0260
= KZ-FLAT-80 26000 -
+ \u0421SQU3054383 1 20 laden 24000V KZALA 8471.30 - - - S1,S2
+ TOLU4734787 3 40 laden 24100 KZALA 1001.99 - - - -
02 9412 0 wrong
03 94120029 1 000 698004 00000 0000 0 0000 00 00/00 000000 0260
:)
`;

test('a wagon list is read row by row and recorded, and a train is built until it holds or says why not', async ({ page }) => {
  const complaints = policyComplaints(page);
  await open(page, '#/hub?hub=KHORGOS&view=tracks');
  await page.locator('.train-list button').filter({ hasText: '2505' }).click();
  const side = page.locator('.hub-side');
  const more = async (words: string) => {
    await side.getByRole('button', { name: 'More' }).click();
    await side.getByRole('menuitem', { name: words }).click();
  };
  await more('Read wagon list');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Text of the list').fill(LIST);
  await dialog.getByRole('button', { name: 'Look at rows' }).click();
  await expect(dialog.locator('[data-list-row="refused"]')).toHaveCount(1);
  await expect(dialog.locator('[data-list-row="refused"]')).toContainText('cargo');
  await expect(dialog.locator('[data-list-row="warned"]')).toContainText('KZ-FLAT-80');
  await dialog.getByRole('button', { name: 'Record 2 wagons, 2 boxes' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.hub-side .wagons')).toContainText('94120011');

  await more('Build train');
  await expect(page.locator('.train-wagon')).toHaveCount(2);
  await expect(page.locator('[data-measure="length"]')).toContainText('51 m of 994 m');
  await expect(page.locator('[data-measure="units"]')).toContainText('3.66 of 71');

  // A train that stands under the cranes takes boxes of the yard; drawn, listed and limited alike.
  const which = page.getByLabel('Train', { exact: true });
  const standing = await which.evaluate((field: HTMLSelectElement) => [...field.options].find(({ text }) => text.startsWith('X8155'))?.value ?? '');
  await which.selectOption(standing);
  const mass = page.locator('[data-measure="mass"]');
  await expect(mass).toBeVisible();
  await expect(page.locator('.train-wagon')).not.toHaveCount(2);
  const before = (await mass.textContent()) ?? '';
  const box = page.locator('[data-loadable]:not([disabled])').first();
  const name = (await box.getAttribute('data-loadable')) ?? '';
  await box.focus();
  await page.keyboard.press('Enter');
  await expect(box).toHaveAttribute('aria-pressed', 'true');
  await page.locator('.train-slot.fits').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(`.train-slot.comes[data-box="${name}"]`)).toBeVisible();
  await expect(mass).not.toHaveText(before);
  await expect(page.locator('.train-table')).toContainText(name.slice(4, 10));
  await expect(page.locator('[data-loadable]').filter({ hasText: name.slice(4, 10) })).toHaveCount(0);

  // What is exported is a railway's text again.
  await page.getByRole('button', { name: 'Export list' }).click();
  await dialog.getByLabel('Train index').fill('6700 015 6980');
  const address = (await dialog.getByRole('link', { name: 'DU-1 text' }).getAttribute('href')) ?? '';
  const text = await page.evaluate(async (path) => (await fetch(path)).text(), address);
  expect(text).toMatch(/^\(:02 000000 \S+ 6700 015 6980 /);
  expect(complaints).toEqual([]);
});

for (const view of ['overview', 'tracks', 'train', 'yard', 'berths', 'work', 'holds']) {
  test(`the ${view} view fits, in every language and in the dark, and can be read aloud`, async ({ page }) => {
    await open(page, `#/hub?hub=LYG-BASE&view=${view}`, { language: 'zh', theme: 'dark' });
    await expect(page.locator('.hub-head')).toBeVisible();
    await expectNoPageScroll(page);
    await expectAccessible(page);
    for (const language of ['Рус', 'Қаз', 'Eng']) {
      await page.locator('.lang button').filter({ hasText: language }).click();
      await expectNoPageScroll(page);
      await expect(page.locator('.main')).not.toContainText('hub.');
    }
  });
}

test('a gauge change: seen to length, a unit tallied, signed by one side only when nothing is open', async ({ page }) => {
  const complaints = policyComplaints(page);
  await open(page, '#/hub?hub=KHORGOS&view=gauge');
  const one = page.locator('.gauge-one');
  await expect(one.getByRole('heading', { name: /X8155.*2501/ })).toBeVisible();
  await expect(one.locator('.gauge-pair[data-state="over"]')).not.toHaveCount(0);
  await expect(one.locator('.gauge-pair[data-state="behind"]')).not.toHaveCount(0);
  await expect(one.locator('[data-crane]').first()).toContainText('min');
  await expect(one.locator('[data-note]').first()).toContainText('KHORGOS-D');

  // A unit that is planned: the crane has done it, the clerk finds all as listed.
  const row = one.locator('tr[data-gauge-unit]').filter({ has: page.locator('.life-draft') }).first();
  const number = (await row.getAttribute('data-gauge-unit')) ?? '';
  await row.getByRole('button').click();
  const tally = one.getByRole('region', { name: 'Tally' });
  await tally.getByRole('button', { name: /^Stands on/ }).click();
  const same = one.locator(`tr[data-gauge-unit="${number}"]`);
  await expect(same).toContainText('over');
  await same.getByRole('button').click();
  await tally.getByRole('button', { name: 'Seals as listed, no damage' }).click();
  await expect(tally).toContainText('Tallied by');

  await one.getByLabel('Name and office').fill('A. Clerk, shift head');
  await one.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(one.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});
