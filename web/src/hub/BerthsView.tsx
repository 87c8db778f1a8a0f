import { BerthPanel } from './BerthPanel';
import { VisitPanel } from './VisitPanel';
import { useOnHub } from './onHub';

/** Berths by hours, and all visits with their times side by side. */
export function BerthsView() {
  const { plan } = useOnHub();
  return (
    <div className={`hub-berths-view ${plan.berths.length > 0 ? '' : 'dry'}`}>
      {plan.berths.length > 0 && <BerthPanel />}
      <VisitPanel />
    </div>
  );
}
