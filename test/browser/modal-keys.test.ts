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
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-keys-'));
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

const hasFocus = () => client.dialog().evaluate((dialog) => dialog.contains(dialog.ownerDocument.activeElement));

test('the focus stays in a modal whose content changes, begins in its first field, and Esc closes it', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  const label = dialog.getByLabel('For whom?');
  await label.waitFor();
  expect(await label.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await label.fill('Acme, *spring* :smile:');
  await dialog.getByRole('combobox', { name: 'Workspace' }).click();
  await page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Sender for lines without a name').waitFor();
  expect(await hasFocus()).toBe(true);
  await dialog.getByRole('button', { name: '‹ Back' }).click();
  await label.waitFor();
  expect(await hasFocus()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await client.type('/scaledmail order');
  await dialog.getByText('Not sent yet: Acme, *spring* :smile:').waitFor();
  await client.picture('form-unfinished');
}, 180_000);

test('the app’s messages have no box to write in', async () => {
  await page.goto(`${demo.pageUrl}/?as=U0AMIR&channel=D0AMIR`);
  await page.getByText('Sending messages to this app has been turned off.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
}, 180_000);
