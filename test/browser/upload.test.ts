import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

const SECRET = 'hunter2-correct';
/** As a spreadsheet of a company in Europe saves it. */
const LEADS = [
  'Domain;Owner;Password;Bought;Website',
  `GetNorthwind.com;Ada Park;${SECRET};2025-01-05;https://northwind.com`,
  `gonorthwind.com;Zoë Neil;${SECRET};2025-02-11;https://northwnd.com/a`,
  `mail.hellonorthwind.com;Lotte van der Meer;${SECRET};2025-02-11;`,
].join('\r\n');

let desk: Desk;
let client: Client;
let page: Page;

beforeAll(async () => {
  desk = await startDesk({ environment: { APPROVERS: 'U0AMIR' } });
  client = await desk.client();
  page = client.page;
}, 120_000);
afterAll(() => desk?.stop());

/** Chooses a file with the button, as a person does. */
async function chooseFile(name: string, content: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await client.dialog().getByLabel('Or upload a sheet').click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await client.dialog().locator('.chip', { hasText: name }).waitFor();
}

const isSecretShown = async () => (await page.content()).includes(SECRET);

test('a sheet is uploaded, its columns are told, its mistake is fixed, and it is ordered without its passwords', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  await dialog.getByLabel('For whom?').fill('Acme, spring campaign');
  await dialog.getByRole('combobox', { name: 'Workspace' }).click();
  await page.getByRole('option', { name: 'Northwind Outbound' }).click();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await chooseFile('leads.csv', `\ufeff${LEADS}\r\n`);
  await dialog.getByRole('button', { name: 'Review' }).click();

  await dialog.getByText('leads.csv: 3 rows, 5 columns. 2 columns need your word.').waitFor();
  await dialog.getByText('Row 1 becomes: getnorthwind.com · Ada Park → northwind.com').waitFor();
  await dialog.getByText('Like passwords, not used, not kept: Password').waitFor();
  await client.picture('upload-columns');
  await dialog.getByRole('combobox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'Not used' }).click();
  await dialog.getByText('Row 1 becomes: getnorthwind.com · no sender → northwind.com').waitFor();
  await dialog.getByRole('combobox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'First and last name' }).click();
  await dialog.getByText('Row 1 becomes: getnorthwind.com · Ada Park → northwind.com').waitFor();
  expect(await isSecretShown()).toBe(false);
  await dialog.getByRole('button', { name: 'Use this' }).click();

  await dialog.getByText('1 of 3 lines cannot be ordered yet. The other 2 are kept.').waitFor();
  await dialog.getByText('leads.csv is in your direct messages with this app').waitFor();
  await client.picture('upload-mistakes');
  await dialog.getByRole('button', { name: 'Fix 1 line' }).click();
  await dialog.getByText('Redirects go to 2 sites: northwind.com (1) and northwnd.com (1).').waitFor();
  await dialog.getByText(/1 of 3 domains has no redirect: .*hellonorthwind.com. Is that meant?/).waitFor();
  await dialog.getByText('Delete leads.csv in Slack too').waitFor();
  await client.picture('form-odd');
  expect(await isSecretShown()).toBe(false);
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', 'C0APPROVALS');
  await page.getByText('Redirects go to 2 sites').waitFor();
  await page.getByRole('button', { name: 'Approve $21.00 / month' }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$21\.00/).waitFor();
  expect(await isSecretShown()).toBe(false);
  const domain = (name: string, first_name: string, last_name: string) => ({ domain: name, first_name, last_name });
  expect(desk.paidBodies()).toMatchObject([
    {
      providers: {
        google: {
          domains: [
            { ...domain('getnorthwind.com', 'Ada', 'Park'), redirect: 'https://northwind.com' },
            { ...domain('gonorthwind.com', 'Zoë', 'Neil'), redirect: 'https://northwnd.com/a' },
            domain('hellonorthwind.com', 'Lotte', 'van der Meer'),
          ],
        },
      },
    },
  ]);
  expect(desk.world.storedBytes().includes(SECRET)).toBe(false);
  expect(desk.world.log().includes(SECRET)).toBe(false);
}, 120_000);

test('the file with what is wrong comes by direct message, and the same sheet is read without a question', async () => {
  const dialog = client.dialog();
  await page.goto(`${desk.world.slack.url}/?as=U0RITA&channel=D0RITA`);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const message = client.message('1 of 3 lines of leads.csv cannot be ordered yet.');
  await message.getByText('acme-spring-campaign-what-is-wrong.csv').waitFor();
  await message.getByText('Domain,Name,Redirect,What is wrong').waitFor();
  expect(await isSecretShown()).toBe(false);

  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  await dialog.getByLabel('For whom?').fill('Globex');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await chooseFile('plan.xlsx', 'PK');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('plan.xlsx is a spreadsheet. Save it as CSV').waitFor();
  await dialog.getByRole('button', { name: 'Remove file' }).click();
  await chooseFile('again.csv', LEADS.replaceAll('northwind.com;', 'northwindhq.com;').replace('mail.', ''));
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('cannot be ordered yet').waitFor();
}, 120_000);
