import type { RunAnswer } from '../api/booking';
import type { PlaceBook } from '../api/places';
import { shortId } from '../consignments/words';
import { amount, counted } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { StandingChip } from '../parts/StandingChip';
import { href } from '../route';
import { useOrganisations } from '../session/organisations';

const ORDER = ['confirmed', 'held', 'waiting'];

/** Who has taken room, who holds it, who waits; what others have is shown without their names. */
export function RunEntries({ run, places }: { run: RunAnswer; places: PlaceBook }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  if (run.entries.length === 0) return <p className="s t2 price-note">{t('capacity.no_entries')}</p>;
  const rows = [...run.entries].sort((a, b) => ORDER.indexOf(a.standing.state) - ORDER.indexOf(b.standing.state) || (a.standing.place ?? 0) - (b.standing.place ?? 0));
  return (
    <ul className="entries">
      {rows.map((entry) => (
        <li key={`${entry.booking} ${entry.leg}`} data-standing={entry.standing.state}>
          <div className="row s">
            {entry.consignment ? (
              <a className="m el" href={href('consignments', new URLSearchParams({ id: entry.consignment, tab: 'booking' }))}>
                {entry.reference ?? shortId(entry.consignment)}
              </a>
            ) : (
              !entry.customer && <span className="t3 nw">{t('capacity.other_customer')}</span>
            )}
            {entry.customer && <span className="t3 el">{organisations.name(entry.customer)}</span>}
            <span className="grow" />
            <StandingChip standing={entry.standing} />
          </div>
          <div className="row xs t3">
            <span className="el">
              {places.name(run.calls[entry.hops.from]?.place)} – {places.name(run.calls[entry.hops.to]?.place)}
            </span>
            <span className="grow" />
            <span>{counted(entry.amounts).map((one) => t(`room.${one}`, { amount: amount(language, one, entry.amounts[one] ?? 0) })).join(t('way.comma'))}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
