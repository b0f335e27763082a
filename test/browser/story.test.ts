import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { type Demo, startDemo } from '../../sandbox/demo/start-demo.ts';
import type { ArmedFault, ControlState } from '../../sandbox/scaledmail/http/protocol.ts';
import { Client, startBrowser } from '../support/browser.ts';

const APPROVALS = 'C0APPROVALS';
const WIDE = { width: 1440, height: 900 };
let folder: string;
let demo: Demo;
let browser: Browser;
let client: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-browser-'));
  [demo, browser] = await Promise.all([startDemo(folder), startBrowser()]);
  const page = await browser.newPage({ viewport: WIDE, locale: 'en-US', timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(45_000);
  client = new Client(page, demo.pageUrl);
});
afterAll(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function vendorState(): Promise<ControlState> {
  return (await fetch(`${demo.vendorUrl}/control/state`)).json();
}

async function fillInTheForm(): Promise<void> {
  const dialog = client.dialog();
  await client.type('/scaledmail order');
  await dialog.getByLabel('For whom?').fill('Acme, spring campaign');
  await dialog.getByRole('combobox', { name: 'Workspace' }).click();
  await client.page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('checkbox', { name: /Outlook/ }).check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Sender for lines without a name').fill('Ada Park');
  await dialog
    .getByLabel(/^Google · \d+ of/)
    .fill('getnorthwind.com\ngonorthwind.com, Ben Ito, https://northwind.com\nmail.hellonorthwind.com');
  await dialog.getByLabel(/^Outlook · \d+ of/).fill('joinnorthwind.com\nmeetnorthwind.com');
}

test('an order is requested, approved by somebody else, placed once and followed, in a page that looks like Slack', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await fillInTheForm();

  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('3: mail.hellonorthwind.com → hellonorthwind.com').waitFor();
  await dialog.getByRole('button', { name: 'Fix 1 line' }).click();
  await dialog.getByText('$121.00 / month').first().waitFor();
  await client.picture('form-review');
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await client.page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', APPROVALS);
  const approve = client.page.getByRole('button', { name: 'Approve $121.00 / month' });
  await approve.waitFor();
  await client.picture('card-waiting');
  await approve.click();
  await client
    .dialog()
    .getByText(/5 domains/)
    .waitFor();
  await client.picture('card-confirm');
  await client.page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$121\.00/).waitFor();
  await client.message(/of 5 domains ready/).waitFor();
  expect(await approve.count()).toBe(0);
  const { charges, requests } = await vendorState();
  expect(charges).toMatchObject([{ amountCents: 12_100, succeeded: true }]);
  expect(requests.filter(({ effect }) => effect === 'spend')).toHaveLength(1);
  await client.page.getByText('$121.00').last().waitFor();

  await client.page.getByRole('button', { name: '+1 day' }).click();
  await client.message(/[1-4] of 5 domains ready/).waitFor();
  await client.picture('story');
  await client.page.getByRole('button', { name: '+3 days' }).click();
  await client.message(/5 of 5|All .*work/i).waitFor();

  await client.open('U0AMIR', APPROVALS, { theme: 'dark' });
  await client.picture('story-dark');
}, 180_000);

test('an order that runs is cancelled: one asks and says why, somebody else approves, and its own card says so', async () => {
  const { page } = client;
  const dialog = client.dialog();
  const tag = (await vendorState()).orders.at(-1)?.tag ?? '';
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type(`/scaledmail cancel ${tag.split('-').at(-1)}`);
  await dialog.getByText(/This ends/).waitFor();
  await dialog.getByLabel('Why?').fill('The campaign is over; nobody writes from these any more.');
  await client.picture('cancel-form');
  await dialog.getByRole('button', { name: 'Ask to cancel' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', APPROVALS);
  const approve = page.getByRole('button', { name: 'Approve cancelling, saves $121.00 / month' });
  await approve.waitFor();
  await client.picture('cancel-card');
  await approve.click();
  await page.getByText('Ends 5 domains with', { exact: false }).last().waitFor();
  await page.getByRole('button', { name: 'Yes, cancel it' }).click();
  await client.message(/Cancelling, accepted/).waitFor();
  await page.getByRole('button', { name: '+1 hour' }).click();
  await client.message(/cancelled by this order/).waitFor();
  await client.message(/cancelled by order [\s\S]*which Rita Okafor asked for/).waitFor();
  const { charges, requests } = await vendorState();
  expect(charges).toHaveLength(1);
  expect(requests.filter(({ effect }) => effect === 'cancel')).toHaveLength(1);
}, 180_000);

test('a bot that is killed in the middle of the paid call comes back, finds the order and charges nothing twice', async () => {
  const { page } = client;
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  await dialog.getByLabel('For whom?').fill('Globex');
  await dialog.getByRole('combobox', { name: 'Workspace' }).click();
  await page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('checkbox', { name: /Outlook/ }).uncheck();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Sender for lines without a name').fill('Ada Park');
  await dialog.getByLabel(/^Google · \d+ of/).fill('trynorthwind.com');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();
  const before = (await vendorState()).charges.length;
  await misbehave([{ operationId: 'createCustomOrder', kind: 'act_then_time_out', times: 1, delayMs: 60_000 }]);

  await client.open('U0AMIR', APPROVALS);
  await page.getByRole('button', { name: 'Approve $7.00 / month' }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await page.getByText('Charges: 2').or(page.getByText('$128.00')).first().waitFor();
  await page.getByRole('button', { name: 'Break things' }).click();
  await page.getByRole('button', { name: 'kill -9' }).click();
  await page.getByText('Killed. It starts again by itself').waitFor();
  await page
    .getByRole('timer')
    .getByText(/Order [a-z0-9]{6} \d\d s at most/)
    .waitFor();
  await client.picture('killed');
  await page.getByRole('status').filter({ hasText: 'Running' }).waitFor();
  await page.getByRole('button', { name: 'Received' }).click();
  await page.getByRole('button', { name: '+1 hour' }).click();
  await client.message(/Placed · \$7\.00/).waitFor();
  expect((await vendorState()).charges).toHaveLength(before + 1);
}, 180_000);

async function misbehave(faults: readonly ArmedFault[]): Promise<void> {
  await fetch(`${demo.vendorUrl}/control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ faults }),
  });
}
