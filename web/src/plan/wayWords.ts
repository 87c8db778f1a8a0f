import type { CrossingView, Itinerary, Leg, LoadView } from '../api/types';
import { number } from '../format/number';
import { crossingName, routeName } from '../format/names';
import { translated, type Language, type T } from '../i18n';

export interface Words {
  t: T;
  language: Language;
  crossings: readonly CrossingView[];
  /** What was asked for; a way that ends elsewhere in that area says where. */
  destination?: string;
}

/** Returns the way in words: `Train via Khorgos, ship from Lianyungang`. */
export function wayWords({ t, language, crossings }: Words, legs: readonly Leg[]): string {
  const rides = legs.filter((leg) => leg.kind !== 'drayage');
  const groups = groupByMode(rides.length > 0 ? rides : legs);
  const parts = groups.map((group, index) => {
    const first = group[0] as Leg;
    const count = group.filter((leg) => leg.kind === 'ride').length;
    const mode = count > 1 ? t(`way.${first.mode}_several`, { count, amount: count }) : t(`way.${first.mode}`);
    const border = first.mode === 'rail' || first.mode === 'road' ? borderOf(group, crossings) : undefined;
    const way = border ? t('way.via', { way: mode, border: crossingName(language, border.name) }) : mode;
    return index === 0 ? way : t('way.from', { way, place: routeName(language, first.from_name) });
  });
  const text = parts.join(t('way.comma'));
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

function groupByMode(legs: readonly Leg[]): Leg[][] {
  const groups: Leg[][] = [];
  for (const leg of legs) {
    const last = groups.at(-1);
    if (last?.[0]?.mode === leg.mode) last.push(leg);
    else groups.push([leg]);
  }
  return groups;
}

function borderOf(legs: readonly Leg[], crossings: readonly CrossingView[]): CrossingView | undefined {
  const ids = legs.flatMap((leg) => leg.crossings);
  return ids.map((id) => crossings.find((crossing) => crossing.id === id)).find((crossing) => crossing?.kind.endsWith('border'));
}

/** Returns the cargo in its units: `43 × 40HC`, or tonnes in bulk. */
export function loadWords({ t, language }: Pick<Words, 't' | 'language'>, load: LoadView): string {
  if (load.form === 'bulk') return t('load.bulk', { tonnes: number(language, load.units) });
  return `${number(language, load.units)} × ${load.unit_type}`;
}

/** Returns a capacity in words, `90 TEU` or `35000 t`, in the language on screen. */
export function capacityWords({ t, language }: Pick<Words, 't' | 'language'>, capacity: string): string {
  const found = /^([\d.]+)\s*(.*)$/.exec(capacity);
  if (!found) return capacity;
  const amount = number(language, Number(found[1]), found[1]?.includes('.') ? 1 : 0);
  const unit = found[2] ?? '';
  return `${amount} ${translated(t, `unit.${unit}`) ?? unit}`.trim();
}

/** Returns the smallest capacity among the runs boarded. */
export function smallestCapacity(itinerary: Itinerary): string | undefined {
  const capacities = itinerary.legs.flatMap((leg) => leg.capacity ?? []);
  return capacities.sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b))[0];
}

/** Returns handlings, load and what bounds it. */
export function factWords(words: Words, itinerary: Itinerary): string {
  const { t, language } = words;
  const parts = [t('plan.handlings', { count: itinerary.handlings, amount: number(language, itinerary.handlings) }), loadWords(words, itinerary.load)];
  const capacity = smallestCapacity(itinerary);
  if (itinerary.parcel_min_t != null) parts.push(t('plan.parcel', { tonnes: number(language, itinerary.parcel_min_t) }));
  else if (capacity) parts.push(t('plan.run_of', { capacity: capacityWords(words, capacity) }));
  const last = itinerary.legs.at(-1);
  const end = last ? routeName(language, last.to_name) : words.destination;
  if (end && words.destination && end !== words.destination) parts.unshift(t('plan.to_place', { place: end }));
  return parts.join(t('way.comma'));
}
