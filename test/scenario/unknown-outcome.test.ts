import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, detailsOf, type Person, person, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import { VENDOR_KEY, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const OPEN_VENDOR = 'open_vendor';
const LOOK_AGAIN = 'look_again_for_order';
const IS_THERE = 'name_vendor_order';
const IS_NOT_THERE = 'declare_order_absent';
const IS_THIS_ONE = 'take_vendor_order';
const IS_ANOTHER_ONE = 'rule_out_vendor_order';

describeOnBothStores('An order that got no answer from the vendor', (open) => {
  let world: World;
  let amir: Person;
  let bea: Person;

  beforeEach(async () => {
    world = await open();
    amir = person(world, 'U0AMIR');
    bea = person(world, 'U0BEA');
  });
  afterEach(() => world.stop());

  const paidTags = () =>
    world.vendor
      .state()
      .requests.filter(({ operationId }) => operationId === 'createCustomOrder')
      .map(({ body }) => (typeof body === 'object' && body !== null && 'tag' in body ? body.tag : null));
  const cardText = () => textOf(cardFor(amir).blocks);

  /** Amir approves; the call gets no answer, with or without an order being made. */
  async function approveWithout(kind: 'drop' | 'act_then_500') {
    await requestOrder(world);
    world.vendor.arm([{ operationId: 'createCustomOrder', kind, times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
  }
  /** Time passes until our own looks came to nothing. */
  async function lookInVain() {
    for (const minutes of [1, 1, 2, 6, 16]) await world.advance(minutes * MINUTE_MS);
  }

  test('is looked for by itself at first; only a look can be asked for', async () => {
    await approveWithout('drop');
    expect(cardText()).toContain('it is looked for, and never sent twice');
    expect(buttonsOf(cardFor(amir))).toEqual(['show_order_details']);
    await detailsOf(amir);
    await amir.pressInModal(LOOK_AGAIN);
    expect(amir.modalText()).toMatch(/not in ScaledMail’s list/);
  });

  test('is found by a look that an approver asks for, once the vendor lists it', async () => {
    world.vendor.settings({ orderVisibleAfterMs: 30 * MINUTE_MS });
    await approveWithout('act_then_500');
    await lookInVain();
    expect(buttonsOf(cardFor(amir))).toEqual([IS_THERE, IS_NOT_THERE, OPEN_VENDOR, LOOK_AGAIN, 'show_order_details']);
    await world.advance(5 * MINUTE_MS);
    await amir.press(cardFor(amir), LOOK_AGAIN);
    expect(amir.privateAnswers().at(-1)).toMatch(/Found at ScaledMail/);
    expect(cardText()).toMatch(/Placed/);
    expect(paidTags()).toHaveLength(1);
  });

  test('is found by the number that an approver names, and by no other number', async () => {
    world.vendor.settings({ orderVisibleAfterMs: 30 * MINUTE_MS });
    await approveWithout('act_then_500');
    await lookInVain();
    await world.advance(5 * MINUTE_MS);
    const orders = world.vendor.state().orders;
    const [other, ours] = [orders[0]?.id ?? '', orders.at(-1)?.id ?? ''];

    await amir.press(cardFor(amir), IS_THERE);
    expect(await amir.submit({ vendor_order_id: '../organizations' })).toEqual({
      vendor_order_id: expect.stringMatching(/one word of letters and digits/),
    });
    expect(await amir.submit({ vendor_order_id: 'recNobodyKnows' })).toEqual({});
    expect(amir.modalText()).toContain('ScaledMail knows no order `recNobodyKnows`');
    expect(await amir.submit({ vendor_order_id: other })).toEqual({});
    expect(amir.modalText()).toMatch(/it is another one/);
    expect(JSON.stringify(amir.modal()?.view.blocks)).toContain(`"initial_value":"${other}"`);
    expect(cardText()).toMatch(/Not found yet/);
    expect(await amir.submit({ vendor_order_id: ours })).toEqual({});
    expect(amir.modalText()).toMatch(/Found at ScaledMail/);
    expect(await detailsOf(amir)).toContain(ours);
  });

  test('declared absent, it waits for a new approval, and is sent under a new tag once', async () => {
    await approveWithout('drop');
    await lookInVain();
    await bea.press(cardFor(bea), IS_NOT_THERE);
    expect(bea.modalText()).toMatch(/may be charged twice/);
    expect(Object.keys(await bea.submit({}))).toEqual(['has_looked', 'what_next']);
    expect(await bea.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } })).toEqual({});
    expect(bea.modalText()).toMatch(/waits for a new approval, as attempt 2/);
    expect(cardText()).toContain('*Second try*: the first is not at ScaledMail');
    expect(paidTags()).toHaveLength(1);

    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText()).toMatch(/Placed/);
    const [first, second] = paidTags();
    expect(second).toBe(`${first}.2`);
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('that turns up before the second call is placed, and nothing is sent again', async () => {
    world.vendor.settings({ orderVisibleAfterMs: 40 * MINUTE_MS });
    await approveWithout('act_then_500');
    await lookInVain();
    await bea.press(cardFor(bea), IS_NOT_THERE);
    await bea.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } });
    await world.advance(20 * MINUTE_MS);
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText()).toMatch(/Placed/);
    expect(paidTags()).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('is not believed to be absent when a last look finds it', async () => {
    world.vendor.settings({ orderVisibleAfterMs: 30 * MINUTE_MS });
    await approveWithout('act_then_500');
    await lookInVain();
    await bea.press(cardFor(bea), IS_NOT_THERE);
    await world.advance(5 * MINUTE_MS);
    await bea.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'give_up' } });
    expect(bea.modalText()).toMatch(/looked once more before believing it, and it is there/);
    expect(cardText()).toMatch(/Placed/);
  });

  test('given up, its domain names are free, and the requester is told by whose word', async () => {
    await approveWithout('drop');
    await lookInVain();
    await bea.press(cardFor(bea), IS_NOT_THERE);
    await bea.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'give_up' } });
    expect(cardText()).toMatch(/Not at ScaledMail, says Bea Lindqvist/);
    const told = person(world, 'U0RITA').directMessages();
    expect(told.map(wordsOf).join('\n')).toMatch(/given up/);
    await requestOrder(world);
    expect(buttonsOf(cardFor(amir))).toContain('approve_order');
  });

  /** Somebody orders the same domains by hand, in ScaledMail's own pages. */
  async function orderByHand(tag: string) {
    const names = ['getnorthwind.com', 'gonorthwind.com', 'hellonorthwind.com'];
    const domains = names.map((domain) => ({ domain, first_name: 'Ada', last_name: 'Park' }));
    const query = new URLSearchParams({ provider: 'scaledmail', organization_id: 'recNorthwind0001' });
    const answer = await fetch(`${world.vendor.apiUrl}/create-custom-order?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${VENDOR_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tag, providers: { google: { domains } } }),
    });
    expect(answer.status).toBe(200);
    return world.vendor.state().orders.find((order) => order.tag === tag)?.id ?? '';
  }

  test('is asked about when an order with its domains has another tag, and a yes settles it', async () => {
    await approveWithout('drop');
    const id = await orderByHand('by hand');
    await world.advance(MINUTE_MS);
    expect(buttonsOf(cardFor(amir))).toEqual([IS_THIS_ONE, IS_ANOTHER_ONE, OPEN_VENDOR, 'show_order_details']);
    expect(cardText()).toMatch(/Is it this one\?.*with these domains that does not carry this order’s tag/s);
    expect(cardText()).toContain(`${id} · “by hand”`);
    expect(textOf(amir.directMessages().at(-1)?.blocks)).toMatch(/Is it this one\?.*It is another one/s);

    await person(world, 'U0GUS').press(cardFor(amir), IS_THIS_ONE);
    expect(cardText()).toMatch(/Is it this one/);
    await bea.press(cardFor(bea), IS_THIS_ONE);
    expect(bea.privateAnswers().at(-1)).toContain(`Found at ScaledMail, number ${id}`);
    expect(cardText()).toMatch(/Placed/);
    expect(await detailsOf(amir)).toContain(id);
  });

  test('is looked for again when somebody says in Details that it is another one, and not asked about again', async () => {
    await approveWithout('drop');
    await orderByHand('by hand');
    await world.advance(MINUTE_MS);
    await bea.press(cardFor(bea), 'show_order_details');
    await bea.pressInModal(IS_ANOTHER_ONE);
    expect(bea.modalText()).toMatch(/Noted, and not asked about again\. Order `[a-z0-9]{6}` is looked for again/);
    await lookInVain();
    expect(buttonsOf(cardFor(amir))).toEqual([IS_THERE, IS_NOT_THERE, OPEN_VENDOR, LOOK_AGAIN, 'show_order_details']);
    expect(cardText()).toMatch(/is not in ScaledMail’s list so far/i);
  });

  test('whose list cannot be read is asked about in time, and nobody says that it is not in the list', async () => {
    await requestOrder(world);
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    world.vendor.arm([{ operationId: 'getOrders', kind: 'server_error', times: 1_000 }]);
    await lookInVain();
    expect(buttonsOf(cardFor(amir))).toEqual([IS_THERE, IS_NOT_THERE, OPEN_VENDOR, LOOK_AGAIN, 'show_order_details']);
    expect(cardText()).toMatch(/list could not be read/);
    expect(cardText()).not.toMatch(/not in ScaledMail’s list/);
    expect(textOf(amir.directMessages().at(-1)?.blocks)).toMatch(
      /nobody knows whether it was made.*could not be read/s,
    );
    world.vendor.arm([]);
    await world.advance(15 * MINUTE_MS);
    expect(cardText()).toMatch(/not in ScaledMail’s list so far/);
  });

  test('but was taken can be named once its number was not found, and nobody is asked whether it is not there', async () => {
    world.vendor.settings({ orderVisibleAfterMs: 30 * MINUTE_MS });
    await requestOrder(world);
    await amir.press(cardFor(amir), 'approve_order');
    expect(buttonsOf(cardFor(amir))).toEqual(['show_order_details']);
    await lookInVain();
    expect(cardText()).toMatch(/🟢 Placed.*Its number was not found/s);
    expect(buttonsOf(cardFor(amir))).toEqual([IS_THERE, OPEN_VENDOR, LOOK_AGAIN, 'show_order_details']);
    await amir.press(cardFor(amir), LOOK_AGAIN);
    expect(amir.privateAnswers().at(-1)).toMatch(/is not in ScaledMail’s list so far\. This app keeps looking/);
    await world.advance(5 * MINUTE_MS);
    const ours = world.vendor.state().orders.at(-1)?.id ?? '';
    await amir.press(cardFor(amir), IS_THERE);
    expect(await amir.submit({ vendor_order_id: ours })).toEqual({});
    expect(amir.modalText()).toContain(`Found at ScaledMail, number ${ours}`);
    expect(buttonsOf(cardFor(amir))).toEqual(['show_order_details']);
  });

  test('its own requester and people who may not decide cannot say anything about it', async () => {
    await approveWithout('drop');
    await lookInVain();
    for (const id of ['U0RITA', 'U0GUS', 'U0OLA']) {
      const clicker = person(world, id);
      for (const actionId of [LOOK_AGAIN, IS_THERE, IS_NOT_THERE]) {
        await clicker.press(cardFor(clicker), actionId);
        expect(clicker.modal()?.view.submit ?? null).toBeNull();
      }
      expect(clicker.privateAnswers().at(-1)).toMatch(/.{20,}/s);
    }
    expect(cardText()).toMatch(/Not found yet/);
  });
});
