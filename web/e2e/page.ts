import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** A day some days from now, as the links say it. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

export const WHEAT = `from=KZKOV&to=VNSGN&cargo=1001.99&quantity=1200+t&ready=${dayFromNow(4)}`;

/** Opens a screen in a language, as if chosen on an earlier visit. */
export async function open(page: Page, hash = '', settings: { language?: string; theme?: string; density?: string } = {}): Promise<void> {
  await page.addInitScript((kept) => {
    if (!localStorage.getItem('landbridge.settings')) localStorage.setItem('landbridge.settings', JSON.stringify(kept));
  }, { language: 'en', theme: 'light', density: 'comfortable', ...settings });
  await page.goto(`/${hash}`);
}

/** Signs in as the first organisation of the demonstration of a kind. */
export async function signIn(page: Page, kind: 'Customer' | 'Operator', hash = '#/consignments', theme = 'light'): Promise<void> {
  await open(page, hash, { theme });
  await page.locator('.me').click();
  await page.locator('.me-menu .demo-switch button').filter({ hasText: kind }).first().click();
  await expect(page.locator('.me-menu')).toBeHidden();
  await expect(page.getByRole('button', { name: /^Signed in as/ })).toBeVisible();
}

/** Asks the server as the page itself would: with its session and a key of its own. */
export async function ask<Answer>(page: Page, path: string, body?: unknown): Promise<Answer> {
  return page.evaluate(
    async ([to, sent]) => {
      const init = sent === null ? {} : { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': `e2e-${Date.now()}-${Math.random()}` }, body: sent };
      const response = await fetch(to, init);
      if (!response.ok) throw new Error(`${to}: ${await response.text()}`);
      return response.json();
    },
    [path, body === undefined ? null : JSON.stringify(body)] as const,
  ) as Promise<Answer>;
}

/** Expects no serious finding of axe, and none that breaks a screen reader. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
}

/** Expects that the page itself does not scroll, and collects what the browser complains of. */
export async function expectNoPageScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => [document.documentElement.scrollHeight - window.innerHeight, document.documentElement.scrollWidth - window.innerWidth]);
  expect(overflow).toEqual([0, 0]);
}

/** Collects what breaks the content security policy. */
export function policyComplaints(page: Page): string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) found.push(message.text());
  });
  return found;
}
