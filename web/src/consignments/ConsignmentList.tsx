import type { ConsignmentRow } from '../api/booking';
import { usePlaceBook, type PlaceBook } from '../api/places';
import { plainMoney } from '../format/money';
import { localAt, shortDate, zoneMark } from '../format/time';
import { useLanguage, useT } from '../i18n';
import type { FreshRows } from '../live/useFreshRows';
import type { Chosen } from '../parts/selection';
import { Icon } from '../parts/Icon';
import { Moment, type TimeKind } from '../parts/Moment';
import { RowCheck } from '../parts/RowCheck';
import { SortHead } from '../parts/SortHead';
import { StatusChip } from '../parts/StatusChip';
import { useOrganisations } from '../session/organisations';
import { Marks } from './Marks';
import { consignmentName, goodsWords } from './words';

interface ListProps {
  rows: readonly ConsignmentRow[];
  sort: string;
  onSort: (sort: string) => void;
  selected: string | null;
  onOpen: (id: string) => void;
  chosen: Chosen;
  onChoose: (id: string, isRange: boolean) => void;
  onChooseAll: () => void;
  isStale: boolean;
  engaged: FreshRows['engaged'];
}

/** The consignments as rows: who, what and where, how far, and three kinds of time in columns of their own. */
export function ConsignmentList(props: ListProps) {
  const { rows, sort, onSort, chosen } = props;
  const t = useT();
  const places = usePlaceBook(rows.flatMap(({ origin, destination }) => [origin, destination]));
  const chosenHere = rows.filter(({ id }) => chosen.ids.has(id)).length;
  const sorting = { sort, onSort };
  return (
    <div className={`scroll ${props.isStale ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('consignments.list')} {...props.engaged}>
      <table className="it cl">
        <colgroup>
          <col className="c-check" />
          <col className="c-ident" />
          <col />
          <col className="c-status" />
          <col className="c-time2" />
          <col className="c-time2" />
          <col className="c-estimate" />
          <col className="c-price" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <RowCheck label={t('list.choose_all')} on={chosenHere === rows.length} mixed={chosenHere > 0 && chosenHere < rows.length} onToggle={props.onChooseAll} />
            </th>
            <SortHead column="customer" words={t('consignments.col_consignment')} {...sorting} />
            <th scope="col">{t('consignments.col_route')}</th>
            <SortHead column="status" words={t('consignments.col_status')} {...sorting} />
            <SortHead column="departure" words={t('consignments.col_departs')} {...sorting} />
            <SortHead column="arrival" words={t('consignments.col_arrives')} {...sorting} />
            <th scope="col">{t('timeline.col_estimated')}</th>
            <th scope="col" className="num">
              {t('consignments.col_price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} places={places} isSelected={row.id === props.selected} isChosen={chosen.ids.has(row.id)} onOpen={props.onOpen} onChoose={props.onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, places, isSelected, isChosen, onOpen, onChoose }: {
  row: ConsignmentRow;
  places: PlaceBook;
  isSelected: boolean;
  isChosen: boolean;
  onOpen: (id: string) => void;
  onChoose: (id: string, isRange: boolean) => void;
}) {
  const t = useT();
  const language = useLanguage();
  const organisations = useOrganisations();
  const name = consignmentName(row);
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-consignment={row.id} data-status={row.status} onClick={() => onOpen(row.id)}>
      <td>
        <RowCheck label={t('list.choose', { name })} on={isChosen} onToggle={(isRange) => onChoose(row.id, isRange)} />
      </td>
      <td>
        <button type="button" className="origin" aria-pressed={isSelected}>
          <span className="ti el">{name}</span>
          <span className="xs t3 el" title={organisations.name(row.customer)}>
            {organisations.name(row.customer)}
          </span>
        </button>
      </td>
      <td title={`${places.full(row.origin)} – ${places.full(row.destination)}${t('way.comma')}${goodsWords(t, language, row)}`}>
        <div className="el">
          {places.name(row.origin)} <Icon name="arrow" className="arrow" />
          <span className="sr-only">{t('inspector.to')}</span> {places.name(row.destination)}
        </div>
        <div className="xs t3 el">{goodsWords(t, language, row)}</div>
      </td>
      <td>
        <StatusChip status={row.status} />
        <div className="marks">
          <Marks row={{ holds: row.holds, misdirected: row.misdirected, late_minutes: null, standing: row.booking?.standing ?? null }} />
        </div>
      </td>
      <td>
        <TwoLines at={row.departure} zone={places.zone(row.origin)} kind="planned" />
      </td>
      <td>
        <TwoLines at={row.arrival} zone={places.zone(row.destination)} kind="planned" />
      </td>
      <td>
        <Estimate row={row} zone={places.zone(row.destination)} />
      </td>
      <td className="num">
        {row.price && (
          <>
            <b className="b">{plainMoney(language, row.price.amount)}</b>
            <div className="xs t3">{row.price.currency}</div>
          </>
        )}
      </td>
    </tr>
  );
}

/** The date, and below it the clock time with its zone. */
function TwoLines({ at, zone, kind }: { at: string | null | undefined; zone: string; kind: TimeKind }) {
  if (!at) return <span className="t3">–</span>;
  return (
    <>
      <Moment at={at} zone={zone} kind={kind} dateOnly />
      <div className="xs t3">
        <ClockTime at={at} zone={zone} />
      </div>
    </>
  );
}

function ClockTime({ at, zone }: { at: string; zone: string }) {
  const time = localAt(zone, at);
  if (!time) return null;
  return (
    <>
      {String(time.hour).padStart(2, '0')}:{String(time.minute).padStart(2, '0')} <Zone zone={zone} at={at} />
    </>
  );
}

function Zone({ zone, at }: { zone: string; at: string }) {
  const t = useT();
  const time = localAt(zone, at);
  if (!time) return null;
  const mark = zoneMark(time);
  return <>{'key' in mark ? t(mark.key) : mark.text}</>;
}

function Estimate({ row, zone }: { row: ConsignmentRow; zone: string }) {
  const t = useT();
  const language = useLanguage();
  const { estimate } = row;
  if (!estimate) return <span className="t3">–</span>;
  const [early, late] = [localAt(zone, estimate.early), localAt(zone, estimate.late)];
  return (
    <>
      <Moment at={estimate.likely} zone={zone} kind="estimated" dateOnly />{' '}
      <Marks row={{ holds: [], misdirected: false, standing: null, late_minutes: row.late_minutes ?? null }} />
      <div className="xs t3 nw" title={t('consignments.spread')}>
        {early && late && t('consignments.from_to', { early: shortDate(language, early), late: shortDate(language, late) })}
      </div>
    </>
  );
}
