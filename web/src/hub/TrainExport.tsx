import { useState } from 'react';

import type { Visit } from '../api/hub';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Icon } from '../parts/Icon';
import { Labelled } from '../parts/Labelled';
import { useOnHub } from './onHub';
import { listAddress } from './train';

/** Four or five digits of the forming station, the train's number, four or five of the station of destination. */
const INDEX = /^\d{4,5}[ +-]\d{1,3}[ +-]\d{4,5}$/;

/** The train's list as a file for a railway or a spreadsheet, or on paper. */
export function TrainExport({ visit }: { visit: Visit }) {
  const t = useT();
  const { plan } = useOnHub();
  const [isOpen, setIsOpen] = useState(false);
  const [index, setIndex] = useState(visit.index ?? '');
  const [station, setStation] = useState('');
  const isWrong = index.trim() !== '' && !INDEX.test(index.trim());
  return (
    <>
      <button type="button" className="btn" onClick={() => setIsOpen(true)}>
        <Icon name="file" />
        {t('hub.train_export')}
      </button>
      <button type="button" className="btn" onClick={() => window.print()}>
        {t('hub.train_print')}
      </button>
      {isOpen && (
        <Dialog title={t('hub.train_list_of', { name: visit.name })} width={440} onClose={() => setIsOpen(false)}>
          <div className="fields two">
            <Labelled label={t('hub.train_index')} hint={t('hub.train_index_hint')} error={isWrong ? t('hub.train_index_wrong') : null}>
              {(field) => <input {...field} value={index} placeholder="6700 015 6980" onChange={(event) => setIndex(event.target.value)} />}
            </Labelled>
            <Labelled label={t('hub.train_station')} hint={t('hub.train_station_hint')}>
              {(field) => <input {...field} inputMode="numeric" maxLength={6} value={station} onChange={(event) => setStation(event.target.value.replace(/\D/g, ''))} />}
            </Labelled>
          </div>
          <div className="row buttons hub-buttons train-files">
            {(['du1', 'csv', 'xlsx'] as const).map((format) => (
              <a key={format} className={`btn ${format === 'du1' ? 'p' : ''}`} aria-disabled={isWrong} href={isWrong ? undefined : listAddress(plan.id, visit.id, format, { index, station })} download>
                {t(`hub.train_format.${format}`)}
              </a>
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}
