import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, startDesk } from '../support/desk.ts';

const PEOPLE = ['Annika Sandström', 'Maximilian Rosenberg', 'Wilhelmina van der Meer'];
const DOMAINS = Array.from({ length: 100 }, (_, index) => ({
  domain: `outreach${index}-northwind.com`,
  sender: PEOPLE[index % PEOPLE.length] ?? '',
  redirect: `https://www.northwind.com/team/${index}`,
}));
const LINES = DOMAINS.map(({ domain, sender, redirect }) => `${domain}, ${sender}, ${redirect}`);
/** So many lines of that length fit a box of 3,000 characters. */
const A_BOX = 34;

let desk: Desk;
let client: Client;

beforeAll(async () => {
  const purchasedDomains = DOMAINS.map(({ domain }) => domain);
  desk = await startDesk({
    workspaces: [{ id: 'recNorthwind0001', name: 'Northwind Outbound', purchasedDomains }],
    environment: { APPROVERS: 'U0AMIR' },
  });
  client = await desk.client();
}, 120_000);
afterAll(() => desk?.stop());

/** Pastes lines in place of what a box holds. */
async function paste(box: Locator, lines: readonly string[]): Promise<void> {
  await box.click();
  await client.page.keyboard.press('ControlOrMeta+a');
  await client.page.keyboard.insertText(lines.join('\n'));
}

/** Pastes lines into a box in which one can type at once: no click is needed. */
async function pasteHere(box: Locator, lines: readonly string[]): Promise<void> {
  await box.waitFor();
  expect(await box.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await client.page.keyboard.insertText(lines.join('\n'));
}

test('a hundred Google domains with senders and redirects are pasted over several boxes, approved, and received as they were', async () => {
  const dialog = client.dialog();
  const { page } = client;
  await client.open('U0RITA', 'C0OUTBOUND');
  await client.type('/scaledmail order');
  await dialog.getByLabel('For whom?').fill('Hundred, autumn');
  await dialog.getByRole('button', { name: 'Next' }).click();
  const first = dialog.getByLabel(/^Google · \d+ of/);
  await paste(first, LINES);
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('Please enter at most 3000 characters.').waitFor();
  await paste(first, LINES.slice(0, A_BOX));
  await dialog.getByRole('button', { name: 'Another box' }).click();
  await dialog.getByText('Google · 34 of 100 domains').waitFor();
  await pasteHere(dialog.getByLabel('Google · box 2'), LINES.slice(A_BOX, 2 * A_BOX));
  await dialog.getByRole('button', { name: 'Another box' }).click();
  await dialog.getByText('Google · 68 of 100 domains').waitFor();
  await pasteHere(dialog.getByLabel('Google · box 3'), LINES.slice(2 * A_BOX));
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('$700.00 / month · Hundred, autumn').waitFor();
  await dialog.getByText('outreach9-northwind.com · Annika Sandström → www.northwind.com/team/9').waitFor();
  await dialog.getByText('and 90 more').waitFor();
  await dialog.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).waitFor();

  await client.open('U0AMIR', 'C0APPROVALS');
  await page.getByRole('button', { name: 'Approve $700.00 / month' }).click();
  await page.getByRole('button', { name: 'Yes, approve' }).click();
  await client.message(/Placed · \$700\.00/).waitFor();
  const sent = DOMAINS.map(({ domain, sender, redirect }) => {
    const [first_name = '', ...last] = sender.split(' ');
    return { domain, redirect, first_name, last_name: last.join(' ') };
  });
  expect(desk.paidBodies()).toMatchObject([{ providers: { google: { domains: sent } } }]);
}, 120_000);

test('the same order is asked for again: everything of it stands in the form, and used names are told', async () => {
  const dialog = client.dialog();
  await client.open('U0RITA', 'C0OUTBOUND');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await client.type('/scaledmail order');
  await dialog.getByText('Last time: Hundred, autumn · 100 domains').waitFor();
  await dialog.getByRole('button', { name: /^Order again…/ }).click();
  await dialog.getByText(/^A new order with everything of order/).waitFor();
  expect(await dialog.getByLabel('For whom?').inputValue()).toBe('Hundred, autumn');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await dialog.getByText('Google · 100 of 100 domains').waitFor();
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('100 of 100 lines cannot be ordered yet.').waitFor();
  await dialog.getByText(/^Google: correct the first \d+ of 100 lines/).waitFor();
  await dialog.getByText('and 90 more').waitFor();
}, 120_000);
