import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import type { ReeferFile } from '../../api/hub';
import { upload } from '../../api/client';
import { newKey } from '../../api/intent';
import { unitNumber } from '../../format/unitNumber';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Refused } from '../../parts/Refused';
import { FilePick } from '../FilePick';
import { useOnHub } from '../onHub';
import { hubPath, useHubAct } from '../queries';
import { ReadRows, type ReadRow } from '../ReadRows';
import { listType } from '../train';

interface Row extends ReadRow {
  number: string;
  /** `new`, `known` or `refused`. */
  said: string;
}

/** Readings out of a file: looked at row by row, then those that are new are recorded. */
export function ReadingsFileDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [file, setFile] = useState<File | null>(null);
  const read = useMutation({ mutationFn: (sent: File) => upload<ReeferFile>(`${hubPath(plan.id, 'reefers', 'file')}?name=${encodeURIComponent(sent.name)}`, sent, listType(sent.name), newKey()) });
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const found = read.data;
  const send = () => {
    if (found) act({ do: 'reefer_read', readings: found.readings });
    else if (file) read.mutate(file);
  };
  return (
    <Dialog
      title={t('hub.reefers.do.file')}
      width={620}
      onClose={onClose}
      onSubmit={send}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={found ? found.readings.length === 0 || isPending : !file || read.isPending}>
            {found ? t('hub.reefers.do.record', { count: found.readings.length }) : t('hub.reefers.do.look')}
          </button>
        </>
      }
    >
      {!found && (
        <>
          <p className="s t2">{t('hub.reefers.file_hint', { zone: plan.zone })}</p>
          <FilePick label={t('hub.train_choose_file')} accept=".csv,.xlsx,text/csv" file={file} onPick={setFile} />
        </>
      )}
      {found && (
        <ReadRows
          reading={{ rows: found.rows.map((row): Row => ({ ...row, state: row.state === 'refused' ? 'refused' : 'read', said: row.state, problems: row.problem ? [row.problem] : [] })), refused: found.rows.filter(({ state }) => state === 'refused').length, warned: 0 }}
          words={t('hub.reefers.do.record', { count: found.readings.length })}
          more={found.unknown_columns.length > 0 && <span className="t3">{found.unknown_columns.join(', ')}</span>}
          columns={[
            { words: t('hub.reefers.number'), cell: ({ number }) => unitNumber(number) || '–' },
            { words: t('hub.reefers.outcome'), cell: ({ said }) => t(`hub.reefers.state.${said === 'new' || said === 'known' ? said : 'refused'}`) },
          ]}
        />
      )}
      <Refused error={read.error ?? error} />
    </Dialog>
  );
}
