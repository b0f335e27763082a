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

test('a volume is planned from the help, priced by Enter, and its order is what ScaledMail receives', async () => {
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
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', 'C0APPROVALS');
  await page.getByRole('button', { name: 'Approve $78.00 / month' }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$78\.00/).waitFor();
  const senders = (count: number) =>
    Array.from({ length: count }, () => expect.objectContaining({ first_name: 'Ada', last_name: 'Park' }));
  expect(desk.paidBodies()).toMatchObject([
    { providers: { google: { domains: senders(4) }, outlook: { domains: senders(1) } } },
  ]);
}, 120_000);
