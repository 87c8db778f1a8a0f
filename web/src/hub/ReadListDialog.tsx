import { useRef, useState } from 'react';

import type { ListReading, Visit } from '../api/hub';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { refusalWords } from '../plan/problems';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { useReadList } from './train';
import { shortId } from './words';

type Row = ListReading['rows'][number];

/** Reads a train's wagon list: pasted or a file, looked at row by row, then recorded. */
export function ReadListDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [wagonType, setWagonType] = useState('');
  const read = useReadList(plan.id, visit.id);
  const record = useHubAct(plan.id, onClose);
  const gauge = visit.vehicle.kind === 'train' ? visit.vehicle.gauge_mm : 0;
  const types = plan.wagon_types.filter(({ gauge_mm }) => gauge_mm === gauge);
  const reading = read.data;
  const look = (sent: File | null, type: string) => read.mutate(sent ? { file: sent, name: sent.name, wagonType: type } : { file: new Blob([text]), name: `${visit.name}.txt`, wagonType: type });
  const lines = reading?.lines ?? [];

  return (
    <Dialog
      title={t('hub.train_read_title', { name: visit.name })}
      width={760}
      onClose={onClose}
      onSubmit={() => (reading ? record.act({ do: 'visit_list', visit: visit.id, lines }) : look(file, wagonType))}
      foot={
        <>
          {reading && (
            <button type="button" className="btn" onClick={() => read.reset()}>
              {t('hub.train_read_again')}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={reading ? lines.length === 0 || Boolean(reading.problem) || record.isPending : read.isPending || (!file && text.trim() === '')}>
            {reading ? t('hub.train_record', { wagons: number(language, reading.wagons), boxes: number(language, reading.boxes) }) : t('hub.train_look')}
          </button>
        </>
      }
    >
      {!reading && (
        <>
          <Labelled label={t('hub.train_paste')} hint={t('hub.train_paste_hint')}>
            {(field) => <textarea {...field} className="list-text" rows={9} spellCheck={false} value={text} disabled={file !== null} onChange={(event) => setText(event.target.value)} />}
          </Labelled>
          <div className="row list-file">
            <input ref={input} type="file" accept=".txt,.csv,.xlsx,text/plain" className="sr-only" tabIndex={-1} aria-label={t('hub.train_choose_file')} onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
            <button type="button" className="btn" onClick={() => input.current?.click()}>
              <Icon name="file" />
              {t('hub.train_choose_file')}
            </button>
            {file && (
              <span className="s el">
                {file.name}{' '}
                <button type="button" className="link" onClick={() => setFile(null)}>
                  {t('hub.train_no_file')}
                </button>
              </span>
            )}
            <span className="grow" />
            <label className="s row">
              {t('hub.train_type_if_unknown')}{' '}
              <select value={wagonType} onChange={(event) => setWagonType(event.target.value)}>
                <option value="">{t('hub.train_likeliest')}</option>
                {types.map(({ id }) => (
                  <option key={id} value={id}>
                    {shortId(id) || id}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <Refused error={read.error} />
        </>
      )}
      {reading && <Preview reading={reading} hadList={visit.wagons.length > 0} />}
      <Refused error={record.error} />
    </Dialog>
  );
}

function Preview({ reading, hadList }: { reading: ListReading; hadList: boolean }) {
  const t = useT();
  const language = useLanguage();
  const [isAll, setIsAll] = useState(reading.refused + reading.warned === 0);
  const rows = reading.rows.filter(({ state }) => isAll || state !== 'read');
  return (
    <>
      <p className="s list-summary" role="status">
        <b>{t('hub.train_read_as', { format: t(`hub.train_format.${reading.format}`), wagons: number(language, reading.wagons), boxes: number(language, reading.boxes) })}</b>
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
        {reading.header?.index && <span className="t2">{t('hub.train_header', { train: reading.header.train ?? '–', index: reading.header.index, at: reading.header.at ?? '–' })}</span>}
        {hadList && <span className="t2">{t('hub.train_replaces')}</span>}
      </p>
      {reading.problem && (
        <p className="refused" role="alert">
          <Icon name="blocked" />
          <span>{wordsOf(t, reading.problem)}</span>
        </p>
      )}
      <label className="check s">
        <input type="checkbox" checked={isAll} onChange={(event) => setIsAll(event.target.checked)} />
        {t('hub.train_all_rows', { count: reading.rows.length })}
      </label>
      <div className="scroll list-rows" tabIndex={0} role="region" aria-label={t('hub.train_rows')}>
        <table>
          <colgroup>
            <col className="c-line" />
            <col className="c-number" />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="num">{t('hub.train_col_line')}</th>
              <th scope="col">{t('hub.train_col_number')}</th>
              <th scope="col">{t('hub.train_col_result')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={`${row.line} ${index}`} data-list-row={row.state}>
                <td className="num t3">{row.line}</td>
                <td className="nw">
                  {row.wagon ? <span className="t3">{row.slot ?? '·'} </span> : null}
                  {row.wagon ? unitNumber(row.number) : row.number || '–'}
                </td>
                <td className="wrap">
                  <Result row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Result({ row }: { row: Row }) {
  const t = useT();
  if ((row.problems ?? []).length === 0) return <span className="s t2">{t('hub.train_row.read')}</span>;
  return (
    <>
      {(row.problems ?? []).map((problem) => (
        <div key={`${problem.code} ${problem.column ?? ''}`} className={`s said ${row.state === 'refused' ? 'c-blocked' : 'c-attention'}`}>
          <Icon name={row.state === 'refused' ? 'blocked' : 'attention'} />
          <span>
            <b>{t(`hub.train_row.${row.state}`)}</b> {wordsOf(t, problem)}
          </span>
        </div>
      ))}
    </>
  );
}

/** Returns a row's problem as other refusals say it: the column is the field. */
function wordsOf(t: ReturnType<typeof useT>, { code, detail, facts, column, expected, found }: NonNullable<ListReading['problem']>): string {
  return refusalWords(t, { code, detail, facts, fields: [{ field: column ?? '', expected: expected ?? '', found: found ?? '' }] });
}
