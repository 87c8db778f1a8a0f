import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import type { ReeferFile } from '../../api/hub';
import { upload } from '../../api/client';
import { newKey } from '../../api/intent';
import { unitNumber } from '../../format/unitNumber';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { hubPath, useHubAct } from '../queries';
import { rowWords } from '../ReadRows';
import { listType } from '../train';

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
      {!found && <Labelled label={t('hub.reefers.do.file')} hint={t('hub.reefers.file_hint', { zone: plan.zone })}>{(field) => <input {...field} type="file" accept=".csv,.xlsx,text/csv" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}</Labelled>}
      {found && (
        <div className="scroll reefer-readings" tabIndex={0} role="region" aria-label={t('hub.reefers.outcome')}>
          <table className="cl">
            <thead>
              <tr>
                <th scope="col" className="num">{t('hub.reefers.line')}</th>
                <th scope="col">{t('hub.reefers.number')}</th>
                <th scope="col">{t('hub.reefers.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr key={row.line}>
                  <td className="num">{row.line}</td>
                  <td className="m">{unitNumber(row.number)}</td>
                  <td className={row.state === 'refused' ? 'wrap c-late' : ''}>
                    {t(`hub.reefers.state.${row.state === 'new' ? 'new' : row.state === 'known' ? 'known' : 'refused'}`)}
                    {row.problem && `: ${rowWords(t, row.problem)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Refused error={read.error ?? error} />
    </Dialog>
  );
}
