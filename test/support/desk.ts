import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildWebClient } from '../../sandbox/web/build.ts';
import { Client, startBrowser } from './browser.ts';
import { startWorld, type World, type WorldOptions } from './world.ts';

/** Screens that people have. */
export const SCREENS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** A world whose Slack is looked at and clicked in a browser. */
export interface Desk {
  readonly world: World;
  /** Opens a new page on a screen; nobody is signed in yet. */
  client(screen?: keyof typeof SCREENS): Promise<Client>;
  /** Bodies of the calls that charge, as ScaledMail received them. */
  paidBodies(): unknown[];
  stop(): Promise<void>;
}

/** Starts a world and a browser. Its clock begins now, as that of the browser does. */
export async function startDesk(options: WorldOptions = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'scaledmail-desk-'));
  await buildWebClient(folder);
  const [world, browser]: [World, Browser] = await Promise.all([
    startWorld({ startsAt: new Date(), ...options, webRoot: folder }),
    startBrowser(),
  ]);
  return {
    world,
    client: async (screen = 'desktop') => {
      const page = await browser.newPage({
        viewport: SCREENS[screen],
        locale: 'en-US',
        timezoneId: 'Europe/Berlin',
      });
      page.setDefaultTimeout(30_000);
      return new Client(page, world.slack.url);
    },
    paidBodies: () => world.vendor.state().requests.flatMap(({ effect, body }) => (effect === 'spend' ? [body] : [])),
    stop: async () => {
      await browser.close();
      await world.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
