import { useState } from 'react';

import type { GaugeDocument } from '../../api/gauge';
import { useT } from '../../i18n';
import { Dialog } from '../../parts/Dialog';
import { Labelled } from '../../parts/Labelled';
import { Refused } from '../../parts/Refused';
import { useOnHub } from '../onHub';
import { useHubAct } from '../queries';

/** Takes a unit up that stood on the train and was not in its list. */
export function AddUnitDialog({ document, onClose }: { document: GaugeDocument; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [unit, setUnit] = useState('');
  const [words, setWords] = useState('');
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const isReady = unit.trim() !== '';
  return (
    <Dialog
      title={t('hub.gauge_add')}
      width={420}
      onClose={onClose}
      onSubmit={() => isReady && act({ do: 'gauge_add', change: document.id, unit: unit.trim(), words: words.trim() })}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady || isPending}>
            {t('hub.gauge_add')}
          </button>
        </>
      }
    >
      <Labelled label={t('hub.col_number')}>{(field) => <input {...field} value={unit} onChange={(event) => setUnit(event.target.value)} />}</Labelled>
      <Labelled label={t('hub.gauge_words')}>{(field) => <input {...field} value={words} onChange={(event) => setWords(event.target.value)} />}</Labelled>
      <Refused error={error} />
    </Dialog>
  );
}
