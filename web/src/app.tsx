import { lazy, Suspense, useCallback, useEffect, useState } from 'react';

import { useT } from './i18n';
import { FiguresScreen } from './figures/FiguresScreen';
import { PlanScreen } from './plan/PlanScreen';
import { useRoute } from './route';
import { KeyboardHelp } from './shell/KeyboardHelp';
import { Rail } from './shell/Rail';
import { TopBar } from './shell/TopBar';
import { useShortcuts } from './shell/useShortcuts';

// The map's engine is the largest part of the page: only who opens the map loads it.
const MapScreen = lazy(() => import('./map/MapScreen'));

export function App() {
  const t = useT();
  const { screen } = useRoute();
  const [showsKeys, setShowsKeys] = useState(false);
  useShortcuts(useCallback(() => setShowsKeys(true), []));
  useEffect(() => {
    document.title = `${t(`screen.${screen}`)} · Landbridge`;
  }, [t, screen]);
  return (
    <div className="app">
      <Rail onKeys={() => setShowsKeys(true)} />
      <TopBar />
      <main className={`main ${screen}`}>
        {screen === 'plan' && <PlanScreen />}
        {screen === 'figures' && <FiguresScreen />}
        {screen === 'map' && (
          <Suspense fallback={<section className="panel" aria-busy="true" />}>
            <MapScreen />
          </Suspense>
        )}
      </main>
      {showsKeys && <KeyboardHelp onClose={() => setShowsKeys(false)} />}
    </div>
  );
}
