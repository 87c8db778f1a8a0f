import type { ConsignmentRow } from '../api/booking';
import { csv } from '../format/csv';

const HEADER = [
  'id', 'reference', 'customer', 'status', 'origin', 'destination', 'goods', 'hs', 'mass_kg', 'units', 'ready_utc', 'due_utc', 'planned_departure_utc', 'planned_arrival_utc',
  'estimated_early_utc', 'estimated_likely_utc', 'estimated_late_utc', 'late_minutes', 'booking', 'booking_standing', 'price', 'currency', 'holds', 'updated_utc',
];

/** Returns the rows on screen as CSV; planned and estimated times have columns of their own. */
export function consignmentCsv(rows: readonly ConsignmentRow[]): string {
  return csv([HEADER, ...rows.map(cells)]);
}

function cells(row: ConsignmentRow): (string | number)[] {
  const { estimate, booking, price } = row;
  return [
    row.id, row.reference ?? '', row.customer, row.status, row.origin ?? '', row.destination ?? '', row.goods.map((goods) => goods.description).join('; '), row.goods.map((goods) => goods.hs).join('; '), row.mass_kg,
    row.units, row.ready ?? '', row.due ?? '', row.departure ?? '', row.arrival ?? '', estimate?.early ?? '', estimate?.likely ?? '', estimate?.late ?? '',
    row.late_minutes ?? '', booking?.id ?? '', booking?.standing ?? '', price?.amount ?? '', price?.currency ?? '', row.holds.join('; '), row.updated_at,
  ];
}
