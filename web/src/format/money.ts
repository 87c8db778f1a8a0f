import type { Money } from '../api/booking';
import type { Language } from '../i18n';
import { number } from './number';

/** Returns `4 310 USD`; cents only where they say something. */
export function money(language: Language, { amount, currency }: Money): string {
  return `${plainMoney(language, amount)} ${currency}`;
}

/** Returns the figure alone, for columns that name the currency. The server's exact text stays what is summed and exported. */
export function plainMoney(language: Language, amount: string | number): string {
  const value = Number(amount);
  const isWhole = Math.abs(value) >= 1000 || Number.isInteger(value);
  return number(language, value, isWhole ? 0 : 2);
}

/** Returns the sum of exact amounts as an exact amount; all have the same number of decimals. */
export function summed(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map((text) => text.split('.')[1]?.length ?? 0));
  const scaled = (text: string) => {
    const [whole = '0', rest = ''] = text.replace('-', '').split('.');
    const value = BigInt(whole + rest.padEnd(decimals, '0'));
    return text.startsWith('-') ? -value : value;
  };
  const total = amounts.reduce((sum, text) => sum + scaled(text), 0n);
  const digits = String(total < 0n ? -total : total).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return `${total < 0n ? '-' : ''}${digits.slice(0, cut)}${decimals > 0 ? `.${digits.slice(cut)}` : ''}`;
}
