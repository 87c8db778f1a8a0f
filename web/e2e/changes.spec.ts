import { expect, test, type Locator, type Page } from '@playwright/test';

import { ask, dayFromNow, expectAccessible, expectNoPageScroll, signIn } from './page';

interface Leg {
  no: number;
  units: number;
  mass_kg: number;
  carriage: { kind: string; run?: string; section?: string };
}
interface Detail {
  version: number;
  consignment: { plan_no: number; plans: { no: number; legs: Leg[] }[]; order: { goods: { mass_kg: number }[] } };
}
interface Run {
  version: number;
  ledger: { room: Record<string, number> };
}

/** Makes an order of some boxes from Lianyungang to Almaty; each test has a day of its own, so that runs are not shared. */
async function makeOrder(page: Page, reference: string, day: number, boxes = 1, customer?: string): Promise<string> {
  const goods = [{ hs: '8471.30', description: 'Portable computers', packaging: { kind: 'CT', pieces: 100 * boxes }, mass_kg: 12_000 * boxes, units: [{ unit_type: '40HC', count: boxes }] }];
  const draft = { route: { origin: 'CNLYG', destination: 'KZALA', ready: `${dayFromNow(day)}T00:00:00Z` }, goods };
  const { id } = await ask<{ id: string }>(page, '/v1/consignments', { reference, draft, place_order: true, ...(customer ? { customer } : {}) });
  return id;
}

async function offerLegs(page: Page, id: string): Promise<Leg[]> {
  const { offers } = await ask<{ offers: { legs: Leg[]; refused?: string }[] }>(page, `/v1/consignments/${id}/offers`, {});
  const rides = (legs: Leg[]) => legs.filter(({ carriage }) => carriage.kind === 'ride').length;
  // Of the ways that can be booked the one with the fewest runs.
  const [best] = offers.filter(({ refused }) => !refused).map(({ legs }) => legs).sort((a, b) => rides(a) - rides(b));
  return best ?? [];
}

async function act(page: Page, id: string, action: object): Promise<void> {
  const { version } = await ask<Detail>(page, `/v1/consignments/${id}`);
  await ask(page, `/v1/consignments/${id}/actions`, { version, action });
}

async function book(page: Page, id: string, legs: Leg[]): Promise<void> {
  await act(page, id, { do: 'take_offer', legs, terms: {}, confirm: true });
}

function firstRide(legs: Leg[]): { path: string; key: string; run: string } {
  const { run = '', section = '' } = legs.find(({ carriage }) => carriage.kind === 'ride')?.carriage ?? {};
  const [service = '', rest = ''] = run.split('/');
  const [date = '', shift = ''] = rest.split('+');
  return { path: `/v1/runs/${service}/${date}/${section}`, key: [service, date, section, shift].join(' ').trim(), run };
}

/** Gives a run room for so many boxes more than it has sold. */
async function limitRoom(page: Page, path: string, boxes: number): Promise<void> {
  const { version, ledger } = await ask<Run>(page, path);
  await ask(page, `${path}/actions`, { version, action: { do: 'set_room', room: { ...ledger.room, teu_e3: boxes * 2000 } } });
}

async function openConsignment(page: Page, id: string, tab = ''): Promise<void> {
  await page.goto(`/#/consignments?id=${id}${tab ? `&tab=${tab}` : ''}`);
  await expect(page.locator('.inspector-head h2')).toBeVisible();
}

/** Does a step from the buttons or the menu of what is inspected. */
async function step(page: Page, name: string): Promise<void> {
  const foot = page.locator('.inspector-foot');
  await expect(foot.getByRole('button').first()).toBeEnabled();
  const button = foot.getByRole('button', { name, exact: true });
  if (await button.isVisible()) await button.click();
  else {
    await page.keyboard.press('.');
    await foot.getByRole('menuitem', { name, exact: true }).click();
  }
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog');
}

test('another quantity is ordered and booked on the same runs', async ({ page }) => {
  await signIn(page, 'Operator');
  const id = await makeOrder(page, `AMEND-${Date.now()}`, 11, 2);
  await book(page, id, await offerLegs(page, id));
  await openConsignment(page, id, 'booking');
  await step(page, 'Change quantity');
  await expect(dialog(page).getByRole('button', { name: 'Change quantity' })).toBeDisabled();
  await dialog(page).getByRole('textbox', { name: 'Gross mass, t' }).fill('much');
  await expect(dialog(page).getByText('Give a number')).toBeVisible();
  await dialog(page).getByRole('textbox', { name: 'Gross mass, t' }).fill('12');
  await dialog(page).getByRole('textbox', { name: 'Units, 40HC' }).fill('1');
  await dialog(page).getByRole('button', { name: 'Change quantity' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('.booked-legs')).toContainText('2 TEU');
  const { consignment } = await ask<Detail>(page, `/v1/consignments/${id}`);
  expect(consignment.order.goods[0]?.mass_kg).toBe(12_000);
});

test('a booking rolls to a later run, and what follows goes along', async ({ page }) => {
  await signIn(page, 'Operator');
  const id = await makeOrder(page, `ROLL-${Date.now()}`, 15);
  const legs = await offerLegs(page, id);
  await book(page, id, legs);
  await openConsignment(page, id, 'booking');
  await step(page, 'Roll to later run');
  await expect(dialog(page).getByRole('button', { name: 'Roll booking' })).toBeDisabled();
  const later = dialog(page).locator('tr[data-departure][data-room="yes"]').nth(3);
  const run = (await later.getAttribute('data-departure')) ?? '';
  await later.getByRole('radio').check();
  await expect(dialog(page).locator('.after-legs .changed').first()).toBeVisible();
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Roll booking' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('.booked-legs')).toContainText(run);
  const { consignment } = await ask<Detail>(page, `/v1/consignments/${id}`);
  expect(consignment.plans.find(({ no }) => no === consignment.plan_no)?.legs.map(({ carriage }) => carriage.run)).toContain(run);
  expect(consignment.plan_no).toBe(2);
});

test('who finds a run full joins its waiting list, and the list has an order', async ({ page }) => {
  await signIn(page, 'Operator');
  const day = 41;
  const first = await makeOrder(page, `FULL-${Date.now()}`, day);
  const legs = await offerLegs(page, first);
  await book(page, first, legs);
  const { path, key, run } = firstRide(legs);
  await limitRoom(page, path, 1);
  for (const place of [1, 2]) {
    const id = await makeOrder(page, `WAIT-${place}-${Date.now()}`, day, 1, 'DEMO-GRAIN');
    await page.goto(`/#/book?consignment=${id}`);
    await expect(page.locator('tr[data-offer]').first()).toBeVisible();
    // The search may leave out what is full: then it is chosen among the departures of another offer.
    const full = page.locator(`tr[data-offer*="${run} "]`).first();
    if (await full.isVisible()) {
      await full.click();
      await expect(page.getByRole('button', { name: 'Book now' })).toBeHidden();
      await page.locator('.offer-foot').getByRole('button', { name: 'Join the waiting list' }).click();
    } else {
      await page.locator(`tr[data-bookable="yes"][data-offer*="${run.split('/')[0]}/"]`).first().click();
      await page.getByRole('button', { name: 'Wait for a full run' }).click();
      await dialog(page).locator(`tr[data-departure="${run}"][data-room="no"]`).getByRole('radio').check();
      await dialog(page).getByRole('button', { name: 'Join the waiting list' }).click();
    }
    await expect(page.locator('[data-taken="waiting"]')).toContainText(`waiting, place ${place}`);
  }
  await page.goto(`/#/capacity?run=${encodeURIComponent(key)}`);
  const list = page.locator('[data-waiting="2"] [data-place]');
  await expect(list).toHaveCount(2);
  await expect(list.nth(0)).toContainText('WAIT-1');
  await expect(list.nth(1)).toContainText('WAIT-2');
  await expect(list.nth(0)).toContainText('Steppe Grain Trading');
  // Room for one more: the first of the list gets it, the second moves up.
  await page.getByRole('button', { name: 'Set room' }).click();
  await dialog(page).getByRole('textbox', { name: 'TEU' }).fill('4');
  await dialog(page).getByRole('button', { name: 'Set room' }).click();
  await expect(page.locator('[data-waiting="1"] [data-place="1"]')).toContainText('WAIT-2');
});

test('goods are stuffed under one list and stripped again', async ({ page }) => {
  await signIn(page, 'Operator', '#/units');
  const references = ['STUFF-A', 'STUFF-B'].map((name) => `${name}-${Date.now()}`);
  for (const reference of references) await makeOrder(page, reference, 23);
  await page.getByRole('button', { name: 'Register unit' }).click();
  await dialog(page).getByRole('textbox', { name: 'Number' }).fill('TEMU0000011');
  await dialog(page).getByRole('button', { name: 'Register unit' }).click();
  await expect(page.locator('.inspector-head h2')).toHaveText('TEMU 000001 1');
  for (const reference of references) {
    await step(page, 'Stuff goods in');
    const option = dialog(page).getByRole('option', { name: new RegExp(reference) });
    await dialog(page).getByRole('combobox', { name: 'Consignment' }).selectOption((await option.getAttribute('value')) ?? '');
    await expect(dialog(page).getByText('In no unit yet: 12 t, 100 pieces.')).toBeVisible();
    await dialog(page).getByRole('textbox', { name: 'Gross mass, t' }).fill('5');
    await dialog(page).getByRole('textbox', { name: 'Pieces' }).fill('40');
    const shared = dialog(page).getByRole('checkbox');
    if (await shared.isEnabled()) await shared.check();
    await dialog(page).getByRole('button', { name: 'Stuff goods in' }).click();
    await expect(dialog(page)).toBeHidden();
  }
  await expect(page.locator('tr[data-stuffed]')).toHaveCount(2);
  await expect(page.locator('.stuffing tfoot')).toContainText('10');
  await step(page, 'Open transport');
  await expect(page.getByRole('button', { name: 'Close transport' })).toBeVisible();
  await page.getByRole('button', { name: `Strip ${references[0]}` }).click();
  await dialog(page).getByRole('button', { name: 'Strip', exact: true }).click();
  await expect(page.locator('tr[data-stuffed]')).toHaveCount(1);
  await step(page, 'Close transport');
  await expect(page.getByRole('button', { name: 'Open transport' })).toBeVisible();
});

test('bookings of a cancelled run roll one by one, and each says what became of it', async ({ page }) => {
  await signIn(page, 'Operator');
  const stamp = Date.now();
  const ids = [];
  for (const name of ['A', 'B', 'C']) ids.push(await makeOrder(page, `MANY-${name}-${stamp}`, 27));
  const legs = await offerLegs(page, ids[0] ?? '');
  for (const id of ids) await book(page, id, legs);
  const { path, key } = firstRide(legs);
  await page.goto(`/#/capacity?run=${encodeURIComponent(key)}`);
  await page.getByRole('button', { name: 'Close sale' }).click();
  await dialog(page).getByRole('textbox', { name: 'Reason' }).fill('Cancelled');
  await dialog(page).getByRole('button', { name: 'Close sale' }).click();
  await expect(page.locator('.run-side')).toContainText('Cancelled');
  await step(page, 'Roll bookings');
  const later = dialog(page).locator('tr[data-departure]').first();
  const run = (await later.getAttribute('data-departure')) ?? '';
  // The later run takes two of three.
  const [service = '', date = ''] = run.split('/');
  const laterPath = path.replace(/\/v1\/runs\/[^/]+\/[^/]+/, `/v1/runs/${service}/${date}`);
  const { version } = await ask<Run>(page, laterPath);
  if (version === 0) await ask(page, `${laterPath}/actions`, { version, action: { do: 'open' } });
  await limitRoom(page, laterPath, 2);
  await later.getByRole('radio').check();
  await dialog(page).getByRole('button', { name: 'Roll 3 bookings' }).click();
  await expect(dialog(page)).toContainText('2 of 3 done');
  await expect(dialog(page).locator('tr[data-result="done"]')).toHaveCount(2);
  await expect(dialog(page).locator('tr[data-result="refused"] td').last()).not.toBeEmpty();
  await expect(dialog(page).getByRole('button', { name: 'Roll 1 booking' })).toBeEnabled();
});

test('an arrival is estimated beside plan and records, never over them', async ({ page }) => {
  await signIn(page, 'Operator');
  await page.locator('tr[data-consignment][data-status="under_way"]').first().click();
  await expect(page.locator('.tl')).toBeVisible();
  const planned = await page.locator('.tl .tp').allInnerTexts();
  const actual = await page.locator('.tl .ta').allInnerTexts();
  await step(page, 'Estimate arrival');
  const [early, likely, late] = ['Early, 10 %', 'Likely, 50 %', 'Late, 90 %'].map((name) => dialog(page).getByRole('textbox', { name }));
  await early?.fill('2027-02-03 10:00');
  await likely?.fill('2027-02-01 10:00');
  await late?.fill('2027-02-09 10:00');
  await expect(dialog(page).getByText('Not before the time to the left')).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: 'Record estimate' })).toBeDisabled();
  await likely?.fill('2027-02-05 10:00');
  await dialog(page).getByRole('button', { name: 'Record estimate' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('.tl .te').last()).toContainText('5 Feb');
  expect(await page.locator('.tl .tp').allInnerTexts()).toEqual(planned);
  expect(await page.locator('.tl .ta').allInnerTexts()).toEqual(actual);
});

test('a draft is written further, then placed', async ({ page }) => {
  await signIn(page, 'Operator');
  const { id } = await ask<{ id: string }>(page, '/v1/consignments', { reference: `DRAFT-${Date.now()}`, draft: { route: { origin: 'CNLYG', destination: 'KZALA', ready: `${dayFromNow(9)}T04:30:00Z` }, goods: [] }, place_order: false });
  await openConsignment(page, id, 'order');
  await step(page, 'Change order');
  await dialog(page).getByRole('textbox', { name: 'Gross mass, t' }).fill('20');
  const cargo = dialog(page).getByRole('combobox', { name: 'Cargo' });
  await cargo.fill('8471.30');
  await expect(dialog(page).getByRole('listbox').getByRole('option').first()).toBeVisible();
  await cargo.press('Enter');
  await dialog(page).getByRole('textbox', { name: 'Units' }).fill('1');
  await dialog(page).getByRole('button', { name: 'Save draft' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('.goods-line')).toContainText('20 t');
  await step(page, 'Place order');
  await expect(page.locator('.inspector-head')).toContainText('ordered');
});

test('room is given to a customer and taken back, and a run gets new times', async ({ page }) => {
  await signIn(page, 'Operator', `#/capacity?mode=sea&from=${dayFromNow(20)}&days=3`);
  await page.locator('tr[data-run][data-sale="not_opened"]').nth(1).click();
  await page.getByRole('button', { name: 'Open sale' }).click();
  await page.getByRole('button', { name: 'Give allotment' }).click();
  await dialog(page).getByRole('combobox', { name: 'To' }).selectOption({ label: 'Steppe Grain Trading' });
  await dialog(page).getByRole('textbox', { name: 'TEU' }).fill('10');
  await dialog(page).getByRole('button', { name: 'Move allotment' }).click();
  await expect(dialog(page)).toBeHidden();
  const pool = page.locator('[data-pool="customer:DEMO-GRAIN"]');
  await expect(pool).toContainText('unsold 10 TEU');
  await pool.getByRole('button', { name: /^Take back/ }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'TEU' })).toHaveValue('10');
  await dialog(page).getByRole('button', { name: 'Take back' }).click();
  await expect(dialog(page)).toBeHidden();
  const before = await page.locator('.hops .tp').first().innerText();
  await step(page, 'Set new times');
  await dialog(page).getByRole('textbox', { name: 'All later by, h' }).fill('3');
  await dialog(page).getByRole('button', { name: 'Shift all' }).click();
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Set times' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.locator('.hops .tp').first()).not.toHaveText(before);
  await expectNoPageScroll(page);
});

test('another way is taken instead of the one that is booked, and runs by a place are found', async ({ page }) => {
  await signIn(page, 'Operator');
  const id = await makeOrder(page, `REROUTE-${Date.now()}`, 33);
  const legs = await offerLegs(page, id);
  await book(page, id, legs);
  const before = (await ask<Detail>(page, `/v1/consignments/${id}`)).consignment.plans[0]?.legs.flatMap(({ carriage }) => carriage.run ?? []) ?? [];
  await openConsignment(page, id, 'booking');
  await step(page, 'Choose another way');
  await expect(page.getByRole('heading', { name: /^Another way for REROUTE/ })).toBeVisible();
  // A way that shares no run with the booked one.
  const other = page.locator('tr[data-bookable="yes"]').filter({ hasNot: page.locator('[hidden]') });
  await expect(other.first()).toBeVisible();
  const offers = await other.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-offer') ?? ''));
  const at = offers.findIndex((offer) => before.every((run) => !offer.includes(run)));
  expect(at).toBeGreaterThanOrEqual(0);
  await other.nth(at).click();
  await expectAccessible(page);
  await page.locator('.offer-foot').getByRole('button', { name: 'Take this way', exact: true }).click();
  await expect.poll(async () => (await ask<Detail>(page, `/v1/consignments/${id}`)).consignment.plan_no).toBe(2);
  const { consignment } = await ask<Detail>(page, `/v1/consignments/${id}`);
  const now = consignment.plans.find(({ no }) => no === 2)?.legs.flatMap(({ carriage }) => carriage.run ?? []) ?? [];
  expect(now.length).toBeGreaterThan(0);
  expect(now.filter((run) => before.includes(run))).toEqual([]);

  // The run that was given back has room again; it is found by a place where it calls.
  await page.goto(`/#/capacity?from=${dayFromNow(33)}&place=KZALA`);
  await expect(page.locator('tr[data-run]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '1 filter', exact: false })).toBeVisible();
  const all = await ask<{ total: number }>(page, `/v1/runs?from=${dayFromNow(33)}T00:00:00Z&days=7`);
  const some = await ask<{ total: number }>(page, `/v1/runs?from=${dayFromNow(33)}T00:00:00Z&days=7&place=KZALA`);
  expect(some.total).toBeLessThan(all.total);
  await expect(page.locator('.panel .ph .c').first()).toHaveText(String(some.total));
});
