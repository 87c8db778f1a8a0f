import { useCallback, useMemo } from 'react';

import type { CrossingView } from '../api/types';
import { nameIn } from '../format/names';
import { number } from '../format/number';
import { translated, useLanguage, useT, type Language } from '../i18n';
import { Reliability } from '../parts/Reliability';
import { Failure, Waiting } from '../plan/States';
import { useRowKeys } from '../shell/useShortcuts';
import { StatusMark } from './StatusMark';

/** All crossings with what passes in a day beside what can. */
export function CrossingsTable({ crossings, error, selected, onSelect }: { crossings: CrossingView[] | undefined; error: unknown; selected: string; onSelect: (id: string) => void }) {
  const t = useT();
  const language = useLanguage();
  const rows = useMemo(() => ordered(crossings ?? [], language), [crossings, language]);
  const index = rows.findIndex(({ id }) => id === selected);
  const select = useCallback(
    (position: number) => {
      const row = rows[position];
      if (!row) return;
      onSelect(row.id);
      document.querySelector(`[data-crossing="${row.id}"]`)?.scrollIntoView({ block: 'nearest' });
    },
    [rows, onSelect],
  );
  useRowKeys(rows.length, index, select);
  if (error) return <Failure error={error} />;
  if (!crossings) return <Waiting rows={8} />;
  return (
    <div className="scroll" data-rows tabIndex={0} role="region" aria-label={t('crossings.title')}>
      <table className="it crossings">
        <colgroup>
          <col />
          <col className="c-days" />
          <col className="c-days" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('crossings.col_name')}</th>
            <th scope="col" className="num">{t('crossings.col_day')}</th>
            <th scope="col" className="num">{t('crossings.col_hours')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((crossing) => (
            <tr key={crossing.id} className={crossing.id === selected ? 'sel' : ''} onClick={() => onSelect(crossing.id)} data-crossing={crossing.id} aria-current={crossing.id === selected ? 'true' : undefined}>
              <td>
                <button type="button" className="origin" aria-pressed={crossing.id === selected}>
                  <span className="ti el" title={nameIn(language, crossing.name)}>{nameIn(language, crossing.name)}</span>
                  <span className="xs t3 el">
                    <StatusMark status={crossing.status} />
                    {t('way.comma')}
                    {inLine(translated(t, `crossing_kind.${crossing.kind}`) ?? crossing.kind, language)}
                  </span>
                </button>
              </td>
              <td className="num">
                {crossing.average_per_day == null ? '–' : number(language, crossing.average_per_day)}
                <Reliability level={crossing.reliability} basis={crossing.basis} focusable={crossing.id === selected} />
                <div className="xs t3">{crossing.capacity_per_day == null ? '' : t('crossings.of', { capacity: number(language, crossing.capacity_per_day) })}</div>
              </td>
              <td className="num">{crossing.crossing_hours == null ? '–' : number(language, crossing.crossing_hours, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Words that begin a line elsewhere go on in small letters inside one. */
function inLine(words: string, language: Language): string {
  return words.charAt(0).toLocaleLowerCase(language) + words.slice(1);
}

const KIND_ORDER = ['rail_border', 'road_border', 'port', 'passage'];

/** Rail borders first, inside a kind the busiest first. */
function ordered(crossings: readonly CrossingView[], language: Language): CrossingView[] {
  const kind = (crossing: CrossingView) => KIND_ORDER.indexOf(crossing.kind);
  const name = (crossing: CrossingView) => nameIn(language, crossing.name);
  return [...crossings].sort((a, b) => kind(a) - kind(b) || (b.average_per_day ?? 0) - (a.average_per_day ?? 0) || name(a).localeCompare(name(b), language));
}
