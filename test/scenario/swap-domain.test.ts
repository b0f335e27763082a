import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, referenceOf, textOf } from '../support/person.ts';
import { MINUTE_MS, type RunningOrder, runningOrder } from '../support/running-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const OPERATION = 'updateDomainName';

describeOnBothStores('Swapping a domain', (open) => {
  let world: World;
  let running: RunningOrder;
  let rita: Person;
  let amir: Person;
  let old: string;
  let spare: string;

  beforeEach(async () => {
    world = await open();
    running = await runningOrder(world);
    ({ rita, amir } = running);
    [old = ''] = running.names;
    [spare = ''] = running.unused;
    expect(running.cardText(running.reference)).toContain('All working');
  });
  afterEach(() => world.stop());

  const calls = () => running.calls(OPERATION);
  const namesThere = () => running.atVendor().map(({ name }) => name);
  const byHand = (name: string) =>
    running.byHand('POST', `/swap-domain/${old}`, { new_domain: name }, '&provider=scaledmail');

  /** Rita asks for another name for the first domain; answers the new order's reference. */
  async function ask(): Promise<string> {
    await running.openMenu(rita, 'swap');
    expect(await rita.submit({ new_name: { select: spare } })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('is asked for in Details, approved, sent once; then the order has the new name, and the old one is free', async () => {
    await running.openMenu(rita, 'swap');
    expect(rita.modalText()).toContain(`${old} gets another name.`);
    expect(rita.modalText()).toContain('ScaledMail’s staff apply it');
    // Slack itself keeps the page while nothing is chosen.
    expect(await rita.submit()).toEqual({ new_name: expect.stringMatching(/.{5,}/) });
    expect(await rita.submit({ new_name: { select: spare } })).toEqual({});
    const card = cardFor(amir);
    const swapping = referenceOf(card);
    expect(textOf(card.blocks)).toContain('🟡 Free · Swap 1 domain, Umbrella');
    expect(textOf(card.blocks)).toContain(`Rita Okafor asks to swap *${old} → ${spare}*`);
    expect(textOf(card.blocks)).toContain('Approve this change');
    expect(calls()).toHaveLength(0);

    await amir.press(card, 'approve_order');
    expect(calls()).toMatchObject([
      { method: 'POST', path: expect.stringContaining(`/swap-domain/${old}?`), body: { new_domain: spare } },
    ]);
    expect(running.cardText(swapping)).toContain('🟢 Sent, ScaledMail applies it');
    await running.openDetails(rita);
    expect(rita.modalText()).toContain(`✅ ${old} · Ada Park`);

    await running.days(3);
    expect(running.cardText(swapping)).toContain('✅ Done');
    expect(namesThere()).toContain(spare);
    await running.openDetails(rita);
    expect(rita.modalText()).toContain(`✅ ${spare} · Ada Park`);
    expect(rita.modalText()).toContain(`Changed by order \`${swapping}\`: ${old} is ${spare} now`);
    expect(running.told(rita)).toContain('This order is done.');
    expect(calls()).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
    expect(await running.violations()).toEqual([]);

    // The new name is the order's, the old one is free.
    const orderOn = async (name: string) => {
      await rita.type('/scaledmail order');
      const workspace = world.vendor.state().orders[0]?.workspaceId ?? '';
      await rita.submit({ label: 'Next', workspace: { select: workspace }, providers: { choices: ['google'] } });
      await rita.submit({ default_name: 'Ada Park', domains_google: name });
      return rita.modalText();
    };
    expect(await orderOn(spare)).toContain(`${spare} is in the open order ${running.reference}`);
    expect(await orderOn(old)).not.toContain('open order');
    // The file with its mailboxes has the new name.
    await rita.type(`/scaledmail mailboxes ${running.reference}`);
    const [file] = rita
      .directMessages()
      .flatMap(({ files }) => files)
      .slice(-1);
    expect(file?.preview).toContain(`@${spare}`);
    expect(file?.preview).not.toContain(`@${old}`);
    expect(await running.violations()).toEqual([]);
  });

  test('that gets no answer is done once the list shows it, without another call', async () => {
    const swapping = await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'act_then_drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await running.days(3);
    expect(running.cardText(swapping)).toContain('✅ Done');
    expect(calls()).toHaveLength(1);
    expect(await running.violations()).toEqual([]);
  });

  test('that made nothing and got no answer is never found, and given up by somebody else', async () => {
    const swapping = await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    for (let minutes = 0; minutes < 40; minutes += 5) await world.advance(5 * MINUTE_MS);
    expect(running.cardText(swapping)).toContain('🟠 Not confirmed yet');
    await amir.press(running.cardOf(swapping), 'declare_order_absent');
    expect(await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'give_up' } })).toEqual({});
    expect(running.cardText(swapping)).toContain('🔴 Given up');
    await running.days(3);
    expect(namesThere()).toEqual(running.names);
    expect(calls()).toHaveLength(1);
    // It let go of both names.
    await ask();
  });

  test('that was done by hand before the approval is told to the order, and nothing is sent', async () => {
    const swapping = await ask();
    await byHand(spare);
    await running.days(3);
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(calls()).toHaveLength(before);
    expect(running.cardText(swapping)).toContain('Nothing was sent by this order.');
    await running.openDetails(rita);
    expect(rita.modalText()).toContain(`✅ ${spare} · Ada Park`);
  });

  test('for a name that is used by now is held, and can be withdrawn', async () => {
    const swapping = await ask();
    await running.byHand('POST', `/swap-domain/${running.names[1]}`, { new_domain: spare }, '&provider=scaledmail');
    await running.days(3);
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    expect(running.cardText(swapping)).toContain('Approved, on hold');
    expect(calls()).toHaveLength(before);
    expect(running.told(rita)).toContain(swapping);
  });

  const LOGIN = { hosting_provider: 'Namecheap', hosting_username: 'acme-ops', hosting_password: 'a-secret-of-ours' };

  /** Rita asks for a name that is held elsewhere; answers the new order's reference. */
  async function askElsewhere(name = 'umbrella-hq.io'): Promise<string> {
    await running.openMenu(rita, 'swap');
    expect(await rita.submit({ new_name_elsewhere: name })).toEqual({});
    expect(rita.modalText()).toContain(`${old} → ${name}, which is held elsewhere.`);
    expect(await rita.submit(LOGIN)).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('for a name that is held elsewhere asks for its login, sends that once, and follows the name', async () => {
    await running.openMenu(rita, 'swap');
    expect(await rita.submit({ new_name_elsewhere: 'mail.umbrella-hq.io' })).toEqual({
      new_name_elsewhere: expect.stringContaining('is a sub-domain'),
    });
    expect(await rita.submit({ new_name_elsewhere: old })).toEqual({
      new_name_elsewhere: expect.stringContaining('is its name already'),
    });
    expect(await rita.submit({ new_name_elsewhere: 'umbrella-hq.io', new_name: { select: spare } })).toEqual({
      new_name_elsewhere: expect.stringContaining('A name is chosen above'),
    });
    const swapping = await askElsewhere();
    const card = cardFor(amir);
    expect(textOf(card.blocks)).toContain(`asks to swap *${old} → umbrella-hq.io*`);
    expect(textOf(card.blocks)).toContain('new name held elsewhere, at Namecheap');
    world.vendor.arm([{ operationId: OPERATION, kind: 'act_then_drop', times: 1 }]);
    await amir.press(card, 'approve_order');
    expect(calls()).toMatchObject([
      {
        path: expect.stringContaining('provider=other'),
        body: {
          new_domain: 'umbrella-hq.io',
          hosting: { provider: 'Namecheap', username: 'acme-ops', password: '•••' },
        },
      },
    ]);
    await running.days(3);
    expect(running.cardText(swapping)).toContain('✅ Done');
    expect(namesThere()).toContain('umbrella-hq.io');
    await running.openDetails(rita);
    expect(rita.modalText()).toContain('✅ umbrella-hq.io · Ada Park');
    expect(calls()).toHaveLength(1);
    expect(world.log() + world.storedBytes()).not.toContain('a-secret-of-ours');
    expect(await running.violations()).toEqual([]);
  });

  test('for a name that is held elsewhere goes back without losing what was typed, and with a login that is kept by name', async () => {
    await running.openMenu(rita, 'swap');
    await rita.submit({ new_name_elsewhere: 'umbrella-hq.io' });
    expect(Object.keys(await rita.submit({ hosting_provider: 'Namecheap', hosting_username: 'acme-ops' }))).toEqual([
      'hosting_password',
    ]);
    await rita.pressInModal('go_back', { hosting_provider: 'Namecheap' });
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('"initial_value":"umbrella-hq.io"');
    await rita.submit();
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('"initial_value":"Namecheap"');
    expect(await rita.submit({ ...LOGIN, hosting_keep: 'namecheap-ops' })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    expect(textOf(cardFor(amir).blocks)).toContain('login namecheap-ops of Rita Okafor');
    await amir.press(cardFor(amir), 'approve_order');
    expect(calls()).toMatchObject([{ body: { hosting: { username: 'acme-ops' } } }]);
    expect(running.cardText(referenceOf(cardFor(amir)))).toContain('🟢 Sent, ScaledMail applies it');
  });

  test('for a name that a domain has by now is not asked for, and held when that comes later', async () => {
    await running.openMenu(rita, 'swap');
    await rita.submit({ new_name_elsewhere: 'northwindmail.com' });
    await rita.submit(LOGIN);
    expect(rita.modalText()).toContain('ScaledMail’s list of domains has northwindmail.com already');
    const swapping = await askElsewhere();
    await running.byHand(
      'POST',
      `/swap-domain/${running.names[1]}`,
      { new_domain: 'umbrella-hq.io', hosting: { provider: 'x', username: 'y', password: 'z' } },
      '&provider=other',
    );
    await running.days(3);
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    expect(running.cardText(swapping)).toContain('Approved, on hold');
    expect(calls()).toHaveLength(before);
  });

  test('excludes every other order on the old name and on the new one', async () => {
    const swapping = await ask();
    await running.openMenu(rita, 'redirect');
    expect(rita.modalText()).toContain(`Order \`${swapping}\` already works on ${old}`);
    await running.openMenu(rita, 'swap', 1);
    expect(JSON.stringify(rita.modal()?.view.blocks)).not.toContain(`"value":"${spare}"`);
    await rita.type(`/scaledmail cancel ${running.reference}`);
    expect(rita.modalText()).toContain(`Order \`${swapping}\` already works on this one`);
  });
});
