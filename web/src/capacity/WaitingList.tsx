import type { RunAnswer } from '../api/booking';
import type { PlaceBook } from '../api/places';
import { consignmentName, shortId } from '../consignments/words';
import { amount, byDimension, counted } from '../format/amount';
import { useLanguage, useT } from '../i18n';
import { Moment } from '../parts/Moment';
import { href } from '../route';
import { useOrganisations } from '../session/organisations';
import { useBookedConsignments, waitingLists } from './entries';
import { usePoolName } from './pools';

/** Who waits for room, in the order in which it goes to them: one list a pool. */
export function WaitingList({ run, places }: { run: RunAnswer; places: PlaceBook }) {
  const t = useT();
  const poolName = usePoolName();
  const lists = waitingLists(run.ledger);
  if (lists.length === 0) return null;
  const count = lists.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <section aria-label={t('capacity.waiting_list', { count })} data-waiting={count}>
      <h3 className="part-head">{t('capacity.waiting_list', { count })}</h3>
      {lists.map(({ pool, entries }) => (
        <div key={pool}>
          {lists.length > 1 && <p className="xs t3 price-note">{poolName(pool)}</p>}
          <ol className="waiting-list">
            {entries.map((entry) => (
              <Place key={`${entry.booking} ${entry.leg}`} entry={entry} run={run} places={places} />
            ))}
          </ol>
        </div>
      ))}
      <p className="xs t3 price-note">{t('capacity.waiting_rule')}</p>
    </section>
  );
}

function Place({ entry, run, places }: { entry: RunAnswer['ledger']['pools'][number]['entries'][number]; run: RunAnswer; places: PlaceBook }) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const consignment = useBookedConsignments().get(entry.booking);
  const amounts = byDimension(entry.amounts);
  const board = run.ledger.calls[entry.hops.from_call]?.place;
  return (
    <li data-place={entry.position ?? ''}>
      <b className="n3">{entry.position ?? '–'}</b>
      <div className="el">
        {consignment ? (
          <a className="m" href={href('consignments', new URLSearchParams({ id: consignment.id, tab: 'booking' }))}>
            {consignmentName(consignment)}
          </a>
        ) : (
          <span className="t3">{t('capacity.booking_of', { booking: shortId(entry.booking) })}</span>
        )}
        <div className="xs t3 el">{consignment && organisations.name(consignment.customer)}</div>
      </div>
      <div className="num">
        {counted(amounts).map((one) => t(`room.${one}`, { amount: amount(language, one, amounts[one] ?? 0) })).join(t('way.comma'))}
        <div className="xs t3">
          {entry.standing.state === 'waiting' && (
            <>
              {t('capacity.gives_up')} <Moment at={entry.standing.until} zone={places.zone(board)} />
            </>
          )}
        </div>
      </div>
    </li>
  );
}
