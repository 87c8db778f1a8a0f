import { useCallback, useEffect, useMemo } from 'react';

import type { Floor, HubRow } from '../api/hub';
import { useT } from '../i18n';
import { Nothing } from '../parts/Nothing';
import { Failure, Waiting } from '../plan/States';
import { changed, navigate, useRoute } from '../route';
import { useSession } from '../session/session';
import { changeSettings, currentSettings } from '../shell/settings';
import { BerthsView } from './BerthsView';
import { ChargesView } from './charges/ChargesView';
import { FiguresView } from './figures/FiguresView';
import { firstHub } from './firstHub';
import { GateView } from './gate/GateView';
import { GaugeView } from './gauge/GaugeView';
import { GrainView } from './grain/GrainView';
import { HoldsView } from './HoldsView';
import { HubHead } from './HubHead';
import { HubInspector } from './HubInspector';
import { HubContext, type OnHub } from './onHub';
import { OfferByKey } from './OfferByKey';
import { OverviewView } from './OverviewView';
import { useFloor, useHubPlan, useHubs } from './queries';
import { ShipView } from './ship/ShipView';
import { StoreView } from './store/StoreView';
import { ReefersView } from './reefers/ReefersView';
import { TracksView } from './TracksView';
import { TrainView } from './TrainView';
import { isHubView, type HubView } from './views';
import { WorkView } from './WorkView';
import { YardView } from './YardView';

/** Views that show what is chosen themselves. */
const HAS_OWN_SIDE: ReadonlySet<HubView> = new Set(['work', 'gauge', 'gate', 'figures', 'charges']);

/** A hub: its tracks, yard, berths, work and holds, and what is done there. */
export default function HubScreen() {
  const t = useT();
  const { params } = useRoute();
  const hubs = useHubs();
  const session = useSession();
  const rows = hubs.data ?? [];
  // Whose hub it is, the session tells: what is shown first waits for it.
  const wanted = rows.find(({ id }) => id === params.get('hub')) ?? (session.isPending ? undefined : firstHub(rows, session.data?.organisation ?? null, currentSettings().hub));
  if (wanted) return <Chosen key={wanted.id} hubs={rows} hub={wanted.id} params={params} />;
  return (
    <section className="panel hub-alone" aria-label={t('screen.hub')} aria-busy={hubs.isFetching}>
      {hubs.isPending && <Waiting rows={9} />}
      {hubs.error && <Failure error={hubs.error} />}
      {hubs.isSuccess && <Nothing title={t('hub.no_hubs')}>{t('hub.no_hubs_words')}</Nothing>}
    </section>
  );
}

function Chosen({ hubs, hub, params }: { hubs: readonly HubRow[]; hub: string; params: URLSearchParams }) {
  const t = useT();
  const plan = useHubPlan(hub);
  const floor = useFloor(hub);
  const view = params.get('view') ?? '';
  const shown: HubView = isHubView(view) ? view : 'overview';
  const go = useCallback((change: Record<string, string | null>) => navigate('hub', changed(params, { hub, ...change }), true), [params, hub]);
  useEffect(() => {
    if (currentSettings().hub !== hub) changeSettings({ hub });
  }, [hub]);
  const on = useMemo<OnHub | null>(
    () => (plan.data && floor.data ? { plan: plan.data, floor: floor.data, selected: params.get('sel') ?? pressing(floor.data), params, go, select: (sel) => go({ sel }) } : null),
    [plan.data, floor.data, params, go],
  );
  if (!on) {
    const error = plan.error ?? floor.error;
    return (
      <section className="panel hub-alone" aria-label={t('screen.hub')} aria-busy={!error}>
        {error ? <Failure error={error} /> : <Waiting rows={9} />}
      </section>
    );
  }
  return (
    <HubContext value={on}>
      <HubHead hubs={hubs} view={shown} isStale={floor.isError} />
      <div className={`hub-body ${shown}`}>
        <Shown view={shown} />
      </div>
      {!HAS_OWN_SIDE.has(shown) && <HubInspector key={on.selected ?? ''} />}
      <OfferByKey />
    </HubContext>
  );
}

/** Returns what is shown where nothing was chosen: the offer that has waited longest for its answer. */
function pressing({ placements }: Floor): string | null {
  const offers = placements.filter(({ stage }) => stage.state === 'offered').sort((one, other) => one.offered_at.localeCompare(other.offered_at));
  return offers[0] ? `placement:${offers[0].proposal.id}` : null;
}

function Shown({ view }: { view: HubView }) {
  switch (view) {
    case 'overview':
      return <OverviewView />;
    case 'tracks':
      return <TracksView />;
    case 'train':
      return <TrainView />;
    case 'gauge':
      return <GaugeView />;
    case 'yard':
      return <YardView />;
    case 'berths':
      return <BerthsView />;
    case 'ship':
      return <ShipView />;
    case 'work':
      return <WorkView />;
    case 'reefers':
      return <ReefersView />;
    case 'gate':
      return <GateView />;
    case 'grain':
      return <GrainView />;
    case 'store':
      return <StoreView />;
    case 'holds':
      return <HoldsView />;
    case 'figures':
      return <FiguresView />;
    case 'charges':
      return <ChargesView />;
  }
}
