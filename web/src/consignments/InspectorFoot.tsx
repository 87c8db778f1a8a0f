import { useState } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { useT } from '../i18n';
import { Refused } from '../parts/Refused';
import { navigate } from '../route';
import { useSession } from '../session/session';
import { steps, type Step } from './nextSteps';
import { ReasonDialog } from '../parts/ReasonDialog';
import { useAct } from './queries';

/** The one thing to do next, filled; what else can be done beside it. */
export function InspectorFoot({ consignment, onRecord }: { consignment: ConsignmentDetail; onRecord: () => void }) {
  const t = useT();
  const permissions = useSession().data?.permissions ?? [];
  const { act, error, isPending } = useAct(consignment);
  const [asking, setAsking] = useState<'cancel' | 'cancel_booking' | null>(null);
  const possible = steps(consignment, permissions);

  function go(step: Step) {
    switch (step) {
      case 'find':
        navigate('book', new URLSearchParams({ consignment: consignment.id }));
        return;
      case 'record':
        onRecord();
        return;
      case 'cancel':
      case 'cancel_booking':
        setAsking(step);
        return;
      case 'place_order':
      case 'confirm':
      case 'release':
      case 'close':
        act({ do: step });
    }
  }

  if (possible.length === 0 && !error) return null;
  return (
    <div className="inspector-foot">
      <Refused error={error} />
      <div className="buttons">
        {possible.map((step, index) => (
          <button key={step} type="button" className={`btn ${index === 0 ? 'p' : ''}`} disabled={isPending} onClick={() => go(step)}>
            {t(`act.${step}`)}
          </button>
        ))}
      </div>
      {asking && (
        <ReasonDialog
          title={t(`act.${asking}_title`)}
          words={t(`act.${asking}_words`)}
          go={t(`act.${asking}`)}
          onClose={() => setAsking(null)}
          onGo={(reason) => {
            setAsking(null);
            act(asking === 'cancel' ? { do: 'cancel', reason } : { do: 'cancel_booking', reason, cause: 'customer' });
          }}
        />
      )}
    </div>
  );
}
