import { readFileSync } from 'node:fs';

import { expect, test, type Page } from '@playwright/test';

import { expectAccessible, expectNoPageScroll, open, policyComplaints } from './page';

interface Figures {
  spans: { kind: string; of?: string | null; count: number; median_minutes: number; p90_minutes: number; most_minutes: number }[];
  machines: { equipment: string; moves: number }[];
  yard: { at: string; places: number }[];
}

interface Span {
  about: string;
  name: string;
  until: string;
  minutes: number;
}

/**
 * Opens the figures of the base since a month ago, and returns what the page was told: other stories move boxes there meanwhile.
 * Moves were done in every demonstration, whatever the hour.
 */
async function openFigures(page: Page, more = ''): Promise<Figures> {
  const answer = page.waitForResponse((response) => response.url().includes('/LYG-BASE/figures?') && response.ok());
  await open(page, `#/hub?hub=LYG-BASE&view=figures&period=31d${more}`);
  const figures = (await (await answer).json()) as Figures;
  await expect(page.locator('tr[data-figure="move"]')).toBeVisible();
  return figures;
}

/** Returns `3 h 15 min` as minutes. */
function minutes(words: string): number {
  const [, hours, rest] = /^(?:([\d\u2009]+) h)? ?(?:(\d+) min)?$/.exec(words.trim()) ?? [];
  return Number((hours ?? '0').replaceAll('\u2009', '')) * 60 + Number(rest ?? '0');
}

test('a figure opens its spans, and a span the story of a box', async ({ page }) => {
  const complaints = policyComplaints(page);
  const { spans } = await openFigures(page);
  const moves = spans.find(({ kind, of }) => kind === 'move' && !of);
  const row = page.locator('tr[data-figure="move"]');
  const cells = await row.locator('td.num').allTextContents();
  expect(cells.slice(1).map(minutes)).toEqual([moves?.median_minutes, moves?.p90_minutes, moves?.most_minutes]);

  // The parts of the moves, machine by machine; moves by no machine are in none.
  await row.getByRole('button', { name: 'Parts of Move' }).click();
  const parts = page.locator('tr[data-figure^="move/"]');
  const counts = spans.filter(({ kind, of }) => kind === 'move' && of).map((part) => part.count);
  await expect(parts).toHaveCount(counts.length);
  const shownCounts = await parts.locator('td.num:nth-child(2)').allTextContents();
  expect(shownCounts.map((text) => Number(text.replaceAll('\u2009', '')))).toEqual(counts);

  await parts.first().getByRole('button').click();
  const side = page.locator('.figures-side');
  const shown = side.locator('tr[data-span]');
  await expect(shown.first()).toBeVisible();
  const took = (await shown.locator('td.num').allTextContents()).map(minutes);
  expect(took).toEqual([...took].sort((one, other) => other - one));

  const number = (await shown.first().locator('button span').first().textContent()) ?? '';
  await shown.first().getByRole('button').click();
  await expect(side.locator('.span-about')).toHaveText(number);
  await expect(side.locator('.story')).toContainText('Move done');
  expect(complaints).toEqual([]);
});

test('the story of a span opens even after its train has left, where one has', async ({ page }) => {
  const { spans } = await openFigures(page);
  // The demonstration of a day may be too young for a departure.
  const [kind, event] = spans.some((figure) => figure.kind === 'train_turnaround') ? ['train_turnaround', 'Departed'] : ['move', 'Move done'];
  await page.locator(`tr[data-figure="${kind}"]`).getByRole('button').last().click();
  const side = page.locator('.figures-side');
  await side.locator('tr[data-span]').first().getByRole('button').click();
  await expect(side.locator('.story')).toContainText(event);
});

test('keys lead from a figure to its spans and back, and the link keeps what is shown', async ({ page }) => {
  await openFigures(page, '&measure=move');
  await expect(page.locator('.figures-side tr[data-span]').first()).toBeVisible();
  await page.keyboard.press('Enter');
  const chosen = page.locator('.figures-side tr.sel');
  await expect(chosen).toHaveCount(1);
  const first = await chosen.getAttribute('data-span');
  await page.keyboard.press('j');
  await expect(chosen).not.toHaveAttribute('data-span', first ?? '');
  const second = (await chosen.getAttribute('data-span')) ?? '';
  await expect(page).toHaveURL(/period=31d.*span=/);
  await page.reload();
  await expect(page.locator(`.figures-side tr.sel[data-span="${second}"]`)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('.figures-side .story')).toHaveCount(0);
  await page.keyboard.press('k');
  await expect(page).not.toHaveURL(/span=/);
});

test('machines and yard stand in tables beside their drawings, and all leaves as files', async ({ page }) => {
  const { machines, yard } = await openFigures(page);
  await expect(page.locator('tr[data-machine]')).toHaveCount(machines.length);
  await expect(page.locator('[data-yard-hours] tbody tr')).toHaveCount(yard.length);
  await expect(page.locator('[data-yard-line]')).toHaveCount(1);

  for (const [panel, header, least] of [
    ['How long it took', 'kind,of,count,median_minutes,p90_minutes,most_minutes', 1],
    ['Machines', 'equipment,moves,worked_minutes,moves_per_hour,rated_moves_per_hour', 1],
    ['Yard by hours', 'at,places_taken,places', 24],
    ['What the figure is made of', 'kind,name,of,from,until,minutes,about', 1],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `CSV: ${panel}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^landbridge-LYG-BASE-[a-z_]+-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.csv$/);
    const lines = readFileSync(await file.path(), 'utf8').replace('\ufeff', '').trim().split('\r\n');
    expect(lines[0], panel).toBe(header);
    expect(lines.length, panel).toBeGreaterThan(least);
  }
});

test('a period is typed by the clock of the hub; one that is too long is not asked for', async ({ page }) => {
  await openFigures(page);
  await page.getByRole('button', { name: 'From – until' }).click();
  const bar = page.locator('.figures-bar');
  const show = bar.getByRole('button', { name: 'Show figures' });
  await bar.getByLabel('From').fill('2020-03-01 00:00');
  await bar.getByLabel('Until').fill('2020-04-30 00:00');
  await expect(bar.getByRole('alert')).toContainText('31 days at most');
  await expect(show).toBeDisabled();
  await bar.getByLabel('Until').fill('2020-03-02 00:00');
  await show.click();
  // Midnight in Shanghai.
  await expect(page).toHaveURL(/from=2020-02-29T16%3A00%3A00Z/);
  await expect(page.locator('.figures-took')).toContainText('Nothing ended in this period');
  await expect(page.locator('.figures-bar [data-period]')).toContainText('1 Mar 00:00 – 2 Mar 00:00');
  await expect(bar).toContainText('Asia/Shanghai');
  await page.getByRole('button', { name: 'Show 31 days' }).click();
  await expect(page.locator('tr[data-figure="move"]')).toBeVisible();
});

test('longer lists come page by page', async ({ page }) => {
  await page.route('**/figures/move?*', async (route) => {
    const cursor = Number(new URL(route.request().url()).searchParams.get('cursor') ?? '0');
    const items: Span[] = Array.from({ length: 500 }, (_, at) => ({ about: `unit:${cursor + at}`, name: `N${cursor + at}`, of: 'LYG-RMG1', from: '2026-11-20T00:00:00Z', until: new Date(Date.UTC(2026, 10, 20, 1, cursor + at)).toISOString(), minutes: (cursor + at) % 777, places: 0 }));
    await route.fulfill({ json: { items, ...(cursor < 1500 ? { next: String(cursor + 500) } : {}) } });
  });
  await openFigures(page, '&measure=move&order=time');
  const rows = page.locator('.figures-side tr[data-span]');
  await expect(rows).toHaveCount(100);
  await expect(rows.first()).toContainText('N0');
  // The longest of all pages, not of the first.
  await page.getByRole('button', { name: 'Longest first' }).click();
  await expect(rows.first()).toContainText('N776');
  await expect(rows.nth(1)).toContainText('N1553');
});

test('what fails is said beside its cause', async ({ page }) => {
  await page.route('**/figures?*', (route) => route.abort());
  await open(page, '#/hub?hub=LYG-BASE&view=figures');
  await expect(page.locator('.figures-took').getByRole('alert')).toContainText('No answer');
  await expect(page.locator('.figures-bar')).toContainText('Asia/Shanghai');
});

test('the figures fit, in every language and in the dark, and can be read aloud', async ({ page }) => {
  await open(page, '#/hub?hub=LYG-BASE&view=figures&period=31d', { language: 'zh', theme: 'dark' });
  await expect(page.locator('tr[data-figure="move"]')).toBeVisible();
  await expectNoPageScroll(page);
  await expectAccessible(page);
  for (const language of ['Рус', 'Қаз', 'Eng']) {
    await page.locator('.lang button').filter({ hasText: language }).click();
    await expectNoPageScroll(page);
    await expect(page.locator('.main')).not.toContainText('hub.');
  }
});
