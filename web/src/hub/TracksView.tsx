import { TrackPanel } from './TrackPanel';
import { TrainPanel } from './TrainPanel';

/** The tracks in full, and beside them the trains that have no track yet. */
export function TracksView() {
  return (
    <div className="hub-tracks-view">
      <TrainPanel />
      <TrackPanel />
    </div>
  );
}
