import type { DimensionRow, RunRow } from '../api/booking';
import { usePlaceBook, type PlaceBook } from '../api/places';
import { amount } from '../format/amount';
import { shortName } from '../format/names';
import { useLanguage, useT } from '../i18n';
import type { FreshRows } from '../live/useFreshRows';
import { ModeMark } from '../parts/ModeMark';
import { Moment } from '../parts/Moment';
import { CapacityBar } from './CapacityBar';
import { scarcest } from './bar';
import { SaleChip } from './SaleChip';

/** The runs as rows: what, when, until when one can book, and the room that runs out first as a bar with its figures. */
export function RunList({ rows, selected, rowKey, onOpen, isStale, engaged }: {
  rows: readonly RunRow[];
  selected: string;
  rowKey: (row: RunRow) => string;
  onOpen: (key: string) => void;
  isStale: boolean;
  engaged: FreshRows['engaged'];
}) {
  const t = useT();
  const places = usePlaceBook(rows.flatMap(({ from, to }) => [from, to]));
  return (
    <div className={`scroll ${isStale ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('capacity.list')} {...engaged}>
      <table className="it runs">
        <colgroup>
          <col className="c-mark" />
          <col />
          <col className="c-when2" />
          <col className="c-when2" />
          <col className="c-sale" />
          <col className="c-bar" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('inspector.col_mode')}</span>
            </th>
            <th scope="col">{t('capacity.col_run')}</th>
            <th scope="col" aria-sort="ascending">{t('capacity.col_departs')} <span aria-hidden="true">↑</span></th>
            <th scope="col">{t('capacity.col_cut_off')}</th>
            <th scope="col">{t('capacity.col_sale')}</th>
            <th scope="col">{t('capacity.col_room')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={rowKey(row)} row={row} name={rowKey(row)} places={places} isSelected={rowKey(row) === selected} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, name, places, isSelected, onOpen }: { row: RunRow; name: string; places: PlaceBook; isSelected: boolean; onOpen: (key: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const zone = places.zone(row.from);
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-run={name} data-sale={row.sale} onClick={() => onOpen(name)}>
      <td>
        <ModeMark mode={row.mode} />
        <span className="sr-only">{t(`mode.${row.mode}`)}</span>
      </td>
      <td>
        <button type="button" className="origin" aria-pressed={isSelected} title={`${shortName(language, row.name)}${t('way.comma')}${row.run}`}>
          <span className="ti el">
            {row.from === row.to ? shortName(language, row.name) : `${places.name(row.from)} – ${places.name(row.to)}`}
          </span>
          <span className="xs t3 el">
            {row.from === row.to ? places.name(row.from) : shortName(language, row.name)}, {row.run}
          </span>
        </button>
      </td>
      <td>
        <Moment at={row.departure} zone={zone} kind="planned" />
      </td>
      <td>{row.cut_off ? <Moment at={row.cut_off} zone={zone} /> : <span className="t3">–</span>}</td>
      <td>
        <SaleChip sale={row.sale} />
      </td>
      <td>
        <Room dimensions={row.dimensions} />
      </td>
    </tr>
  );
}

/** The bar of what runs out first, and the other dimensions in words. */
function Room({ dimensions }: { dimensions: readonly DimensionRow[] }) {
  const t = useT();
  const language = useLanguage();
  const least = scarcest(dimensions);
  if (!least) return <span className="t3">–</span>;
  const say = (one: DimensionRow) => t('capacity.left_of', { left: amount(language, one.dimension, one.left), room: t(`room.${one.dimension}`, { amount: amount(language, one.dimension, one.room) }) });
  const others = dimensions.filter((one) => one !== least && one.room > 0);
  return (
    <>
      <CapacityBar room={least} />
      <div className="row xs">
        <span className={least.left === 0 ? 'b c-late' : 'm'}>{say(least)}</span>
        {least.waiting > 0 && <span className="c-late">{t('capacity.waiting_of', { amount: amount(language, least.dimension, least.waiting) })}</span>}
        <span className="grow" />
        <span className="t3 el">{least.waiting > 0 ? '' : others.map((one) => t(`room.${one.dimension}`, { amount: amount(language, one.dimension, one.left) })).join(t('way.comma'))}</span>
      </div>
    </>
  );
}
