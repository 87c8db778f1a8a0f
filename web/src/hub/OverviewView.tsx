import { BerthPanel } from './BerthPanel';
import { TrackPanel } from './TrackPanel';
import { WorkPanel } from './WorkPanel';
import { StackPanel } from './StackPanel';
import { YardPanel } from './YardPanel';
import { useOnHub } from './onHub';

/** Everything at a glance: tracks, yard, berths, the next moves, a stack. */
export function OverviewView() {
  const { plan } = useOnHub();
  const hasQuay = plan.berths.length > 0;
  return (
    <div className={`hub-overview ${hasQuay ? '' : 'dry'}`}>
      <TrackPanel isShort />
      <YardPanel isShort />
      {hasQuay && <BerthPanel />}
      <WorkPanel />
      <StackPanel isShort />
    </div>
  );
}
