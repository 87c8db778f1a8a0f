import { StackPanel } from './StackPanel';
import { UnitSearch } from './UnitSearch';
import { YardPanel } from './YardPanel';

/** The yard in full: plan and figures of the blocks, the section of one, and a search for boxes. */
export function YardView() {
  return (
    <div className="hub-yard-view">
      <YardPanel />
      <div className="hub-yard-low">
        <StackPanel />
        <UnitSearch />
      </div>
    </div>
  );
}
