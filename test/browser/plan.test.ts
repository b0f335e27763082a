import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Demo, startDemo } from '../../sandbox/demo/start-demo.ts';
import { Client, startBrowser } from '../support/browser.ts';

let folder: string;
let demo: Demo;
let browser: Browser;
let page: Page;
let client: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-plan-'));
  [demo, browser] = await Promise.all([startDemo(folder), startBrowser()]);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page.setDefaultTimeout(45_000);
  client = new Client(page, demo.pageUrl);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a volume is planned from the help, priced by Enter, and its order goes to the review', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail help');
  await page.getByRole('button', { name: 'Plan by volume' }).click();
  const volume = dialog.getByLabel('How many emails?');
  await dialog.getByLabel('Outlook, percent').fill('40');
  await dialog.getByLabel('Google, percent').fill('70');
  await volume.fill('8k');
  await volume.press('Enter');
  await dialog.getByText('70 and 40 are 110 percent').waitFor();
  await dialog.getByLabel('Google, percent').fill('60');
  await dialog.getByLabel('Google, percent').press('Enter');
  await dialog.getByText('8,000 emails a month · Google 60 %, Outlook 40 %').waitFor();
  expect(await volume.inputValue()).toBe('8k');
  await dialog.getByText('▰▰▰▰▰▰▰▰▰▰ 7 domains, 37 mailboxes').waitFor();
  await client.picture('plan');
  await dialog.getByRole('radio', { name: /Max/ }).check();
  await dialog.getByRole('button', { name: 'Start this order' }).click();

  await dialog.getByLabel('For whom?').fill('Acme, autumn');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByText('4 domains planned for Google · 1 domain planned for Outlook').waitFor();
  await client.picture('plan-domains');
  await dialog.getByLabel('Sender for lines without a name').fill('Ada Park');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('$78.00 / month · Acme, autumn').waitFor();
}, 180_000);
