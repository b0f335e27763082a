import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, referenceOf, textOf } from '../support/person.ts';
import { MINUTE_MS, type RunningOrder, runningOrder } from '../support/running-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const OPERATION = 'updateDomainRedirect';

describeOnBothStores('Changing redirects', (open) => {
  let world: World;
  let running: RunningOrder;
  let rita: Person;
  let amir: Person;
  let names: readonly string[];

  beforeEach(async () => {
    world = await open();
    running = await runningOrder(world);
    ({ rita, amir, names } = running);
    expect(running.cardText(running.reference)).toContain('All working');
  });
  afterEach(() => world.stop());

  const calls = () => running.calls(OPERATION);
  const leadsTo = (name: string | undefined) => running.atVendor().find((domain) => domain.name === name)?.redirect;
  const byHand = (redirect: string) =>
    running.byHand('POST', `/swap-redirect/${running.names[0]}`, { new_redirect: redirect });

  /** Rita asks that the first domain lead elsewhere; answers the new order's reference. */
  async function ask(redirect = 'https://new.com', also: readonly string[] = []): Promise<string> {
    await running.openMenu(rita, 'redirect');
    const more = also.length > 0 ? { also_1: { choices: also } } : {};
    expect(await rita.submit({ new_redirect: redirect, ...more })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('is asked for in Details, approved, sent once, and done when the list shows it', async () => {
    await running.openMenu(rita, 'redirect');
    expect(rita.modalText()).toContain(`${names[0]} · leads to old.com now`);
    expect(rita.modalText()).toContain('ScaledMail’s staff apply it');
    expect(await rita.submit({ new_redirect: 'not an address' })).toEqual({
      new_redirect: expect.stringContaining('not a web address'),
    });
    expect(await rita.submit({ new_redirect: 'https://OLD.com/' })).toEqual({
      new_redirect: expect.stringContaining('leads there already'),
    });

    const changing = await ask('new.com/start');
    const card = cardFor(amir);
    expect(textOf(card.blocks)).toContain('🟡 Free · 1 redirect, Umbrella');
    expect(textOf(card.blocks)).toContain(`Rita Okafor asks to change *the redirect of ${names[0]}*`);
    expect(textOf(card.blocks)).toContain(`${names[0]} · old.com → new.com/start`);
    expect(textOf(card.blocks)).toContain('Approve this change');
    await rita.press(card, 'approve_order');
    expect(calls()).toHaveLength(0);

    await amir.press(card, 'approve_order');
    expect(calls()).toMatchObject([
      {
        method: 'POST',
        path: expect.stringContaining(`/swap-redirect/${names[0]}?`),
        body: { new_redirect: 'https://new.com/start' },
      },
    ]);
    expect(running.cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    await running.days(3);
    expect(leadsTo(names[0])).toBe('https://new.com/start');
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(running.told(rita)).toContain('This order is done.');
    expect(calls()).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
  });

  test('of several domains is one approval and one call each, empty takes it away, and Details show it then', async () => {
    const [first = '', second = '', third = ''] = names;
    const changing = await ask('', [second, third]);
    const card = cardFor(amir);
    expect(textOf(card.blocks)).toContain('🟡 Free · 3 redirects, Umbrella');
    for (const name of names) expect(textOf(card.blocks)).toContain(`${name} · old.com → no redirect`);
    await amir.press(card, 'approve_order');
    await world.advance(2 * MINUTE_MS);
    expect(calls().map(({ path, body }) => [path.split('?')[0], body])).toEqual(
      names.map((name) => [`/swap-redirect/${name}`, { new_redirect: '' }]),
    );
    expect(running.cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    await running.days(3);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(names.map(leadsTo)).toEqual(['', '', '']);
    expect(calls()).toHaveLength(3);
    // The order that has the domains says so from now on.
    await running.openDetails(rita);
    expect(rita.modalText()).toContain(`✅ ${first} · Ada Park`);
    expect(rita.modalText()).not.toContain('old.com');
    expect(rita.modalText()).toContain(`Changed by order \`${changing}\``);
    expect(await running.violations()).toEqual([]);
  });

  test('that gets no answer is looked for, asked about, and sent once more at a click: already in progress is a yes', async () => {
    const changing = await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'act_then_drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    expect(running.cardText(changing)).toContain('what became of it is not known yet');
    for (let minutes = 0; minutes < 40; minutes += 5) await world.advance(5 * MINUTE_MS);
    expect(running.cardText(changing)).toContain('🟠 Not confirmed yet');
    expect(running.cardText(changing)).toContain(`for the redirect of ${names[0]}`);
    await amir.press(running.cardOf(changing), 'declare_order_absent');
    expect(await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } })).toEqual({});
    await world.advance(MINUTE_MS);
    expect(calls()).toHaveLength(2);
    expect(running.cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    await running.days(3);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(calls()).toHaveLength(2);
  });

  test('whose call is answered with an error after it was taken is done once the list shows it, without another call', async () => {
    const changing = await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'act_then_500', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await running.days(3);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(running.cardText(changing)).toContain('Whether this order did it is not known');
    expect(calls()).toHaveLength(1);
  });

  test('that was done by hand before the approval is told, and nothing is sent', async () => {
    const changing = await ask();
    await byHand('https://new.com');
    await running.days(3);
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(calls()).toHaveLength(before);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(running.cardText(changing)).toContain('Nothing was sent by this order.');
  });

  test('of a domain that leads somewhere else by then waits for a new approval', async () => {
    const changing = await ask();
    await byHand('https://third.com');
    await running.days(3);
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    expect(running.cardText(changing)).toContain('What it is to change became another at ScaledMail.');
    expect(running.cardText(changing)).toContain(`${names[0]} · third.com → new.com`);
    await amir.press(running.cardOf(changing), 'approve_order');
    expect(calls()).toHaveLength(before + 1);
  });

  test('of a domain that is gone is held, and nothing is sent', async () => {
    const changing = await ask();
    await running.byHand('DELETE', `/orders/${world.vendor.state().orders.at(-1)?.id}`);
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(running.cardText(changing)).toContain('Approved, on hold');
    expect(calls()).toHaveLength(0);
  });

  test('is refused while another order works on the domain, which is said before sending', async () => {
    const changing = await ask();
    await running.openMenu(rita, 'redirect');
    expect(rita.modalText()).toContain(`Order \`${changing}\` already works on ${names[0]}`);
    await running.openMenu(rita, 'redirect', 1);
    expect(rita.modalText()).toContain(`${names[1]} · leads to old.com now`);
    expect(JSON.stringify(rita.modal()?.view.blocks)).not.toContain(`"value":"${names[0]}"`);
  });

  test('keeps what was typed while ScaledMail does not answer', async () => {
    await running.openMenu(rita, 'redirect');
    world.vendor.arm([{ operationId: 'getDomains', kind: 'server_error', times: 50 }]);
    expect(await rita.submit({ new_redirect: 'https://new.com' })).toEqual({});
    expect(rita.modalText()).toContain('Nothing was sent, and what you typed is still here');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('https://new.com');
    world.vendor.arm([]);
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
  });
});
