import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** One of each provider: $20.00 now and $8.00 a month, $30.00 now and $50.00 a month. */
const GOOGLE = 'recWarm000000001';
const OUTLOOK = 'recWarm000000003';
/** On the second page. */
const LATER = 'recWarm000000022';

const callsOf = (world: World) =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === 'buyPreWarmInboxes');

const TOOL = {
  sequencer_provider: 'Instantly',
  sequencer_link: 'https://app.instantly.ai',
  sequencer_workspace: 'acme',
};
const PASSWORD = 'tool-hunter2';

describeOnBothStores('Pre-warmed inboxes', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  let bea: Person;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    bea = person(world, 'U0BEA');
  });
  afterEach(() => world.stop());

  const told = (who: Person) => who.directMessages().map(wordsOf).join('\n');
  const cardOf = (reference: string) => {
    const cards = amir.messages('C0APPROVALS').filter((each) => buttonsOf(each).includes('show_order_details'));
    const card = cards.findLast((each) => each.threadTs === null && referenceOf(each) === reference);
    if (!card) throw new Error(`No card of ${reference}`);
    return textOf(card.blocks);
  };
  const workspaceId = () => world.vendor.state().orders[0]?.workspaceId ?? '';

  /** Rita chooses and reviews; answers what the page is told. */
  async function choose(ids: readonly string[], more: Record<string, string> = {}, who = rita) {
    await who.type('/scaledmail prewarmed');
    return who.submit({ prewarmed_inboxes: { choices: [...ids] }, label: 'Acme spring', ...more });
  }
  /** Rita asks for items of the first page; answers the reference. */
  async function ask(ids: readonly string[]): Promise<string> {
    expect(await choose(ids)).toEqual({});
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }
  /** Somebody buys at the vendor itself. */
  async function buyByHand(id: string, domain: string): Promise<void> {
    await fetch(`${world.vendor.apiUrl}/buy-pre-warm-inboxes?organization_id=${workspaceId()}`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' },
      body: JSON.stringify({ domains: [{ id, domain }] }),
    });
  }

  test('are chosen over pages, reviewed, approved by somebody else, bought by one call, and work', async () => {
    await rita.type('/scaledmail prewarmed');
    expect(rita.modalText()).toContain('12 in stock · page 1 of 2');
    expect(rita.modalText()).toContain('brightledger.com · 8 weeks old');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('25 mailboxes · $30.00 now, $50.00 / month');
    await rita.pressInModal('next_prewarmed_inboxes', {
      prewarmed_inboxes: { choices: [GOOGLE] },
      label: 'Acme spring',
    });
    expect(rita.modalText()).toContain('Chosen on other pages: brightledger.com');
    await rita.pressInModal('earlier_prewarmed_inboxes', { prewarmed_inboxes: { choices: [LATER] } });
    await rita.pressInModal('next_prewarmed_inboxes');
    expect(await rita.submit({ default_redirect: 'nowhere' })).toEqual({
      default_redirect: expect.stringContaining('not a web address'),
    });
    expect(await rita.submit({ default_redirect: 'https://acme.com' })).toEqual({});
    const review = rita.modalText();
    expect(review).toContain('$50.00 now + $58.00 / month · Acme spring');
    expect(review).toContain('brightledger.com · 8 weeks old · 2 mailboxes · $20.00 now, $8.00 / month → acme.com');
    expect(review).toContain('granite-post.com · 12 weeks old · 25 mailboxes');
    expect(await rita.submit()).toEqual({});

    const card = cardFor(amir);
    const reference = referenceOf(card);
    expect(textOf(card.blocks)).toContain('🟡 $50.00 now + $58.00 / month · Acme spring');
    expect(textOf(card.blocks)).toContain('stock goes fast');
    const drawn = JSON.stringify(card.blocks);
    expect(drawn).toContain('Approve $50.00 now + $58.00 / month');
    expect(drawn).toContain(
      'Charges the company card $50.00 now and $58.00 a month for 2 pre-warmed domains with 27 mailboxes, starting now.',
    );
    await rita.press(card, 'approve_order');
    expect(callsOf(world)).toHaveLength(0);

    await amir.press(card, 'approve_order');
    expect(callsOf(world)).toMatchObject([
      {
        body: {
          tag: `acme-spring-${reference}`,
          domains: [
            { id: GOOGLE, domain: 'brightledger.com', redirect: 'https://acme.com' },
            { id: LATER, domain: 'granite-post.com', redirect: 'https://acme.com' },
          ],
        },
      },
    ]);
    expect(world.vendor.state().charges).toMatchObject([{ amountCents: 10_800, succeeded: true }]);
    await world.advance(MINUTE_MS);
    await world.advance(HOUR_MS);
    expect(cardOf(reference)).toContain('✅ All working · $50.00 now + $58.00 / month · Acme spring');
    expect(told(rita)).toContain('works:');
    expect(told(rita)).not.toContain('another amount');
    // They are not offered any more, and their names are in use.
    await rita.type('/scaledmail prewarmed');
    expect(rita.modalText()).not.toContain('brightledger.com');
    expect(callsOf(world)).toHaveLength(1);
  });

  test('have every mistake at its field, and nothing typed is lost', async () => {
    await rita.type('/scaledmail prewarmed');
    const errors = await rita.submit({ default_redirect: 'nowhere', label: ' ' });
    expect(errors).toEqual({
      prewarmed_inboxes: 'Choose at least one.',
      default_redirect: expect.stringContaining('not a web address'),
      label: 'Say whom the order is for.',
    });
    world.vendor.arm([{ operationId: 'getPreWarmInboxes', kind: 'server_error', times: 50 }]);
    expect(
      await rita.submit({ prewarmed_inboxes: { choices: [GOOGLE] }, default_redirect: '', label: 'Acme' }),
    ).toEqual({});
    expect(rita.modalText()).toContain('Nothing was sent, and everything you chose and typed is still here.');
    world.vendor.arm([]);
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('$20.00 now + $8.00 / month · Acme');
  });

  test('that were sold before the review are named, and the rest stays chosen', async () => {
    await rita.type('/scaledmail prewarmed');
    world.vendor.settings({ soldStock: [GOOGLE] });
    expect(await rita.submit({ prewarmed_inboxes: { choices: [GOOGLE, OUTLOOK] }, label: 'Acme' })).toEqual({});
    expect(rita.modalText()).toContain('*Sold meanwhile:* brightledger.com.');
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('$30.00 now + $50.00 / month · Acme');
  });

  test('of which some were sold after the approval: the rest with its price is approved anew', async () => {
    const reference = await ask([GOOGLE, OUTLOOK]);
    world.vendor.settings({ soldStock: [GOOGLE] });
    await amir.press(cardFor(amir), 'approve_order');
    expect(callsOf(world)).toHaveLength(0);
    const card = cardOf(reference);
    expect(card).toContain('🟡 $30.00 now + $50.00 / month');
    expect(card).toContain('*Sold meanwhile.*');
    expect(card).toContain('~$50.00 now + $58.00 / month~ → *$30.00 now + $50.00 / month* (−$28.00)');
    expect(card).toContain('No more: brightledger.com');
    await amir.press(cardFor(amir), 'approve_order');
    expect(callsOf(world)).toMatchObject([{ body: { domains: [{ id: OUTLOOK }] } }]);
    await world.advance(MINUTE_MS);
    expect(world.vendor.state().charges).toMatchObject([{ amountCents: 8_000 }]);
  });

  test('of which all were sold after the approval: people are told, and nothing is ordered', async () => {
    const reference = await ask([GOOGLE]);
    world.vendor.settings({ soldStock: [GOOGLE] });
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(callsOf(world)).toHaveLength(0);
    expect(cardOf(reference)).toContain('All of it was sold to others meanwhile. Nothing was ordered');
    expect(told(rita)).toContain('All of it was sold to others meanwhile. Nothing was ordered');
    for (let days = 0; days < 9; days += 1) await world.advance(DAY_MS);
    expect(cardOf(reference)).toContain('Expired');
    expect(callsOf(world)).toHaveLength(0);
  });

  test('that became dearer after the approval are approved anew', async () => {
    const reference = await ask([GOOGLE]);
    world.vendor.settings({ priceChangePercent: 10 });
    await amir.press(cardFor(amir), 'approve_order');
    expect(callsOf(world)).toHaveLength(0);
    expect(cardOf(reference)).toContain('*New price* ~$20.00 now + $8.00 / month~ → *$22.00 now + $8.80 / month*');
    await amir.press(cardFor(amir), 'approve_order');
    expect(world.vendor.state().charges).toMatchObject([{ amountCents: 3_080 }]);
  });

  test('wait for a day, and are brought up before', async () => {
    const reference = await ask([GOOGLE]);
    await world.advance(7 * HOUR_MS);
    const thread = amir.messages('C0APPROVALS').filter(({ threadTs }) => threadTs !== null);
    expect(thread.map(wordsOf).join('\n')).toContain('still waiting');
    await world.advance(18 * HOUR_MS);
    expect(cardOf(reference)).toContain('Expired');
    expect(told(rita)).toContain('Nobody decided on this order within a day');
    // Others may have it now.
    expect(await ask([GOOGLE])).not.toBe(reference);
  });

  test('exclude each other, and the second is told which order is in the way', async () => {
    await rita.type('/scaledmail prewarmed');
    expect(await choose([GOOGLE], {}, bea)).toEqual({});
    const reference = await ask([GOOGLE, OUTLOOK]);
    expect(await bea.submit()).toEqual({});
    expect(bea.modalText()).toContain(`Meanwhile brightledger.com (order \`${reference}\`) is in another open order.`);
    await bea.type('/scaledmail prewarmed');
    expect(bea.modalText()).toContain('10 in stock · 2 more in open orders');
    expect(bea.modalText()).not.toContain('brightledger.com');
  });

  test('whose call gets no answer are found by their tag, and not bought twice', async () => {
    world.slack.setFaults({ duplicateDeliveries: true });
    const reference = await ask([GOOGLE]);
    world.vendor.settings({ orderVisibleAfterMs: 10 * MINUTE_MS });
    world.vendor.arm([{ operationId: 'buyPreWarmInboxes', kind: 'act_then_500', times: 1 }]);
    await Promise.all([amir.press(cardFor(amir), 'approve_order'), bea.press(cardFor(bea), 'approve_order')]);
    expect(cardOf(reference)).toContain('what became of it is not known yet');
    for (let minutes = 0; minutes < 8; minutes += 1) await world.advance(5 * MINUTE_MS);
    await world.advance(DAY_MS);
    expect(cardOf(reference)).toContain('✅ All working');
    expect(callsOf(world)).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('whose call never did anything are asked about, and sent again after a new approval', async () => {
    const reference = await ask([GOOGLE]);
    world.vendor.arm([{ operationId: 'buyPreWarmInboxes', kind: 'drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    for (let minutes = 0; minutes < 12; minutes += 1) await world.advance(5 * MINUTE_MS);
    expect(cardOf(reference)).toContain('Not found yet');
    const card = cardFor(amir);
    await amir.press(card, 'declare_order_absent');
    expect(await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } })).toEqual({});
    expect(cardOf(reference)).toContain('*Second try*');
    await bea.press(cardFor(bea), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(callsOf(world)).toHaveLength(2);
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('are connected to a sending tool, whose login is sealed, sent once and shown to nobody', async () => {
    await rita.type('/scaledmail prewarmed');
    expect(rita.modalText()).toContain('Sending tool: None');
    await rita.pressInModal('change_prewarmed_tool', { prewarmed_inboxes: { choices: [GOOGLE] }, label: 'Acme' });
    const unsaid = { sequencer_link: ' ', sequencer_username: ' ', sequencer_password: PASSWORD };
    expect(await rita.submit({ ...TOOL, ...unsaid })).toEqual({
      sequencer_link: 'The link is missing: ScaledMail needs one for pre-warmed inboxes.',
      sequencer_username: 'The user name is missing.',
    });
    expect(await rita.submit({ ...TOOL, sequencer_username: 'ops@acme.com', sequencer_password: PASSWORD })).toEqual(
      {},
    );
    expect(rita.modalText()).toContain('Sending tool: Instantly');
    await rita.pressInModal('change_prewarmed_tool');
    expect(JSON.stringify(rita.modal())).toContain('Kept, not shown');
    expect(JSON.stringify(rita.modal())).not.toContain('ops@acme.com');
    expect(await rita.submit()).toEqual({});
    expect(await rita.submit()).toEqual({});
    const said = 'Sending tool: Instantly · workspace acme · https://app.instantly.ai';
    expect(rita.modalText()).toContain(said);
    expect(await rita.submit()).toEqual({});
    const reference = referenceOf(cardFor(amir));
    expect(cardOf(reference)).toContain(said);
    await amir.press(cardFor(amir), 'approve_order');
    const sent = { provider: 'Instantly', link: 'https://app.instantly.ai', workspace: 'acme' };
    expect(callsOf(world)).toMatchObject([
      { body: { domains: [{ id: GOOGLE }], sequencer: { ...sent, username: 'ops@acme.com', password: '•••' } } },
    ]);
    expect(world.log()).not.toContain(PASSWORD);
    expect(JSON.stringify(world.slack.apiCalls())).not.toContain(PASSWORD);
  });

  test('whose sending tool lacks its login, keep what was typed, and go without it', async () => {
    await rita.type('/scaledmail prewarmed');
    await rita.pressInModal('change_prewarmed_tool', { prewarmed_inboxes: { choices: [GOOGLE] }, label: 'Acme' });
    await rita.pressInModal('go_back', TOOL);
    expect(rita.modalText()).toContain('Sending tool: Instantly, its login is missing');
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('*The sending tool needs a look.* The login is missing.');
    await rita.pressInModal('change_prewarmed_tool');
    await rita.submit({ sequencer_username: 'ops@acme.com', sequencer_password: PASSWORD, sequencer_keep: 'tool' });
    expect(rita.modalText()).toContain('Sending tool: Instantly (tool)');
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('login tool of Rita Okafor');
    await rita.pressInModal('go_back');
    await rita.pressInModal('change_prewarmed_tool');
    await rita.pressInModal('leave_out_prewarmed_tool');
    expect(rita.modalText()).toContain('Sending tool: None');
    expect(await rita.submit()).toEqual({});
    expect(await rita.submit()).toEqual({});
    await amir.press(cardFor(amir), 'approve_order');
    expect(callsOf(world)).toMatchObject([{ body: expect.not.objectContaining({ sequencer: expect.anything() }) }]);
  });

  test('that were bought by hand before the approval are asked about, and nothing is sent', async () => {
    const reference = await ask([GOOGLE]);
    await buyByHand(GOOGLE, 'brightledger.com');
    const before = callsOf(world).length;
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(callsOf(world)).toHaveLength(before);
    expect(cardOf(reference)).toContain('Is it this one?');
    await bea.press(cardFor(bea), 'take_vendor_order');
    await world.advance(HOUR_MS);
    expect(cardOf(reference)).toContain('✅ All working');
    expect(callsOf(world)).toHaveLength(before);
  });
});
