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
  let amir: Person;
  let bea: Person;

  beforeEach(async () => {
    world = await open({}, { workspaces: WORKSPACES });
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
});
