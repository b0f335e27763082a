import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pressLate } from '../support/late-click.ts';
import {
  buttonsOf,
  cardFor,
  detailsOf,
  type Filled,
  type Person,
  person,
  referenceOf,
  textOf,
  wordsOf,
} from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const APPROVE = 'approve_order';

/** Unused names that the local ScaledMail has for its first workspace. */
async function unusedNames(world: World, count: number): Promise<string[]> {
  const workspaces = await ask(world, '/organizations');
  const id = workspaces.organizations[0].id;
  const purchased = await ask(world, `/purchased-domains?available=true&organization_id=${id}`);
  return purchased.domains.slice(0, count).map((each: { domain: string }) => each.domain);
}
async function ask(world: World, path: string) {
  const response = await fetch(`${world.vendor.apiUrl}${path}`, {
    headers: { authorization: 'Bearer test-vendor-key' },
  });
  return response.json();
}
const paidCalls = (world: World) =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder');

describeOnBothStores('An order', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  let bea: Person;
  let names: string[];

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    bea = person(world, 'U0BEA');
    names = await unusedNames(world, 3);
  });
  afterEach(() => world.stop());

  /** Rita fills in the form up to the review. */
  async function fillIn(lines = names.join('\n'), what: Record<string, Filled> = {}) {
    await rita.type('/scaledmail order');
    const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
    expect(
      await rita.submit({
        label: 'Acme',
        workspace: { select: workspace },
        providers: { choices: ['google'] },
        ...what,
      }),
    ).toEqual({});
    return rita.submit({ default_name: 'Ada Park', domains_google: lines });
  }
  /** Rita sends an order of three Google domains for approval. */
  async function request() {
    expect(await fillIn()).toEqual({});
    expect(rita.modalText()).toContain('$21.00');
    expect(await rita.submit()).toEqual({});
  }

  test('is requested, approved by somebody else, placed once, and followed until it works', async () => {
    await request();
    const card = cardFor(amir);
    expect(textOf(card.blocks)).toContain('$21.00');
    expect(textOf(card.blocks)).toContain(names[0]);
    expect(buttonsOf(card)).toEqual([APPROVE, 'decline_order', 'show_order_details']);
    expect(buttonsOf(rita.directMessages().at(-1) ?? card)).toContain('withdraw_order');

    await amir.press(card, APPROVE);

    expect(paidCalls(world)).toHaveLength(1);
    expect(paidCalls(world)[0]?.body).toMatchObject({
      tag: expect.stringMatching(/^acme-[a-z0-9]{6}$/),
      providers: { google: { domains: names.map((domain) => ({ domain, first_name: 'Ada', last_name: 'Park' })) } },
    });
    expect(world.vendor.state().charges).toMatchObject([{ amountCents: 2_100, succeeded: true }]);
    const placedCard = cardFor(amir);
    expect(buttonsOf(placedCard)).toEqual(['show_order_details']);
    expect(textOf(placedCard.blocks)).toMatch(/Placed/);
    expect(await detailsOf(amir)).toContain(world.vendor.state().orders.at(-1)?.id);
    expect(rita.directMessages().map(wordsOf).join('\n')).toMatch(/placed/i);

    await world.advance(DAY_MS);
    expect(textOf(cardFor(amir).blocks)).toMatch(/\d of 3 domains ready/);
    await world.advance(2 * DAY_MS);
    expect(rita.directMessages().map(wordsOf).join('\n')).toMatch(/work/i);
    expect(paidCalls(world)).toHaveLength(1);
  });

  test('is not approved by its requester, a guest, an outsider or anybody who is not on the list; each is told why', async () => {
    await request();
    for (const id of ['U0RITA', 'U0GUS', 'U0OLA']) {
      const clicker = person(world, id);
      await clicker.press(cardFor(clicker), APPROVE);
      expect(clicker.privateAnswers().at(-1)).toMatch(/.{20,}/s);
      expect(buttonsOf(cardFor(clicker))).toContain(APPROVE);
    }
    expect(paidCalls(world)).toHaveLength(0);
  });

  test('clicked twice, by two people and after a restart, is placed once', async () => {
    await request();
    const card = cardFor(amir);
    await Promise.all([amir.press(card, APPROVE), bea.press(card, APPROVE), amir.press(card, APPROVE)]);
    await world.restartBot();
    const late = await pressLate(world, bea.id, card, APPROVE);
    expect(late.answers.join()).toMatch(/approved it/);
    expect(paidCalls(world)).toHaveLength(1);
  });

  test('delivered twice by Slack, every click counts once', async () => {
    world.slack.setFaults({ duplicateDeliveries: true });
    await request();
    await amir.press(cardFor(amir), APPROVE);
    expect(paidCalls(world)).toHaveLength(1);
    expect(
      amir
        .messages('C0APPROVALS')
        .filter((message) => buttonsOf(message).includes('show_order_details') && message.threadTs === null),
    ).toHaveLength(1);
  });

  test('declined needs a reason, and the requester reads it', async () => {
    await request();
    await amir.press(cardFor(amir), 'decline_order');
    expect(await amir.submit({ reason: 'Too many for November' })).toEqual({});
    expect(textOf(cardFor(amir).blocks)).toContain('reason in the thread');
    expect(
      rita
        .directMessages()
        .map(({ text, blocks }) => text + textOf(blocks))
        .join('\n'),
    ).toContain('Too many for November');
    await bea.press({ ...cardFor(bea), blocks: cardFor(bea).blocks }, 'show_order_details');
    expect(paidCalls(world)).toHaveLength(0);
  });

  test('withdrawn by its requester can no longer be approved', async () => {
    await request();
    const card = cardFor(amir);
    const notice = rita.directMessages().findLast((message) => buttonsOf(message).includes('withdraw_order'));
    if (!notice) throw new Error('Rita has no message with a Withdraw button');
    await rita.press(notice, 'withdraw_order');
    expect(await rita.submit()).toEqual({});
    expect(textOf(cardFor(amir).blocks)).toMatch(/withdrawn/i);
    const late = await pressLate(world, amir.id, card, APPROVE);
    expect(late.answers.join()).toMatch(/withdrew|withdrawn/i);
    expect(paidCalls(world)).toHaveLength(0);
  });

  test('with mistakes shows them all at once, and keeps what was typed', async () => {
    const errors = await fillIn(`${names[0]}, Ada\nlocalhost, Ada Park\nmail.getacme.com, Ada Park`);
    expect(errors).toEqual({});
    const text = rita.modalText();
    expect(text).toContain('3 of 3 lines cannot be ordered yet.');
    expect(text).toMatch(/1: .*last name/);
    expect(text).toMatch(/2: .*localhost/);
    expect(text).toContain('3: mail.getacme.com → getacme.com');
    expect(world.vendor.state().requests.filter(({ effect }) => effect === 'spend')).toHaveLength(0);
  });

  test('goes back from the review with everything still there', async () => {
    await fillIn();
    await rita.pressInModal('go_back');
    expect(JSON.stringify(rita.modal()?.values)).toContain(names[2]);
    await rita.pressInModal('go_back');
    expect(JSON.stringify(rita.modal()?.values)).toContain('Acme');
  });

  test('for which ScaledMail gives no price keeps what was typed, and is priced when asked again', async () => {
    world.vendor.arm([{ operationId: 'calculatePackage', kind: 'server_error', times: 50 }]);
    await fillIn();
    expect(rita.modalText()).toMatch(/has an error of its own/);
    world.vendor.arm([]);
    await rita.pressInModal('retry_pricing');
    expect(rita.modalText()).toContain('$21.00');
  });

  test('whose paid call is cut off is found again by its tag and never sent twice', async () => {
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'act_then_time_out', times: 1, delayMs: 10 }]);
    await request();
    await amir.press(cardFor(amir), APPROVE);
    expect(textOf(cardFor(amir).blocks)).toMatch(/it is looked for, and never sent twice/);
    await world.advance(10_000);
    expect(await detailsOf(amir)).toContain(world.vendor.state().orders.at(-1)?.id);
    expect(paidCalls(world)).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('that ScaledMail refuses says so once it left no trace there', async () => {
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'refuse_before_creation', times: 1 }]);
    await request();
    await amir.press(cardFor(amir), APPROVE);
    for (const ms of [6_000, 16_000, 61_000]) await world.advance(ms);
    expect(textOf(cardFor(amir).blocks)).toMatch(/refused/i);
    expect(rita.directMessages().map(wordsOf).join('\n')).toMatch(/refused|said no/i);
    expect(paidCalls(world)).toHaveLength(1);
  });

  test('whose card is not charged waits for somebody to confirm the payment, and is never sent again', async () => {
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'charge_fails_after_creation', times: 1 }]);
    await request();
    await amir.press(cardFor(amir), APPROVE);
    await world.advance(60_000);
    expect(textOf(cardFor(amir).blocks)).toMatch(/billing/i);
    expect(paidCalls(world)).toHaveLength(1);
  });

  test('that cannot be announced yet is announced later, once', async () => {
    world.slack.setMembership('C0APPROVALS', 'U0SCALED', false);
    await request();
    expect(() => cardFor(amir)).toThrow('no card');
    expect(
      rita
        .directMessages()
        .map(({ blocks }) => textOf(blocks))
        .join('\n'),
    ).toMatch(/invite/);
    expect(amir.directMessages().map(wordsOf).join('\n')).toMatch(/invite/);
    world.slack.setMembership('C0APPROVALS', 'U0SCALED', true);
    await world.advance(60_000);
    expect(textOf(cardFor(amir).blocks)).toContain('$21.00');
  });

  test.each(['before', 'after'] as const)(
    'whose card meets a Slack that fails %s posting is announced once',
    async (when) => {
      await fillIn();
      world.slack.failNext({ method: 'chat.postMessage', when, answer: { status: 503 } });
      await rita.submit();
      await world.advance(60_000);
      expect(amir.messages('C0APPROVALS').filter((message) => buttonsOf(message).includes(APPROVE))).toHaveLength(1);
    },
  );

  test('whose card meets a limit of Slack is announced once, when Slack allows it', async () => {
    await fillIn();
    world.slack.failNext({
      method: 'chat.postMessage',
      when: 'before',
      answer: { status: 429, retryAfterSeconds: 40 },
    });
    await rita.submit();
    await world.advance(39_000);
    expect(() => cardFor(amir)).toThrow('no card');
    await world.advance(1_000);
    expect(amir.messages('C0APPROVALS').filter((message) => buttonsOf(message).includes(APPROVE))).toHaveLength(1);
  });

  test('is sent once however often the review is submitted', async () => {
    await fillIn();
    world.slack.setFaults({ duplicateDeliveries: true });
    await rita.submit();
    expect(amir.messages('C0APPROVALS').filter((message) => buttonsOf(message).includes(APPROVE))).toHaveLength(1);
    expect(rita.modalText()).toContain('Sent for approval');
  });

  test('expires when nobody decides for a week', async () => {
    await request();
    await world.advance(DAY_MS);
    expect(amir.messages('C0APPROVALS').filter(({ threadTs }) => threadTs !== null).length).toBeGreaterThan(0);
    await world.advance(7 * DAY_MS);
    expect(textOf(cardFor(amir).blocks)).toMatch(/expired/i);
    await amir.press(cardFor(amir), 'show_order_details');
    expect(paidCalls(world)).toHaveLength(0);
  });

  test('is listed and shown to its requester and to approvers, and to nobody else', async () => {
    await request();
    await rita.type('/scaledmail orders');
    expect(rita.privateAnswers().at(-1)).toContain('Acme');
    const reference = referenceOf(cardFor(amir));
    await amir.type(`/scaledmail status ${reference}`);
    expect(amir.privateAnswers().at(-1)).toContain('Acme');
    const gus = person(world, 'U0GUS');
    await gus.type(`/scaledmail status ${reference}`, 'C0APPROVALS');
    expect(gus.privateAnswers().at(-1)).not.toContain('Acme');
  });
});
