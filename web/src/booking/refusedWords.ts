import type { Offer } from '../api/booking';
import { translated, type T } from '../i18n';

/** Returns what keeps an offer from being booked; the server's English sentence for a code without words. */
export function refusedWords(t: T, { refused, refused_detail }: Pick<Offer, 'refused' | 'refused_detail'>): string {
  if (!refused) return '';
  return translated(t, `offer_refused.${refused.replace('.', '_')}`) ?? refused_detail ?? refused;
}
