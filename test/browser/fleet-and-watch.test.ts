import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, SCREENS, startDesk } from '../support/desk.ts';
import { APPROVALS } from '../support/person.ts';
import { requestSmall } from '../support/request-order.ts';
import { runningOrder } from '../support/running-order.ts';

const SIZES = ['desktop', 'phone'] as const satisfies readonly (keyof typeof SCREENS)[];
const LOOK_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
const BY_HAND = ['getbyhand.com', 'trybyhand.com', 'usebyhand.com'];

let desk: Desk;
let client: Client;

beforeAll(async () => {
  // The digest comes on the day after the one on which the orders of these pictures work.
  const day = new Date(Date.now() + 5 * DAY_MS).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
  desk = await startDesk({ watchesAccount: true, environment: { DIGEST_DAY: day, DIGEST_HOUR: '0' } });
  const running = await runningOrder(desk.world);
  const open = running.rita.modal();
  if (open) await desk.world.slack.closeView({ as: 'U0RITA', viewId: open.id, all: true });
  client = await desk.client();
}, 120_000);
afterAll(() => desk?.stop());

/** A picture of what is shown on a desktop and on a phone, where nothing may have to be looked for sideways. */
async function pictures(name: string, shown: Locator): Promise<void> {
  for (const size of SIZES) {
    await client.page.setViewportSize(SCREENS[size]);
    await shown.scrollIntoViewIfNeeded();
    expect(await client.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await client.picture(size === 'desktop' ? name : `${name}-phone`);
  }
  await client.page.setViewportSize(SCREENS.desktop);
}

test('what runs and what it costs are read on a desktop and on a phone', async () => {
  const { page } = client;
  await client.open('U0AMIR', 'C0OUTBOUND', { panel: 0 });
  await client.type('/scaledmail fleet');
  await page.getByText('By workspace').waitFor();
  await page.getByText('Provider not known · domains and mailboxes not known').waitFor();
  await pictures('fleet', page.getByRole('button', { name: /^Fleet\.csv/ }));
  await page.getByRole('button', { name: /^Spend…/ }).click();
  await page.getByText('Next charges').waitFor();
  await pictures('spend', page.getByRole('button', { name: /^Spend\.csv/ }));
}, 120_000);

test('an order that nobody approved is told within fifteen minutes, looked at and explained', async () => {
  const { page } = client;
  const dialog = client.dialog();
  desk.world.vendor.placeByHand({ names: BY_HAND });
  await desk.world.advance(LOOK_MS);
  await client.open('U0AMIR', APPROVALS, { panel: 0 });
  const alert = client.message('$21.00 / month that nobody approved here');
  await pictures('alert', alert.getByRole('button', { name: /^Cancel at ScaledMail…/ }));
  await alert.getByRole('button', { name: /^Look/ }).click();
  await dialog.getByText(BY_HAND.join(', ')).waitFor();
  await pictures('alert-look', dialog);
  await page.keyboard.press('Escape');
  await alert.getByRole('button', { name: /^This was us…/ }).click();
  await dialog.getByRole('textbox').fill('Ordered in the web app for a client.');
  await pictures('alert-reason', dialog);
  await dialog.getByRole('button').last().click();
  await dialog.getByText('Kept, with your name.').waitFor();
  await page.keyboard.press('Escape');
  await client.message('Ordered in the web app for a client.').waitFor();
  await pictures('alert-explained', client.message('Ordered in the web app for a client.'));
}, 120_000);

test('the weekly digest is read on a desktop and on a phone', async () => {
  const { world } = desk;
  // Three weeks later, what was ordered first is about to be charged again.
  await world.advance(21 * DAY_MS);
  await requestSmall(world, 'Globex pilot', 'globex-mail.com');
  world.vendor.placeByHand({ names: ['getnobody.com'] });
  await world.advance(LOOK_MS);
  await world.advance(DAY_MS);
  await client.open('U0AMIR', APPROVALS, { panel: 0 });
  const digest = client.message('Once a week, and only when something changed');
  await digest.getByText('Needs somebody').waitFor();
  await digest.getByText('Charged in the next 7 days').waitFor();
  await digest.getByText('that nobody approved here').waitFor();
  await pictures('digest', digest.getByText('Once a week'));
}, 120_000);
