import { useState } from 'react';

import type { GaugeDocument, GaugeUnit } from '../../api/gauge';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Icon } from '../../parts/Icon';
import { useMay } from '../../session/session';
import { tonnes } from '../words';
import { AddUnitDialog } from './AddUnitDialog';

const LOOKS = { open: 'life-draft', over: 'life-done', behind: 'late' } as const;

/** The transfer list: every unit with where it stood, where it stands, what was found. */
export function GaugeUnits({ document, chosen, onChoose }: { document: GaugeDocument; chosen: string | null; onChoose: (unit: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const records = useMay('record');
  const [isAdding, setIsAdding] = useState(false);
  return (
    <div className="gauge-units">
      <h3 className="part-head">
        {t('hub.gauge_units')} <span className="t3 s">{number(language, document.units.length)}</span>
        {records && document.stage === 'open' && (
          <button type="button" className="btn q" onClick={() => setIsAdding(true)}>
            <Icon name="plus" />
            {t('hub.gauge_add')}
          </button>
        )}
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('hub.col_no')}</th>
            <th scope="col">{t('hub.col_number')}</th>
            <th scope="col" className="num">
              {t('hub.col_mass')}
            </th>
            <th scope="col">{t('hub.gauge_stood')}</th>
            <th scope="col">{t('hub.gauge_stands')}</th>
            <th scope="col">{t('hub.col_state')}</th>
            <th scope="col">{t('hub.gauge_exceptions')}</th>
          </tr>
        </thead>
        <tbody>
          {document.units.map((unit, index) => (
            <tr key={unit.unit} className={unit.unit === chosen ? 'sel' : ''} data-gauge-unit={unit.number} onClick={() => onChoose(unit.unit)}>
              <td className="num">{number(language, index + 1)}</td>
              <th scope="row" className="m">
                <button type="button" className="link" aria-pressed={unit.unit === chosen} onClick={() => onChoose(unit.unit)}>
                  {unitNumber(unit.number)}
                </button>
              </th>
              <td className="num">{tonnes(t, language, unit.mass_kg)}</td>
              <td className="m">{placeWords(unit.from)}</td>
              <td className="m">{unit.to ? placeWords(unit.to) : unit.planned ? <span className="t3">{placeWords(unit.planned.stand)}</span> : (unit.note ?? '–')}</td>
              <td>
                <Outcome unit={unit} />
              </td>
              <td className="wrap">
                {unit.exceptions.map(({ kind, words }, at) => (
                  <span key={at} className="c-late s">
                    {t(`hub.gauge_exception.${kind}`)}
                    {words && ` (${words})`}{' '}
                  </span>
                ))}
              </td>
            </tr>
          ))}
          {document.missing.map((missing) => (
            <tr key={missing}>
              <td />
              <th scope="row" className="m">
                {unitNumber(missing)}
              </th>
              <td colSpan={5} className="c-late s">
                {t('hub.gauge_missing')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {isAdding && <AddUnitDialog document={document} onClose={() => setIsAdding(false)} />}
    </div>
  );
}

/** Returns `45488855 / 3`: a wagon and its slot. */
export function placeWords({ number: wagon, slot }: { number: string; slot: number }): string {
  return `${wagon} / ${slot}`;
}

function Outcome({ unit }: { unit: GaugeUnit }) {
  const t = useT();
  const word = unit.outcome === 'over' || unit.outcome === 'behind' ? unit.outcome : 'open';
  return (
    <span className="nw">
      <span className={`chip ${LOOKS[word]}`}>{t(`hub.gauge_pair.${word === 'open' && unit.planned ? 'planned' : word}`)}</span> {unit.tally && <Icon name="ok" />}
    </span>
  );
}
