import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

const NAMES = Array.from({ length: 30 }, (_, index) => `outreach${index}-northwind.com`);
/** What ScaledMail received, as far as it is looked at here. */
const Paid = z.object({
  providers: z.object({
    outlook: z.object({
      domains: z.array(
        z.looseObject({
          domain: z.string(),
          redirect: z.string(),
          aliases: z.array(z.strictObject({ alias: z.string(), first_name: z.string(), last_name: z.string() })),
        }),
      ),
    }),
  }),
});

let desk: Desk;
let client: Client;

beforeAll(async () => {
  desk = await startDesk({
    workspaces: [{ id: 'recNorthwind0001', name: 'Northwind Outbound', purchasedDomains: NAMES }],
    environment: { APPROVERS: 'U0AMIR', LIMIT_PER_ORDER: '1500' },
  });
  client = await desk.client();
}, 120_000);
afterAll(() => desk?.stop());

test('thirty Outlook domains get 750 aliases by ticking patterns, none of them typed, for $1,500.00', async () => {
  const { page } = client;
  await client.open('U0RITA', 'C0OUTBOUND', { panel: 0 });
  await client.type('/scaledmail order');
  const dialog = client.dialog();
  await dialog.getByLabel('For whom?').fill('Acme, spring campaign');
  await dialog.getByRole('checkbox', { name: /Google/ }).uncheck();
  await dialog.getByRole('checkbox', { name: /Outlook/ }).check();
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByLabel('Sender for lines without a name').fill('Ada Park\nBen Ito');
  await dialog.getByLabel(/^Outlook · \d+ of/).fill(NAMES.join('\n'));
  await dialog.getByLabel('Redirect for lines without one').fill('https://northwind.com');
  await dialog.getByRole('button', { name: 'More options…' }).click();
  await dialog.getByText('Aliases: Made by ScaledMail').waitFor();
  await dialog.getByRole('button', { name: 'Change…, Aliases' }).click();
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
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', 'C0APPROVALS', { panel: 0 });
  await page.getByRole('button', { name: 'Approve $1,500.00 / month' }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$1,500\.00/).waitFor();
  const [paid] = desk.paidBodies().map((body) => Paid.parse(body).providers.outlook.domains);
  expect(paid?.map(({ domain }) => domain)).toEqual(NAMES);
  for (const [index, { redirect, aliases }] of (paid ?? []).entries()) {
    expect(redirect).toBe('https://northwind.com');
    expect(new Set(aliases.map(({ alias }) => alias)).size).toBe(25);
    expect(aliases[0]).toEqual(
      index % 2 === 0
        ? { alias: 'ada', first_name: 'Ada', last_name: 'Park' }
        : { alias: 'ben', first_name: 'Ben', last_name: 'Ito' },
    );
    expect(aliases.map(({ alias }) => alias)).not.toContain(index % 2 === 0 ? 'adap' : 'beni');
  }
}, 120_000);
