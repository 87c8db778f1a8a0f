import { useState } from 'react';

import type { ConsignmentDetail } from '../api/booking';
import { useT } from '../i18n';
import { Menu } from '../parts/Menu';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { navigate } from '../route';
import { useSession } from '../session/session';
import { AmendDialog } from './AmendDialog';
import { EstimateDialog } from './EstimateDialog';
import { buttonsAndMenu, steps, type Step } from './nextSteps';
import { useAct, useConsignment } from './queries';
import { RewriteDialog } from './RewriteDialog';
import { RollDialog } from './RollDialog';

type Asked = 'cancel' | 'cancel_booking' | 'amend' | 'estimate' | 'rewrite' | 'roll';

/** The one thing to do next, filled; what else can be done beside it and in a menu. */
export function InspectorFoot({ consignment, onRecord }: { consignment: ConsignmentDetail; onRecord: () => void }) {
  const t = useT();
  const permissions = useSession().data?.permissions ?? [];
  const { act, error, isPending } = useAct(consignment);
  // What is decided is decided about the newest version.
  const isBusy = useConsignment(consignment.id).isFetching || isPending;
  const [asking, setAsking] = useState<Asked | null>(null);
  const possible = steps(consignment, permissions);
  const [buttons, rest] = buttonsAndMenu(possible);

  function go(step: Step) {
    switch (step) {
      case 'find':
        navigate('book', new URLSearchParams({ consignment: consignment.id }));
        return;
      case 'reroute':
        navigate('book', new URLSearchParams({ consignment: consignment.id, for: 'reroute' }));
        return;
      case 'record':
        onRecord();
        return;
      case 'cancel':
      case 'cancel_booking':
      case 'amend':
      case 'estimate':
      case 'rewrite':
      case 'roll':
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
        {buttons.map((step, index) => (
          <button key={step} type="button" className={`btn ${index === 0 ? 'p' : ''}`} disabled={isBusy} onClick={() => go(step)}>
            {t(`act.${step}`)}
          </button>
        ))}
        {rest.length > 0 && <Menu label={t('act.more')} disabled={isBusy} items={rest.map((name) => ({ name, words: t(`act.${name}`) }))} onPick={(name) => go(rest.find((step) => step === name) ?? 'record')} />}
      </div>
      <Asking
        asked={asking}
        consignment={consignment}
        onClose={() => setAsking(null)}
        onReason={(asked, reason) => act(asked === 'cancel' ? { do: 'cancel', reason } : { do: 'cancel_booking', reason, cause: 'customer' })}
      />
    </div>
  );
}

/** The question that a step asks before it is done. */
function Asking({ asked, consignment, onClose, onReason }: {
  asked: Asked | null;
  consignment: ConsignmentDetail;
  onClose: () => void;
  onReason: (asked: 'cancel' | 'cancel_booking', reason: string) => void;
}) {
  const t = useT();
  switch (asked) {
    case null:
      return null;
    case 'amend':
      return <AmendDialog consignment={consignment} onClose={onClose} />;
    case 'estimate':
      return <EstimateDialog consignment={consignment} onClose={onClose} />;
    case 'rewrite':
      return <RewriteDialog consignment={consignment} onClose={onClose} />;
    case 'roll':
      return <RollDialog consignment={consignment} onClose={onClose} />;
    case 'cancel':
    case 'cancel_booking':
      return (
        <ReasonDialog
          title={t(`act.${asked}_title`)}
          words={t(`act.${asked}_words`)}
          go={t(`act.${asked}`)}
          onClose={onClose}
          onGo={(reason) => {
            onClose();
            onReason(asked, reason);
          }}
        />
      );
  }
}
