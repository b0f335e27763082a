import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { buildWebClient } from '../../sandbox/web/build.ts';
import { ACTION } from '../../views/ids.ts';
import { Client, startBrowser } from '../support/browser.ts';
import { APPROVALS, cardFor, person } from '../support/person.ts';
import { requestOrder, requestSmall } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

const SIZES = { desktop: { width: 1440, height: 1100 }, phone: { width: 390, height: 844 } } as const;
const DAY_MS = 24 * 60 * 60_000;

let folder: string;
let world: World;
let browser: Browser;

// One order that was declined, one that works, one that takes long, one that is being set up, one that waits.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-cards-'));
  await buildWebClient(folder);
  [world, browser] = await Promise.all([startWorld({ webRoot: folder, startsAt: new Date() }), startBrowser()]);
  const amir = person(world, 'U0AMIR');
  await requestSmall(world, 'Globex pilot', 'globexpilot.com');
  await amir.press(cardFor(amir), ACTION.decline);
  await amir.submit({ reason: 'Two domains are enough for a pilot.' });
  await requestOrder(world, undefined, { label: 'Acme, spring campaign' });
  await amir.press(cardFor(amir), ACTION.approve);
  for (let day = 0; day < 4; day += 1) await world.advance(DAY_MS);
  world.vendor.settings({ stuckDomains: 1 });
  await requestSmall(world, 'Hundred, autumn', 'hundredautumn.com');
  await amir.press(cardFor(amir), ACTION.approve);
  for (let day = 0; day < 8; day += 1) await world.advance(DAY_MS);
  world.vendor.settings({ stuckDomains: 0 });
  await requestSmall(world, 'Umbrella', 'umbrellago.com');
  await amir.press(cardFor(amir), ACTION.approve);
  await world.advance(60_000);
  await requestSmall(world, 'Initech relaunch', 'initechgo.com');
  for (const as of ['U0RITA', 'U0AMIR']) {
    const open = person(world, as).modal();
    if (open) await world.slack.closeView({ as, viewId: open.id, all: true });
  }
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a channel as somebody, on a screen of a size. */
async function channelOn(size: keyof typeof SIZES, as: string, channel: string): Promise<Client> {
  const page = await browser.newPage({ viewport: SIZES[size], locale: 'en-US', timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(45_000);
  const client = new Client(page, world.slack.url);
  await client.open(as, channel, { panel: 0 });
  return client;
}

test.each(['desktop', 'phone'] as const)(
  'cards that wait for nobody are two lines, on a %s',
  async (size) => {
    const client = await channelOn(size, 'U0AMIR', APPROVALS);
    await client.message(/All working · \$21\.00/).waitFor();
    const ended = client.message(/Declined · /);
    expect(await ended.textContent()).toContain('By Amir Haddad');
    await client.message(/taking long/).waitFor();
    await client.picture(`cards-${size}`);
    await ended.scrollIntoViewIfNeeded();
    await client.picture(`cards-ended-${size}`);
    await client.page.close();
  },
  120_000,
);

test.each(['desktop', 'phone'] as const)(
  'whoever asked has one message an order, and the mailboxes, on a %s',
  async (size) => {
    const client = await channelOn(size, 'U0RITA', 'D0RITA');
    const file = client.message(/mailboxes\.csv/);
    await file.scrollIntoViewIfNeeded();
    await client.picture(`hand-over-${size}`);
    await client.message(/Declined · /).scrollIntoViewIfNeeded();
    await client.picture(`requester-${size}`);
    await client.page.close();
  },
  120_000,
);
