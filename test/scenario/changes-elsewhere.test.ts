import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { domainMenuValue } from '../../views/button-values.ts';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const DAY_MS = 24 * 60 * 60_000;
const WORKSPACE = 'recNorthwind0001';
const NUMBER = 'recNorthwind0001Old';
const NAMES = ['northwindmail.com', 'northwindoutbound.com', 'northwindteam.com'];

describeOnBothStores('Changes of an order that was not made here', (open) => {
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

  const calls = (operation: string) =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === operation);
  const atVendor = () => world.vendor.state().orders.find(({ id }) => id === NUMBER)?.domains ?? [];
  const days = async (count: number) => {
    for (let day = 0; day < count; day += 1) await world.advance(DAY_MS);
  };
  const cardOf = (wanted: string) => {
    const cards = amir.messages('C0APPROVALS').filter((each) => buttonsOf(each).includes('show_order_details'));
    const card = cards.findLast((each) => each.threadTs === null && referenceOf(each) === wanted);
    if (!card) throw new Error(`No card of ${wanted}`);
    return textOf(card.blocks);
  };

  /** Opens the page with its domains; answers the id that its menus carry. */
  async function openIt(who: Person): Promise<string> {
    await who.type(`/scaledmail status ${NUMBER}`);
    const said = who.messages('C0GENERAL').findLast((each) => buttonsOf(each).includes('show_vendor_order'));
    if (!said) throw new Error('No answer with details');
    await who.press(said, 'show_vendor_order');
    const menu = /"value":"swap:([\w-]+):0"/.exec(JSON.stringify(who.modal()?.view.blocks));
    return menu?.[1] ?? '';
  }
  async function choose(who: Person, change: 'swap' | 'redirect', index = 0): Promise<void> {
    await who.chooseInModal('change_domain', domainMenuValue(change, await openIt(who), index));
  }

  test('are for people who can decide: they see what ScaledMail says of it, and its domains', async () => {
    await openIt(amir);
    for (const name of NAMES) expect(amir.modalText()).toContain(`✅ ${name}`);
    await rita.type(`/scaledmail status ${NUMBER}`);
    expect(rita.privateAnswers().at(-1)).toContain('There is no order with that reference.');
  });

  test('of redirects are approved by somebody else, sent once a domain, and done when the list shows them', async () => {
    await choose(amir, 'redirect');
    expect(amir.modalText()).toContain(`${NAMES[0]} · no redirect now`);
    expect(amir.modalText()).toContain('Not made here · costs nothing');
    expect(await amir.submit({ new_redirect: 'https://northwind.com', also_1: { choices: [NAMES[1] ?? ''] } })).toEqual(
      {},
    );
    expect(amir.modalText()).toContain('waits for approval');
    const card = cardFor(bea);
    const reference = referenceOf(card);
    expect(textOf(card.blocks)).toContain('🟡 Free · 2 redirects, first-steps');
    expect(textOf(card.blocks)).toContain(`Of ScaledMail order ${NUMBER}, not made here`);
    await amir.press(card, 'approve_order');
    expect(calls('updateDomainRedirect')).toHaveLength(0);
    await bea.press(card, 'approve_order');
    await world.advance(2 * 60_000);
    expect(calls('updateDomainRedirect').map(({ path }) => path.split('?')[0])).toEqual(
      NAMES.slice(0, 2).map((name) => `/swap-redirect/${name}`),
    );
    await days(3);
    expect(cardOf(reference)).toContain('✅ Done');
    expect(atVendor().map(({ redirect }) => redirect)).toEqual(['https://northwind.com', 'https://northwind.com', '']);
    await openIt(amir);
    expect(amir.modalText()).toContain(`✅ ${NAMES[0]} → northwind.com`);
    expect(world.vendor.state().charges).toHaveLength(0);
  });

  test('of a name are sent once, also when nothing answers, and done when the list has the new name', async () => {
    await choose(amir, 'swap', 2);
    expect(amir.modalText()).toContain(`${NAMES[2]} gets another name.`);
    expect(await amir.submit({ new_name: { select: 'getnorthwind.com' } })).toEqual({});
    const reference = referenceOf(cardFor(bea));
    world.vendor.arm([{ operationId: 'updateDomainName', kind: 'act_then_drop', times: 1 }]);
    await bea.press(cardFor(bea), 'approve_order');
    await days(3);
    expect(cardOf(reference)).toContain('✅ Done');
    expect(atVendor().map(({ name }) => name)).toEqual([...NAMES.slice(0, 2), 'getnorthwind.com']);
    expect(calls('updateDomainName')).toHaveLength(1);
    await openIt(amir);
    expect(amir.modalText()).toContain('✅ getnorthwind.com');
  });

  test('exclude each other by the name, and the end of that order', async () => {
    await choose(amir, 'redirect');
    await amir.submit({ new_redirect: 'https://northwind.com' });
    const reference = referenceOf(cardFor(bea));
    await choose(amir, 'swap');
    expect(amir.modalText()).toContain(`Order \`${reference}\` already works on ${NAMES[0]}`);
    await amir.type('/scaledmail cancel');
    const option = JSON.stringify(amir.modal()?.view.blocks).match(
      /northwindmail\.com and 2 more"[^}]*\},"value":"(\d+)"/,
    );
    expect(await amir.submit({ vendor_order: { select: option?.[1] ?? '0' } })).toEqual({});
    expect(amir.modalText()).toContain(`Order \`${reference}\``);
  });

  test('of a domain that is gone are held, and nothing is sent', async () => {
    await choose(amir, 'redirect');
    await amir.submit({ new_redirect: 'https://northwind.com' });
    const reference = referenceOf(cardFor(bea));
    await fetch(`${world.vendor.apiUrl}/orders/${NUMBER}?organization_id=${WORKSPACE}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer test-vendor-key' },
    });
    await bea.press(cardFor(bea), 'approve_order');
    await world.advance(60_000);
    expect(cardOf(reference)).toContain('Approved, on hold');
    expect(calls('updateDomainRedirect')).toHaveLength(0);
  });
});
