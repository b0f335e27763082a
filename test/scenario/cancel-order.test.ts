import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const CANCEL = 'cancel_vendor_order';

const callsOf = (world: World, operation: string) =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === operation);

describeOnBothStores('Cancelling', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  let bea: Person;
  let names: readonly string[];
  let reference: string;
  let vendorOrderId: string;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    bea = person(world, 'U0BEA');
    names = await unusedNames();
    await order();
    await amir.press(cardFor(amir), 'approve_order');
    reference = referenceOf(cardFor(amir));
    vendorOrderId = world.vendor.state().orders.at(-1)?.id ?? '';
    // Its number is found, then its domains work.
    await world.advance(MINUTE_MS);
    for (let days = 0; days < 4; days += 1) await world.advance(DAY_MS);
    expect(textOf(cardOf(reference).blocks)).toContain('All working');
  });
  afterEach(() => world.stop());

  async function unusedNames(): Promise<readonly string[]> {
    const headers = { authorization: 'Bearer test-vendor-key' };
    const read = async (path: string) => (await fetch(`${world.vendor.apiUrl}${path}`, { headers })).json();
    const { organizations } = await read('/organizations');
    const { domains } = await read(`/purchased-domains?available=true&organization_id=${organizations[0].id}`);
    return domains.slice(0, 2).map((each: { domain: string }) => each.domain);
  }

  /** Rita fills in the form and sends it; answers what the page with the domains is told. */
  async function order(): Promise<Readonly<Record<string, string>>> {
    await rita.type('/scaledmail order');
    const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
    await rita.submit({ label: 'Umbrella', workspace: { select: workspace }, providers: { choices: ['google'] } });
    const errors = await rita.submit({ default_name: 'Ada Park', domains_google: names.join('\n') });
    if (Object.keys(errors).length === 0) await rita.submit();
    return errors;
  }

  const cardOf = (wanted: string) => {
    const cards = amir.messages('C0APPROVALS').filter((each) => buttonsOf(each).includes('show_order_details'));
    const card = cards.findLast((each) => each.threadTs === null && referenceOf(each) === wanted);
    if (!card) throw new Error(`No card of ${wanted}`);
    return card;
  };
  /** Rita asks to cancel, by the command; answers the new order's reference. */
  async function ask(reason = 'Campaign is over.'): Promise<string> {
    await rita.type(`/scaledmail cancel ${reference}`);
    expect(await rita.submit({ reason })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }
  const told = (who: Person) => who.directMessages().map(wordsOf).join('\n');

  test('is asked for with a reason, approved by somebody else, sent once, and done when the list says so', async () => {
    world.vendor.settings({ cancelListedAfterMs: 3 * DAY_MS });
    await rita.type(`/scaledmail status ${reference}`);
    await rita.type(`/scaledmail cancel ${reference}`);
    const page = rita.modalText();
    expect(page).toContain('This ends *2 domains with 4 mailboxes*, *$14.00 / month*. *It cannot be undone.*');
    for (const name of names) expect(page).toContain(name);
    expect(await rita.submit({ reason: '  ' })).toEqual({ reason: expect.stringContaining('say why') });
    expect(await rita.submit({ reason: 'Campaign is over.' })).toEqual({});

    const card = cardFor(amir);
    const cancelling = referenceOf(card);
    expect(textOf(card.blocks)).toContain('🟡 Cancel, saves $14.00 / month · Umbrella');
    expect(textOf(card.blocks)).toContain('“Campaign is over.”');
    expect(JSON.stringify(card.blocks)).toContain('"text":"Ends 2 domains with 4 mailboxes. Cannot be undone."');
    await rita.press(card, 'approve_order');
    expect(callsOf(world, 'cancelOrder')).toHaveLength(0);

    await amir.press(card, 'approve_order');
    expect(callsOf(world, 'cancelOrder')).toMatchObject([{ method: 'DELETE' }]);
    expect(textOf(cardOf(cancelling).blocks)).toContain('🟢 Cancelling, accepted');
    expect(textOf(cardOf(reference).blocks)).toContain('All working');

    for (let days = 0; days < 4; days += 1) await world.advance(DAY_MS);
    expect(textOf(cardOf(cancelling).blocks)).toContain('✅ Cancelled');
    expect(textOf(cardOf(cancelling).blocks)).toContain('cancelled by this order');
    const ended = textOf(cardOf(reference).blocks);
    expect(ended).toContain('⚫ Cancelled');
    expect(ended).toContain(
      `cancelled by order \`${cancelling}\`, which Rita Okafor asked for and Amir Haddad approved`,
    );
    expect(told(rita)).toContain('This order is done. 2 domains with 4 mailboxes: cancelled');
    expect(callsOf(world, 'cancelOrder')).toHaveLength(1);
    // The names are free for a new order.
    expect(await order()).toEqual({});
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('is offered in the details and the status answer, and replaces the page it was pressed on', async () => {
    await rita.type(`/scaledmail status ${reference}`);
    await amir.press(cardOf(reference), 'show_order_details');
    await amir.pressInModal(CANCEL);
    expect(amir.modalText()).toContain('This ends *2 domains');
    expect(await amir.submit({ reason: 'Over' })).toEqual({});
    const card = cardFor(amir);
    await amir.press(card, 'approve_order');
    expect(callsOf(world, 'cancelOrder')).toHaveLength(0);
    await bea.press(card, 'approve_order');
    expect(callsOf(world, 'cancelOrder')).toHaveLength(1);
  });

  test('is sent once however often it is asked for and approved', async () => {
    world.slack.setFaults({ duplicateDeliveries: true });
    const cancelling = await ask();
    await rita.type(`/scaledmail cancel ${reference}`);
    expect(rita.modalText()).toContain(`Order \`${cancelling}\` already works on this one`);
    const card = cardFor(amir);
    await Promise.all([amir.press(card, 'approve_order'), bea.press(card, 'approve_order')]);
    await world.restartBot();
    await world.advance(DAY_MS);
    expect(callsOf(world, 'cancelOrder')).toHaveLength(1);
  });

  test('of what was cancelled by hand before the approval is told, and nothing is sent', async () => {
    const cancelling = await ask();
    const workspace = world.vendor.state().orders.find(({ id }) => id === vendorOrderId)?.workspaceId;
    await fetch(`${world.vendor.apiUrl}/orders/${vendorOrderId}?organization_id=${workspace}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer test-vendor-key' },
    });
    const before = callsOf(world, 'cancelOrder').length;
    await amir.press(cardFor(amir), 'approve_order');
    for (let hours = 0; hours < 4; hours += 1) await world.advance(DAY_MS / 4);
    expect(callsOf(world, 'cancelOrder')).toHaveLength(before);
    expect(textOf(cardOf(cancelling).blocks)).toContain('Nothing was sent by this order.');
    expect(told(rita)).toContain('Nothing was sent by this order.');
    expect(textOf(cardOf(reference).blocks)).toContain('⚫ Cancelled');
    expect(textOf(cardOf(reference).blocks)).not.toContain('cancelled by order');
  });

  test('whose call is answered with an error after it was done is resolved by the status, and not sent again', async () => {
    const cancelling = await ask();
    world.vendor.arm([{ operationId: 'cancelOrder', kind: 'act_then_500', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    expect(textOf(cardOf(cancelling).blocks)).toContain(
      'what became of it is not known yet; it is looked for, and never sent twice',
    );
    for (let hours = 0; hours < 4; hours += 1) await world.advance(DAY_MS / 4);
    expect(textOf(cardOf(cancelling).blocks)).toContain('✅ Cancelled');
    expect(textOf(cardOf(cancelling).blocks)).toContain('Whether this order did it is not known');
    expect(textOf(cardOf(reference).blocks)).toContain('⚫ Cancelled');
    expect(callsOf(world, 'cancelOrder')).toHaveLength(1);
  });

  test('of an order that was made elsewhere is for approvers, who choose it from a list', async () => {
    await rita.type('/scaledmail cancel');
    expect(rita.modalText()).toMatch(/You cannot decide on orders/);
    await amir.type('/scaledmail cancel');
    expect(amir.modalText()).toContain('Orders that run at ScaledMail');
    const theirs = world.vendor.state().orders.find(({ id, status }) => id !== vendorOrderId && status === 'Active');
    const options = JSON.stringify(amir.modal()?.view.blocks);
    expect(options).toContain(vendorOrderId);
    expect(await amir.submit()).toEqual({ vendor_order: expect.stringMatching(/.{5,}/) });
    const values = options.split('"value":"').slice(1);
    const chosen = values.find((each) => each.includes(theirs?.id ?? 'none'))?.match(/^\d+/)?.[0] ?? '';
    expect(await amir.submit({ vendor_order: { select: chosen } })).toEqual({});
    expect(amir.modalText()).toContain(`ScaledMail order ${theirs?.id}`);
    expect(await amir.submit({ reason: 'Nobody uses it' })).toEqual({});
    await bea.press(cardFor(bea), 'approve_order');
    expect(world.vendor.state().orders.find(({ id }) => id === theirs?.id)?.status).toBe('Cancelled');
  });

  test('keeps what was typed while ScaledMail does not answer', async () => {
    await rita.type(`/scaledmail cancel ${reference}`);
    world.vendor.arm([{ operationId: 'getOrderDetails', kind: 'server_error', times: 50 }]);
    expect(await rita.submit({ reason: 'Campaign is over.' })).toEqual({});
    expect(rita.modalText()).toContain('ScaledMail has an error of its own right now. Nothing was sent');
    expect(JSON.stringify(rita.modal()?.values)).toContain('Campaign is over.');
    world.vendor.arm([]);
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    expect(buttonsOf(cardFor(amir))).toContain('approve_order');
  });
});
