import { Fragment, useState, type ReactNode } from 'react';

import type { DiscrepancyAction, DiscrepancyRow } from '../api/exchange';
import { useSend } from '../api/useSend';
import { csv, download } from '../format/csv';
import { translated, useT, type T } from '../i18n';
import { FreshButton } from '../live/FreshButton';
import { useFreshRows } from '../live/useFreshRows';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { Moment } from '../parts/Moment';
import { MoreRows } from '../parts/MoreRows';
import { Nothing } from '../parts/Nothing';
import { Refused } from '../parts/Refused';
import { Tabs } from '../parts/Tabs';
import { Failure, Waiting } from '../plan/States';
import { useRowKeys } from '../shell/useShortcuts';
import { DISCREPANCIES, discrepanciesChanged, useDiscrepancies } from './queries';

const STATES = ['open', 'settled'] as const;

/** Facts that disagree, both of them, until somebody says which one holds. */
export function DiscrepanciesView({ views }: { views: ReactNode }) {
  const t = useT();
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useDiscrepancies(state);
  const fresh = useFreshRows(DISCREPANCIES, ['discrepancy.']);
  const rows = list.items;
  const selected = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null;
  useRowKeys(rows.length, selected ? rows.indexOf(selected) : 0, (index) => setChosen(rows[index]?.id ?? null), () => document.querySelector<HTMLInputElement>('.inspector-foot input')?.focus());
  const failed = list.error !== null && rows.length === 0;
  return (
    <>
      <section className="panel" aria-label={t('discrepancies.title')} aria-busy={list.isFetching}>
        <div className="ph tall">
          <h1>{t('discrepancies.title')}</h1>
          <FreshButton fresh={fresh} />
          <span className="grow" />
          {views}
        </div>
        <div className="tabs">
          <Tabs label={t('discrepancies.by_state')} tabs={STATES.map((name) => ({ name, words: t(`discrepancies.${name}`), ...(name === state && list.total !== null ? { count: list.total } : {}) }))} on={state} onPick={setState} />
        </div>
        {failed && <Failure error={list.error} />}
        {list.isPending && !failed && <Waiting rows={6} />}
        {list.isSuccess && rows.length === 0 && <Nothing title={t(state === 'open' ? 'discrepancies.none' : 'discrepancies.none_settled')}>{t('discrepancies.none_words')}</Nothing>}
        {rows.length > 0 && (
          <div className={`scroll ${list.isPlaceholderData ? 'stale' : ''}`} data-rows tabIndex={0} role="region" aria-label={t('discrepancies.title')} {...fresh.engaged}>
            <table className="it">
              <colgroup>
                <col className="c-what" />
                <col />
                <col />
                <col className="c-when2" />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">{t('discrepancies.col_what')}</th>
                  <th scope="col">{t('discrepancies.col_found')}</th>
                  <th scope="col">{t('discrepancies.col_file')}</th>
                  <th scope="col">{t('discrepancies.col_since')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} isSelected={row === selected} onOpen={() => setChosen(row.id)} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {rows.length > 0 && (
          <div className="foot">
            <MoreRows shown={rows.length} total={list.total} hasNext={list.hasNextPage} isFetching={list.isFetchingNextPage} onMore={() => void list.fetchNextPage()} />
            <button type="button" className="btn q" onClick={() => download('landbridge-discrepancies.csv', discrepanciesCsv(rows))}>
              <Icon name="file" /> CSV
            </button>
          </div>
        )}
      </section>
      <Settle key={selected?.id ?? ''} row={selected} />
    </>
  );
}

function Row({ row, isSelected, onOpen }: { row: DiscrepancyRow; isSelected: boolean; onOpen: () => void }) {
  const t = useT();
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-discrepancy={row.id} onClick={onOpen}>
      <td>
        <button type="button" className="origin" aria-pressed={isSelected}>
          <span className="ti el">{unknownWords(t, row)}</span>
          <span className="xs t3 el">{translated(t, `imports.kind_${row.kind}`) ?? row.kind}</span>
        </button>
      </td>
      <td className="wrap">{row.found}</td>
      <td className="wrap">
        {row.file}
        <div className="xs t3">{t('discrepancies.lines', { lines: row.lines.join(t('way.comma')) })}</div>
      </td>
      <td>
        <Moment at={row.made_at} zone="Asia/Shanghai" />
      </td>
    </tr>
  );
}

/** Returns what is unknown: the field of the row that names nothing here. */
function unknownWords(t: T, { field }: DiscrepancyRow): string {
  return translated(t, `discrepancy.unknown_${field}`) ?? t('discrepancy.unknown_reference');
}

const MEANT = ['consignment', 'unit', 'place'] as const;

/** Says what was meant, and what came in is recorded against it; or that it is nothing of ours. */
function Settle({ row }: { row: DiscrepancyRow | null }) {
  const t = useT();
  const [note, setNote] = useState('');
  const [meant, setMeant] = useState('');
  const send = useSend(discrepanciesChanged);
  if (!row) {
    return (
      <section className="panel side" aria-label={t('discrepancies.inspector')}>
        <Nothing title={t('discrepancies.nothing_chosen')} />
      </section>
    );
  }
  const field = MEANT.find((name) => name === row.field) ?? 'consignment';
  const act = (action: DiscrepancyAction) => send.mutate({ path: `${DISCREPANCIES}/${encodeURIComponent(row.id)}/actions`, body: { version: row.version, action } });
  const settle = () => act({ do: 'settle', ...(note.trim() ? { note: note.trim() } : {}), ...(meant.trim() ? { [field]: meant.trim() } : {}) });
  const isReady = note.trim() !== '' || meant.trim() !== '';
  return (
    <section className="panel side" aria-label={t('discrepancies.inspector')}>
      <div className="inspector-head">
        <h2>{unknownWords(t, row)}</h2>
        <div className="s t2 el">
          {row.file}, {t('discrepancies.lines', { lines: row.lines.join(t('way.comma')) })}
        </div>
      </div>
      <div className="scroll pad" tabIndex={0} role="region" aria-label={t('discrepancies.inspector')}>
        <div className="two-facts">
          <div>
            <span className="xs t3">{t('discrepancies.col_found')}</span>
            <p>{row.found}</p>
          </div>
          <div>
            <span className="xs t3">{t('discrepancies.col_expected')}</span>
            <p>{row.expected}</p>
          </div>
        </div>
        {row.rows.map((cells, index) => (
          <dl key={index} className="kv">
            {Object.entries(cells).filter(([, value]) => value !== '').map(([name, value]) => (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </Fragment>
            ))}
          </dl>
        ))}
        {row.settled && (
          <p className="s">
            {t(`discrepancies.by_${row.settled.by}`)} <Moment at={row.settled.at} zone="Asia/Shanghai" /> {row.settled.note ?? ''}
          </p>
        )}
      </div>
      {row.state === 'open' && (
        <form
          className="inspector-foot"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) settle();
          }}
        >
          <Labelled label={t(`discrepancies.meant_${field}`)} hint={t('discrepancies.meant_hint')}>
            {(box) => <input {...box} value={meant} onChange={(event) => setMeant(event.target.value)} />}
          </Labelled>
          <Labelled label={t('discrepancies.note')}>{(box) => <input {...box} value={note} onChange={(event) => setNote(event.target.value)} />}</Labelled>
          <Refused error={send.error} />
          <div className="buttons">
            <button type="submit" className="btn p" disabled={send.isPending || !isReady}>
              {t('discrepancies.settle')}
            </button>
            <button type="button" className="btn" disabled={send.isPending} onClick={() => act({ do: 'retry' })}>
              {t('discrepancies.retry')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

function discrepanciesCsv(rows: readonly DiscrepancyRow[]): string {
  const header = ['id', 'kind', 'state', 'code', 'field', 'found', 'expected', 'file', 'lines', 'made_utc', 'settled_utc', 'note'];
  return csv([header, ...rows.map((row) => [row.id, row.kind, row.state, row.code, row.field, row.found, row.expected, row.file, row.lines.join(' '), row.made_at, row.settled?.at ?? '', row.settled?.note ?? ''])]);
}
