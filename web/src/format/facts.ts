import { shownLanguage, translated, type T } from '../i18n';
import { number } from './number';

/** A quantity as the server writes it in a refusal: `2.25 TEU`, `60 t`. */
const QUANTITY = /^(-?\d+(?:\.\d+)?) (TEU|wagons|t|kg|plugs|m)$/;

/** Returns a fact of a refusal in the words of the screen: quantities with their number and unit as people write them here. */
export function factWords(t: T, fact: string): string {
  const parts = fact.split(', ').map((part) => QUANTITY.exec(part));
  if (!parts.every((part) => part !== null)) return fact;
  return parts.map(([whole, value = '', unit = '']) => {
    const words = translated(t, `quantity.${unit.toLowerCase()}`, { value: number(shownLanguage(), Number(value), value.split('.')[1]?.length ?? 0) });
    return words ?? whole;
  }).join(', ');
}
