import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WorkspaceSeed } from '../../sandbox/scaledmail/state/seed.ts';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FILL_IN = 'fill_pending_form';
const NAMES = ['contosolabs.com', 'contosogrowth.com'];

const WORKSPACES: readonly WorkspaceSeed[] = [
  {
    id: 'recContoso000001',
    name: 'Contoso Growth',
    purchasedDomains: [...NAMES, 'getcontoso.com'],
    pendingFormDomains: NAMES,
  },
];

const callsOf = (world: World) =>
  world.vendor.state().requests.filter(({ operationId }) => operationId === 'submitForm');

describeOnBothStores('Filling in a form of paid domains', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  let bea: Person;

  beforeEach(async () => {
    world = await open({}, { workspaces: WORKSPACES });
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    bea = person(world, 'U0BEA');
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

  async function begin(): Promise<void> {
    await amir.openHome();
    await amir.pressOnHome('home_mine');
    await amir.pressOnHome(FILL_IN);
  }

  /** Amir fills the form in; answers the new order's reference. */
  async function ask(): Promise<string> {
    await begin();
    expect(await amir.submit({ default_name: 'Ada Park' })).toEqual({});
    expect(amir.modalText()).toContain('Free, paid already · 2 domains need names');
    expect(await amir.submit()).toEqual({});
    expect(amir.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('is begun on Home, held to these domains, approved by somebody else, sent once, and done when the form is gone', async () => {
    world.vendor.settings({ formListedAfterMs: HOUR_MS });
    await amir.openHome();
    await amir.pressOnHome('home_mine');
    expect(amir.homeText()).toContain('2 paid domains wait for names');
    const reference = await ask();
    const card = cardFor(bea);
    expect(textOf(card.blocks)).toContain('🟡 Free, paid already · 2 domains need names, contosolabs.com');
    expect(textOf(card.blocks)).toContain('Both: Ada Park');
    await amir.press(card, 'approve_order');
    expect(callsOf(world)).toHaveLength(0);
    await bea.press(card, 'approve_order');
    expect(callsOf(world)).toMatchObject([
      {
        method: 'POST',
        body: { providers: { google: { domains: NAMES.map((domain) => ({ domain, first_name: 'Ada' })) } } },
      },
    ]);
    expect(cardOf(reference)).toContain('🟢 Sent, ScaledMail applies it');
    await pass(20 * MINUTE_MS, 6);
    expect(cardOf(reference)).toContain('✅ Done');
    expect(told(amir)).toContain('is done');
    expect(callsOf(world)).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(0);
    await amir.pressOnHome('home_mine');
    expect(amir.homeText()).not.toContain('wait for names');
  });

  test('stands in the fleet as paid, waiting for names, and then as one that got them from here', async () => {
    const fleet = async () => {
      await world.advance(MINUTE_MS + 1);
      await amir.type('/scaledmail fleet');
      return amir.privateAnswers().at(-1) ?? '';
    };
    expect(await fleet()).toContain('Paid, waits for names');
    await ask();
    await bea.press(cardFor(bea), 'approve_order');
    await pass(20 * MINUTE_MS, 6);
    expect(await fleet()).toContain(', names from here');
    expect(await fleet()).not.toMatch(/Not made here|waits for names/);
  });

  test('is begun from New… on Home, too, for people who can decide', async () => {
    await rita.openHome();
    expect(rita.homeText()).not.toContain('Names for paid domains');
    await amir.openHome();
    expect(amir.homeText()).toContain('Names for paid domains');
    await amir.chooseOnHome('new_act', 'forms');
    expect(amir.modalText()).toContain('2 paid domains wait for names');
    await amir.pressInModal(FILL_IN);
    expect(amir.modalText()).toContain('2 domains need names · all of them, and no others');
    expect(await amir.submit({ default_name: 'Ada Park' })).toEqual({});
    expect(amir.modalText()).toContain('Free, paid already · 2 domains need names');
  });

  test('says what is wrong at its place: a name that is none of these, and one that is missing', async () => {
    await begin();
    const errors = await amir.submit({ default_name: 'Ada Park', domains_google: NAMES[0] ?? '' });
    expect(errors).toEqual({ domains_google: expect.stringContaining(`Missing: ${NAMES[1]}`) });
    expect(await amir.submit({ domains_google: [...NAMES, 'getcontoso.com'].join('\n') })).toEqual({});
    expect(amir.modalText()).toContain('getcontoso.com is none of the domains that wait here.');
    await amir.pressInModal('leave_out_wrong_lines');
    expect(amir.modalText()).toContain('Free, paid already · 2 domains need names');
    expect(amir.modalText()).toContain('1 line left out');
    await amir.pressInModal('more_options');
    expect(amir.modalText()).not.toContain('Coupon');
    expect(callsOf(world)).toHaveLength(0);
  });

  test('is for approvers, and only one order fills in a form at a time', async () => {
    await rita.type('/scaledmail forms');
    expect(rita.privateAnswers().at(-1)).toContain('No paid domain of an order that you asked for waits for names.');
    await begin();
    await bea.openHome();
    await bea.pressOnHome('home_mine');
    await bea.pressOnHome(FILL_IN);
    expect(await amir.submit({ default_name: 'Ada Park' })).toEqual({});
    expect(await amir.submit()).toEqual({});
    const reference = referenceOf(cardFor(amir));
    // What Bea has open finds it before her price, and so does who begins now.
    expect(await bea.submit({ default_name: 'Bo Lee' })).toEqual({});
    expect(bea.modalText()).toContain(`contosolabs.com is in the open order ${reference}.`);
    await bea.pressOnHome(FILL_IN);
    expect(bea.modalText()).toContain(`Order \`${reference}\` fills this form in already.`);
    await bea.type('/scaledmail forms');
    expect(bea.privateAnswers().at(-1)).toContain(`order \`${reference}\` fills them in`);
    await bea.openHome();
    await bea.pressOnHome('home_mine');
    expect(bea.homeText()).not.toContain('wait for names');
  });

  test('whose call is answered with an error after it was done is resolved by the list, and not sent again', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'submitForm', kind: 'act_then_500', times: 1 }]);
    await bea.press(cardFor(bea), 'approve_order');
    expect(cardOf(reference)).toContain('what became of it is not known yet; it is looked for, and never sent twice');
    await pass(HOUR_MS, 2);
    expect(cardOf(reference)).toContain('✅ Done');
    expect(cardOf(reference)).toContain('Whether this order did it is not known');
    expect(callsOf(world)).toHaveLength(1);
  });

  test('of which nobody knows what it did asks people, and is not sent again by itself', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'submitForm', kind: 'server_error', times: 1 }]);
    await bea.press(cardFor(bea), 'approve_order');
    await pass(10 * MINUTE_MS, 6);
    expect(cardOf(reference)).toContain('🟠 Not confirmed yet');
    expect(cardOf(reference)).toContain('look into ScaledMail’s own pages* for the 2 domains');
    expect(callsOf(world)).toHaveLength(1);
    await world.restartBot();
    await pass(HOUR_MS, 3);
    expect(callsOf(world)).toHaveLength(1);
  });

  test('that is answered in a way that nobody knows is not called done before the form is gone', async () => {
    const reference = await ask();
    const answer = { status: 200, body: { status: 'queued' }, after: 'acting' } as const;
    world.vendor.settings({ formListedAfterMs: 30 * MINUTE_MS });
    world.vendor.arm([{ operationId: 'submitForm', kind: 'answers', times: 1, answer }]);
    await bea.press(cardFor(bea), 'approve_order');
    await pass(MINUTE_MS, 5);
    expect(cardOf(reference)).toContain('🟠');
    await pass(HOUR_MS, 3);
    expect(cardOf(reference)).toContain('✅ Done');
    expect(callsOf(world)).toHaveLength(1);
  });

  const inContoso = async (method: string, path: string, body?: unknown): Promise<number> => {
    const query = `organization_id=${WORKSPACES[0]?.id}&provider=scaledmail`;
    const { status } = await fetch(`${world.vendor.apiUrl}${path}?${query}`, {
      method,
      headers: { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return status;
  };
  const byHand = { first_name: 'By', last_name: 'Hand' };

  test('that somebody filled in by hand before the approval is done, and nothing is sent', async () => {
    const reference = await ask();
    const domains = NAMES.map((domain) => ({ domain, ...byHand }));
    const uuid = '11111111-2222-4333-8444-555555555555';
    expect(await inContoso('POST', `/submit-form/${uuid}`, { providers: { google: { domains } } })).toBe(200);
    const before = callsOf(world).length;
    await bea.press(cardFor(bea), 'approve_order');
    await pass(HOUR_MS, 2);
    expect(cardOf(reference)).toContain('✅ Done');
    expect(cardOf(reference)).toContain('Nothing was sent by this order.');
    expect(callsOf(world)).toHaveLength(before);
  });

  test('whose order was cancelled meanwhile waits and can be withdrawn: nothing is sent, and nobody calls it done', async () => {
    const reference = await ask();
    expect(await inContoso('DELETE', '/orders/recContoso000001Form')).toBe(200);
    await bea.press(cardFor(bea), 'approve_order');
    await pass(HOUR_MS, 2);
    expect(cardOf(reference)).toContain('Approved, on hold');
    expect(cardOf(reference)).toContain('or the form that waits for the same domains');
    expect(callsOf(world)).toHaveLength(0);
  });

  test('that ScaledMail refuses is refused once its list shows that nothing changed', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'submitForm', kind: 'refuse_before_creation', times: 1 }]);
    await bea.press(cardFor(bea), 'approve_order');
    await pass(10 * MINUTE_MS, 6);
    expect(cardOf(reference)).toContain('🔴 Refused by ScaledMail');
    expect(callsOf(world)).toHaveLength(1);
    // The form is free for the next one.
    await ask();
  });

  test('of names that are held elsewhere asks for the login of their registrar, and sends it once', async () => {
    await world.stop();
    const [contoso] = WORKSPACES;
    world = await open({}, { workspaces: contoso ? [{ ...contoso, purchasedDomains: NAMES.slice(1) }] : [] });
    [amir, bea] = [person(world, 'U0AMIR'), person(world, 'U0BEA')];
    await begin();
    expect(await amir.submit({ default_name: 'Ada Park' })).toEqual({});
    const login = { hosting_username: 'acme-ops', hosting_password: 'a-secret-of-ours' };
    expect(await amir.submit({ hosting_provider: 'Namecheap', ...login })).toEqual({});
    expect(amir.modalText()).toContain('held elsewhere, at Namecheap');
    expect(await amir.submit()).toEqual({});
    world.vendor.arm([{ operationId: 'submitForm', kind: 'drop', times: 1 }]);
    await bea.press(cardFor(bea), 'approve_order');
    expect(callsOf(world)).toMatchObject([{ body: { hosting: { provider: 'Namecheap', password: '•••' } } }]);
    expect(world.log() + world.storedBytes()).not.toContain('a-secret-of-ours');
  });

  test('goes out once more when an approver looked and says that nothing changed', async () => {
    const reference = await ask();
    world.vendor.arm([{ operationId: 'submitForm', kind: 'server_error', times: 1 }]);
    await bea.press(cardFor(bea), 'approve_order');
    await pass(10 * MINUTE_MS, 6);
    const card = amir
      .messages('C0APPROVALS')
      .findLast((each) => each.threadTs === null && referenceOf(each) === reference);
    if (!card) throw new Error('Its card is lost');
    await bea.press(card, 'declare_order_absent');
    expect(bea.modalText()).toContain('nothing changed there');
    expect(await bea.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } })).toEqual({});
    expect(callsOf(world)).toHaveLength(2);
    await pass(10 * MINUTE_MS, 3);
    expect(cardOf(reference)).toContain('✅ Done');
    expect(callsOf(world)).toHaveLength(2);
  });
});
