import { useState } from 'react';

import { usePlaceSuggestions } from '../api/queries';
import type { RaceAnswer, RaceRow } from '../api/types';
import { figure, number } from '../format/number';
import { shortName } from '../format/names';
import { translated, useLanguage, useT, type Language, type T } from '../i18n';
import { Combobox } from '../parts/Combobox';
import { Icon } from '../parts/Icon';
import { PlaceOption } from '../parts/PlaceOption';
import { Reliability } from '../parts/Reliability';
import { useDebounced } from '../parts/useDebounced';
import { useSize } from '../parts/useSize';
import { PartPatterns, PartRect } from './PartBar';
import { partsOf, stacked } from './raceParts';

const BAR_HEIGHT = 18;
const FILLED = new Set(['rail', 'sailing', 'border']);

/** Origins compared: days to scale and what they are made of, cost, emissions, form. */
export function RaceTable({ answer, selected, onSelect, isStale }: { answer: RaceAnswer; selected: string; onSelect: (from: string) => void; isStale: boolean }) {
  const t = useT();
  const [head, size] = useSize();
  const width = Math.max(size?.width ?? 240, 80);
  const longest = Math.max(...answer.rows.map((row) => row.days_p90 ?? row.days ?? 0), 1);
  const currency = answer.rows[0]?.currency ?? '';
  const parts = partsOf(answer.rows);
  return (
    <div className={`scroll ${isStale ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('race.label')}>
      <PartPatterns />
      <table className="it race">
        <colgroup>
          <col className="c-origin" />
          <col />
          <col className="c-spread" />
          <col className="c-days" />
          <col className="c-days" />
          <col className="c-cost" />
          <col className="c-co2e" />
          <col className="c-form" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('race.col_origin')}</th>
            <th scope="col">
              <div ref={head}>{t('race.col_bar')}</div>
            </th>
            <th scope="col" className="num">{t('race.col_days')}</th>
            <th scope="col" className="num">{t('race.col_behind')}</th>
            <th scope="col" className="num">{t('race.col_quay')}</th>
            <th scope="col" className="num">{t('plan.col_cost', { currency })}</th>
            <th scope="col" className="num">{t('plan.col_co2e')}</th>
            <th scope="col">{t('race.col_form')}</th>
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row) => (
            <Row key={row.from} row={row} parts={parts} scale={(width - 4) / longest} width={width} isSelected={row.from === selected} onSelect={() => onSelect(row.from)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, parts, scale, width, isSelected, onSelect }: {
  row: RaceRow;
  parts: readonly string[];
  scale: number;
  width: number;
  isSelected: boolean;
  onSelect: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  const name = shortName(language, row.from_name);
  const figureOr = (value: number | null | undefined, words: (value: number) => string) => (value == null ? <span className="t3">{t('race.none')}</span> : words(value));
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} onClick={onSelect} data-origin={row.from}>
      <td>
        <button type="button" className="origin" aria-pressed={isSelected} title={name}>
          <span className="ti el">{name}</span>
          <span className="xs t3">{row.from}</span>
        </button>
      </td>
      <td className="bar">
        {row.days == null ? (
          <span className="t2">{row.why_not[0]?.detail ?? t('race.no_way')}</span>
        ) : (
          <PartsBar row={row} parts={parts} scale={scale} width={width} />
        )}
      </td>
      <td className="num">
        <b className="b">{figureOr(row.days, (value) => number(language, value, 1))}</b>
        {row.itinerary && <Reliability level={row.itinerary.reliability} about={t('race.about_days')} basis={[...new Set(row.itinerary.legs.flatMap((leg) => leg.basis))]} focusable={isSelected} />}
        <div className="xs t3">
          {row.days_p10 != null && row.days_p90 != null && row.days_p10 !== row.days_p90 ? t('race.range', { low: number(language, row.days_p10, 1), high: number(language, row.days_p90, 1) }) : ''}
        </div>
      </td>
      <td className="num">{row.days_behind == null ? '' : row.days_behind === 0 ? t('race.first') : `+${number(language, row.days_behind, 1)}`}</td>
      <td className="num">{figureOr(row.days_quay_to_quay, (value) => number(language, value, 1))}</td>
      <td className="num b">{figureOr(row.cost_per_tonne, (value) => figure(language, value))}</td>
      <td className="num">{figureOr(row.co2e_kg_per_tonne, (value) => figure(language, value))}</td>
      <td>
        {row.form != null && (translated(t, `form_of.${row.form}`) ?? row.form)}
        {row.parcel_min_t != null && `, ${t('race.parcel', { tonnes: number(language, row.parcel_min_t) })}`}
        <div className="xs t3 wrap" title={row.other_forms.map((other) => otherForm(t, language, other)).join('; ')}>
          {row.other_forms[0] && otherForm(t, language, row.other_forms[0])}
        </div>
      </td>
    </tr>
  );
}

/** Says how the same origin would do in another form of cargo. */
function otherForm(t: T, language: Language, other: RaceRow['other_forms'][number]): string {
  const form = translated(t, `form_of.${other.form}`) ?? other.form;
  const name = other.form === 'bulk' ? form : `${form} ${other.unit_type}`;
  return t('race.other', { form: name, days: number(language, other.days, 1), cost: figure(language, other.cost_per_tonne) });
}

function PartsBar({ row, parts, scale, width }: { row: RaceRow; parts: readonly string[]; scale: number; width: number }) {
  const t = useT();
  const language = useLanguage();
  const pieces = stacked(row.hours_by_part, parts, scale);
  return (
    <svg className="time-bar" width={width} height="40" viewBox={`0 0 ${width} 40`} aria-hidden="true">
      {pieces.map(({ part, x, span, days }) => (
        <g key={part}>
          <title>{t('race.part_title', { part: translated(t, `part.${part}`) ?? part, days: number(language, days, 1), count: Math.round(days) })}</title>
          <PartRect part={part} x={x} y={7} width={span} height={BAR_HEIGHT} />
          {span > 26 && part !== 'handling' && part !== 'customs' && (
            <text className={`piece ${FILLED.has(part) ? 'on-fill' : ''}`} x={x + span / 2} y={7 + BAR_HEIGHT / 2 + 4} textAnchor="middle">
              {number(language, days, 1)}
            </text>
          )}
        </g>
      ))}
      {row.days != null && row.days_p10 != null && row.days_p90 != null && (
        <g>
          <rect x={row.days_p10 * scale} y="32" width={Math.max((row.days_p90 - row.days_p10) * scale, 3)} height="3.5" rx="1.75" fill="none" stroke="var(--estimated)" strokeDasharray="2 1.5" />
          <circle cx={row.days * scale} cy="33.75" r="3" fill="var(--estimated)" />
        </g>
      )}
    </svg>
  );
}

/** The same parts as figures: what makes one origin slower than another. */
export function PartsTable({ answer }: { answer: RaceAnswer }) {
  const t = useT();
  const language = useLanguage();
  const parts = partsOf(answer.rows);
  const rows = answer.rows.filter((row) => row.days != null);
  return (
    <section className="panel inspector" aria-label={t('race.parts_title')}>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('race.parts_title')}>
        <table className="lg parts">
          <thead>
            <tr>
              <th scope="col">{t('race.col_part')}</th>
              {rows.map((row) => (
                <th scope="col" key={row.from} className="num">
                  {shortName(language, row.from_name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part}>
                <td>
                  <svg width="24" height="12" viewBox="0 0 24 12" aria-hidden="true">
                    <PartRect part={part} x={0} y={0} width={24} height={12} />
                  </svg>{' '}
                  {translated(t, `part.${part}`) ?? part}
                </td>
                {rows.map((row) => (
                  <td key={row.from} className="num">
                    {(row.hours_by_part[part] ?? 0) > 0 ? number(language, (row.hours_by_part[part] ?? 0) / 24, 1) : <span className="t3">–</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td className="b">{t('race.moving_waiting')}</td>
              {rows.map((row) => (
                <td key={row.from} className="num">
                  {number(language, row.moving_days ?? 0, 1)} + {number(language, row.waiting_days ?? 0, 1)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

/** The list of origins, one may be added or left out. */
export function OriginsEditor({ origins, names, onChange }: { origins: readonly string[]; names: Record<string, string>; onChange: (origins: string[]) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const still = useDebounced(text, 120);
  const found = usePlaceSuggestions(still, true);
  return (
    <div className="origins">
      {origins.map((origin) => (
        <span key={origin} className="chip none">
          {names[origin] ?? origin}
          <button type="button" aria-label={t('race.leave_out', { place: names[origin] ?? origin })} disabled={origins.length < 2} onClick={() => onChange(origins.filter((known) => known !== origin))}>
            <Icon name="close" />
          </button>
        </span>
      ))}
      {origins.length < 8 && (
        <Combobox
          id="add-origin"
          className="add"
          label={t('race.add')}
          placeholder={t('race.add')}
          text={text}
          items={text.trim() === '' ? [] : (found.data ?? []).filter((place) => !origins.includes(place.id))}
          itemKey={(place) => place.id}
          renderItem={(place) => <PlaceOption place={place} />}
          onText={setText}
          onPick={(place) => {
            setText('');
            onChange([...origins, place.id]);
          }}
        />
      )}
    </div>
  );
}
