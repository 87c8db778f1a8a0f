import { useState } from 'react';

import type { ListReading, Visit } from '../api/hub';
import { number } from '../format/number';
import { unitNumber } from '../format/unitNumber';
import { useLanguage, useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { Refused } from '../parts/Refused';
import { FilePick } from './FilePick';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { ReadRows, rowWords } from './ReadRows';
import { useReadList } from './train';
import { shortId } from './words';


/** Reads a train's wagon list: pasted or a file, looked at row by row, then recorded. */
export function ReadListDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
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
      onSubmit={() => (reading ? record.act({ do: 'visit_list', visit: visit.id, lines }, ...(reading.index && reading.index !== visit.index ? [{ do: 'visit_index' as const, visit: visit.id, index: reading.index }] : [])) : look(file, wagonType))}
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
          <FilePick label={t('hub.train_choose_file')} accept=".txt,.csv,.xlsx,text/plain" file={file} onPick={setFile}>
            {file && (
              <button type="button" className="link" onClick={() => setFile(null)}>
                {t('hub.train_no_file')}
              </button>
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
          </FilePick>
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
  return (
    <ReadRows
      reading={reading}
      words={t('hub.train_read_as', { format: t(`hub.train_format.${reading.format}`), wagons: number(language, reading.wagons), boxes: number(language, reading.boxes) })}
      more={
        <>
          {reading.header?.index && <span className="t2">{t('hub.train_header', { train: reading.header.train ?? '–', index: reading.header.index, at: reading.header.at ?? '–' })}</span>}
          {hadList && <span className="t2">{t('hub.train_replaces')}</span>}
        </>
      }
      problems={
        reading.problem && (
          <p className="refused" role="alert">
            <Icon name="blocked" />
            <span>{rowWords(t, reading.problem)}</span>
          </p>
        )
      }
      columns={[
        {
          words: t('hub.train_col_number'),
          cell: (row) => (
            <>
              {row.wagon ? <span className="t3">{row.slot ?? '·'} </span> : null}
              {row.wagon ? unitNumber(row.number) : row.number || '–'}
            </>
          ),
        },
      ]}
    />
  );
}
