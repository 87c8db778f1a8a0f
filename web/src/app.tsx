import { lazy, Suspense, useCallback, useEffect, useState } from 'react';

import { useT } from './i18n';
import { SeesFloor } from './atHubs/SeesFloor';
import { FiguresScreen } from './figures/FiguresScreen';
import { useLive } from './live/useLive';
import { PlanScreen } from './plan/PlanScreen';
import { useRoute, type Screen } from './route';
import { InvitationScreen } from './session/InvitationScreen';
import { Needs } from './session/Needs';
import { KeyboardHelp } from './shell/KeyboardHelp';
import { Rail } from './shell/Rail';
import { TopBar } from './shell/TopBar';
import { useShortcuts } from './shell/useShortcuts';

// The map's engine is the largest part of the page: only who opens the map loads it.
const MapScreen = lazy(() => import('./map/MapScreen'));
const HubScreen = lazy(() => import('./hub/HubScreen'));
const AtHubsScreen = lazy(() => import('./atHubs/AtHubsScreen'));
const ConsignmentsScreen = lazy(() => import('./consignments/ConsignmentsScreen'));
const BookingScreen = lazy(() => import('./booking/BookingScreen'));
const CapacityScreen = lazy(() => import('./capacity/CapacityScreen'));
const UnitsScreen = lazy(() => import('./units/UnitsScreen'));
const ImportsScreen = lazy(() => import('./imports/ImportsScreen'));
const AdminScreen = lazy(() => import('./admin/AdminScreen'));

export function App() {
  const t = useT();
  const { screen } = useRoute();
  const [showsKeys, setShowsKeys] = useState(false);
  useLive();
  useShortcuts(useCallback(() => setShowsKeys(true), []));
  useEffect(() => {
    document.title = `${t(`screen.${screen}`)} · Landbridge`;
  }, [t, screen]);
  return (
    <div className="app">
      <Rail onKeys={() => setShowsKeys(true)} />
      <TopBar />
      <main className={`main ${screen}`}>
        <Suspense fallback={<section className="panel" aria-busy="true" />}>
          <Shown screen={screen} />
        </Suspense>
      </main>
      {showsKeys && <KeyboardHelp onClose={() => setShowsKeys(false)} />}
    </div>
  );
}

function Shown({ screen }: { screen: Screen }) {
  switch (screen) {
    case 'plan':
      return <PlanScreen />;
    case 'figures':
      return <FiguresScreen />;
    case 'map':
      return <MapScreen />;
    case 'hub':
      return <Needs permission="read"><SeesFloor><HubScreen /></SeesFloor></Needs>;
    case 'at-hubs':
      return <Needs permission="read"><AtHubsScreen /></Needs>;
    case 'invitation':
      return <InvitationScreen />;
    case 'consignments':
      return <Needs permission="read"><ConsignmentsScreen /></Needs>;
    case 'book':
      return <Needs permission="book"><BookingScreen /></Needs>;
    case 'capacity':
      return <Needs permission="read"><CapacityScreen /></Needs>;
    case 'units':
      return <Needs permission="read"><UnitsScreen /></Needs>;
    case 'imports':
      return <Needs permission="record"><ImportsScreen /></Needs>;
    case 'admin':
      return <Needs permission="administer"><AdminScreen /></Needs>;
  }
}
