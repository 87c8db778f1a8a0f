import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/600.css';
import '@fontsource/noto-sans/400.css';
import '@fontsource/noto-sans/500.css';
import '@fontsource/noto-sans/600.css';
import './styles/tokens.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/plan.css';
import './styles/map.css';
import './styles/booking.css';
import './styles/hub.css';
import './styles/gate.css';
import './styles/ship.css';
import './styles/store.css';
import './styles/reefers.css';
import './styles/charges.css';
import './styles/at-hubs.css';
import './styles/train.css';

import { queryClient } from './api/queries';
import { App } from './app';
import { startSettings } from './shell/settings';

startSettings();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
