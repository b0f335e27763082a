import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Demo, startDemo } from '../../sandbox/demo/start-demo.ts';
import { Client, startBrowser } from '../support/browser.ts';

let folder: string;
let demo: Demo;
let browser: Browser;
let client: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-browser-'));
  [demo, browser] = await Promise.all([startDemo(folder), startBrowser()]);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page.setDefaultTimeout(45_000);
  client = new Client(page, demo.pageUrl);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function fillInWhat(): Promise<void> {
  const dialog = client.dialog();
  await dialog.getByLabel('For whom?').fill('Acme, spring campaign');
  await dialog.getByRole('combobox', { name: 'ScaledMail workspace' }).click();
  await client.page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
}

test('a sheet is uploaded, its columns are asked about, and its mistakes come back as a file', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  await fillInWhat();
  const sheet =
    'Domain,Owner,Password\ngetnorthwind.com,Ada Park,x9!Kd02mQ\nmail.gonorthwind.com,Zoë Neil,q7G$k2LmZ!\n';
  await dialog.getByLabel('Or upload a sheet').setInputFiles(csv('leads.csv', sheet));
  await dialog.getByText('leads.csv').waitFor();
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('leads.csv: 2 rows, 3 columns. 1 column needs your word.').waitFor();
  await client.picture('upload-columns');
  await dialog.getByRole('button', { name: 'Use this' }).click();
  await dialog.getByText('leads.csv is in your direct messages').waitFor();
  await client.picture('upload-mistakes');
  await dialog.getByRole('button', { name: 'Fix 1 line' }).click();
  await dialog.getByText('$14.00 / month').first().waitFor();
  await dialog.getByText('Delete leads.csv in Slack too').waitFor();
  expect(await dialog.getByText('x9!Kd02mQ').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('a sheet that was sent with a message begins an order', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.page
    .getByLabel('File to send')
    .setInputFiles(csv('list.csv', 'Domain,Name\nhellonorthwind.com,Ada Park\n'));
  const message = client.page.getByRole('article').filter({ hasText: 'list.csv' }).last();
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await client.page.getByRole('menuitem', { name: /Order from this list/ }).click();
  await dialog.getByText('list.csv: 1 line, for the next page.').waitFor();
  await fillInWhat();
  expect(await dialog.getByLabel(/Google: or type/).inputValue()).toBe('Domain,Name\nhellonorthwind.com,Ada Park');
});
