import type { Language } from '../i18n';
import { number } from './number';

/** Returns `4 310 USD`; cents only where they say something. */
export function money(language: Language, { amount, currency }: { amount: number; currency: string }): string {
  return `${plainMoney(language, amount)} ${currency}`;
}

/** Returns the figure alone, for columns that name the currency. */
export function plainMoney(language: Language, amount: number): string {
  const isWhole = Math.abs(amount) >= 1000 || Number.isInteger(amount);
  return number(language, amount, isWhole ? 0 : 2);
}
