import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/server.ts';
import { buildWebClient } from '../../sandbox/web/build.ts';
import { Client, startBrowser } from '../support/browser.ts';

const PHONE = { width: 390, height: 844 };
let folder: string;
let slack: LocalSlack;
let browser: Browser;
let page: Page;
let client: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-admin-'));
  await buildWebClient(folder);
  slack = await startLocalSlack({ botToken: 'xoxb-test', signingSecret: 'secret', webRoot: folder });
  browser = await startBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  page.setDefaultTimeout(20_000);
  client = new Client(page, slack.url);
});
afterAll(async () => {
  await browser?.close();
  await slack?.close();
  rmSync(folder, { recursive: true, force: true });
});

const channel = () => slack.snapshot('U0AMIR').channels.find(({ id }) => id === 'C0APPROVALS');
/** The focus comes back a moment after a menu or a dialog is gone. */
const focusComesBackTo = (name: string) =>
  page.waitForFunction((wanted) => document.activeElement?.getAttribute('aria-label') === wanted, name);

/** Presses the button that a dialog gives the focus to, a moment after it opened. */
async function pressFocused(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).waitFor();
  await page.waitForFunction((wanted) => document.activeElement?.textContent?.trim() === wanted, name);
  await page.keyboard.press('Enter');
}

/** Opens a menu with the keyboard and chooses one of its lines. */
async function choose(menu: string, line: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name: menu }).last();
  await button.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: line }).focus();
  await page.keyboard.press('Enter');
}

test('an admin archives a channel, keeps apps out, deletes a message and ends an account, with the keyboard alone', async () => {
  await slack.send({ as: 'U0AMIR', channel: 'C0APPROVALS', text: 'a card that goes' });
  await client.open('U0AMIR', 'C0APPROVALS');
  const menu = 'More actions for the channel';

  await page.getByRole('button', { name: menu }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /Archive channel/ }).waitFor();
  await client.picture('admin-channel-menu');
  await page.keyboard.press('Escape');
  await focusComesBackTo(menu);
  expect(await page.getByRole('menuitem').count()).toBe(0);

  await choose(menu, /Archive channel/);
  await page.getByRole('dialog', { name: 'Archive this channel?' }).waitFor();
  await client.picture('admin-archive');
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  expect(await client.dialog().evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await focusComesBackTo(menu);
  expect(channel()?.isArchived).toBe(false);
  await choose(menu, /Archive channel/);
  await pressFocused('Archive');
  await page.getByText('is archived. It can be read').waitFor();
  expect(channel()?.isArchived).toBe(true);
  expect(await page.getByRole('textbox', { name: /message/i }).count()).toBe(0);
  await client.picture('admin-archived');
  await choose(menu, /Unarchive channel/);
  await page.getByRole('textbox', { name: /message/i }).waitFor();

  await choose(menu, /Let only people post/);
  await page.getByText('no apps').waitFor();
  expect(channel()).toMatchObject({ isArchived: false, isRestricted: true });

  await client.message('a card that goes').hover();
  await choose('More actions', /Delete message/);
  await page.getByRole('dialog', { name: 'Delete this message?' }).waitFor();
  await client.picture('admin-delete');
  await pressFocused('Delete');
  await client.message('a card that goes').waitFor({ state: 'detached' });
  expect(channel()?.messages.some(({ text }) => text === 'a card that goes')).toBe(false);

  await page.getByRole('button', { name: /members$/ }).press('Enter');
  await page.getByRole('button', { name: /^Deactivate Bea/ }).focus();
  await client.picture('admin-members');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Deactivate', exact: true }).press('Enter');
  await page.getByText('Deactivated account').waitFor();
  expect(await page.getByRole('button', { name: /^Deactivate Amir/ }).count()).toBe(0);
}, 180_000);

test('the same fits on a phone', async () => {
  await page.setViewportSize(PHONE);
  await client.open('U0AMIR', 'C0APPROVALS', { panel: 0 });
  await page.getByRole('button', { name: 'More actions for the channel' }).click();
  await client.picture('admin-phone-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /members$/ }).click();
  await client.picture('admin-phone-members');
  for (const name of ['Show channels', 'Close members']) {
    const box = await page.getByRole('button', { name }).first().boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  }
}, 180_000);

test('on a phone the folded channels say how much in them is unread, until they are read', async () => {
  await page.setViewportSize(PHONE);
  await client.open('U0AMIR', 'C0APPROVALS', { panel: 0 });
  const others = () => slack.snapshot('U0AMIR').channels.filter(({ id }) => id !== 'C0APPROVALS');
  const before = others().reduce((sum, { unread }) => sum + unread, 0);
  const general = others().find(({ id }) => id === 'C0GENERAL');
  await slack.send({ as: 'U0RITA', channel: 'C0GENERAL', text: 'somebody writes' });
  const toggle = page.getByRole('button', { name: `Show channels, ${before + 1} unread` });
  await toggle.waitFor();
  expect(await toggle.textContent()).toBe(String(before + 1));
  await toggle.click();
  await page.getByRole('button', { name: `${general?.name}, ${(general?.unread ?? 0) + 1} unread` }).click();
  await toggle.waitFor({ state: 'detached' });
  expect(others().find(({ id }) => id === 'C0GENERAL')?.unread).toBe(0);
}, 180_000);
