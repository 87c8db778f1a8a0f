import { useEffect, useRef } from 'react';

import type { HubPlan } from '../api/hub';
import { useT } from '../i18n';
import { Icon } from '../parts/Icon';
import { slotOf, type LineDraft, type LineForm, type LineProblem } from './lines';

interface LineTableProps {
  lines: readonly LineDraft[];
  types: HubPlan['wagon_types'];
  isTrain: boolean;
  /** Whether it is ticked what is there. */
  isFound: boolean;
  problems: ReadonlyMap<string, LineProblem>;
  onChange: (lines: readonly LineDraft[]) => void;
  onNext: (form: LineForm) => void;
}

/** The lines of a list, each in one row of fields; `Enter` in the last one begins another of its kind. */
export function LineTable({ lines, types, isTrain, isFound, problems, onChange, onNext }: LineTableProps) {
  const t = useT();
  const table = useRef<HTMLTableElement>(null);
  const count = useRef(lines.length);
  // A new line is typed into at once.
  useEffect(() => {
    if (lines.length > count.current) table.current?.querySelector<HTMLElement>('tbody tr:last-child input[name="number"]')?.focus();
    count.current = lines.length;
  }, [lines.length]);
  return (
    <div
      className="scroll line-list"
      role="region"
      aria-label={t('hub.list.lines')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || event.target.type === 'checkbox') return;
        // The list is sent by its button, never by the way.
        event.preventDefault();
        const last = lines.at(-1);
        if (last) onNext(last.form);
      }}
    >
      <table ref={table} className="lines">
        <thead>
          <tr>
            {isFound && <th scope="col">{t('hub.list.col_there')}</th>}
            <th scope="col">{t('hub.list.col_what')}</th>
            <th scope="col">{t('hub.col_number')}</th>
            <th scope="col">{t(isTrain ? 'hub.list.col_slot' : 'hub.stow')}</th>
            <th scope="col">{t('hub.facts.fill')}</th>
            <th scope="col">{t('hub.facts.mass')}</th>
            <th scope="col">{t('hub.seals')}</th>
            <th scope="col">{t('hub.goes_to')}</th>
            <th scope="col">{t('hub.list.col_goods')}</th>
            <th scope="col">{t('hub.list.col_dangerous')}</th>
            <th scope="col"><span className="sr-only">{t('hub.list.remove')}</span></th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <Row
              key={line.key}
              line={line}
              at={at}
              slot={slotOf(lines, at)}
              types={types}
              shows={{ isTrain, isFound }}
              problem={problems.get(line.key) ?? null}
              onSet={(change) => onChange(lines.map((one) => (one.key === line.key ? { ...one, ...change } : one)))}
              onRemove={line.isAnnounced && isFound ? null : () => onChange(lines.filter((one) => one.key !== line.key))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  line: LineDraft;
  at: number;
  slot: number;
  types: HubPlan['wagon_types'];
  shows: { isTrain: boolean; isFound: boolean };
  problem: LineProblem | null;
  onSet: (change: Partial<LineDraft>) => void;
  onRemove: (() => void) | null;
}

function Row({ line, at, slot, types, shows: { isTrain, isFound }, problem, onSet, onRemove }: RowProps) {
  const t = useT();
  const said = (words: string) => `${words}, ${t('hub.list.line_of', { line: at + 1 })}`;
  const field = (name: 'number' | 'stow' | 'mass' | 'seals' | 'destination' | 'goods' | 'dangerous', words: string) => (
    <input className="cell-input" name={name} aria-label={said(words)} autoComplete="off" inputMode={name === 'mass' ? 'decimal' : undefined} disabled={!line.isThere} value={line[name]} onChange={(event) => onSet({ [name]: event.target.value })} />
  );
  const isWagon = line.form === 'wagon';
  return (
    <tr className={`${isWagon ? 'of-wagon' : ''} ${line.isThere ? '' : 'missing'} ${problem ? 'bad' : ''}`} data-line={line.number} data-problem={problem ?? undefined}>
      {isFound && (
        <td>
          <input type="checkbox" className="row-check" aria-label={said(t('hub.list.col_there'))} checked={line.isThere} onChange={(event) => onSet({ isThere: event.target.checked })} />
        </td>
      )}
      <td>
        {isWagon ? (
          <select className="cell-input" aria-label={said(t('hub.list.col_what'))} value={line.wagonType} disabled={!line.isThere} onChange={(event) => onSet({ wagonType: event.target.value })}>
            {types.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        ) : (
          <span className={isTrain ? 'line-box' : ''}>{t(`hub.list.form.${line.form}`)}</span>
        )}
      </td>
      <td>
        {field('number', t('hub.col_number'))}
        {problem && (
          <span className="xs c-late row" role="note">
            <Icon name="attention" />
            {t(`hub.list.problem.${problem}`)}
          </span>
        )}
      </td>
      <td>
        {!isWagon && isTrain && <input className="cell-input" aria-label={said(t('hub.list.col_slot'))} inputMode="numeric" placeholder={String(slot)} disabled={!line.isThere} value={line.slot} onChange={(event) => onSet({ slot: event.target.value.trim() })} />}
        {!isWagon && !isTrain && field('stow', t('hub.stow'))}
      </td>
      <td>
        {!isWagon && (
          <select className="cell-input" aria-label={said(t('hub.facts.fill'))} value={line.fill} disabled={!line.isThere} onChange={(event) => onSet({ fill: event.target.value === 'empty' ? 'empty' : 'laden' })}>
            <option value="laden">{t('hub.fill.laden')}</option>
            <option value="empty">{t('hub.fill.empty')}</option>
          </select>
        )}
      </td>
      <td>{!isWagon && field('mass', t('hub.facts.mass'))}</td>
      <td>{!isWagon && field('seals', t('hub.seals'))}</td>
      <td>{!isWagon && field('destination', t('hub.goes_to'))}</td>
      <td>{!isWagon && field('goods', t('hub.list.col_goods'))}</td>
      <td>{!isWagon && field('dangerous', t('hub.list.col_dangerous'))}</td>
      <td>
        {onRemove && (
          <button type="button" className="btn sq q" aria-label={said(t('hub.list.remove'))} onClick={onRemove}>
            <Icon name="close" />
          </button>
        )}
      </td>
    </tr>
  );
}
