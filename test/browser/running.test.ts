import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { buildWebClient } from '../../sandbox/web/build.ts';
import { filterValue } from '../../views/button-values.ts';
import { ACTION } from '../../views/ids.ts';
import { Client, startBrowser } from '../support/browser.ts';
import { type Person, person } from '../support/person.ts';
import { requestOrder, requestSmall } from '../support/request-order.ts';
import { type LocalDns, startLocalDns, withMailRecords } from '../support/servers/local-dns.ts';
import { startWorld, type World } from '../support/world.ts';

const SIZES = { desktop: { width: 1440, height: 1100 }, phone: { width: 390, height: 844 } } as const;
const LABELS = ['Acme, spring campaign', 'Globex pilot', 'Umbrella'];

let folder: string;
let dns: LocalDns;
let world: World;
let browser: Browser;
let amir: Person;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-running-'));
  await buildWebClient(folder);
  dns = await startLocalDns();
  const environment = { CHECK_DNS: 'yes' };
  const settings = { webRoot: folder, startsAt: new Date(), environment, resolver: dns.resolver };
  [world, browser] = await Promise.all([startWorld(settings), startBrowser()]);
  amir = person(world, 'U0AMIR');
  for (const [index, label] of LABELS.entries()) {
    await requestSmall(world, label, `outreach${index + 1}.com`);
    withMailRecords(dns.zone, `outreach${index + 1}.com`);
  }
  await requestOrder(world);
  await amir.openHome();
  for (let each = 0; each <= LABELS.length; each += 1) await amir.pressOnHome(ACTION.approve);
  for (let day = 0; day < 3; day += 1) await world.advance(24 * 60 * 60_000);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
  await dns?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens something as Amir, on a screen of a size. */
async function at(size: keyof typeof SIZES, place: string): Promise<Client> {
  const page = await browser.newPage({ viewport: SIZES[size], locale: 'en-US', timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(45_000);
  await page.goto(`${world.slack.url}/?as=U0AMIR&${place}&panel=0&theme=light`);
  return new Client(page, world.slack.url);
}

const fitsAcross = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

test('what runs has menus above it, and each row leads to its Details with what is missing', async () => {
  for (const size of ['desktop', 'phone'] as const) {
    const client = await at(size, 'channel=app&tab=home');
    const { page } = client;
    await page.getByRole('button', { name: /^Running 4/ }).click();
    await page.getByRole('button', { name: 'Running 4, shown now' }).waitFor();
    await client.picture(`home-running-${size}`);
    // The first menu is *New…*.
    await page.getByRole('combobox').nth(1).waitFor();
    expect(await fitsAcross(page)).toBe(true);
    await client.picture(`home-running-${size}`);
    await page
      .getByRole('button', { name: /^Details.*\$21\.00/ })
      .first()
      .click();
    await client.dialog().getByText('Not found in DNS').waitFor();
    await client.picture(`details-missing-${size}`);
    await client.dialog().getByRole('button', { name: 'Close' }).last().click();
    await page.close();
  }
  await amir.openHome();
  await amir.pressOnHome(ACTION.homeRunning);
  await amir.chooseOnHome(ACTION.homeLabel, filterValue('Globex pilot'));
  expect(amir.homeText().match(/Globex pilot · |Umbrella · /g)).toEqual(['Globex pilot · ']);
}, 240_000);

test('help fits one screen of a phone', async () => {
  await amir.type('/scaledmail help');
  const client = await at('phone', 'channel=C0GENERAL');
  const message = client.message('accept-tags');
  await message.waitFor();
  await client.picture('help-phone');
  const height = (await message.boundingBox())?.height ?? Number.POSITIVE_INFINITY;
  expect(height).toBeLessThanOrEqual(SIZES.phone.height);
  await client.page.close();
}, 120_000);
