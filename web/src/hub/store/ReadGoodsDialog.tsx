import { useState } from 'react';

import { number } from '../../format/number';
import { useLanguage, useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Icon } from '../../parts/Icon';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOrganisations } from '../../session/organisations';
import { EachOutcome } from '../EachOutcome';
import { FilePick } from '../FilePick';
import { useOnHub } from '../onHub';
import { rowWords } from '../ReadRows';
import { useEach } from '../useEach';
import { useReadGoods } from './queries';

/** Reads a shipper's list of goods: looked at row by row, then each of them taken into the books by itself. */
export function ReadGoodsDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const language = useLanguage();
  const { plan } = useOnHub();
  const organisations = useOrganisations();
  const [file, setFile] = useState<File | null>(null);
  const [owner, setOwner] = useState('');
  const read = useReadGoods(plan.id);
  const { send, outcome, error, isPending } = useEach(plan.id);
  const reading = read.data;
  const wrong = (reading?.rows ?? []).filter(({ problem }) => problem);

  function go() {
    if (outcome) return onClose();
    if (!reading) return file ? read.mutate({ file, name: file.name, owner }) : undefined;
    send(reading.goods.map((goods) => ({ words: goods.number, action: { do: 'goods_declare', goods } })));
  }

  return (
    <Dialog
      title={t('store.read')}
      width={680}
      onClose={onClose}
      onSubmit={go}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={outcome ? false : reading ? reading.goods.length === 0 || isPending : !file || read.isPending}>
            {outcome ? t('action.close') : reading ? t('store.read_take', { count: reading.goods.length }) : t('store.read')}
          </button>
        </>
      }
    >
      {!reading && (
        <>
          <p className="s t2">{t('store.read_words')}</p>
          <FilePick label={t('store.read_file')} accept=".csv,.xlsx,text/csv" file={file} onPick={setFile} />
          <Labelled label={t('store.read_owner')}>
            {(attributes) => (
              <select {...attributes} value={owner} onChange={(event) => setOwner(event.target.value)}>
                <option value="">–</option>
                {organisations.all.map(({ id, name }) => (
                  <option key={id} value={id}>{name}</option>
                ))}
              </select>
            )}
          </Labelled>
          <Refused error={read.error} />
        </>
      )}
      {reading && !outcome && (
        <>
          <p className="b" role="status">
            {t('store.read_told', { count: reading.rows.length, refused: reading.refused, packages: number(language, reading.packages), kg: number(language, reading.mass_kg) })}
          </p>
          {reading.unknown_columns.length > 0 && <p className="s t3">{reading.unknown_columns.join(', ')}</p>}
          <ul className="bulk-what s">
            {wrong.map(({ line, problem }) => problem && (
              <li key={line} className="c-blocked">
                <Icon name="blocked" />
                <b>{t('store.read_line', { line })}</b> {rowWords(t, problem)}
              </li>
            ))}
          </ul>
        </>
      )}
      <Refused error={error} />
      {outcome && <EachOutcome rows={outcome} />}
    </Dialog>
  );
}
