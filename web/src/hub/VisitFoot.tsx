import { useState } from 'react';

import type { Visit } from '../api/hub';
import { useT } from '../i18n';
import { Menu } from '../parts/Menu';
import { ReasonDialog } from '../parts/ReasonDialog';
import { Refused } from '../parts/Refused';
import { useMay } from '../session/session';
import { EstimateVisitDialog } from './EstimateVisitDialog';
import { FormDialog } from './FormDialog';
import { ListDialog } from './ListDialog';
import { useOperates } from './may';
import { MoorDialog } from './MoorDialog';
import { OfferDialog } from './OfferDialog';
import { useOnHub } from './onHub';
import { useHubAct } from './queries';
import { ReadListDialog } from './ReadListDialog';
import { StepDialog } from './StepDialog';
import { visitSteps, type VisitStep } from './visitSteps';

/** How many steps stand as buttons; the others are in the menu. */
const SHOWN = 3;

/** What is done to a visit next. */
export function VisitFoot({ visit }: { visit: Visit }) {
  const t = useT();
  const { floor, go } = useOnHub();
  const [offers, dispatches, records] = [useMay('dispatch'), useOperates('dispatch'), useOperates('record')];
  const [asking, setAsking] = useState<VisitStep | 'found' | null>(null);
  const isPlaced = floor.placements.some(({ proposal }) => proposal.visit === visit.id);
  const possible = visitSteps(visit, isPlaced).filter((step) => (step === 'arrive' ? records : step === 'offer' ? offers : dispatches));
  const ask = (step: VisitStep) => (step === 'build' ? go({ view: 'train', train: visit.id }) : step === 'ship' ? go({ view: 'ship', ship: visit.id }) : setAsking(step));
  const [shown, more] = [possible.slice(0, SHOWN), possible.slice(SHOWN)];
  return (
    <div className="inspector-foot">
      {possible.length === 0 && <p className="s t3">{t('permission.lacks_dispatch')}</p>}
      <div className="row buttons hub-buttons">
        {shown.map((step, index) => (
          <button key={step} type="button" className={`btn ${index === 0 ? 'p' : ''}`} onClick={() => ask(step)}>
            {t(`hub.do.${step}`)}
          </button>
        ))}
        {more.length > 0 && <Menu label={t('act.more')} items={more.map((step) => ({ name: step, words: t(`hub.do.${step}`) }))} onPick={(name) => more.filter((step) => step === name).forEach(ask)} />}
      </div>
      {asking && <Asked visit={visit} step={asking} onClose={() => setAsking(null)} onOther={() => setAsking('found')} />}
    </div>
  );
}

function Asked({ visit, step, onClose, onOther }: { visit: Visit; step: VisitStep | 'found'; onClose: () => void; onOther: () => void }) {
  switch (step) {
    case 'offer':
      return <OfferDialog visit={visit.id} onClose={onClose} />;
    case 'moor':
      return <MoorDialog visit={visit} onClose={onClose} />;
    case 'list':
      return <ListDialog visit={visit} mode="announce" onClose={onClose} />;
    case 'read':
      return <ReadListDialog visit={visit} onClose={onClose} />;
    case 'build':
    case 'ship':
      return null;
    case 'found':
      return <ListDialog visit={visit} mode="found" onClose={onClose} />;
    case 'estimate':
      return <EstimateVisitDialog visit={visit} onClose={onClose} />;
    case 'form':
      return <FormDialog visit={visit} onClose={onClose} />;
    case 'cancel':
      return <CancelDialog visit={visit} onClose={onClose} />;
    case 'arrive':
      return <StepDialog visit={visit} step="arrive" onOther={onOther} onClose={onClose} />;
    case 'complete':
    case 'depart':
      return <StepDialog visit={visit} step={step} onClose={onClose} />;
  }
}

function CancelDialog({ visit, onClose }: { visit: Visit; onClose: () => void }) {
  const t = useT();
  const { plan } = useOnHub();
  const { act, error } = useHubAct(plan.id, onClose);
  return (
    <>
      <Refused error={error} />
      <ReasonDialog title={t('hub.cancel_title', { name: visit.name })} words={t('hub.cancel_words')} go={t('hub.do.cancel')} onGo={(reason) => act({ do: 'visit_cancel', visit: visit.id, reason })} onClose={onClose} />
    </>
  );
}
