import { expect, test, type Page } from '@playwright/test';

import { ask, expectAccessible, expectNoPageScroll, open } from './page';

const ACTIONS = '/v1/hubs/LYG-BASE/actions';

interface Box {
  id: string;
  number: string;
  form: string;
  job?: string;
  holds?: string[];
  spot: { at: string; bay: number; row: number; tier: number };
}

interface Floor {
  jobs: { id: string; unit: string; equipment?: string; to: { at: string; block?: string; bay?: number; row?: number } }[];
  visits: { id: string; name: string; stage: string; boxes: number; boxes_on: number; differences: { kind: string }[]; wagons: { number: string }[] }[];
}

const floorOf = (page: Page) => ask<Floor>(page, '/v1/hubs/LYG-BASE/floor');

/** Returns boxes of a block that nothing stops and nothing stands on, each in a stack of its own. */
async function topBoxes(page: Page, block: string, count: number): Promise<Box[]> {
  const all = await ask<Box[]>(page, `/v1/hubs/LYG-BASE/blocks/${block}`);
  const isTop = (one: Box) => !all.some(({ spot }) => spot.row === one.spot.row && spot.tier > one.spot.tier && Math.abs(spot.bay - one.spot.bay) <= 1);
  const found = all.filter((one) => one.form === '20' && !one.job && !one.holds?.length && isTop(one)).slice(0, count);
  expect(found.length).toBe(count);
  return found;
}

/** Plans a move of each box within its block, on the ground where nothing stands, and returns the machine that does it. */
async function planMoves(page: Page, block: string, boxes: Box[]): Promise<string> {
  const plan = await ask<{ equipment: { id: string; blocks: string[] }[]; blocks: { id: string; bays: number; rows: number }[] }>(page, '/v1/hubs/LYG-BASE');
  const all = await ask<Box[]>(page, `/v1/hubs/LYG-BASE/blocks/${block}`);
  const floor = plan.blocks.find(({ id }) => id === block);
  const machine = plan.equipment.find(({ blocks }) => blocks.includes(block))?.id ?? '';
  // Nor where a move is going.
  const going = (await floorOf(page)).jobs.flatMap(({ to }) => (to.at === 'yard' && to.block === block ? [{ bay: to.bay ?? 0, row: to.row ?? 0 }] : []));
  const isBare = (bay: number, row: number) => ![...all.map(({ spot }) => spot), ...going].some((spot) => spot.row === row && Math.abs(spot.bay - bay) <= 1);
  const bare = Array.from({ length: floor?.bays ?? 0 }, (_, at) => at * 2 + 1).flatMap((bay) => Array.from({ length: floor?.rows ?? 0 }, (_, at) => ({ bay, row: at + 1 }))).filter(({ bay, row }) => isBare(bay, row));
  const jobs = boxes.map(({ id }, at) => ({ unit: id, equipment: machine, order: 900 + at, to: { at: 'yard', block, bay: bare[at * 3]?.bay, row: bare[at * 3]?.row, tier: 1 } }));
  await ask(page, ACTIONS, { actions: [{ do: 'job_plan', jobs }] });
  return machine;
}

const tail = (number: string) => number.slice(4, 10);

test('many moves are chosen and finished together: each is told, and what was refused stays', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=yard');
  await expect(page.locator('.hub-head')).toBeVisible();
  const boxes = await topBoxes(page, 'LYG-C4', 3);
  const machine = await planMoves(page, 'LYG-C4', boxes);
  const held = boxes[1]?.number ?? '';
  await ask(page, ACTIONS, { actions: [{ do: 'hold_set', unit: boxes[1]?.id, kind: 'quarantine', reason: 'wood is looked at' }] });

  await page.goto(`/#/hub?hub=LYG-BASE&view=work&machine=${machine}`);
  const card = (number: string) => page.locator('.job').filter({ hasText: tail(number) });
  for (const { number } of boxes) await expect(card(number)).toBeVisible();
  for (const { number } of boxes) await card(number).getByRole('checkbox').click();
  const bar = page.locator('.hub-bulk');
  await expect(bar).toContainText('3 chosen');
  await bar.getByRole('button', { name: 'Finish', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Finish 3 moves');
  await dialog.getByRole('button', { name: 'Finish', exact: true }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 of 3 done');
  await expect(dialog.locator('tr[data-result="refused"]')).toHaveCount(1);
  await expect(dialog.locator('tr[data-result="refused"]')).toContainText(tail(held));
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(card(held)).toBeVisible();
  await expect(card(boxes[0]?.number ?? '')).toHaveCount(0);
  await expect(bar).toHaveCount(0);
});

test('the keys of the work list choose rows, and a range of them', async ({ page }) => {
  await open(page, '#/hub?hub=KHORGOS&view=work&machine=*');
  await expect(page.locator('.job').nth(1)).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('.job').first()).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.locator('.hub-bulk')).toContainText('2 chosen');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await expect(page.locator('.hub-bulk')).toContainText('1 chosen');
  await page.keyboard.press('?');
  for (const key of ['J', 'X', 'P', 'Enter']) await expect(page.locator('.keys kbd', { hasText: new RegExp(`^${key}$`) }).first()).toBeVisible();
});

test('a wrong press in gloves is put right: the books put the box back and the move is to be done again', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, '#/hub?hub=LYG-BASE&view=yard', { density: 'glove' });
  await expect(page.locator('.hub-head')).toBeVisible();
  const boxes = await topBoxes(page, 'LYG-E', 1);
  const machine = await planMoves(page, 'LYG-E', boxes);
  const number = boxes[0]?.number ?? '';
  await page.goto(`/#/hub?hub=LYG-BASE&view=work&machine=${machine}`);
  const card = page.locator('.job').filter({ hasText: tail(number) });
  // One press, though nobody was told and nothing was begun.
  await card.locator('.job-main').click();
  await expect(card).toHaveCount(0);
  const done = page.locator('.done-list li').filter({ hasText: tail(number) });
  await done.getByRole('button', { name: 'Put right' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('was not moved');
  await dialog.getByRole('button', { name: 'Put right' }).click();
  await expect(dialog).toBeHidden();
  await expect(card).toBeVisible();
  const [after] = (await ask<Box[]>(page, '/v1/hubs/LYG-BASE/blocks/LYG-E')).filter((one) => one.number === number);
  expect(after?.spot).toEqual(boxes[0]?.spot);
  await expectNoPageScroll(page);
  await expectAccessible(page);
});

test('a move is given to the first place of a queue', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=yard');
  await expect(page.locator('.hub-head')).toBeVisible();
  const boxes = await topBoxes(page, 'LYG-C1', 2);
  const machine = await planMoves(page, 'LYG-C1', boxes);
  const number = boxes[1]?.number ?? '';
  await page.goto(`/#/hub?hub=LYG-BASE&view=work&machine=${machine}`);
  const card = page.locator('.job').filter({ hasText: tail(number) });
  await card.getByRole('button', { name: 'Give to' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Place in the queue').selectOption('0');
  await dialog.getByRole('button', { name: 'Give to' }).click();
  await expect(dialog).toBeHidden();
  const numbers = () => page.locator('.job .job-number').allTextContents();
  const isFirst = async () => {
    const all = await numbers();
    const [one, other] = boxes.map((box) => all.findIndex((shown) => shown.includes(tail(box.number))));
    return one !== undefined && other !== undefined && other < one;
  };
  await expect.poll(isFirst).toBe(true);
});

test('a truck is announced with a list that is typed, and arrives with something else', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=berths');
  const plate = `E2E ${Date.now() % 100_000}`;
  await page.getByRole('button', { name: 'Expect a visit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Truck', exact: true }).click();
  await dialog.getByLabel('Plate').fill(plate);
  await dialog.getByLabel('Planned arrival').fill('2031-12-01 18:00');
  await dialog.getByLabel('Planned departure').fill('2031-12-01 17:00');
  await expect(dialog).toContainText('cannot leave before it arrives');
  await dialog.getByLabel('Planned departure').fill('2031-12-01 20:00');
  await dialog.getByRole('button', { name: 'Expect it' }).click();
  const side = page.locator('.hub-side');
  await expect(side.getByRole('heading', { name: plate })).toBeVisible();

  await side.getByRole('button', { name: 'Type the list' }).click();
  const field = (name: string, line: number) => dialog.getByLabel(`${name}, line ${line}`, { exact: true });
  await field('Number', 1).fill('CSQU3054384');
  await expect(dialog.locator('[data-problem="check"]')).toHaveCount(1);
  await field('Number', 1).fill('CSQU3054383');
  await expect(dialog.locator('[data-problem]')).toHaveCount(0);
  await field('Seals', 1).fill('S-100');
  await field('Number', 1).press('Enter');
  await field('Number', 2).fill('CSQU3054383');
  await expect(dialog.locator('[data-problem="twice"]')).toHaveCount(1);
  await expect(dialog.getByRole('button', { name: 'Announce the list' })).toBeDisabled();
  const own = `LDMU${String(Date.now()).slice(-6)}0`;
  await field('Number', 2).fill(own);
  await dialog.getByRole('button', { name: 'Announce the list' }).click();
  await expect(dialog).toBeHidden();
  await expect(side).toContainText('Boxes brought2');

  await side.getByRole('button', { name: 'It has arrived' }).click();
  await dialog.getByRole('button', { name: 'Found otherwise' }).click();
  // What was announced stands there, seals too; the first of it did not come.
  await expect(field('Number', 2)).toHaveValue(own);
  await expect(field('Seals', 1)).toHaveValue('S-100');
  await field('There', 1).uncheck();
  await dialog.getByRole('button', { name: 'Arrived, as found' }).click();
  await expect(dialog).toBeHidden();
  await expect(side.locator('.differences')).toContainText('announced, not found');
  await expect(side.locator('.differences li')).toHaveCount(1);
});

test('a train is estimated, and made up of wagons that are here', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=berths');
  const name = `E2E ${Date.now() % 100_000}`;
  await page.getByRole('button', { name: 'Expect a visit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Train number').fill(name);
  await dialog.getByRole('button', { name: 'Expect it' }).click();
  const side = page.locator('.hub-side');
  await expect(side.getByRole('heading', { name })).toBeVisible();

  const more = async (words: string) => {
    await side.getByRole('button', { name: 'More' }).click();
    await side.getByRole('menuitem', { name: words }).click();
  };
  await more('Estimate times');
  const arrival = dialog.getByRole('group', { name: 'Arrival' });
  await arrival.getByLabel('Likely').fill('2031-12-01 18:00');
  await arrival.getByLabel('Early').fill('2031-12-01 19:00');
  await expect(dialog).toContainText('Earlier than the time before it');
  await arrival.getByLabel('Early').fill('2031-12-01 17:00');
  await dialog.getByRole('button', { name: 'Estimate times' }).click();
  await expect(dialog).toBeHidden();
  await expect(side.locator('.te')).toHaveText('1 Dec 18:00');

  await more('Form the train');
  const rows = dialog.locator('tr[data-wagon]').filter({ has: page.getByRole('checkbox') });
  const wagons = [await rows.nth(0).getAttribute('data-wagon'), await rows.nth(1).getAttribute('data-wagon')];
  // In the order chosen: the second first.
  await rows.nth(1).getByRole('checkbox').click();
  await rows.nth(0).getByRole('checkbox').click();
  await expect(dialog.getByRole('status')).toContainText('2 wagons');
  await dialog.getByRole('button', { name: 'Form the train' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await floorOf(page)).visits.find((one) => one.name === name)?.wagons.map(({ number }) => number)).toEqual([wagons[1], wagons[0]]);
});

test('a block is counted: what is not there leaves the books, and the count is kept over a reload', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=yard&block=LYG-D');
  await expect(page.locator('.hub-head')).toBeVisible();
  const [gone] = await topBoxes(page, 'LYG-D', 1).catch(() => []);
  const all = await ask<Box[]>(page, '/v1/hubs/LYG-BASE/blocks/LYG-D');
  const isTop = (one: Box) => !all.some(({ spot }) => spot.row === one.spot.row && spot.tier > one.spot.tier && Math.abs(spot.bay - one.spot.bay) <= 1);
  const lost = gone ?? all.find((one) => isTop(one) && !one.job);
  if (!lost) throw new Error('expected a box in block D');
  const bay = lost.spot.bay % 2 === 0 ? lost.spot.bay - 1 : lost.spot.bay;
  await page.goto(`/#/hub?hub=LYG-BASE&view=yard&block=LYG-D&bay=${bay}`);
  const begin = page.getByRole('button', { name: 'Count the block' });
  await begin.click();
  const dialog = page.getByRole('dialog');
  await dialog.locator(`tr[data-count="${lost.number}"]`).getByRole('button', { name: 'Not there' }).click();
  await page.reload();
  await begin.click();
  await expect(dialog.locator(`tr[data-count="${lost.number}"]`)).toHaveAttribute('data-said', 'missing');
  await expect(dialog.getByRole('button', { name: 'Record the count' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'The rest is right' }).click();
  await expect(dialog.getByRole('status')).toContainText('1 not there');
  await dialog.getByRole('button', { name: 'Record the count' }).click();
  await expect(dialog).toBeHidden();
  const after = await ask<Box[]>(page, '/v1/hubs/LYG-BASE/blocks/LYG-D');
  expect(after.map(({ number }) => number).sort()).toEqual(all.map(({ number }) => number).filter((number) => number !== lost.number).sort());
});

test('what is known of a box is put right, and several boxes are held at once', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=yard');
  await expect(page.locator('.hub-head')).toBeVisible();
  const boxes = await topBoxes(page, 'LYG-C2', 2);
  await page.goto(`/#/hub?hub=LYG-BASE&view=yard&block=LYG-C2&among=block&sel=unit:${boxes[0]?.id}`);
  const side = page.locator('.hub-side');
  await side.getByRole('button', { name: 'Put facts right' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Record correction' })).toBeDisabled();
  await dialog.getByLabel('Damage').fill('left door dented');
  await dialog.getByRole('button', { name: 'Record correction' }).click();
  await expect(dialog).toBeHidden();
  await expect(side).toContainText('left door dented');

  for (const { number } of boxes) await page.locator('.hub-find').getByRole('checkbox', { name: new RegExp(tail(number)) }).click();
  await page.locator('.hub-bulk').getByRole('button', { name: 'Set hold' }).click();
  await dialog.getByLabel('Reason').fill('looked at together');
  await dialog.getByRole('button', { name: 'Set hold' }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 done');
});

test('a partner sees the floor, and is offered only what partners do', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=work&machine=*');
  await expect(page.locator('.job-do').first()).toBeVisible();
  await page.locator('.me').click();
  await page.locator('.me-menu .demo-switch button').filter({ hasText: 'Port railway' }).click();
  await expect(page.locator('.me-menu')).toBeHidden();
  await expect(page.locator('.job').first()).toBeVisible();
  await expect(page.locator('.job-do')).toHaveCount(0);
  await page.goto('/#/hub?hub=LYG-BASE&view=berths');
  await page.locator('tr[data-visit]').filter({ hasText: 'X8161' }).getByRole('button').click();
  const foot = page.locator('.hub-side .inspector-foot');
  await expect(foot.getByRole('button')).toHaveText(['Offer a track']);
  await expect(page.getByRole('button', { name: 'Expect a visit' })).toHaveCount(0);
});
