import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WORKSPACE = 'recNorthwind0001';
const NAMES = ['getnorthwind.com', 'trynorthwind.com', 'usenorthwind.com'];

const callsOf = (world: World) =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === 'createOrder');

describeOnBothStores('A package', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
  });
  afterEach(() => world.stop());

  const cardOf = (wanted: string) => {
    const cards = amir.messages('C0APPROVALS').filter((each) => buttonsOf(each).includes('show_order_details'));
    const card = cards.findLast((each) => each.threadTs === null && referenceOf(each) === wanted);
    if (!card) throw new Error(`No card of ${wanted}`);
    return textOf(card.blocks);
  };
  const told = (who: Person) => who.directMessages().map(wordsOf).join('\n');
  const pass = async (ms: number, times: number) => {
    for (let each = 0; each < times; each += 1) await world.advance(ms);
  };

  async function choose(quantity = '1'): Promise<Readonly<Record<string, string>>> {
    await rita.type('/scaledmail order');
    const what = { label: 'Umbrella', workspace: { select: WORKSPACE }, source: { choice: 'package' } };
    expect(await rita.submit(what)).toEqual({});
    return rita.submit({ package_offer: { select: 'price_Outlook3' }, package_quantity: quantity });
  }
  async function ask(): Promise<string> {
    expect(await choose()).toEqual({});
    const errors = await rita.submit({ default_name: 'Ada Park', domains_outlook: NAMES.join('\n') });
    expect(errors).toEqual({});
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }
  const made = () => world.vendor.state().orders.filter(({ domains }) => domains.some(({ name }) => name === NAMES[0]));

  test('is chosen in the form, takes exactly its domains, and is paid once', async () => {
    await rita.type('/scaledmail order');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('A package');
    expect(await choose('0')).toEqual({ package_quantity: expect.stringContaining('from 1 to 20') });
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('75 Outlook mailboxes · $150.00 / month');
    expect(await rita.submit({ package_quantity: '1' })).toEqual({});
    expect(rita.modalText()).toContain('75 Outlook mailboxes · $150.00 / month · exactly 3 domains');
    const two = await rita.submit({ default_name: 'Ada Park', domains_outlook: NAMES.slice(1).join('\n') });
    expect(two).toEqual({ domains_outlook: expect.stringContaining('exactly 3 domains; these are 2') });
    expect(await rita.submit({ domains_outlook: NAMES.join('\n') })).toEqual({});
    expect(rita.modalText()).toContain('$150.00 / month · Umbrella');
    expect(rita.modalText()).toContain('Package: MS 3');
    expect(await rita.submit()).toEqual({});
    const card = cardFor(amir);
    const reference = referenceOf(card);
    expect(textOf(card.blocks)).toContain('🟡 $150.00 / month · Umbrella');
    await amir.press(card, 'approve_order');
    expect(callsOf(world)).toMatchObject([{ body: { quantity: 1, domains: [{ domain: NAMES[0] }, {}, {}] } }]);
    await pass(MINUTE_MS, 2);
    expect(cardOf(reference)).toContain('🟢 Placed');
    await pass(DAY_MS, 4);
    expect(cardOf(reference)).toContain('✅ All working');
    expect(told(rita)).toContain('is placed');
    expect(callsOf(world)).toHaveLength(1);
    expect(world.vendor.state().charges).toMatchObject([{ amountCents: 15_000 }]);
  });

  test('whose call got no answer is found by exactly its names, without a tag', async () => {
    const reference = await ask();
    world.vendor.settings({ orderVisibleAfterMs: 2 * MINUTE_MS });
    world.vendor.arm([{ operationId: 'createOrder', kind: 'act_then_drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardOf(reference)).toContain('🟠');
    await pass(5 * MINUTE_MS, 3);
    expect(cardOf(reference)).toContain('🟢 Placed');
    expect(made()).toHaveLength(1);
    expect(callsOf(world)).toHaveLength(1);
  });

  test('that is never found asks people for an order with exactly its domains', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'createOrder', kind: 'server_error', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await pass(10 * MINUTE_MS, 6);
    expect(cardOf(reference)).toContain('🟠 Not found yet');
    expect(cardOf(reference)).toContain('an order with exactly these domains, such as getnorthwind.com');
    expect(callsOf(world)).toHaveLength(1);
  });

  test('whose names somebody ordered by hand meanwhile is asked about, and nothing is sent', async () => {
    world.vendor.settings({ acceptsUsedNames: true });
    const reference = await ask();
    const domains = NAMES.map((domain) => ({ domain, first_name: 'By', last_name: 'Hand' }));
    await fetch(`${world.vendor.apiUrl}/create-order/price_Outlook3?organization_id=${WORKSPACE}&provider=scaledmail`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' },
      body: JSON.stringify({ domains }),
    });
    const before = callsOf(world).length;
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardOf(reference)).toContain('🟠 Is it this one?');
    expect(callsOf(world)).toHaveLength(before);
  });

  test('that became dearer goes back for approval with the new price', async () => {
    const reference = await ask();
    world.vendor.settings({ priceChangePercent: 10 });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardOf(reference)).toContain('$165.00 / month');
    expect(callsOf(world)).toHaveLength(0);
  });

  test('that is sold no more when it is chosen says so, with a way back to choose another one', async () => {
    await rita.type('/scaledmail order');
    const what = { label: 'Umbrella', workspace: { select: WORKSPACE }, source: { choice: 'package' } };
    expect(await rita.submit(what)).toEqual({});
    world.vendor.settings({ withdrawnPackages: ['price_Outlook3'] });
    expect(await rita.submit({ package_offer: { select: 'price_Outlook3' }, package_quantity: '1' })).toEqual({});
    expect(rita.modalText()).toContain('does not sell this package any more');
    await rita.pressInModal('go_back');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('Umbrella');
    expect(await rita.submit(what)).toEqual({});
    expect(rita.modalText()).not.toContain('does not sell');
  });

  test('that is sold no more by then is held and sends nothing, and goes on once it is sold again', async () => {
    const reference = await ask();
    world.vendor.settings({ withdrawnPackages: ['price_Outlook3'] });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardOf(reference)).toContain('Approved, on hold');
    await pass(10 * MINUTE_MS, 3);
    expect(callsOf(world)).toHaveLength(0);
    expect(told(rita)).toContain(reference);
    world.vendor.settings({ withdrawnPackages: [] });
    await pass(MINUTE_MS, 2);
    expect(cardOf(reference)).toContain('🟢 Placed');
    expect(callsOf(world)).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('that is sold no more can be withdrawn, which frees its names', async () => {
    const reference = await ask();
    world.vendor.settings({ withdrawnPackages: ['price_Outlook3'] });
    await amir.press(cardFor(amir), 'approve_order');
    await rita.type(`/scaledmail status ${reference}`);
    await rita.press(rita.messages('C0GENERAL').at(-1) ?? cardFor(rita), 'show_order_details');
    await rita.pressInModal('withdraw_order');
    expect(await rita.submit({ reason: 'Not sold any more.' })).toEqual({});
    expect(cardOf(reference)).toContain('⚪ Withdrawn');
    world.vendor.settings({ withdrawnPackages: [] });
    await ask();
    expect(callsOf(world)).toHaveLength(0);
  });

  test('excludes every other open order on its names, whichever is sent first', async () => {
    // Both forms are reviewed before one is sent.
    const bea = person(world, 'U0BEA');
    await bea.type('/scaledmail order');
    await bea.submit({ label: 'Globex', workspace: { select: WORKSPACE }, source: { choice: 'package' } });
    await bea.submit({ package_offer: { select: 'price_Outlook3' }, package_quantity: '1' });
    await bea.submit({ default_name: 'Bo Lee', domains_outlook: NAMES.join('\n') });
    expect(bea.modalText()).toContain('$150.00 / month · Globex');
    const reference = await ask();
    expect(await bea.submit()).toEqual({});
    expect(bea.modalText()).toContain(reference);
    expect(referenceOf(cardFor(amir))).toBe(reference);
    // And a form that is filled in later hears of it at once.
    expect(await choose()).toEqual({});
    await rita.submit({ default_name: 'Ada Park', domains_outlook: NAMES.join('\n') });
    expect(rita.modalText()).toContain(`${NAMES[0]} is in the open order ${reference}`);
    await amir.press(cardFor(amir), 'approve_order');
    await pass(MINUTE_MS, 2);
    expect(callsOf(world)).toHaveLength(1);
  });
});
