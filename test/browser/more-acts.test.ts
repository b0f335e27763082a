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

/** Amir approves what waits for so much. */
async function approve(amount: string): Promise<void> {
  await client.open('U0AMIR', 'C0APPROVALS');
  await page.getByRole('button', { name: `Approve ${amount}` }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
}

test('two names are searched, ticked and bought, and an order is made on them', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail domains acme growth');
  await dialog.getByRole('checkbox', { name: /acmegrowth\.com/ }).check();
  await dialog.getByRole('checkbox', { name: /acme-growth\.com/ }).check();
  await dialog.getByLabel(/For whom/).fill('Acme');
  await client.picture('domains-search');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('then $34.00 a year').first().waitFor();
  await dialog.getByRole('button', { name: /^Send/ }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();
  await approve('$31.00 now');
  await client.message(/Placed · \$31\.00 now/).waitFor();
  // The list of bought names that the search has read a moment ago is looked at no more.
  await desk.world.advance(60_000);
  await client.message(/Bought · \$31\.00 now/).waitFor();

  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order google acmegrowth.com acme-growth.com as "Ada Park" for Acme');
  await dialog.getByLabel('Workspace').click();
  await page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();
  await approve('$14.00 / month');
  await client.message(/Placed · \$14\.00/).waitFor();
  expect(desk.paidBodies()).toMatchObject([
    { domains: ['acmegrowth.com', 'acme-growth.com'] },
    { providers: { google: { domains: [{ domain: 'acmegrowth.com' }, { domain: 'acme-growth.com' }] } } },
  ]);
}, 120_000);

test('a pre-warmed inbox is taken from the stock', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail prewarmed');
  await dialog.getByLabel(/For whom/).fill('Acme spring');
  await dialog.getByRole('checkbox').first().check();
  await client.picture('prewarmed');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('$20.00 now').first().waitFor();
  await dialog.getByRole('button', { name: /^Send/ }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();
  await approve('$20.00 now');
  await client.message(/Placed · \$20\.00 now/).waitFor();
  expect(desk.paidBodies().at(-1)).toMatchObject({ domains: [{ id: expect.stringContaining('recWarm') }] });
}, 120_000);
