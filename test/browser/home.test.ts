import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildWebClient } from '../../sandbox/web/build.ts';
import { Client, startBrowser } from '../support/browser.ts';
import { person } from '../support/person.ts';
import { requestOrder, requestSmall } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

const SIZES = { desktop: { width: 1440, height: 1100 }, phone: { width: 390, height: 844 } } as const;
const HOME = 'channel=app&tab=home&panel=0';
/** What people ask for, as it is in a week like any other. */
const LABELS = ['Acme, spring campaign', 'Globex pilot', 'Hundred, autumn', 'Umbrella', 'Initech relaunch'];

let folder: string;
let world: World;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-home-'));
  await buildWebClient(folder);
  [world, browser] = await Promise.all([startWorld({ webRoot: folder, startsAt: new Date() }), startBrowser()]);
  for (let number = 1; number <= 17; number += 1) {
    const label = LABELS[number % LABELS.length] ?? '';
    await requestSmall(world, `${label} ${number}`, `outreach${number}.com`);
    await world.advance(60_000);
  }
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens Home as somebody, on a screen of a size. */
async function homeOn(size: keyof typeof SIZES, as: string, scheme: 'light' | 'dark' = 'light'): Promise<Client> {
  const page = await browser.newPage({ viewport: SIZES[size], locale: 'en-US', timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(45_000);
  await page.goto(`${world.slack.url}/?as=${as}&${HOME}&theme=${scheme}`);
  await page.getByRole('button', { name: /^Mine \d+/ }).waitFor();
  return new Client(page, world.slack.url);
}

/** Waits for something on Home, while its time goes on: Home is drawn again at most every ten seconds of it. */
async function inTime(wanted: Locator): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1) {
    if (
      await wanted.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      )
    )
      return;
    await world.advance(11_000);
  }
  await wanted.waitFor();
}

/** Whether nothing of the page has to be looked for by scrolling sideways. */
const fitsAcross = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

test('seventeen that wait are counted and reached, on a desktop and on a phone', async () => {
  for (const size of ['desktop', 'phone'] as const) {
    const client = await homeOn(size, 'U0AMIR');
    const { page } = client;
    await page.getByRole('button', { name: 'To decide 17, shown now' }).waitFor();
    const approving = page.getByRole('button', { name: /^Approve/ });
    await approving.nth(9).waitFor();
    expect(await approving.count()).toBe(10);
    expect(await fitsAcross(page)).toBe(true);
    await client.picture(`home-${size}`);
    await page.getByRole('button', { name: 'Next 7 ›' }).click();
    await page.getByText('11–17 of 17, the next to end first').waitFor();
    await page.getByText('11–17 of 17').scrollIntoViewIfNeeded();
    await client.picture(`home-${size}-last-page`);
    await page.close();
  }
}, 120_000);

test('an order is approved on Home, after the same question as on its card', async () => {
  const client = await homeOn('desktop', 'U0AMIR');
  const { page } = client;
  await page
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click();
  await page.getByText('Charges the company card', { exact: false }).waitFor();
  await client.picture('home-approve');
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await inTime(page.getByRole('button', { name: 'To decide 16, shown now' }));
  await page.getByRole('button', { name: 'Running 1' }).click();
  await page.getByRole('button', { name: 'Running 1, shown now' }).waitFor();
  await client.picture('home-running');
  await page.close();
  const rita = await homeOn('phone', 'U0RITA', 'dark');
  await rita.dialog().getByRole('button', { name: 'Done' }).click();
  await rita.picture('home-mine');
  await rita.page.close();
}, 120_000);

test('a pause stands above everything, and Details offer what the reader can do', async () => {
  await requestOrder(world);
  await person(world, 'U0BEA').type('/scaledmail pause Card being replaced');
  const client = await homeOn('phone', 'U0AMIR');
  const { page } = client;
  await page.getByText('Placing is paused').waitFor();
  await client.picture('home-paused');
  await page
    .getByRole('button', { name: /^Details/ })
    .first()
    .click();
  await client
    .dialog()
    .getByRole('button', { name: /^Approve/ })
    .waitFor();
  await client.picture('details-to-decide');
  await page.close();
}, 120_000);
