import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import type { Client } from '../support/browser.ts';
import { type Desk, SCREENS, startDesk } from '../support/desk.ts';
import { APPROVALS } from '../support/person.ts';
import { DAY_MS, MINUTE_MS, type RunningOrder, runningOrder } from '../support/running-order.ts';

const SIZES = ['desktop', 'phone'] as const satisfies readonly (keyof typeof SCREENS)[];

let desk: Desk;
let running: RunningOrder;

beforeAll(async () => {
  desk = await startDesk();
  running = await runningOrder(desk.world);
  for (const as of ['U0RITA', 'U0AMIR']) {
    const open = (as === 'U0RITA' ? running.rita : running.amir).modal();
    if (open) await desk.world.slack.closeView({ as, viewId: open.id, all: true });
  }
}, 120_000);
afterAll(() => desk?.stop());

const bodiesOf = (operation: string) => running.calls(operation).map(({ body }) => body);

/** Bea approves what waits under these words. */
async function approve(client: Client, words: RegExp): Promise<void> {
  await client.open('U0BEA', APPROVALS, { panel: 0 });
  const card = client.message(words);
  await card.getByRole('button', { name: /^Approve this change/ }).click();
  await client.page.getByRole('button', { name: 'Yes, approve' }).click();
}

/** Opens the details of Rita's order that runs, and what stands in the menu of its first domain. */
async function openMenu(client: Client, choice: 'Swap…' | 'Redirect…'): Promise<Locator> {
  await client.open('U0RITA', 'C0OUTBOUND', { panel: 0 });
  await client.type(`/scaledmail status ${running.reference}`);
  await client
    .message(running.reference)
    .getByRole('button', { name: /^Details/ })
    .click();
  const dialog = client.dialog();
  await dialog.getByText(/^✅ /).first().waitFor();
  if (choice === 'Redirect…') await pictures(client, 'details-domains', dialog.getByText(/^✅ /).last());
  await dialog.getByRole('button', { name: 'More options' }).first().click();
  await client.page.getByRole('menuitem', { name: choice }).click();
  return client.dialog();
}

/** A picture on a desktop and on a phone, of the same page, with `shown` in it. */
async function pictures(client: Client, name: string, shown?: Locator): Promise<void> {
  for (const size of SIZES) {
    await client.page.setViewportSize(SCREENS[size]);
    await shown?.scrollIntoViewIfNeeded();
    await client.picture(size === 'desktop' ? name : `${name}-phone`);
  }
  await client.page.setViewportSize(SCREENS.desktop);
}

test('a form of paid domains that waits for names is filled in from Home', async () => {
  const client = await desk.client();
  const { page } = client;
  await page.goto(`${desk.world.slack.url}/?as=U0AMIR&channel=app&tab=home&panel=0`);
  await page.getByRole('button', { name: /^Mine/ }).click();
  await page.getByText('2 paid domains wait for names').waitFor();
  await pictures(client, 'form-on-home');
  await page.getByRole('button', { name: /^Fill in…/ }).click();
  const dialog = client.dialog();
  await dialog.getByLabel(/^Sender for lines without a name/).fill('Ada Park');
  await pictures(client, 'form-names');
  await dialog.getByRole('button', { name: 'Review' }).click();
  await dialog.getByText('Free, paid already · 2 domains need names').waitFor();
  await pictures(client, 'form-fill-review');
  await dialog.getByRole('button', { name: /^Fill in|^Send/ }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).getByRole('button', { name: 'Done' }).click();
  await approve(client, /Free, paid already/);
  await client.message(/Sent, ScaledMail applies it/).waitFor();
  expect(bodiesOf('submitForm')).toHaveLength(1);
  await desk.world.advance(20 * MINUTE_MS);
  await client.message(/Done · Free, paid already/).waitFor();
  await page.close();
}, 120_000);

test('the redirects of three domains are changed at once', async () => {
  const client = await desk.client();
  const dialog = await openMenu(client, 'Redirect…');
  await dialog.getByLabel('Where is it to lead?').fill('https://umbrella.com/hello');
  for (const name of running.names.slice(1)) await dialog.getByRole('checkbox', { name }).check();
  await pictures(client, 'redirect');
  await dialog.getByRole('button', { name: 'Ask for the change' }).click();
  await client.page.getByRole('dialog', { name: 'Sent for approval' }).getByRole('button', { name: 'Done' }).click();
  await client.open('U0BEA', APPROVALS, { panel: 0 });
  await client.message(/Free · 3 redirects/).waitFor();
  await pictures(client, 'redirect-card', client.message(/Free · 3 redirects/).getByText(/^Of order/));
  await approve(client, /Free · 3 redirects/);
  await client.message(/Sent, ScaledMail applies it/).waitFor();
  expect(bodiesOf('updateDomainRedirect')).toEqual(
    running.names.map(() => ({ new_redirect: 'https://umbrella.com/hello' })),
  );
  for (let day = 0; day < 3; day += 1) await desk.world.advance(DAY_MS);
  await client.message(/Done · Free · 3 redirects/).waitFor();
  await client.page.close();
}, 120_000);

test('a domain is swapped for one that was bought and that nothing uses', async () => {
  const client = await desk.client();
  const { page } = client;
  const [old = ''] = running.names;
  const [spare = ''] = running.unused;
  const dialog = await openMenu(client, 'Swap…');
  await dialog.getByRole('combobox', { name: 'Which name does it get?' }).click();
  await page.getByRole('option', { name: spare }).click();
  await pictures(client, 'swap');
  await dialog.getByRole('button', { name: 'Ask for the change' }).click();
  await page.getByRole('dialog', { name: 'Sent for approval' }).getByRole('button', { name: 'Done' }).click();
  await client.open('U0BEA', APPROVALS, { panel: 0 });
  await client.message(/Swap 1 domain/).waitFor();
  await pictures(client, 'swap-card', client.message(/Swap 1 domain/).getByText(/^Of order/));
  await approve(client, /Swap 1 domain/);
  await client.message(/Sent, ScaledMail applies it/).waitFor();
  expect(bodiesOf('updateDomainName')).toEqual([{ new_domain: spare }]);
  for (let day = 0; day < 3; day += 1) await desk.world.advance(DAY_MS);
  await client.message(/Done · Free · Swap 1 domain/).waitFor();
  expect(running.atVendor().map(({ name }) => name)).not.toContain(old);
  await page.close();
}, 120_000);
