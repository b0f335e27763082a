import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

const LOOK_MS = 15 * 60_000;
const NAMES = ['getglobex.com', 'tryglobex.com', 'useglobex.com', 'goglobex.com', 'meetglobex.com'];

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({ watchesAccount: true });
  await desk.world.settle();
  await desk.world.advance(LOOK_MS);
}, 120_000);
afterAll(() => desk?.stop());

/** The message of the channel that says so, in the middle of the screen. */
async function shown(client: Client, text: RegExp): Promise<void> {
  await client.message(text).scrollIntoViewIfNeeded();
}

test('an order by hand is told; somebody looks, says what it was, and two lines are left', async () => {
  const { world } = desk;
  world.vendor.placeByHand({ names: NAMES });
  await world.advance(LOOK_MS);
  const client = await desk.client();
  const { page } = client;
  await client.open('U0AMIR', 'C0APPROVALS');
  await client.message(/nobody approved here/).waitFor();
  await shown(client, /nobody approved here/);
  await client.picture('account-watch');
  await page.getByRole('button', { name: /^Look/ }).last().click();
  await client.dialog().getByText('meetglobex.com').waitFor();
  await client.picture('account-watch-look');
  await client.dialog().getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: /^This was us/ }).click();
  await client.dialog().getByLabel('What was it?').fill('Ordered in the web app for the Globex pilot');
  await client.dialog().getByRole('button', { name: 'Save' }).click();
  await client.dialog().getByText('Kept, with your name').waitFor();
  await client.dialog().getByRole('button', { name: 'Close' }).last().click();
  await client.message(/this was us/).waitFor();
  expect(await page.getByRole('button', { name: /^This was us/ }).count()).toBe(0);
}, 120_000);

test('on a phone, the heading and the buttons of an alarm are on the first screen', async () => {
  const { world } = desk;
  const [old] = world.vendor.state().orders;
  world.vendor.changeAmount(old?.id ?? '', 5_600);
  await world.advance(LOOK_MS);
  const client = await desk.client('phone');
  await client.open('U0AMIR', 'C0APPROVALS', { panel: 0 });
  await client.message(/instead of/).waitFor();
  await shown(client, /instead of/);
  await client.picture('account-watch-phone');
  for (const name of [/^This was us/, /^Look/, /^Cancel at ScaledMail/]) {
    const box = await client.page.getByRole('button', { name }).last().boundingBox();
    expect(box?.y).toBeLessThan(844);
  }
}, 120_000);
