import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { buildWebClient } from '../../sandbox/web/build.ts';
import { Client, startBrowser } from '../support/browser.ts';
import { APPROVALS, cardFor, person } from '../support/person.ts';
import { startWorld, type World } from '../support/world.ts';

const NAMES = Array.from({ length: 30 }, (_, index) => `outreach${index}-northwind.com`);
let folder: string;
let world: World;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-aliases-'));
  await buildWebClient(folder);
  const workspaces = [{ id: 'recNorthwind0001', name: 'Northwind Outbound', purchasedDomains: NAMES }];
  const environment = { LIMIT_PER_ORDER: '5000', LIMIT_PER_DAY: '5000' };
  [world, browser] = await Promise.all([startWorld({ webRoot: folder, workspaces, environment }), startBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await world?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('thirty Outlook domains get 750 aliases by ticking patterns, none of them typed', async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-US' });
  page.setDefaultTimeout(45_000);
  const client = new Client(page, world.slack.url);
  await client.open('U0RITA', 'C0OUTBOUND', { panel: 0 });
  await client.type('/scaledmail order');
  const dialog = client.dialog();
  await dialog.getByLabel('For whom?').fill('Acme, spring campaign');
  await dialog.getByRole('checkbox', { name: /Google/ }).uncheck();
  await dialog.getByRole('checkbox', { name: /Outlook/ }).check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Sender for lines without a name').fill('Ada Park\nBen Ito');
  await dialog.getByLabel(/Outlook · /).fill(NAMES.join('\n'));
  await dialog.getByRole('button', { name: 'More options…' }).click();
  await dialog.getByText('Aliases: Made by ScaledMail').waitFor();
  await dialog.getByRole('button', { name: 'Change…' }).first().click();
  await dialog.getByRole('radio', { name: /From senders/ }).check();
  await dialog.getByText('Outlook: 750 of exactly 750 aliases, 25 for each of 30 domains.').waitFor();
  await client.picture('form-aliases');
  await dialog.getByRole('checkbox', { name: 'janed', exact: true }).uncheck();
  await dialog.getByRole('checkbox', { name: 'jd', exact: true }).check();
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText('and 740 more').waitFor();
  expect(await dialog.getByText('Outlook: 750 of exactly 750 aliases').count()).toBe(1);
  await dialog.getByRole('button', { name: 'Edit them as my own lines' }).click();
  await dialog.getByLabel(/Outlook: aliases, lines 1 to/).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Aliases: Your own for Outlook').waitFor();
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('$1,500.00 / month').first().waitFor();
  await dialog.getByText('Aliases: 750 named one by one').waitFor();
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await client.page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();
  const amir = person(world, 'U0AMIR');
  await amir.press(cardFor(amir), 'approve_order');
  const [paid] = world.vendor.state().requests.filter(({ effect }) => effect === 'spend');
  expect(JSON.stringify(paid?.body).match(/"alias":/g)).toHaveLength(750);
  expect(amir.messages(APPROVALS)).not.toHaveLength(0);
}, 180_000);
