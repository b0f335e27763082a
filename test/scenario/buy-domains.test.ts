import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NAMES = ['acmegrowth.com', 'acme-growth.com'] as const;

const callsOf = (world: World, operation: string) =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === operation);

describeOnBothStores('Buying domains', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
  });
  afterEach(() => world.stop());

  const bought = () => world.vendor.state().registrations.map(({ name }) => name);
  const cardOf = (wanted: string) => {
    const cards = amir.messages('C0APPROVALS').filter((each) => buttonsOf(each).includes('show_order_details'));
    const card = cards.findLast((each) => each.threadTs === null && referenceOf(each) === wanted);
    if (!card) throw new Error(`No card of ${wanted}`);
    return card;
  };
  const cardText = (wanted: string) => textOf(cardOf(wanted).blocks);
  const told = (who: Person) => who.directMessages().map(wordsOf).join('\n');
  const charged = () => world.vendor.state().charges.map(({ amountCents }) => amountCents);
  /** Somebody buys names at ScaledMail by hand. */
  const buyByHand = async (...domains: readonly string[]) => {
    const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
    await fetch(`${world.vendor.apiUrl}/buy-domains?organization_id=${workspace}`, {
      method: 'POST',
      headers: { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' },
      body: JSON.stringify({ domains }),
    });
  };

  /** Rita searches, ticks names, and sends them; answers the reference of her order. */
  async function ask(names: readonly string[] = NAMES): Promise<string> {
    await rita.type('/scaledmail domains acme growth');
    expect(await rita.submit({ buy_names: { choices: names }, buy_label: 'Acme' })).toEqual({});
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('are searched, ticked, reviewed, approved by somebody else, and bought by one call', async () => {
    await rita.type('/scaledmail domains acme growth');
    expect(rita.modalText()).toContain('Free: 10 of 10 · at most 50 in one order');
    expect(rita.modalText()).toContain('$15.50 first year, then $17.00 a year');
    expect(await rita.submit({ buy_label: 'Acme' })).toEqual({ buy_names: 'Please tick at least one name.' });
    expect(await rita.submit({ buy_label: ' ', buy_names: { choices: NAMES } })).toEqual({
      buy_label: 'Please say for whom they are.',
    });
    expect(await rita.submit({ buy_label: 'Acme' })).toEqual({});
    expect(rita.modalText()).toContain('$31.00 now · 2 domains, Acme');
    expect(rita.modalText()).toContain('then $34.00 a year · before tax · charged only after approval');
    expect(rita.modalText()).toContain('acmegrowth.com · $15.50 the first year, then $17.00 a year');
    expect(await rita.submit()).toEqual({});

    const card = cardFor(amir);
    const reference = referenceOf(card);
    expect(textOf(card.blocks)).toContain('🟡 $31.00 now · 2 domains, Acme');
    expect(textOf(card.blocks)).toContain('Rita Okafor asks to *buy 2 domains*');
    expect(textOf(card.blocks)).toContain('Approve $31.00 now');
    await rita.press(card, 'approve_order');
    expect(callsOf(world, 'buyDomains')).toHaveLength(0);

    await amir.press(card, 'approve_order');
    expect(callsOf(world, 'buyDomains')).toMatchObject([{ method: 'POST', body: { domains: [...NAMES] } }]);
    await world.advance(MINUTE_MS);
    expect(cardText(reference)).toContain('✅ Bought · $31.00 now · 2 domains, Acme');
    expect(cardText(reference)).toContain('bought by this order');
    expect(told(rita)).toContain('They can be used in an order now.');
    expect(bought()).toEqual(expect.arrayContaining([...NAMES]));
    expect(charged()).toEqual([3_100]);

    // They are free for an order now.
    await rita.type('/scaledmail order');
    const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
    await rita.submit({ label: 'Acme', workspace: { select: workspace }, providers: { choices: ['google'] } });
    expect(await rita.submit({ default_name: 'Ada Park', domains_google: NAMES.join('\n') })).toEqual({});
  });

  test('that an order form needs are bought from its page of mistakes, and the form is gone on with', async () => {
    world.vendor.settings({ takenNames: ['acme-hq.com'] });
    const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
    const order = async (names: readonly string[]) => {
      await rita.type('/scaledmail order');
      await rita.submit({ label: 'Acme', workspace: { select: workspace }, providers: { choices: ['google'] } });
      await rita.submit({ default_name: 'Ada Park', domains_google: names.join('\n') });
    };
    await order([...NAMES, 'acme-hq.com']);
    expect(rita.modalText()).toContain('1: acmegrowth.com · $15.50 the first year');
    // The price of one that is taken is none, so the button names no amount.
    expect(rita.modalText()).toContain('Buy 3…');
    const searches = () => callsOf(world, 'searchDomains').length;
    const before = searches();
    await rita.submit();
    expect(rita.modalText()).toContain('1: acmegrowth.com · $15.50 the first year');
    expect(searches()).toBe(before);
    await rita.pressInModal('buy_missing_names');
    expect(rita.modalText()).toContain('Taken: acme-hq.com');
    expect(rita.modalText()).toContain('Your order form is kept.');
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('$31.00 now · 2 domains, Acme');

    // Right after another look, nobody searches for a price that nobody asked for.
    await order(NAMES);
    expect(rita.modalText()).toContain('Buy 2…');
    await world.advance(MINUTE_MS);
    await rita.submit();
    expect(rita.modalText()).toContain('Buy 2 for $31.00…');
    await rita.pressInModal('buy_missing_names');
    expect(rita.modalText()).toContain('$31.00 now · 2 domains, Acme');
    expect(rita.modalText()).toContain('Your order form is kept.');
    expect(await rita.submit()).toEqual({});
    const reference = referenceOf(cardFor(amir));
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(cardText(reference)).toContain('✅ Bought · $31.00 now · 2 domains, Acme');

    await rita.type('/scaledmail drafts');
    const kept = rita.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
    if (!kept) throw new Error('No drafts were shown');
    await rita.press(kept, 'go_on_with_draft');
    await rita.submit();
    await rita.submit();
    expect(rita.modalText()).toContain('Acme');
    expect(rita.modalText()).not.toContain('cannot be ordered yet');
  });

  test('of a form are not looked up while ScaledMail does not answer, and nothing typed is lost', async () => {
    world.vendor.arm([{ operationId: 'searchDomains', kind: 'rate_limited', times: 5 }]);
    const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', workspace: { select: workspace }, providers: { choices: ['google'] } });
    await rita.submit({ default_name: 'Ada Park', domains_google: NAMES.join('\n') });
    expect(rita.modalText()).toContain('Buy 2…');
    await rita.pressInModal('buy_missing_names');
    expect(rita.modalText()).toContain('ScaledMail lets you search again in');
    expect(rita.modalText()).toContain('Your order form is kept.');
  });

  test('that ScaledMail bought without answering are found in its list, and bought once', async () => {
    world.vendor.arm([{ operationId: 'buyDomains', kind: 'act_then_drop', times: 1 }]);
    world.vendor.settings({ namesListedAfterMs: 10 * MINUTE_MS });
    const reference = await ask();
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText(reference)).toContain('🟠 Checking with ScaledMail');
    expect(told(rita)).toContain('ScaledMail’s list of bought domains is looked at, and nothing is sent twice.');
    await world.restartBot();
    for (let looks = 0; looks < 6; looks += 1) await world.advance(4 * MINUTE_MS);
    expect(cardText(reference)).toContain('✅ Bought');
    expect(cardText(reference)).toContain('Whether this order did it is not known');
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    expect(charged()).toEqual([3_100]);
  });

  test('of which nothing is heard and nothing shows are asked about, and bought again only after a new approval', async () => {
    world.vendor.arm([{ operationId: 'buyDomains', kind: 'never_answers', times: 1, delayMs: 1 }]);
    const reference = await ask();
    await amir.press(cardFor(amir), 'approve_order');
    for (let looks = 0; looks < 8; looks += 1) await world.advance(5 * MINUTE_MS);
    expect(cardText(reference)).toContain('🟠 Not found yet · $31.00 now · 2 domains, Acme');
    expect(cardText(reference)).toContain('None of them is in ScaledMail’s list of bought domains so far.');
    expect(cardText(reference)).toContain('They are not there…');
    await amir.press(cardOf(reference), 'declare_order_absent');
    expect(amir.modalText()).toContain('under Domains, look for these domains: 2 domains.');
    expect(await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } })).toEqual({});
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    expect(cardText(reference)).toContain('*Second try*');
    await amir.press(cardOf(reference), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(callsOf(world, 'buyDomains')).toHaveLength(2);
    expect(cardText(reference)).toContain('✅ Bought');
    await world.advance(HOUR_MS);
    await world.advance(24 * HOUR_MS);
    expect(cardText(reference)).not.toContain('twice');
    expect(charged()).toEqual([3_100]);
  });

  test('of which a part only shows are asked about, and what is missing is asked for anew', async () => {
    world.vendor.settings({ namesRegistered: 1 });
    world.vendor.arm([{ operationId: 'buyDomains', kind: 'act_then_500', times: 1 }]);
    const reference = await ask();
    await amir.press(cardFor(amir), 'approve_order');
    for (let looks = 0; looks < 8; looks += 1) await world.advance(5 * MINUTE_MS);
    expect(cardText(reference)).toContain('🟠 Not found yet');
    expect(cardText(reference)).toContain(`Only ${NAMES[0]} is in ScaledMail’s list of bought domains.`);
    expect(told(amir)).toContain(`Only ${NAMES[0]} is in ScaledMail’s list of bought domains.`);
    world.vendor.settings({ namesRegistered: null });
    await amir.press(cardOf(reference), 'declare_order_absent');
    await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } });
    await amir.press(cardOf(reference), 'approve_order');
    expect(cardText(reference)).toContain('🟡 $15.50 now · 1 domain, Acme');
    expect(cardText(reference)).toContain(`Not all of its names can be bought any more.* ~`);
    expect(cardText(reference)).toContain(`No more: ${NAMES[0]}.`);
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    await amir.press(cardOf(reference), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(callsOf(world, 'buyDomains')).toMatchObject([{}, { body: { domains: [NAMES[1]] } }]);
    expect(cardText(reference)).toContain('✅ Bought');
    for (let days = 0; days < 3; days += 1) await world.advance(24 * HOUR_MS);
    expect(cardText(reference)).not.toContain('twice');
    expect(charged()).toEqual([1_550, 1_550]);
  });

  test('that somebody bought by hand meanwhile are done without a call, and that is said', async () => {
    const reference = await ask();
    await buyByHand(...NAMES);
    const before = callsOf(world, 'buyDomains').length;
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(callsOf(world, 'buyDomains')).toHaveLength(before);
    expect(cardText(reference)).toContain('✅ Bought');
    expect(cardText(reference)).toContain('Nothing was sent by this order.');
    expect(told(rita)).toContain('Nothing was sent by this order.');
  });

  test('that became dearer, or of which one is taken, need a new approval with what is left', async () => {
    const reference = await ask();
    world.vendor.settings({ priceChangePercent: 10 });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText(reference)).toContain('🟡 $34.10 now · 2 domains, Acme');
    expect(cardText(reference)).toContain('*New price*');
    expect(cardText(reference)).toContain('acmegrowth.com · $17.05 the first year, then $18.70 a year');
    world.vendor.settings({ takenNames: [NAMES[0]] });
    await amir.press(cardOf(reference), 'approve_order');
    expect(cardText(reference)).toContain('🟡 $17.05 now · 1 domain, Acme');
    expect(callsOf(world, 'buyDomains')).toHaveLength(0);
    await amir.press(cardOf(reference), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(callsOf(world, 'buyDomains')).toMatchObject([{ body: { domains: [NAMES[1]] } }]);
    expect(cardText(reference)).toContain('✅ Bought · $17.05 now · 1 domain, Acme');
  });

  test('that are all taken by somebody else are not bought, and whoever asked is told at once', async () => {
    const reference = await ask();
    world.vendor.settings({ takenNames: [...NAMES] });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText(reference)).toContain('🔵 Approved, on hold');
    expect(cardText(reference)).toContain(
      'ScaledMail says that all of its new names are taken by now, so nothing more is bought.',
    );
    expect(told(rita)).toContain('all of its new names are taken by now');
    await world.advance(HOUR_MS);
    expect(callsOf(world, 'buyDomains')).toHaveLength(0);
    expect(charged()).toEqual([]);
  });

  test('that another open order has cannot be ticked, nor sent by who ticked them before', async () => {
    await amir.type('/scaledmail domains acme growth');
    const reference = await ask();
    expect(await amir.submit({ buy_names: { choices: [NAMES[0], 'acmegrowth.io'] }, buy_label: 'Mine' })).toEqual({});
    expect(amir.modalText()).toContain(`In another open order: ${NAMES[0]} (order \`${reference}\`). It is left out`);
    await amir.enterInModal('buy_search', 'acme growth');
    expect(amir.modalText()).toContain(`In another order: ${NAMES[0]} (${reference})`);
    expect(await amir.submit()).toEqual({});
    expect(amir.modalText()).toContain('$42.00 now · 1 domain, Mine');
  });

  test('keep what is chosen through other searches, ideas and endings, and say when ScaledMail wants to wait', async () => {
    await rita.openHome();
    await rita.chooseOnHome('new_act', 'domains');
    expect(await rita.submit()).toEqual({ buy_search: 'Search for names, and tick some.' });
    await rita.enterInModal('buy_search', 'taken-acme.com blacklisted-acme.com bücher.de acmeone.com');
    expect(rita.modalText()).toContain('Free: 1 of 3');
    expect(rita.modalText()).toContain('Taken: taken-acme.com · On a blacklist: blacklisted-acme.com');
    expect(rita.modalText()).toContain('“bücher.de” has other signs than letters from a to z');
    await rita.enterInModal('buy_search', 'northwind', { buy_names: { choices: ['acmeone.com'] } });
    expect(rita.modalText()).toContain('Free: 0 of 5');
    expect(rita.modalText()).toContain('Chosen before');
    await rita.pressInModal('more_names');
    expect(rita.modalText()).toMatch(/Free: 10 of 10/);
    await rita.pressInModal('other_endings');
    expect(await rita.submit({ buy_endings: '.com, 12' })).toEqual({ buy_endings: expect.stringContaining('endings') });
    expect(await rita.submit({ buy_endings: '.org' })).toEqual({});
    expect(rita.modalText()).toContain('Searched with .org');
    expect(rita.modalText()).toContain('acmeone.com');
    world.vendor.arm([{ operationId: 'searchDomains', kind: 'rate_limited', times: 1 }]);
    await rita.enterInModal('buy_search', 'acmetwo');
    expect(rita.modalText()).toMatch(/ScaledMail lets you search again in \d+ seconds?\./);
    world.vendor.arm([]);
    expect(await rita.submit({ buy_label: 'Acme' })).toEqual({});
    expect(rita.modalText()).toContain('$15.50 now · 1 domain, Acme');
    await rita.pressInModal('go_back');
    expect(rita.modalText()).toContain('Chosen before');
  });

  test('of which there are twelve are bought by two calls, one after the other, under one approval', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `acmereach${index + 1}.com`);
    await rita.type(`/scaledmail domains ${names.join(' ')}`);
    await rita.pressInModal('more_names', { buy_names: { choices: names.slice(0, 10) } });
    expect(rita.modalText()).toContain('Free: 2 of 2');
    expect(await rita.submit({ buy_names: { choices: names.slice(10) }, buy_label: 'Acme' })).toEqual({});
    expect(rita.modalText()).toContain('$186.00 now · 12 domains, Acme');
    expect(await rita.submit()).toEqual({});
    const reference = referenceOf(cardFor(amir));
    expect(cardText(reference)).toContain('and 2 more');
    world.vendor.settings({ namesListedAfterMs: 30_000 });
    await amir.press(cardFor(amir), 'approve_order');
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    expect(cardText(reference)).toContain('🔵 Being placed');
    for (let minutes = 0; minutes < 8; minutes += 1) await world.advance(MINUTE_MS);
    expect(callsOf(world, 'buyDomains')).toMatchObject([
      { body: { domains: names.slice(0, 10) } },
      { body: { domains: names.slice(10) } },
    ]);
    expect(cardText(reference)).toContain('✅ Bought · $186.00 now · 12 domains, Acme');
    expect(charged()).toEqual([15_500, 3_100]);
  });

  test('of which ten are bought and the rest became dearer say what is paid, and ask for the rest anew', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `acmereach${index + 1}.com`);
    await rita.type(`/scaledmail domains ${names.join(' ')}`);
    await rita.pressInModal('more_names', { buy_names: { choices: names.slice(0, 10) } });
    await rita.submit({ buy_names: { choices: names.slice(10) }, buy_label: 'Acme' });
    await rita.submit();
    const reference = referenceOf(cardFor(amir));
    world.vendor.settings({ namesListedAfterMs: 30_000 });
    await amir.press(cardFor(amir), 'approve_order');
    world.vendor.settings({ priceChangePercent: 100 });
    for (let minutes = 0; minutes < 8; minutes += 1) await world.advance(MINUTE_MS);
    expect(callsOf(world, 'buyDomains')).toHaveLength(1);
    expect(cardText(reference)).toContain('10 of 12 domains are bought and paid, the rest is not.');
    expect(cardText(reference)).toContain('*New price*');
    await amir.press(cardOf(reference), 'approve_order');
    for (let minutes = 0; minutes < 8; minutes += 1) await world.advance(MINUTE_MS);
    expect(charged()).toEqual([15_500, 6_200]);
    expect(cardText(reference)).toContain('✅ Bought');
  });
});
