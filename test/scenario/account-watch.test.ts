import { afterEach, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { ACTION } from '../../views/ids.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LOOK_MS = 15 * MINUTE_MS;
const EXPLAIN = 'explain_finding';
const LOOK = 'look_at_finding';
const CANCEL = 'cancel_found_order';
const CONFIRM = 'confirm_found_orders';

describeOnBothStores('The account watch', (open) => {
  let world: CopyableWorld;
  let amir: Person;
  let rita: Person;

  afterEach(() => world.stop());

  async function begin(): Promise<void> {
    world = await open({}, { watchesAccount: true });
    amir = person(world, 'U0AMIR');
    rita = person(world, 'U0RITA');
    await world.settle();
  }
  /** Messages of the watch in the approvers' channel, oldest first; the weekly digest shows what they are about, too. */
  const told = (): Message[] =>
    amir
      .messages(APPROVALS)
      .filter((message) => message.threadTs === null && !buttonsOf(message).includes(ACTION.openSpend))
      .filter((message) => buttonsOf(message).includes(LOOK) || textOf(message.blocks).startsWith('✓'));
  /** Those beside the one that says what stood there before. */
  const alarms = () => told().filter((message) => !wordsOf(message).includes('stood at ScaledMail before'));
  const newest = (): Message => {
    const message = alarms().at(-1);
    if (!message) throw new Error('Nothing was told');
    return message;
  };
  const byHand = () => world.vendor.placeByHand({ names: ['getbyhand.com', 'trybyhand.com', 'usebyhand.com'] });
  const cancelByHand = ({ id, workspaceId }: { readonly id: string; readonly workspaceId: string }) =>
    fetch(`${world.vendor.apiUrl}/orders/${id}?organization_id=${workspaceId}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer test-vendor-key' },
    });
  const detailsRead = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'getOrderDetails');
  const newestOrder = () => world.vendor.state().orders.at(-1)?.id ?? '';

  test('an order placed by hand is told once; “This was us” keeps who said so and why', async () => {
    await begin();
    byHand();
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
    const text = wordsOf(newest());
    expect(text).toContain('⚠️ $21.00 / month that nobody approved here');
    expect(text).toContain('A new order stands at ScaledMail: *3 domains with 6 mailboxes*, since ');
    expect(text).toContain('<!subteam^S0APPROVERS> or <@U0AMIR>, please look.');
    expect(text).toContain('Tag “test” · getbyhand.com, trybyhand.com and 1 more');
    expect(text).toContain('Nobody approved this: $21.00 / month');
    expect(buttonsOf(newest())).toEqual([EXPLAIN, LOOK, CANCEL]);
    for (let looks = 0; looks < 8; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);

    await rita.press(newest(), EXPLAIN);
    expect(rita.modalText()).toContain('You cannot decide on orders.');
    await amir.press(newest(), LOOK);
    expect(amir.modalText()).toContain('getbyhand.com, trybyhand.com, usebyhand.com');
    await amir.press(newest(), EXPLAIN);
    expect(await amir.submit({ reason: ' ' })).toEqual({ reason: expect.stringContaining('what it was') });
    expect(await amir.submit({ reason: 'Trial for *Globex*' })).toEqual({});
    const left = newest();
    expect(left.blocks).toHaveLength(2);
    expect(wordsOf(left)).toContain('✓ $21.00 / month that nobody approved here');
    expect(textOf(left.blocks)).toContain('Amir Haddad: this was us');
    expect(textOf(left.blocks)).toContain('“Trial for *Globex*”');
    for (let looks = 0; looks < 4; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
  });

  test('what stood there before is one message with a file, and alarms nobody afterwards', async () => {
    world = await open({}, { watchesAccount: true });
    amir = person(world, 'U0AMIR');
    rita = person(world, 'U0RITA');
    // The first look was at the orders of the seed.
    await world.settle();
    const [first] = told();
    if (!first) throw new Error('Nothing was told');
    expect(told()).toHaveLength(1);
    expect(wordsOf(first)).toMatch(/[0-9] orders stood at ScaledMail before · \$[0-9.]+ \/ month/);
    expect(buttonsOf(first)).toEqual([CONFIRM, LOOK]);
    await rita.press(first, CONFIRM);
    expect(rita.privateAnswers().join('\n')).toContain('You cannot decide on orders.');
    await amir.press(first, LOOK);
    expect(amir.modalText()).toContain('3 * Custom - Google');
    await amir.press(first, CONFIRM);
    expect(textOf(told()[0]?.blocks)).toContain('Amir Haddad: these are ours');
    for (let looks = 0; looks < 6; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toEqual([]);
  });

  test('an amount that moved, a word that nobody knows and an end by hand are told once each', async () => {
    await begin();
    const [old] = world.vendor.state().orders;
    if (!old) throw new Error('There is no order');
    world.vendor.changeAmount(old.id, 5_600);
    await world.advance(LOOK_MS);
    expect(wordsOf(newest())).toContain(`⚠️ $56.00 / month instead of $${(old.amountCents / 100).toFixed(2)} / month`);
    world.vendor.settings({ statusWords: { [old.id]: 'Past due' } });
    await world.advance(LOOK_MS);
    expect(wordsOf(newest())).toContain('⚠️ “Past due”: a new word for $56.00 / month');
    expect(buttonsOf(newest())).toEqual([EXPLAIN, LOOK]);
    world.vendor.settings({ statusWords: {} });
    await cancelByHand(old);
    await world.advance(LOOK_MS);
    expect(wordsOf(newest())).toContain('⚠️ $56.00 / month was cancelled at ScaledMail');
    for (let looks = 0; looks < 4; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(3);
  });

  test('an order that one list lacks is nothing; one that all lack for hours is told, and so is no failed list', async () => {
    await begin();
    const [old, other] = world.vendor.state().orders;
    if (!old || !other) throw new Error('There are no orders');
    world.vendor.settings({ hiddenOrders: [old.id] });
    await world.advance(LOOK_MS);
    world.vendor.settings({ hiddenOrders: [] });
    for (let hours = 0; hours < 6; hours += 1) await world.advance(HOUR_MS);
    world.vendor.arm([{ operationId: 'getOrders', kind: 'empty_object', times: 40 }]);
    for (let hours = 0; hours < 8; hours += 1) await world.advance(HOUR_MS);
    world.vendor.arm([]);
    await world.advance(HOUR_MS);
    expect(alarms()).toEqual([]);

    world.vendor.settings({ hiddenOrders: [old.id] });
    for (let hours = 0; hours < 6; hours += 1) await world.advance(HOUR_MS);
    expect(alarms()).toHaveLength(1);
    expect(wordsOf(newest())).toContain('is not in ScaledMail’s list any more');
  });

  test('renewals that became dearer are one message', async () => {
    await begin();
    world.vendor.settings({ priceChangePercent: 10 });
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
    expect(wordsOf(newest())).toMatch(/⚠️ [0-9]+ domains renew dearer/);
    expect(wordsOf(newest())).toContain('$18.70 a year, was $17.00');
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
  });

  test('names that are bought by hand are one message; those that are bought here are none', async () => {
    await begin();
    const body = JSON.stringify({ domains: ['getbyhand.com', 'trybyhand.com'] });
    await fetch(`${world.vendor.apiUrl}/buy-domains?organization_id=recNorthwind0001`, {
      ...{ method: 'POST', body },
      headers: { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' },
    });
    const here = ['acmegrowth.com', 'acmereach.com'];
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', workspace: { select: 'recNorthwind0001' }, providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: here.join('\n') });
    await rita.pressInModal('buy_missing_names');
    expect(await rita.submit()).toEqual({});
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(LOOK_MS);
    expect(world.vendor.state().registrations.map(({ name }) => name)).toEqual(expect.arrayContaining(here));
    expect(alarms()).toHaveLength(1);
    expect(wordsOf(newest())).toContain('⚠️ 2 domains bought that nobody approved here · $34.00 a year');
    expect(wordsOf(newest())).toContain('getbyhand.com · $17.00 a year · bought Nov 23 · Northwind Outbound');
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
  });

  test('an order of ours is never told, cancelled here neither; its amount is, when it moves', async () => {
    await begin();
    await rita.type('/scaledmail order google getnorthwind.com as "Jane Doe" to https://acme.com for acme');
    await rita.submit({ workspace: { select: 'recNorthwind0001' } });
    await rita.submit();
    await rita.submit();
    await amir.press(cardFor(amir), 'approve_order');
    expect(world.vendor.state().charges).toHaveLength(1);
    for (let looks = 0; looks < 4; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toEqual([]);
    world.vendor.changeAmount(newestOrder(), 900);
    await world.advance(LOOK_MS);
    expect(wordsOf(newest())).toContain('⚠️ $9.00 / month instead of $7.00 / month');
    expect(buttonsOf(newest())).toEqual([EXPLAIN, LOOK, 'show_found_order', CANCEL]);
    await amir.press(newest(), 'show_found_order');
    expect(amir.modalText()).toContain('acme');
    await amir.press(newest(), CANCEL);
    expect(amir.modalText()).toContain('This ends');
    expect(await amir.submit({ reason: 'Too dear' })).toEqual({});
    await person(world, 'U0BEA').press(cardFor(amir), 'approve_order');
    for (let looks = 0; looks < 4; looks += 1) await world.advance(LOOK_MS);
    expect(world.vendor.state().orders.at(-1)?.status).toBe('Cancelled');
    expect(alarms()).toHaveLength(1);
  });

  test.each(['act_then_500', 'act_then_drop'] as const)(
    'an order of ours that is not proven yet is not told, however it is found: %s',
    async (kind) => {
      await begin();
      world.vendor.settings({ orderVisibleAfterMs: 20 * MINUTE_MS, tagLetters: 'capitals' });
      await requestOrder(world);
      world.vendor.arm([{ operationId: 'createCustomOrder', kind, times: 1 }]);
      await amir.press(cardFor(amir), 'approve_order');
      for (let looks = 0; looks < 6; looks += 1) await world.advance(LOOK_MS);
      expect(world.vendor.state().charges).toHaveLength(1);
      expect(alarms()).toEqual([]);
    },
  );

  test('an order by hand is told while one of ours is looked for, and ours is not when it turns up at last', async () => {
    await begin();
    world.vendor.settings({ orderVisibleAfterMs: 6 * HOUR_MS });
    await requestOrder(world);
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'act_then_500', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    world.vendor.settings({ orderVisibleAfterMs: 0 });
    byHand();
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
    expect(wordsOf(newest())).toContain('getbyhand.com');
    for (let hours = 0; hours < 12; hours += 1) await world.advance(HOUR_MS);
    expect(alarms()).toHaveLength(1);
  });

  test('300 orders that stood there before are one message; so are 300 that are placed by hand at once', async () => {
    const furtherForms = Array.from({ length: 300 }, (_, index) => [`before${index}.com`]);
    const alone = { id: 'recAlone00000001', name: 'Alone', purchasedDomains: [], furtherForms };
    world = await open({}, { watchesAccount: true, workspaces: [alone] });
    amir = person(world, 'U0AMIR');
    await world.settle();
    const [first] = told();
    if (!first) throw new Error('Nothing was told');
    expect(wordsOf(first)).toContain('300 orders stood at ScaledMail before · $2,100.00 / month');
    const [file] = amir.messages(APPROVALS).flatMap(({ threadTs, files }) => (threadTs === first.ts ? files : []));
    expect(file?.name).toBe('scaledmail-orders-2026-11-23.csv');
    expect(detailsRead()).toHaveLength(0);
    await world.advance(LOOK_MS);
    expect(told()).toHaveLength(1);

    world.vendor.placeByHand({ count: 300 });
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
    expect(wordsOf(newest())).toContain('300 changes at ScaledMail that nobody asked for here');
    expect(detailsRead()).toHaveLength(10);
    await amir.press(newest(), LOOK);
    expect(amir.modalText()).toContain('and 270 more');
    await amir.press(newest(), EXPLAIN);
    expect(await amir.submit({ reason: 'Migration' })).toEqual({});
    await world.advance(LOOK_MS);
    expect(told()).toHaveLength(2);
    expect(detailsRead()).toHaveLength(10);
  });

  test('while Slack is down nothing is lost, and what the store forgot of a message is not posted again', async () => {
    await begin();
    world.slack.setFaults({ webApiDown: true });
    byHand();
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(0);
    const copy = await world.copyStore();
    world.slack.setFaults({ webApiDown: false });
    await world.advance(MINUTE_MS);
    expect(alarms()).toHaveLength(1);
    // As if it was killed after it had posted, and before it had written that down.
    await world.restartBot({ meanwhile: () => copy.putBack() });
    for (let looks = 0; looks < 4; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(1);
    await amir.press(newest(), EXPLAIN);
    expect(await amir.submit({ reason: 'Trial' })).toEqual({});
    expect(textOf(newest().blocks)).toContain('Amir Haddad: this was us');
  });

  test('a subscription that goes on after its end is told', async () => {
    await begin();
    const [old] = world.vendor.state().orders;
    if (!old) throw new Error('There is no order');
    await cancelByHand(old);
    await world.advance(LOOK_MS);
    expect(wordsOf(newest())).toContain('was cancelled at ScaledMail');
    world.vendor.settings({ statusWords: { [old.id]: 'Active' } });
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(2);
    expect(wordsOf(newest())).toContain('runs at ScaledMail again');
    expect(buttonsOf(newest())).toEqual([EXPLAIN, LOOK, CANCEL]);
    for (let looks = 0; looks < 4; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(2);
  });

  test('what may be ours is told after a day, with which order; its message says so when it turns out to be that', async () => {
    await begin();
    await requestOrder(world);
    world.vendor.arm([
      { operationId: 'createCustomOrder', kind: 'act_then_500', times: 1 },
      { operationId: 'getOrderDetails', kind: 'not_json', times: 10_000 },
      { operationId: 'getDomains', kind: 'not_json', times: 10_000 },
    ]);
    await amir.press(cardFor(amir), 'approve_order');
    for (let hours = 0; hours < 23; hours += 1) await world.advance(HOUR_MS);
    expect(alarms()).toEqual([]);
    for (let hours = 0; hours < 2; hours += 1) await world.advance(HOUR_MS);
    expect(alarms()).toHaveLength(1);
    const reference = referenceOf(cardFor(amir));
    expect(wordsOf(newest())).toContain(`It may be what order \`${reference}\` made`);
    world.vendor.arm([]);
    for (let hours = 0; hours < 30; hours += 1) await world.advance(HOUR_MS);
    expect(alarms()).toHaveLength(1);
    expect(buttonsOf(newest())).toEqual([]);
    expect(wordsOf(newest())).toContain(`Explained: order \`${reference}\` made it.`);
  });

  test('after the store was put back, what is new is told, and what is told again is one message that says what is true', async () => {
    await begin();
    const [old] = world.vendor.state().orders;
    if (!old) throw new Error('There is no order');
    const copy = await world.copyStore();
    world.vendor.changeAmount(old.id, 5_600);
    byHand();
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(2);
    const byHandTold = () => alarms().filter((each) => wordsOf(each).includes('getbyhand.com'));
    for (const message of byHandTold()) await amir.press(message, EXPLAIN);
    await amir.submit({ reason: 'Trial' });
    await world.restartBot({ meanwhile: () => copy.putBack() });
    world.vendor.changeAmount(old.id, 6_000);
    await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(3);
    expect(wordsOf(newest())).toContain(`⚠️ $60.00 / month instead of $${(old.amountCents / 100).toFixed(2)} / month`);
    // The store forgot who said what it was: it is asked about again, where it was asked before.
    expect(byHandTold().map(buttonsOf)).toEqual([[EXPLAIN, LOOK, CANCEL]]);
  });

  test('a bot that is started anew tells nothing again', async () => {
    await begin();
    await world.restartBot();
    byHand();
    await world.advance(LOOK_MS);
    await world.restartBot();
    await world.advance(LOOK_MS);
    expect(told()).toHaveLength(2);
  });

  test('that the account could not be read for a day stands on Home of those who can decide', async () => {
    await begin();
    world.vendor.arm([{ operationId: 'getOrders', kind: 'empty_object', times: 1_000 }]);
    for (let hours = 0; hours < 23; hours += 1) await world.advance(HOUR_MS);
    await amir.openHome();
    expect(amir.homeText()).not.toContain('could not be read');
    for (let hours = 0; hours < 2; hours += 1) await world.advance(HOUR_MS);
    await amir.openHome();
    expect(amir.homeText()).toContain('ScaledMail’s orders could not be read since');
    await rita.openHome();
    expect(rita.homeText()).not.toContain('could not be read');
    world.vendor.arm([]);
    await world.advance(HOUR_MS);
    await amir.openHome();
    expect(amir.homeText()).not.toContain('could not be read');
  });
});
