import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

const NEW = ['acmegrowth.com', 'acme-growth.com'] as const;
const NAMES = [...NEW, 'getnorthwind.com'];

let desk: Desk;
let page: Page;
let client: Client;

beforeAll(async () => {
  desk = await startDesk();
  client = await desk.client();
  page = client.page;
}, 120_000);
afterAll(() => desk?.stop());

test('two names are bought, and mailboxes ordered on them and one more, in one go', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  await dialog.getByLabel(/For whom/).fill('Acme, spring campaign');
  await dialog.getByLabel('Workspace').click();
  await page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('radio', { name: 'New, to be bought' }).check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByText('New domains are bought first').waitFor();
  await dialog.getByLabel(/Google · /).fill(NAMES.map((name) => `${name}, Ada Park, https://acme.com`).join('\n'));
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('only when 1 is done').waitFor();
  await client.picture('both-review');
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', 'C0APPROVALS');
  const approve = page.getByRole('button', { name: 'Approve $31.00 now + $21.00 / month' });
  await approve.scrollIntoViewIfNeeded();
  await client.picture('both-card');
  await approve.click();
  await page.getByText('and once they are bought $21.00 a month').waitFor();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$31\.00 now \+ \$21\.00 \/ month/).waitFor();
  await page.getByLabel('Charges: 2 · $52.00').waitFor();
  expect(desk.paidBodies()).toMatchObject([
    { domains: [...NEW] },
    { providers: { google: { domains: NAMES.map((domain) => ({ domain })) } } },
  ]);
  expect(desk.world.vendor.state().charges).toMatchObject([{ amountCents: 3_100 }, { amountCents: 2_100 }]);
}, 120_000);
