import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

let desk: Desk;
let page: Page;
let client: Client;

beforeAll(async () => {
  desk = await startDesk();
  client = await desk.client();
  page = client.page;
}, 120_000);
afterAll(() => desk?.stop());

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
}, 120_000);

test('the app’s messages have no box to write in', async () => {
  await page.goto(`${desk.world.slack.url}/?as=U0AMIR&channel=D0AMIR`);
  await page.getByText('Sending messages to this app has been turned off.').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
}, 120_000);
