import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ACTION } from '../../views/ids.ts';
import { cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;

let world: World;
let rita: Person;
let amir: Person;

beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
  amir = person(world, 'U0AMIR');
});
afterEach(() => world.stop());

/** What somebody reads after a command. */
async function typed(who: Person, text: string): Promise<string> {
  await who.type(`/scaledmail ${text}`);
  return who.privateAnswers().at(-1) ?? '';
}

/** Three Google domains for Acme, placed and listed. */
async function placed(): Promise<string> {
  await requestOrder(world);
  await amir.press(cardFor(amir), ACTION.approve);
  await world.advance(61_000);
  return referenceOf(cardFor(amir));
}

/** Presses a button of the newest private message. */
const pressInAnswer = async (who: Person, actionId: string): Promise<void> => {
  const message = who.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
  if (!message) throw new Error('There is no private message');
  await who.press(message, actionId);
};
const newestFile = (who: Person) =>
  who
    .directMessages()
    .flatMap(({ files }) => files)
    .at(-1);
const answerOf = (who: Person) => who.privateAnswers().at(-1) ?? '';
const reads = () =>
  world.vendor.state().requests.filter(({ operationId }) => /^get(Orders|Domains|Purchased)/.test(operationId ?? ''));

describe('/scaledmail fleet', () => {
  test('shows who can decide all that runs, ours and what was made elsewhere', async () => {
    await placed();
    const fleet = await typed(amir, 'fleet');
    expect(fleet).toContain('4 orders · at least 8 domains, at least 16 mailboxes · $70.00 / month');
    expect(fleet).toContain('▰▰▰▱▱▱▱▱▱▱ $21.00 · Acme · 3 domains, 6 mailboxes');
    expect(fleet).toContain('▰▰▰▰▰▱▱▱▱▱ $35.00 · Not made here, tag “first-steps” · 5 domains, 10 mailboxes');
    expect(fleet).toContain('$42.00 · Northwind Outbound');
    expect(fleet).toContain('*Unused names 20*');
    expect(fleet).toContain('ScaledMail’s lists, ');
    const acme = await typed(amir, 'fleet ACM');
    expect(acme).toContain('1 order · 3 domains, 6 mailboxes · $21.00 / month');
    expect(acme).not.toContain('first-steps');
    expect(await typed(amir, 'fleet globex')).toContain('No order that runs has “globex” in its label.');
  });

  test('shows everybody else what they asked for', async () => {
    expect(await typed(rita, 'fleet')).toContain('Nothing that you asked for runs at ScaledMail.');
    await placed();
    const fleet = await typed(rita, 'fleet');
    expect(fleet).toContain('1 order · 3 domains, 6 mailboxes · $21.00 / month');
    expect(fleet).not.toContain('first-steps');
    expect(fleet).toContain('only what you asked for');
  });

  test('an order counts from its approval on, before any list shows it', async () => {
    world.vendor.settings({ orderVisibleAfterMs: 60 * MINUTE_MS });
    await requestOrder(world);
    await amir.press(cardFor(amir), ACTION.approve);
    const fleet = await typed(amir, 'fleet acme');
    expect(fleet).toContain('1 order · 3 domains, 6 mailboxes · $21.00 / month');
    expect(fleet).toContain('1 order not in ScaledMail’s list so far');
  });

  test('all rows come as a file, safe for spreadsheets', async () => {
    await requestOrder(world, ['getnorthwind.com'], { label: '=HYPERLINK("x")' });
    await amir.press(cardFor(amir), ACTION.approve);
    await world.advance(61_000);
    await typed(amir, 'fleet');
    await pressInAnswer(amir, ACTION.fleetFile);
    expect(answerOf(amir)).toContain('The file is in your direct messages');
    const file = newestFile(amir);
    expect(file?.name).toBe('fleet-2026-11-23.csv');
    expect(file?.preview).toContain("'=HYPERLINK");
    expect(file?.preview).toContain('first-steps');
    expect(file?.preview).toContain('not known');
  });

  test('however many ask, the lists are read once a minute', async () => {
    await world.advance(10 * MINUTE_MS);
    const before = reads().length;
    for (const text of ['fleet', 'spend', 'fleet acme', 'spend last']) await typed(amir, text);
    await typed(rita, 'fleet');
    expect(reads().length - before).toBe(6);
    await world.advance(MINUTE_MS + 1);
    await typed(amir, 'spend');
    expect(reads().length - before).toBe(12);
  });
});

describe('/scaledmail spend', () => {
  test('says what is charged each month, what waits, and when it is charged', async () => {
    await placed();
    await requestOrder(world, ['trynorthwind.com'], { label: 'Globex' });
    const spend = await typed(amir, 'spend');
    expect(spend).toContain('$70.00 / month\n$77.00 / month when all that waits is approved (1 order)');
    expect(spend).toContain('November 2026: *$70.00*, of it $35.00 so far · December 2026: *$70.00*');
    expect(spend).toContain('*Next charges*\nNov 24 · $21.00 · Not made here, tag “first-steps”');
    expect(spend).toContain('Dec 23 · $21.00 · Acme');
    await pressInAnswer(amir, 'show_spend_of_month');
    expect(answerOf(amir)).toContain('$35.00 in October 2026');
    await pressInAnswer(amir, ACTION.spendFile);
    expect(newestFile(amir)).toMatchObject({ name: 'spend-2026-10.csv' });
    expect(newestFile(amir)?.preview).toContain('2026-10-24,21.00,month');
  });

  test('names that renew have their day and price', async () => {
    const spend = await typed(amir, 'spend august 2027');
    expect(spend).toMatch(/\*Domain renewals\*\nAug 25 · 28 domains · \$\d+\.00/);
  });

  test('a month that is none is not guessed', async () => {
    expect(await typed(amir, 'spend someday')).toContain('“someday” is no month.');
    expect(reads()).toEqual([]);
  });

  test('a cancelled order is charged up to its end', async () => {
    await placed();
    await world.advance(40 * 24 * 60 * MINUTE_MS);
    const order = world.vendor.state().orders.find(({ tag }) => tag.startsWith('acme'));
    const url = `${world.vendor.apiUrl}/orders/${order?.id}?organization_id=recNorthwind0001`;
    await fetch(url, { method: 'DELETE', headers: { authorization: 'Bearer test-vendor-key' } });
    await world.advance(24 * 60 * MINUTE_MS);
    expect(await typed(amir, 'fleet acme')).toContain('No order that runs');
    expect(await typed(amir, 'spend december 2026')).toContain('Dec 23 · $21.00 · Acme');
    expect(await typed(amir, 'spend december 2026')).toMatch(/By provider[\s\S]*Google/);
    expect(await typed(amir, 'spend february 2027')).not.toContain('Acme');
  });
});

describe('what ScaledMail does not say is not known', () => {
  test('amounts that are missing, and rows that cannot be read, are counted', async () => {
    world.vendor.settings({ hasOddRows: true });
    const fleet = await typed(amir, 'fleet');
    expect(fleet).toContain('and 4 not known');
    expect(fleet).toContain('4 rows that cannot be read');
    const spend = await typed(amir, 'spend');
    expect(spend).toContain('$63.00 / month and 4 not known');
    expect(spend).not.toContain('$0.00 ·');
  });

  test('an empty object is no empty list: the list is not known, the others are', async () => {
    world.vendor.arm([{ operationId: 'getPurchasedDomains', kind: 'empty_object', times: 9 }]);
    const fleet = await typed(amir, 'fleet');
    expect(fleet).toContain('ScaledMail did not answer its list of names that you own: what it says is not known.');
    expect(fleet).toContain('3 orders');
    expect(fleet).not.toContain('Unused names');
  });

  test('while nothing is answered, our own orders stand as they were approved', async () => {
    await placed();
    await world.advance(20 * MINUTE_MS);
    world.vendor.settings({ key: 'revoked' });
    await world.advance(MINUTE_MS);
    const spend = await typed(amir, 'spend');
    expect(spend).toContain('ScaledMail does not answer: what it lists is not known.');
    expect(spend).toContain('$21.00 / month');
    expect(spend).not.toContain('$70.00');
  });
});

describe('Home', () => {
  test('has a tab with what everything costs, drawn again when something changes, and rows that say when they are charged', async () => {
    await placed();
    await amir.openHome();
    await amir.pressOnHome(ACTION.homeSpend);
    expect(amir.homeText()).toContain('• Spend');
    expect(amir.homeText()).toContain('$70.00 / month');
    expect(amir.homeText()).toContain('Dec 23 · $21.00 · Acme');
    await requestOrder(world, ['trynorthwind.com'], { label: 'Globex' });
    await world.advance(11_000);
    expect(amir.homeText()).toContain('$77.00 / month when all that waits is approved (1 order)');
    await amir.pressOnHome(ACTION.homeRunning);
    expect(amir.homeText()).toContain('Acme · $21.00 / month');
    expect(amir.homeText()).toContain('Google');
    expect(amir.homeText()).toContain('charged Dec 23');
    expect(amir.homeText()).not.toContain('• Spend');
  });

  test('shows what is had, and another month, on a page; files come by direct message', async () => {
    await amir.openHome();
    await amir.pressOnHome(ACTION.homeSpend);
    await amir.pressOnHome(ACTION.showFleet);
    expect(amir.modalText()).toContain('3 orders · at least 5 domains');
    await amir.pressInModal(ACTION.showSpend);
    expect(amir.modalText()).toContain('$49.00 / month');
    await amir.pressInModal(ACTION.showMonth);
    expect(amir.modalText()).toContain('$35.00 in October 2026');
    await amir.pressInModal(ACTION.spendFile);
    expect(amir.modalText()).toContain('The file is in your direct messages');
    expect(newestFile(amir)?.name).toBe('spend-2026-10.csv');
    await amir.pressOnHome(ACTION.spendFile);
    expect(newestFile(amir)?.name).toBe('spend-2026-11.csv');
  });

  test('shows who cannot decide what they asked for', async () => {
    await rita.openHome();
    await rita.pressOnHome(ACTION.homeSpend);
    expect(rita.homeText()).toContain('$0.00 / month');
    expect(rita.homeText()).toContain('only what you asked for');
  });
});
