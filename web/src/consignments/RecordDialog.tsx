import { useState } from 'react';

import type { ConsignmentDetail, HandlingRecord } from '../api/booking';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { handlingDraft, HandlingFields, startHandling, useHandling } from './HandlingFields';
import { handlingOf, legsOf } from './detail';
import { useAct } from './queries';
import { consignmentName } from './words';

/** Writes down what happened, or what really happened instead of what a record says; the old record stays. */
export function RecordDialog({ consignment, corrected, onClose }: { consignment: ConsignmentDetail; corrected: HandlingRecord | null; onClose: () => void }) {
  const t = useT();
  const { act, error, isPending } = useAct(consignment, onClose);
  const old = corrected ? handlingOf(corrected.statement) : null;
  const legs = legsOf(consignment);
  const [draft, setDraft] = useState(() => (old ? handlingDraft(old) : startHandling(consignment.delivery.next ?? null, legs)));
  const { handling } = useHandling(draft);
  return (
    <Dialog
      title={t(corrected ? 'record.correct_title' : 'record.title', { name: consignmentName(consignment) })}
      width={560}
      onClose={onClose}
      onSubmit={() => handling && act(corrected ? { do: 'correct', record: corrected.id, handling } : { do: 'record', handling })}
      foot={
        <>
          {corrected && (
            <button type="button" className="btn" disabled={isPending} onClick={() => act({ do: 'withdraw', record: corrected.id })}>
              {t('record.withdraw')}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!handling || isPending}>
            {t(corrected ? 'record.correct_go' : 'record.go')}
          </button>
        </>
      }
    >
      <HandlingFields draft={draft} onChange={setDraft} units={consignment.units.map(({ unit }) => unit)} legs={legs} />
      {corrected && <p className="xs t3">{t('record.correct_words')}</p>}
      <Refused error={error} />
    </Dialog>
  );
}
