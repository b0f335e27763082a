import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

let desk: Desk;
let client: Client;

beforeAll(async () => {
  desk = await startDesk();
  client = await desk.client();
}, 120_000);
afterAll(() => desk?.stop());

test('a sheet that was sent with a message begins an order', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.page.getByLabel('File to send').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Domain,Name\nhellonorthwind.com,Ada Park\n'),
  });
  const message = client.page.getByRole('article').filter({ hasText: 'list.csv' }).last();
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await client.page.getByRole('menuitem', { name: /Order from this list/ }).click();
  await dialog.getByText('list.csv: 1 line, for the next page.').waitFor();
  await dialog.getByLabel('For whom?').fill('Acme, spring campaign');
  await dialog.getByRole('combobox', { name: 'Workspace' }).click();
  await client.page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  const box = dialog.getByLabel('Google · 1 of 100 domains');
  expect(await box.inputValue()).toBe('Domain,Name\nhellonorthwind.com,Ada Park');
}, 120_000);
