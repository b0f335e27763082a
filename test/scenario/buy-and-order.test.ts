import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const WORKSPACE = 'recNorthwind0001';
const NEW = ['acmegrowth.com', 'acme-growth.com'] as const;
const HAD = 'getnorthwind.com';

const callsOf = (world: World, operation: string) =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === operation);

describeOnBothStores('Buying domains and ordering mailboxes on them in one go', (open) => {
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
    return card;
  };
  const cardText = (wanted: string) => textOf(cardOf(wanted).blocks);
  const told = (who: Person) => who.directMessages().map(wordsOf).join('\n');
  const charged = () => world.vendor.state().charges.map(({ amountCents }) => amountCents);
  const pass = async (ms: number, times = 1) => {
    for (let each = 0; each < times; each += 1) await world.advance(ms);
  };
  const byHand = (path: string, body: unknown) =>
    fetch(`${world.vendor.apiUrl}/${path}${path.includes('?') ? '&' : '?'}organization_id=${WORKSPACE}`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  /** Rita fills the form in, up to its review. */
  async function fill(names: readonly string[] = [...NEW, HAD]): Promise<void> {
    await rita.type('/scaledmail order');
    const what = { label: 'Acme', workspace: { select: WORKSPACE }, source: { choice: 'new' } };
    expect(await rita.submit({ ...what, providers: { choices: ['google'] } })).toEqual({});
    expect(await rita.submit({ default_name: 'Ada Park', domains_google: names.join('\n') })).toEqual({});
  }
  /** And sends it; answers the reference of her order. */
  async function ask(names?: readonly string[]): Promise<string> {
    await fill(names);
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }
  /** The names are bought, and their mailboxes are not ordered: their price rose in between. */
  async function bought(): Promise<string> {
    const reference = await ask();
    world.vendor.settings({ namesListedAfterMs: 30_000 });
    await amir.press(cardFor(amir), 'approve_order');
    world.vendor.settings({ priceChangePercent: 10 });
    await pass(MINUTE_MS, 4);
    return reference;
  }

  test('are new names in the form, one card, one approval, one purchase and one order', async () => {
    await rita.type('/scaledmail order');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('New, to be bought');
    await fill();
    expect(rita.modalText()).toContain('$31.00 now + $21.00 / month · Acme');
    expect(rita.modalText()).toContain('3 domains with 6 mailboxes · before tax · charged only after approval');
    expect(rita.modalText()).toMatch(
      /\*1 · Buy 2 domains · \$31\.00 now\*, then \$34\.00 a year from [A-Z][a-z]{2} 20\d\d/,
    );
    expect(rita.modalText()).toContain('acmegrowth.com · $15.50 the first year, then $17.00 a year');
    expect(rita.modalText()).toContain('*2 · Order mailboxes · $21.00 / month*, only when 1 is done');
    expect(await rita.submit()).toEqual({});

    const card = cardFor(amir);
    const reference = referenceOf(card);
    expect(textOf(card.blocks)).toContain('🟡 $31.00 now + $21.00 / month · Acme');
    expect(textOf(card.blocks)).toContain(
      'Rita Okafor asks to *buy 2 domains*, then for *3 domains with 6 mailboxes*.',
    );
    expect(textOf(card.blocks)).toContain('Approve $31.00 now + $21.00 / month');
    await amir.press(card, 'approve_order');
    await pass(MINUTE_MS, 2);
    expect(callsOf(world, 'buyDomains')).toMatchObject([{ body: { domains: [...NEW] } }]);
    expect(callsOf(world, 'createCustomOrder')).toMatchObject([
      { body: { providers: { google: { domains: [{ domain: NEW[0] }, { domain: NEW[1] }, { domain: HAD }] } } } },
    ]);
    expect(cardText(reference)).toContain('🟢 Placed · $31.00 now + $21.00 / month · Acme');
    await pass(DAY_MS, 3);
    expect(cardText(reference)).toContain('✅ All working');
    expect(charged()).toEqual([3_100, 2_100]);
    expect(told(rita)).toContain('works: ▰▰▰▰▰▰▰▰▰▰ 3 of 3 domains ready');
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    expect(callsOf(world, 'createCustomOrder')).toHaveLength(1);
  });

  test('wait for a new approval when the mailboxes became dearer, and say what is bought and paid', async () => {
    const reference = await bought();
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    expect(callsOf(world, 'createCustomOrder')).toHaveLength(0);
    const text = cardText(reference);
    expect(text).toContain('🟠 Domains bought, mailboxes wait · $31.00 now + $23.10 / month · Acme');
    expect(text).toContain('Rita Okafor asks for *3 domains with 6 mailboxes*.');
    expect(text).toContain('*2 names bought and paid, mailboxes not yet.*');
    expect(text).toContain('*New price* ~$21.00 / month~ → *$23.10 / month* (+$2.10).');
    expect(text).toContain('*1 · Buy 2 domains*: done and paid');
    expect(text).toContain('Approve $23.10 / month');
    expect(text).not.toContain('Approve $31.00');
    expect(text).toContain('Charges the company card $23.10 a month for 3 domains with 6 mailboxes, starting now.');
    expect(told(rita)).toContain('2 names bought and paid, mailboxes not yet');
    await rita.type(`/scaledmail status ${reference}`);
    const said = rita.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
    expect(said && wordsOf(said)).toContain('2 names bought and paid, mailboxes not yet');
    await amir.press(cardOf(reference), 'approve_order');
    await pass(MINUTE_MS, 2);
    await pass(DAY_MS, 3);
    expect(cardText(reference)).toContain('✅ All working');
    expect(charged()).toEqual([3_100, 2_310]);
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
  });

  test('that are declined after the names were bought say that these stay, and are ordered again with them', async () => {
    const reference = await bought();
    await amir.press(cardOf(reference), 'decline_order');
    expect(await amir.submit({ reason: 'Too dear now.' })).toEqual({});
    expect(cardText(reference)).toContain('🟠 Domains bought, no mailboxes');
    expect(cardText(reference)).toContain('2 names bought and paid: they stay. No mailboxes were ordered');
    expect(told(rita)).toContain('2 names bought and paid: they stay. No mailboxes were ordered.');
    await pass(MINUTE_MS, 2);
    await rita.type(`/scaledmail again ${reference}`);
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('"value":"new"');
    expect(await rita.submit()).toEqual({});
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('$23.10 / month · Acme');
    expect(rita.modalText()).not.toContain('Buy 2 domains');
    expect(charged()).toEqual([3_100]);
  });

  test('that are taken back while their mailboxes wait say what stays', async () => {
    const reference = await bought();
    const message = rita.directMessages().find((each) => buttonsOf(each).includes('withdraw_order'));
    if (!message) throw new Error('Rita has no message with Withdraw');
    await rita.press(message, 'withdraw_order');
    expect(rita.modalText()).toContain('2 names bought and paid, mailboxes not yet.');
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('2 names bought and paid: they stay. No mailboxes were ordered.');
    expect(cardText(reference)).toContain('🟠 Domains bought, no mailboxes');
  });

  test('whose purchase got no answer are found in the list, and ordered on once', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'buyDomains', kind: 'act_then_drop', times: 1 }]);
    world.vendor.settings({ namesListedAfterMs: 10 * MINUTE_MS });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText(reference)).toContain('🟠 Checking with ScaledMail');
    expect(told(rita)).toContain('ScaledMail’s list of bought domains is looked at, and nothing is sent twice.');
    await world.restartBot();
    await pass(4 * MINUTE_MS, 8);
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    expect(callsOf(world, 'createCustomOrder')).toHaveLength(1);
    expect(cardText(reference)).toContain('🟢 Placed');
    expect(charged()).toEqual([3_100, 2_100]);
  });

  test('of whose purchase nothing is heard or seen are asked about by their names, and tried again after a new approval', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'buyDomains', kind: 'never_answers', times: 1, delayMs: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await pass(5 * MINUTE_MS, 8);
    expect(cardText(reference)).toContain('🟠 Not found yet · $31.00 now + $21.00 / month · Acme');
    expect(cardText(reference)).toContain('None of them is in ScaledMail’s list of bought domains so far.');
    expect(callsOf(world, 'createCustomOrder')).toHaveLength(0);
    await amir.press(cardOf(reference), 'declare_order_absent');
    expect(amir.modalText()).toContain('look for these domains: acmegrowth.com and acme-growth.com');
    await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } });
    expect(cardText(reference)).toContain('*Second try*');
    await amir.press(cardOf(reference), 'approve_order');
    await pass(MINUTE_MS, 3);
    expect(cardText(reference)).toContain('🟢 Placed');
    await pass(DAY_MS, 3);
    expect(cardText(reference)).toContain('✅ All working');
    expect(cardText(reference)).not.toContain('twice');
    expect(charged()).toEqual([3_100, 2_100]);
  });

  test('whose order got no answer is found by its tag, and not sent twice', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'act_then_drop', times: 1 }]);
    world.vendor.settings({ orderVisibleAfterMs: 3 * MINUTE_MS });
    await amir.press(cardFor(amir), 'approve_order');
    await pass(MINUTE_MS, 1);
    expect(cardText(reference)).toContain('🟠 Checking with ScaledMail');
    await pass(5 * MINUTE_MS, 3);
    expect(cardText(reference)).toContain('🟢 Placed');
    expect(callsOf(world, 'createCustomOrder')).toHaveLength(1);
  });

  test('whose order is never found is given up, and that says that the names are paid', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'server_error', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await pass(10 * MINUTE_MS, 6);
    expect(cardText(reference)).toContain('🟠 Not found yet');
    expect(cardText(reference)).toContain(`the tag \`acme-${reference}\``);
    await amir.press(cardOf(reference), 'declare_order_absent');
    expect(amir.modalText()).toContain('$21.00 / month may be charged twice');
    await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'give_up' } });
    expect(cardText(reference)).toContain('🟠 Domains bought, no mailboxes');
    expect(cardText(reference)).toContain('2 names bought and paid: they stay.');
    expect(told(rita)).toContain('2 names bought and paid: they stay. No mailboxes were ordered.');
    expect(charged()).toEqual([3_100]);
  });

  test('whose order ScaledMail refuses end with that, and say that the names are paid', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'refuse_before_creation', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await pass(5 * MINUTE_MS, 4);
    expect(cardText(reference)).toContain('🟠 Domains bought, no mailboxes');
    expect(told(rita)).toContain('2 names bought and paid: they stay. No mailboxes were ordered.');
  });

  test('of which somebody bought all names by hand are ordered on without a purchase', async () => {
    const reference = await ask();
    await byHand('buy-domains', { domains: [...NEW] });
    const before = callsOf(world, 'buyDomains').length;
    await amir.press(cardFor(amir), 'approve_order');
    await pass(MINUTE_MS, 3);
    expect(callsOf(world, 'buyDomains')).toHaveLength(before);
    expect(callsOf(world, 'createCustomOrder')).toHaveLength(1);
    expect(cardText(reference)).toContain('🟢 Placed');
  });

  test('of which somebody bought one name by hand buy the other, at a new price, and order on all', async () => {
    const reference = await ask();
    await byHand('buy-domains', { domains: [NEW[0]] });
    const before = callsOf(world, 'buyDomains').length;
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText(reference)).toContain('🟡 $15.50 now + $21.00 / month · Acme');
    expect(cardText(reference)).toContain('Bought meanwhile: acmegrowth.com.');
    await amir.press(cardOf(reference), 'approve_order');
    await pass(MINUTE_MS, 3);
    expect(callsOf(world, 'buyDomains').slice(before)).toMatchObject([{ body: { domains: [NEW[1]] } }]);
    expect(callsOf(world, 'createCustomOrder')).toMatchObject([
      { body: { providers: { google: { domains: [{ domain: NEW[0] }, { domain: NEW[1] }, { domain: HAD }] } } } },
    ]);
    expect(cardText(reference)).toContain('🟢 Placed');
  });

  test('of which somebody ordered one by hand in between are asked about, and nothing more is sent', async () => {
    const reference = await ask();
    world.vendor.settings({ namesListedAfterMs: 30_000 });
    await amir.press(cardFor(amir), 'approve_order');
    const domains = [{ domain: NEW[0], first_name: 'By', last_name: 'Hand' }];
    const made = await byHand('create-custom-order?provider=scaledmail', {
      tag: 'by-hand',
      providers: { google: { domains } },
    });
    expect(made.status).toBe(200);
    await pass(MINUTE_MS, 3);
    expect(cardText(reference)).toContain('🟠 Is it this one?');
    expect(callsOf(world, 'createCustomOrder')).toHaveLength(1);
  });

  test('of which one is taken by somebody else go on without it, after a new approval', async () => {
    const reference = await ask();
    world.vendor.settings({ takenNames: [NEW[0]] });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText(reference)).toContain('🟡 $15.50 now + $14.00 / month · Acme');
    expect(cardText(reference)).toContain('No more: acmegrowth.com.');
    await amir.press(cardOf(reference), 'approve_order');
    await pass(MINUTE_MS, 3);
    expect(callsOf(world, 'buyDomains')).toMatchObject([{ body: { domains: [NEW[1]] } }]);
    expect(cardText(reference)).toContain('🟢 Placed');
    expect(charged()).toEqual([1_550, 1_400]);
  });

  test('of which all new ones are taken wait, and whoever asked is told at once', async () => {
    const reference = await ask();
    world.vendor.settings({ takenNames: [...NEW] });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText(reference)).toContain('🔵 Approved, on hold');
    expect(cardText(reference)).toContain('all of its new names are taken by now');
    expect(told(rita)).toContain('all of its new names are taken by now');
    await pass(HOUR_MS);
    expect(charged()).toEqual([]);
  });

  test('of whose names a part only shows are asked about; what is missing is bought, and all are ordered on', async () => {
    world.vendor.settings({ namesRegistered: 1 });
    world.vendor.arm([{ operationId: 'buyDomains', kind: 'act_then_500', times: 1 }]);
    const reference = await ask();
    await amir.press(cardFor(amir), 'approve_order');
    await pass(5 * MINUTE_MS, 8);
    expect(cardText(reference)).toContain(`Only ${NEW[0]} is in ScaledMail’s list of bought domains.`);
    world.vendor.settings({ namesRegistered: null });
    await amir.press(cardOf(reference), 'declare_order_absent');
    await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } });
    await amir.press(cardOf(reference), 'approve_order');
    expect(cardText(reference)).toContain('🟡 $15.50 now + $21.00 / month · Acme');
    expect(cardText(reference)).toContain(`Bought meanwhile: ${NEW[0]}.`);
    await amir.press(cardOf(reference), 'approve_order');
    await pass(MINUTE_MS, 3);
    expect(callsOf(world, 'buyDomains')).toMatchObject([{}, { body: { domains: [NEW[1]] } }]);
    expect(cardText(reference)).toContain('🟢 Placed');
    await pass(DAY_MS, 3);
    expect(cardText(reference)).toContain('✅ All working');
    for (const text of [cardText(reference), told(rita), told(amir)]) {
      expect(text).not.toMatch(/[Oo]rdered twice|at ScaledMail twice|been sent twice/);
    }
    expect(charged()).toEqual([1_550, 1_550, 2_100]);
  });

  test('of which another open order has a name are refused in the form, and hold their own', async () => {
    await ask();
    await amir.type('/scaledmail order');
    const what = { label: 'Mine', workspace: { select: WORKSPACE }, source: { choice: 'new' } };
    await amir.submit({ ...what, providers: { choices: ['google'] } });
    await amir.submit({ default_name: 'Ada Park', domains_google: NEW[0] });
    expect(amir.modalText()).toContain('Already used');
    await amir.type(`/scaledmail domains ${NEW[1]}`);
    expect(amir.modalText()).toContain(`In another order: ${NEW[1]}`);
  });

  test('are told together with every other mistake, what cannot be bought among them', async () => {
    await fill([...NEW, 'taken-acme.com', 'blacklisted-acme.com', 'northwind-inuse.com', 'acme']);
    const text = rita.modalText();
    expect(text).toContain('Cannot be bought');
    expect(text).toContain('taken-acme.com is taken, and cannot be bought.');
    expect(text).toContain('blacklisted-acme.com is on a block list, so it is not bought.');
    expect(text).toContain('Not a domain');
    expect(text).not.toContain('Not bought yet');
  });

  test('of more new names than one order buys are refused before ScaledMail is asked', async () => {
    const names = Array.from({ length: 51 }, (_, index) => `acmereach${index + 1}.com`);
    await fill(names);
    expect(rita.modalText()).toContain('One order buys at most 50 new domains; 51 of these are not bought yet.');
    expect(callsOf(world, 'searchDomains')).toHaveLength(0);
  });

  test('are offered for names of an order that nobody has bought yet, beside buying them alone', async () => {
    await rita.type('/scaledmail order');
    const what = { label: 'Acme', workspace: { select: WORKSPACE }, source: { choice: 'scaledmail' } };
    await rita.submit({ ...what, providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: [...NEW, HAD].join('\n') });
    expect(rita.modalText()).toContain('Buy 2 for $31.00…');
    expect(rita.modalText()).toContain('Buy and order in one go');
    await rita.pressInModal('buy_and_order_missing');
    expect(rita.modalText()).toContain('$31.00 now + $21.00 / month · Acme');
  });

  test('can be picked in a search, which fills the order form in with them', async () => {
    await rita.type('/scaledmail domains acme growth');
    await rita.pressInModal('order_on_names');
    expect(rita.modalText()).toContain('No name is chosen. Please tick at least one.');
    await rita.pressInModal('order_on_names', { buy_names: { choices: NEW }, buy_label: 'Acme' });
    expect(await rita.submit({ workspace: { select: WORKSPACE }, providers: { choices: ['outlook'] } })).toEqual({});
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('acmegrowth.com');
    expect(await rita.submit({ default_name: 'Ada Park' })).toEqual({});
    expect(rita.modalText()).toContain('$31.00 now + $100.00 / month · Acme');
  });

  test('say when ScaledMail wants to wait with searches, and nothing typed is lost', async () => {
    world.vendor.arm([{ operationId: 'searchDomains', kind: 'rate_limited', times: 5 }]);
    await fill();
    expect(rita.modalText()).toMatch(/ScaledMail lets you search again in \d+ seconds?\./);
    world.vendor.arm([]);
    await rita.pressInModal('retry_pricing');
    expect(rita.modalText()).toContain('$31.00 now + $21.00 / month · Acme');
  });
});
