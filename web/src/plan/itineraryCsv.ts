import type { Itinerary } from '../api/types';
import { csv } from '../format/csv';
import { wayWords, type Words } from './wayWords';

const HEADER = [
  'number',
  'way',
  'ready_utc',
  'departure_utc',
  'arrival_utc',
  'arrival_local',
  'days',
  'waiting_days',
  'moving_days',
  'days_p10',
  'days_p50',
  'days_p90',
  'cost',
  'currency',
  'cost_per_tonne',
  'co2e_kg',
  'co2e_kg_per_tonne',
  'handlings',
  'rides',
  'on_time_probability',
  'due_utc',
  'distance_km',
  'unit_type',
  'units',
  'reliability',
  'rests_on_modelled',
  'services',
  'sources',
];

/** Returns the itineraries as CSV: figures unrounded, times as the server gave them. */
export function itineraryCsv(words: Words, itineraries: readonly Itinerary[]): string {
  const rows = itineraries.map((itinerary) => [
    itinerary.number,
    wayWords(words, itinerary.legs),
    itinerary.ready,
    itinerary.departure,
    itinerary.arrival,
    itinerary.arrival_local,
    itinerary.days,
    itinerary.waiting_days,
    itinerary.moving_days,
    itinerary.days_spread.p10,
    itinerary.days_spread.p50,
    itinerary.days_spread.p90,
    itinerary.cost.amount,
    itinerary.cost.currency,
    itinerary.cost.per_tonne,
    itinerary.co2e_kg,
    itinerary.co2e_kg_per_tonne,
    itinerary.handlings,
    itinerary.rides,
    itinerary.on_time_probability,
    itinerary.due,
    itinerary.distance_km,
    itinerary.load.unit_type,
    itinerary.load.units,
    itinerary.reliability,
    itinerary.rests_on_modelled ? 'yes' : 'no',
    itinerary.legs.map((leg) => leg.run ?? leg.service).join(';'),
    [...new Set(itinerary.legs.flatMap((leg) => leg.basis))].join(';'),
  ]);
  return csv([HEADER, ...rows]);
}
