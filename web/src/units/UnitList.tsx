import type { UnitView } from '../api/booking';
import { usePlaceBook, type PlaceBook } from '../api/places';
import { shortId, tonnes } from '../consignments/words';
import { unitNumber } from '../format/unitNumber';
import { translated, useLanguage, useT } from '../i18n';
import type { FreshRows } from '../live/useFreshRows';
import { Moment } from '../parts/Moment';
import { href } from '../route';
import { Finding } from './Finding';

/** The units as rows: number, what is in them, the last that was seen of them. */
export function UnitList({ rows, selected, onOpen, isStale, engaged }: { rows: readonly UnitView[]; selected: string | null; onOpen: (id: string) => void; isStale: boolean; engaged: FreshRows['engaged'] }) {
  const t = useT();
  const places = usePlaceBook(rows.map(({ last }) => last?.place));
  return (
    <div className={`scroll ${isStale ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('units.list')} {...engaged}>
      <table className="it one-line">
        <colgroup>
          <col className="c-number2" />
          <col className="c-kind" />
          <col />
          <col className="c-finding" />
          <col className="c-event" />
          <col className="c-when2" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('units.col_number')}</th>
            <th scope="col">{t('units.col_kind')}</th>
            <th scope="col">{t('units.col_cargo')}</th>
            <th scope="col">{t('units.col_finding')}</th>
            <th scope="col">{t('units.col_last')}</th>
            <th scope="col">{t('time.actual')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((unit) => (
            <Row key={unit.id} unit={unit} places={places} isSelected={unit.id === selected} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ unit, places, isSelected, onOpen }: { unit: UnitView; places: PlaceBook; isSelected: boolean; onOpen: (id: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const first = unit.cargo[0];
  const mass = unit.cargo.reduce((sum, { mass_kg }) => sum + mass_kg, 0);
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-unit={unit.id} data-finding={unit.finding?.code ?? ''} onClick={() => onOpen(unit.id)}>
      <td>
        <button type="button" className="origin ti" aria-pressed={isSelected}>
          {unitNumber(unit.number)}
        </button>
      </td>
      <td>
        {translated(t, `unit_kind.${unit.kind}`) ?? unit.kind} <span className="t3">{unit.unit_type}</span>
      </td>
      <td className="el">
        {!first && <span className="t3">{t('unit_state.empty')}</span>}
        {first && unit.cargo.length === 1 && <a href={href('consignments', new URLSearchParams({ id: first.consignment }))}>{first.reference ?? shortId(first.consignment)}</a>}
        {unit.cargo.length > 1 && t('units.several', { count: unit.cargo.length })}
        {first && <span className="t3">{`${t('way.comma')}${tonnes(t, language, mass)}`}</span>}
      </td>
      <td>{unit.finding && <Finding finding={unit.finding} />}</td>
      <td className="el">
        {unit.last ? (
          <>
            {translated(t, `event.${unit.last.what}`) ?? unit.last.what} <span className="t3">{places.name(unit.last.place)}</span>
          </>
        ) : (
          <span className="t3">{t('units.never_seen')}</span>
        )}
      </td>
      <td>{unit.last && <Moment at={unit.last.happened_at} zone={places.zone(unit.last.place)} kind="actual" />}</td>
    </tr>
  );
}
