import { Fragment } from 'react';

import type { UnitRow } from '../api/booking';
import { useConsignmentNames } from '../consignments/queries';
import { unitNumber } from '../format/unitNumber';
import { translated, useT } from '../i18n';
import type { FreshRows } from '../live/useFreshRows';
import { href } from '../route';
import { Finding } from './Finding';

/** Consignments of one unit that a row names; the inspector has them all. */
const NAMES_MAX = 3;

/** The units as rows: number, kind, what is in them, whether the number checks. */
export function UnitList({ rows, selected, onOpen, isStale, engaged }: { rows: readonly UnitRow[]; selected: string | null; onOpen: (id: string) => void; isStale: boolean; engaged: FreshRows['engaged'] }) {
  const t = useT();
  const names = useConsignmentNames(rows.flatMap(({ consignments }) => consignments.slice(0, NAMES_MAX)));
  return (
    <div className={`scroll ${isStale ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('units.list')} {...engaged}>
      <table className="it one-line">
        <colgroup>
          <col className="c-number2" />
          <col className="c-kind" />
          <col />
          <col className="c-event" />
          <col className="c-finding" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('units.col_number')}</th>
            <th scope="col">{t('units.col_kind')}</th>
            <th scope="col">{t('units.col_cargo')}</th>
            <th scope="col">{t('units.col_journey')}</th>
            <th scope="col">{t('units.col_finding')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((unit) => (
            <Row key={unit.id} unit={unit} nameOf={names} isSelected={unit.id === selected} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ unit, nameOf, isSelected, onOpen }: { unit: UnitRow; nameOf: (consignment: string) => string; isSelected: boolean; onOpen: (id: string) => void }) {
  const t = useT();
  const { identity, consignments } = unit;
  const [first] = consignments;
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-unit={unit.id} data-finding={identity.finding?.code ?? ''} onClick={() => onOpen(unit.id)}>
      <td>
        <button type="button" className="origin ti" aria-pressed={isSelected}>
          {unitNumber(identity.raw)}
        </button>
      </td>
      <td>
        {translated(t, `unit_kind.${identity.kind}`) ?? identity.kind} <span className="t3">{unit.unit_type ?? ''}</span>
      </td>
      <td className="el">
        {!first && <span className="t3">{t('unit_state.empty')}</span>}
        {consignments.slice(0, NAMES_MAX).map((id, index) => (
          <Fragment key={id}>
            {index > 0 && t('way.comma')}
            <a href={href('consignments', new URLSearchParams({ id }))}>{nameOf(id)}</a>
          </Fragment>
        ))}
        {consignments.length > NAMES_MAX && <span className="t3"> +{consignments.length - NAMES_MAX}</span>}
      </td>
      <td className={unit.transport ? '' : 't3'}>{t(unit.transport ? 'journey.open' : 'journey.idle')}</td>
      <td>{identity.finding && <Finding finding={identity.finding} />}</td>
    </tr>
  );
}
