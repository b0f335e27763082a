import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';
import { requestOrder } from '../support/request-order.ts';

const WRONG = [
  'mail.hellonorthwind.com',
  'getnorthwind.com',
  'localhost',
  'nobody-bought-this.com',
  'joinnorthwind.com, Ada',
  'getcontoso.com',
  'northwindmail.com',
];

let desk: Desk;
let client: Client;
let page: Page;
let dialog: Locator;

// One order waits already: one of the names belongs to it.
beforeAll(async () => {
  desk = await startDesk({ environment: { APPROVERS: 'U0AMIR' } });
  await requestOrder(desk.world, ['getnorthwind.com']);
  client = await desk.client();
  page = client.page;
  dialog = client.dialog();
}, 120_000);
afterAll(() => desk?.stop());

const press = (name: string | RegExp) => dialog.getByRole('button', { name, exact: true }).click();
const wrongBox = () => dialog.getByLabel(/^Google: correct/);
/** Whether nothing of a page has to be looked for by scrolling sideways. */
const fitsAcross = (on: Page) => on.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

test('unused domains are searched, picked and added below what is typed', async () => {
  await client.open('U0RITA', 'C0OUTBOUND');
  await press('Done');
  await client.type('/scaledmail order');
  await dialog.getByLabel('For whom?').fill('Globex');
  await press('Next');
  await dialog.getByLabel(/^Google · \d+ of/).fill('meetnorthwind.com');
  await press(/^Add from .*unused…$/);
  const search = dialog.getByRole('combobox', { name: 'Unused domains for Google' });
  for (const typed of ['reach', 'labs']) {
    await search.fill(typed);
    await page.getByRole('option', { name: `northwind${typed}.com` }).click();
  }
  await search.fill('northwindmail');
  await page.getByText('No results found').waitFor();
  await page.keyboard.press('Escape');
  await press('Add');
  await dialog.getByText('Google · 3 of 100 domains').waitFor();
  expect(await dialog.getByLabel(/^Google · \d+ of/).inputValue()).toBe(
    'meetnorthwind.com\nnorthwindreach.com\nnorthwindlabs.com',
  );
}, 120_000);

test('every mistake stands on one page with where a name is, and fits a phone', async () => {
  const box = dialog.getByLabel(/^Google · \d+ of/);
  await box.press('End');
  await box.fill([await box.inputValue(), ...WRONG].join('\n'));
  await dialog.getByLabel('Sender for lines without a name').fill('Ada Park');
  await press('Review');
  await dialog.getByText('7 of 10 lines cannot be ordered yet. The other 3 are kept.').waitFor();
  expect((await wrongBox().inputValue()).split('\n').toSorted()).toEqual(WRONG.toSorted());
  for (const told of [
    /^4: mail\.hellonorthwind\.com → hellonorthwind\.com$/,
    /5: getnorthwind\.com is in the open order/,
    /10: northwindmail\.com is in use at ScaledMail already/,
    /9: getcontoso\.com is in the workspace Contoso Growth, not in Northwind Outbound/,
    /7: nobody-bought-this\.com · \$15\.50 the first year/,
    /6: “localhost” is not a domain name/,
    /8: joinnorthwind\.com: the last name is missing/,
  ]) {
    await dialog.getByText(told).waitFor();
  }
  await client.picture('form-mistakes');
  const phone = await desk.client('phone');
  await phone.page.goto(`${desk.world.slack.url}/?as=U0RITA&channel=C0OUTBOUND&panel=0`);
  await phone.dialog().getByText('7 of 10 lines cannot be ordered yet').waitFor();
  expect(await fitsAcross(phone.page)).toBe(true);
  await phone.page.close();
}, 120_000);

test('each kind is put right or left out with one click, what is left out comes back, and the rest is ordered', async () => {
  await press('Use main domain, Sub-domain');
  await dialog.getByText('6 of 10 lines cannot be ordered yet.').waitFor();
  expect(await dialog.getByText('Sub-domain').count()).toBe(0);
  await press('Leave out, Already used');
  await dialog.getByText('4 of 8 lines cannot be ordered yet.').waitFor();
  await press('Put 2 lines back');
  await dialog.getByText('6 of 10 lines cannot be ordered yet.').waitFor();
  await wrongBox().fill(
    (await wrongBox().inputValue()).replace('joinnorthwind.com, Ada', 'joinnorthwind.com, Zoë Neil'),
  );
  await press('Check again');
  await dialog.getByText('5 of 10 lines cannot be ordered yet.').waitFor();
  await press('Leave out all 5');
  await dialog.getByText('$35.00 / month').first().waitFor();
  await dialog.getByText('5 lines left out').waitFor();
  await press('Send for approval');
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', 'C0APPROVALS');
  await page.getByRole('button', { name: 'Approve $35.00 / month' }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$35\.00/).waitFor();
  const of = (domain: string, first_name = 'Ada', last_name = 'Park') => ({ domain, first_name, last_name });
  expect(desk.paidBodies()).toMatchObject([
    {
      providers: {
        google: {
          domains: [
            of('meetnorthwind.com'),
            of('northwindreach.com'),
            of('northwindlabs.com'),
            of('hellonorthwind.com'),
            of('joinnorthwind.com', 'Zoë', 'Neil'),
          ],
        },
      },
    },
  ]);
}, 120_000);
