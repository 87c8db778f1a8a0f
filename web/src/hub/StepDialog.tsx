import { useState } from 'react';

import type { Visit } from '../api/hub';
import { useT } from '../i18n';
import { Dialog } from '../parts/Dialog';
import { Refused } from '../parts/Refused';
import { typedInstant } from './MomentField';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { WhenField } from './WhenField';

/** Says that a visit arrived as announced, is complete or has departed, now or earlier. */
export function StepDialog({ visit, step, onOther, onClose }: { visit: Visit; step: 'arrive' | 'complete' | 'depart'; onOther?: () => void; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const [when, setWhen] = useState<string | null>(null);
  const { act, error, isPending } = useHubAct(plan.id, onClose);
  const at = when === null ? new Date().toISOString() : typedInstant(plan.zone, when);
  return (
    <Dialog
      title={t(`hub.step.${step}_title`, { name: visit.name })}
      width={460}
      onClose={onClose}
      onSubmit={() => at && act({ do: `visit_${step}`, visit: visit.id, at })}
      foot={
        <>
          {onOther && (
            <button type="button" className="btn" onClick={onOther}>
              {t('hub.step.found_otherwise')}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="btn p" disabled={!at || isPending}>
            {t(`hub.step.${step}_go`)}
          </button>
        </>
      }
    >
      <p className="s t2">{t(`hub.step.${step}_words`, { count: visit.boxes_on })}</p>
      <WhenField wall={when} onChange={setWhen} />
      <Refused error={error} />
    </Dialog>
  );
}
