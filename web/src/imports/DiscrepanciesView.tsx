import { useState, type ReactNode } from 'react';

import type { DiscrepancyView } from '../api/booking';
import { usePlaceBook } from '../api/places';
import { useSend } from '../api/useSend';
import { shortId } from '../consignments/words';
import { csv, download } from '../format/csv';
import { unitNumber } from '../format/unitNumber';
import { translated, useT } from '../i18n';
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
import { href } from '../route';
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
                  <th scope="col">{t('discrepancies.col_ours')}</th>
                  <th scope="col">{t('discrepancies.col_theirs')}</th>
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

function subject(row: DiscrepancyView): string {
  if (row.unit) return unitNumber(row.unit);
  return row.reference ?? (row.consignment ? shortId(row.consignment) : '–');
}

function Row({ row, isSelected, onOpen }: { row: DiscrepancyView; isSelected: boolean; onOpen: () => void }) {
  const t = useT();
  return (
    <tr className={isSelected ? 'sel' : ''} aria-current={isSelected ? 'true' : undefined} data-discrepancy={row.id} onClick={onOpen}>
      <td>
        <button type="button" className="origin" aria-pressed={isSelected}>
          <span className="ti el">{translated(t, `discrepancy.${row.kind}`) ?? row.kind}</span>
          <span className="xs t3 el">{subject(row)}</span>
        </button>
      </td>
      <td className="wrap">{row.ours}</td>
      <td className="wrap">
        {row.theirs}
        <div className="xs t3">{row.source}</div>
      </td>
      <td>
        <Moment at={row.made_at} zone="Asia/Shanghai" />
      </td>
    </tr>
  );
}

/** Says what holds, in words that stay with it; links a row to what it was about. */
function Settle({ row }: { row: DiscrepancyView | null }) {
  const t = useT();
  const [note, setNote] = useState('');
  const [subjectText, setSubjectText] = useState('');
  const places = usePlaceBook([row?.place]);
  const send = useSend(discrepanciesChanged);
  const needsSubject = row !== null && !row.consignment && !row.unit;
  return (
    <section className="panel side" aria-label={t('discrepancies.inspector')}>
      {!row && <Nothing title={t('discrepancies.nothing_chosen')} />}
      {row && (
        <>
          <div className="inspector-head">
            <h2>{translated(t, `discrepancy.${row.kind}`) ?? row.kind}</h2>
            <div className="s t2">
              {subject(row)} {row.place ? `· ${places.name(row.place)}` : ''}
            </div>
          </div>
          <div className="scroll pad" tabIndex={0} role="region" aria-label={t('discrepancies.inspector')}>
            <div className="two-facts">
              <div>
                <span className="xs t3">{t('discrepancies.col_ours')}</span>
                <p>{row.ours}</p>
              </div>
              <div>
                <span className="xs t3">
                  {t('discrepancies.col_theirs')}, {row.source}
                </span>
                <p>{row.theirs}</p>
              </div>
            </div>
            {row.consignment && (
              <p>
                <a href={href('consignments', new URLSearchParams({ id: row.consignment, tab: 'history' }))}>{t('discrepancies.to_consignment')}</a>
              </p>
            )}
            {row.note && <p className="s">{row.note}</p>}
          </div>
          {row.state === 'open' && (
            <form
              className="inspector-foot"
              onSubmit={(event) => {
                event.preventDefault();
                if (note.trim() === '') return;
                send.mutate({ path: `${DISCREPANCIES}/${encodeURIComponent(row.id)}/actions`, body: { version: row.version, action: { do: 'settle', note: note.trim(), consignment: subjectText.trim() || row.consignment, unit: row.unit } } });
              }}
            >
              {needsSubject && (
                <Labelled label={t('discrepancies.belongs')} hint={t('discrepancies.belongs_hint')}>
                  {(field) => <input {...field} value={subjectText} onChange={(event) => setSubjectText(event.target.value)} />}
                </Labelled>
              )}
              <Labelled label={t('discrepancies.note')}>{(field) => <input {...field} value={note} onChange={(event) => setNote(event.target.value)} />}</Labelled>
              <Refused error={send.error} />
              <div className="buttons">
                <button type="submit" className="btn p" disabled={send.isPending || note.trim() === ''}>
                  {t('discrepancies.settle')}
                </button>
              </div>
            </form>
          )}
        </>
      )}
    </section>
  );
}

function discrepanciesCsv(rows: readonly DiscrepancyView[]): string {
  const header = ['id', 'kind', 'state', 'consignment', 'unit', 'place', 'ours', 'theirs', 'source', 'made_utc', 'settled_utc', 'note'];
  return csv([header, ...rows.map((row) => [row.id, row.kind, row.state, row.consignment ?? '', row.unit ?? '', row.place ?? '', row.ours, row.theirs, row.source, row.made_at, row.settled_at ?? '', row.note ?? ''])]);
}
