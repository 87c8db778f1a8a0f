import { useState } from 'react';

import { useT } from '../i18n';
import { Dialog } from './Dialog';
import { Labelled } from './Labelled';

/** Asks why before something that cannot be taken back. */
export function ReasonDialog({ title, words, go, onGo, onClose }: { title: string; words: string; go: string; onGo: (reason: string) => void; onClose: () => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  const isReady = reason.trim() !== '';
  return (
    <Dialog
      title={title}
      width={420}
      onClose={onClose}
      onSubmit={() => isReady && onGo(reason.trim())}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!isReady}>
            {go}
          </button>
        </>
      }
    >
      <p className="s t2">{words}</p>
      <Labelled label={t('act.reason')}>{(field) => <input {...field} value={reason} onChange={(event) => setReason(event.target.value)} />}</Labelled>
    </Dialog>
  );
}
