import type { RunAnswer } from '../api/booking';
import type { PlaceBook } from '../api/places';
import { consignmentName, shortId } from '../consignments/words';
import { amount, byDimension, counted } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { StandingChip } from '../parts/StandingChip';
import { href } from '../route';
import { useOrganisations } from '../session/organisations';
import { useBookedConsignments } from './entries';

const ORDER = ['confirmed', 'held'];

/** Who has taken room and who holds it; a booking that is not among one's own consignments shows its number alone. */
export function RunEntries({ run: { ledger }, places }: { run: RunAnswer; places: PlaceBook }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const known = useBookedConsignments();
  const entries = ledger.pools.flatMap(({ entries: one }) => one).filter(({ standing }) => standing.state !== 'waiting');
  if (entries.length === 0) return <p className="s t2 price-note">{t('capacity.no_entries')}</p>;
  const rows = [...entries].sort((a, b) => ORDER.indexOf(a.standing.state) - ORDER.indexOf(b.standing.state));
  return (
    <ul className="entries">
      {rows.map((entry) => {
        const consignment = known.get(entry.booking);
        const amounts = byDimension(entry.amounts);
        return (
          <li key={`${entry.booking} ${entry.leg}`} data-standing={entry.standing.state}>
            <div className="row s">
              {consignment ? (
                <a className="m el" href={href('consignments', new URLSearchParams({ id: consignment.id, tab: 'booking' }))}>
                  {consignmentName(consignment)}
                </a>
              ) : (
                <span className="t3 nw" title={entry.booking}>
                  {t('capacity.booking_of', { booking: shortId(entry.booking) })}
                </span>
              )}
              <span className="grow" />
              <StandingChip of={{ standing: entry.standing, position: entry.position ?? null }} />
            </div>
            <div className="row xs t3">
              <span className="el">
                {consignment && `${organisations.name(consignment.customer)}${t('way.comma')}`}
                {places.name(ledger.calls[entry.hops.from_call]?.place)} – {places.name(ledger.calls[entry.hops.to_call]?.place)}
              </span>
              <span className="grow" />
              <span>{counted(amounts).map((one) => t(`room.${one}`, { amount: amount(language, one, amounts[one] ?? 0) })).join(t('way.comma'))}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
