import { useRef, useState } from 'react';

import type { HubAction, StowReading, Visit } from '../../api/hub';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Icon } from '../../parts/Icon';
import { Refused } from '../../parts/Refused';
import { refusalWords } from '../../plan/problems';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { PART_MAX, useReadStow, type ShipList } from './ship';

type Said = StowReading['problems'][number];

/** Reads a ship's list from a file, shows it row by row, then records it, a long one in parts. */
export function StowDialog({ visit, list, onClose }: { visit: Visit; list: ShipList; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const read = useReadStow(plan.id, visit.id);
  const record = useHubAct(plan.id, onClose);
  const reading = read.data;
  return (
    <Dialog
      title={t(`hub.ship_read_title.${list}`, { name: visit.name })}
      width={760}
      onClose={onClose}
      onSubmit={() => (reading ? record.act(...partsOf(visit.id, list, reading.lines)) : file && read.mutate({ file, name: file.name, list }))}
      foot={
        <>
          {reading && (
            <button type="button" className="btn" onClick={() => read.reset()}>
              {t('hub.train_read_again')}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={reading ? reading.lines.length === 0 || record.isPending : read.isPending || !file}>
            {reading ? t('hub.ship_record', { boxes: number(language, reading.boxes) }) : t('hub.train_look')}
          </button>
        </>
      }
    >
      {!reading && (
        <>
          <p className="s t2">{t('hub.ship_read_words')}</p>
          <div className="row list-file">
            <input ref={input} type="file" accept=".edi,.txt,.csv,.xlsx,text/plain" className="sr-only" tabIndex={-1} aria-label={t('hub.train_choose_file')} onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
            <button type="button" className="btn" onClick={() => input.current?.click()}>
              <Icon name="file" />
              {t('hub.train_choose_file')}
            </button>
            {file && <span className="s el">{file.name}</span>}
          </div>
          <Refused error={read.error} />
        </>
      )}
      {reading && <Preview reading={reading} />}
      <Refused error={record.error} />
    </Dialog>
  );
}

/** Returns the wishes that record a list: parts, each behind the one before. */
export function partsOf(visit: string, list: ShipList, lines: StowReading['lines']): HubAction[] {
  const count = Math.max(1, Math.ceil(lines.length / PART_MAX));
  return Array.from({ length: count }, (_, index) => {
    const from = index * PART_MAX;
    const part = lines.slice(from, from + PART_MAX);
    return list === 'load' ? { do: 'ship_load_list' as const, visit, from, lines: part } : { do: 'visit_list' as const, visit, from, lines: part };
  });
}

function Preview({ reading }: { reading: StowReading }) {
  const t = useT();
  const language = useLanguage();
  const [isAll, setIsAll] = useState(reading.refused + reading.warned === 0);
  const rows = reading.rows.filter(({ state }) => isAll || state !== 'read');
  return (
    <>
      <p className="s list-summary" role="status">
        <b>{t('hub.ship_read_as', { format: t(`hub.ship_format.${reading.format}`), boxes: number(language, reading.boxes) })}</b>
        {reading.refused > 0 && (
          <span className="chip blocked">
            <Icon name="blocked" />
            {t('hub.train_refused', { count: reading.refused })}
          </span>
        )}
        {reading.warned > 0 && (
          <span className="chip attention">
            <Icon name="attention" />
            {t('hub.train_warned', { count: reading.warned })}
          </span>
        )}
        {reading.header?.ship && <span className="t2">{[reading.header.ship, reading.header.voyage, reading.header.from].filter(Boolean).join(' · ')}</span>}
      </p>
      {reading.problems.map((problem, index) => (
        <p key={index} className="s said c-attention">
          <Icon name="attention" />
          <span>{wordsOf(t, problem)}</span>
        </p>
      ))}
      <label className="check s">
        <input type="checkbox" checked={isAll} onChange={(event) => setIsAll(event.target.checked)} />
        {t('hub.train_all_rows', { count: reading.rows.length })}
      </label>
      <div className="scroll list-rows" tabIndex={0} role="region" aria-label={t('hub.train_rows')}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="num">{t('hub.train_col_line')}</th>
              <th scope="col">{t('hub.train_col_number')}</th>
              <th scope="col">{t('hub.ship_sort.stow')}</th>
              <th scope="col">{t('hub.train_col_result')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={`${row.line} ${index}`} data-list-row={row.state}>
                <td className="num t3">{row.line}</td>
                <td className="nw">{row.number ? unitNumber(row.number) : '–'}</td>
                <td className="nw m">{row.stow ?? '–'}</td>
                <td className="wrap">
                  {(row.problems ?? []).length === 0 && <span className="s t2">{t('hub.train_row.read')}</span>}
                  {(row.problems ?? []).map((problem) => (
                    <div key={`${problem.code} ${problem.column ?? ''}`} className={`s said ${row.state === 'refused' ? 'c-blocked' : 'c-attention'}`}>
                      <Icon name={row.state === 'refused' ? 'blocked' : 'attention'} />
                      <span>{wordsOf(t, problem)}</span>
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function wordsOf(t: ReturnType<typeof useT>, { code, detail, facts, column, expected, found }: Said): string {
  return refusalWords(t, { code, detail, facts, fields: [{ field: column ?? '', expected: expected ?? '', found: found ?? '' }] });
}
