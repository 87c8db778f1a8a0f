import { useState } from 'react';

import type { JobRow, Spot } from '../api/hub';
import { unitNumber } from '../format/unitNumber';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { useOnHub } from './onHub';
import { useBlock } from './queries';
import { SpotFields, spotOf, type SpotDraft } from './SpotFields';

/** Where a box was really put, if not where it should go. */
export function ElsewhereDialog({ job, onGo, onClose }: { job: JobRow; onGo: (to: Spot) => void; onClose: () => void }) {
  const t = useT();
  const { plan, floor } = useOnHub();
  const form = job.length ?? '20';
  const [draft, setDraft] = useState<SpotDraft>({
    at: 'yard',
    block: job.to.at === 'yard' ? job.to.block : (plan.blocks[0]?.id ?? ''),
    bay: job.to.at === 'yard' ? String(job.to.bay) : form === '40' ? '2' : '1',
    top: '',
    slot: '',
    visit: '',
    stow: '',
  });
  const boxes = useBlock(plan.id, draft.block || null).data;
  const to = spotOf(draft, { plan, floor, boxes }, form);
  return (
    <Dialog
      title={t('hub.elsewhere_title', { number: unitNumber(job.number) })}
      onClose={onClose}
      onSubmit={() => to && onGo(to)}
      foot={
        <>
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!to}>
            {t('hub.do.job_finish')}
          </button>
        </>
      }
    >
      <SpotFields draft={draft} form={form} onChange={setDraft} />
    </Dialog>
  );
}
