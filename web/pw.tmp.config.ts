import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

const ADDRESS = 'http://127.0.0.1:7994';
// A journal of its own for each run: the demonstration begins anew. Workers read this file too and start no server.
const data = () => mkdtempSync(join(tmpdir(), 'landbridge-e2e-'));
const SERVER =
  process.env.LANDBRIDGE_SERVER ??
  `${process.env.LANDBRIDGE_BIN ?? '../target/fast/landbridge'} serve --corridor ../corridors/eurasia --addr 127.0.0.1:7979 --demo --data ${process.env.TEST_WORKER_INDEX ? '' : data()}`;

export default defineConfig({
  testDir: '/work/wt/hubweb/web/e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    baseURL: ADDRESS,
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--use-gl=angle',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  
});
