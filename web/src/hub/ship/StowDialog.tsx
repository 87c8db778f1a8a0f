import { useState } from 'react';

import type { HubAction, StowReading, Visit } from '../../api/hub';
import { number } from '../../format/number';
import { unitNumber } from '../../format/unitNumber';
import { useLanguage, useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Icon } from '../../parts/Icon';
import { Refused } from '../../parts/Refused';
import { FilePick } from '../FilePick';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';
import { ReadRows, rowWords } from '../ReadRows';
import { PART_MAX, useReadStow, type ShipList } from './ship';

/** Reads a ship's list from a file, shows it row by row, then records it, a long one in parts. */
export function StowDialog({ visit, list, onClose }: { visit: Visit; list: ShipList; onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
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
          <FilePick label={t('hub.train_choose_file')} accept=".edi,.txt,.csv,.xlsx,text/plain" file={file} onPick={setFile} />
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
  const { header } = reading;
  return (
    <ReadRows
      reading={reading}
      words={t('hub.ship_read_as', { format: t(`hub.ship_format.${reading.format}`), boxes: number(language, reading.boxes) })}
      more={header?.ship && <span className="t2">{[header.ship, header.voyage, header.from].filter(Boolean).join(' · ')}</span>}
      problems={reading.problems.map((problem, index) => (
        <p key={index} className="s said c-attention">
          <Icon name="attention" />
          <span>{rowWords(t, problem)}</span>
        </p>
      ))}
      columns={[
        { words: t('hub.train_col_number'), cell: ({ number }) => (number ? unitNumber(number) : '–') },
        { words: t('hub.ship_sort.stow'), className: 'm', cell: ({ stow }) => stow ?? '–' },
      ]}
    />
  );
}
