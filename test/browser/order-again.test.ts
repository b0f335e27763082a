import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

const DOMAINS = 'getnorthwind.com, Ada Park, https://northwind.com/a\ngonorthwind.com, Zoë Neil, northwind.com/b';
const ALIASES = 'getnorthwind.com, ada, a.park\ngonorthwind.com, zoe, sales (Ben Ito), https://acme.com/ben.png';

let desk: Desk;
let client: Client;
let page: Page;
let dialog: Locator;

beforeAll(async () => {
  desk = await startDesk({ environment: { APPROVERS: 'U0AMIR' } });
  client = await desk.client();
  page = client.page;
  dialog = client.dialog();
}, 120_000);
afterAll(() => desk?.stop());

const press = (name: string | RegExp) => dialog.getByRole('button', { name, exact: true }).click();

test('an order with own aliases and redirects is declined', async () => {
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  await dialog.getByLabel('For whom?').fill('Acme, spring campaign');
  await dialog.getByRole('combobox', { name: 'Workspace' }).click();
  await page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await press('Next');
  await dialog.getByLabel(/^Google · \d+ of/).fill(DOMAINS);
  await press('More options…');
  await press('Change…, Aliases');
  await dialog.getByRole('radio', { name: /My own lines/ }).check();
  await dialog.getByLabel(/^Google: aliases/).fill(ALIASES);
  await press('Save');
  await dialog.getByText('Aliases: Your own for Google').waitFor();
  await press('Review');
  await dialog.getByText('$14.00 / month · Acme, spring campaign').waitFor();
  await dialog.getByText('getnorthwind.com · ada and a.park → northwind.com/a').waitFor();
  await press('Send for approval');
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();
  await client.open('U0AMIR', 'C0APPROVALS');
  await page.getByRole('button', { name: 'Decline…' }).click();
  await dialog.getByRole('textbox').fill('Not before May.');
  await press('Decline');
  await dialog.getByText('Declined. Who asked is told, with your reason.').waitFor();
  await page.keyboard.press('Escape');
  await client.message(/Declined · \$14\.00/).waitFor();
}, 120_000);

test('Order again… in its message fills in everything of it, and that is what ScaledMail receives', async () => {
  await page.goto(`${desk.world.slack.url}/?as=U0RITA&channel=D0RITA`);
  await press('Done');
  await page
    .getByRole('button', { name: /^Order again…/ })
    .last()
    .click();
  await dialog.getByText(/^A new order with everything of order/).waitFor();
  await dialog.getByLabel('For whom?').fill('Acme, in May');
  await press('Next');
  await dialog.getByText('Google · 2 of 100 domains').waitFor();
  await press('More options…');
  await press('Change…, Aliases');
  await dialog.getByLabel(/^Google: aliases/).waitFor();
  await press('Save');
  await press('Review');
  await dialog.getByText('$14.00 / month · Acme, in May').waitFor();
  await dialog.getByText('gonorthwind.com · zoe and sales → northwind.com/b').waitFor();
  await press('Send for approval');
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();
  await client.open('U0AMIR', 'C0APPROVALS');
  await page.getByRole('button', { name: 'Approve $14.00 / month' }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$14\.00/).waitFor();
  const alias = (name: string, first_name: string, last_name: string) => ({ alias: name, first_name, last_name });
  expect(desk.paidBodies()).toMatchObject([
    {
      providers: {
        google: {
          domains: [
            {
              domain: 'getnorthwind.com',
              redirect: 'https://northwind.com/a',
              aliases: [alias('ada', 'Ada', 'Park'), alias('a.park', 'Ada', 'Park')],
            },
            {
              domain: 'gonorthwind.com',
              redirect: 'northwind.com/b',
              aliases: [
                alias('zoe', 'Zoë', 'Neil'),
                { ...alias('sales', 'Ben', 'Ito'), profile_picture: 'https://acme.com/ben.png' },
              ],
            },
          ],
        },
      },
    },
  ]);
}, 120_000);
