import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, referenceOf, textOf } from '../support/person.ts';
import { MINUTE_MS, type RunningOrder, runningOrder } from '../support/running-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const OPERATION = 'swapSenderName';
const ZOE = { sender_names: [{ first_name: 'Zoë', last_name: 'Neil' }] };

describeOnBothStores('Changing senders', (open) => {
  let world: World;
  let running: RunningOrder;
  let rita: Person;
  let amir: Person;
  let names: readonly string[];
  let first: string;

  beforeEach(async () => {
    world = await open();
    running = await runningOrder(world);
    ({ rita, amir, names } = running);
    [first = ''] = names;
    expect(running.cardText(running.reference)).toContain('All working');
  });
  afterEach(() => world.stop());

  const calls = () => running.calls(OPERATION);
  const mailboxesOf = (name: string | undefined) =>
    running.atVendor().find((domain) => domain.name === name)?.mailboxes;
  const byHand = (mode: string, person: object = ZOE.sender_names[0] ?? {}) =>
    running.byHand('POST', `/swap-sender-name/${first}`, { sender_names: [person] }, `&mode=${mode}`);
  const patiently = async () => {
    for (let minutes = 0; minutes < 40; minutes += 5) await world.advance(5 * MINUTE_MS);
  };

  /** Rita asks that Zoë send from the first domain; answers the new order's reference. */
  async function ask({
    deletes = false,
    also = [],
  }: {
    deletes?: boolean;
    also?: readonly string[];
  } = {}): Promise<string> {
    await running.openMenu(rita, 'sender');
    const more = also.length > 0 ? { also_1: { choices: also } } : {};
    const mode = deletes ? { sender_mode: { choice: 'name_and_alias' } } : {};
    expect(await rita.submit({ new_sender: 'Zoë Neil', ...mode, ...more })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('is asked for in Details, approved, sent once, and done when the mailboxes show it', async () => {
    await running.openMenu(rita, 'sender');
    expect(rita.modalText()).toContain(`${first} · Ada Park now · 2 mailboxes`);
    expect(rita.modalText()).toContain('Name only');
    expect(rita.modalText()).toContain('ScaledMail’s staff apply it');
    expect(await rita.submit({ new_sender: 'Zoë' })).toEqual({ new_sender: expect.stringContaining('last name') });
    expect(await rita.submit({ new_sender: 'Ada  Park' })).toEqual({
      new_sender: expect.stringContaining('has that sender already'),
    });

    const changing = await ask();
    const card = cardFor(amir);
    expect(textOf(card.blocks)).toContain('🟡 Free · 1 sender, Umbrella');
    expect(textOf(card.blocks)).toContain(`Rita Okafor asks to change *the sender of ${first}*`);
    expect(textOf(card.blocks)).toContain(`${first} · Ada Park → Zoë Neil`);
    expect(textOf(card.blocks)).not.toContain('elete');
    await rita.press(card, 'approve_order');
    expect(calls()).toHaveLength(0);

    await amir.press(card, 'approve_order');
    expect(calls()).toMatchObject([
      {
        method: 'POST',
        path: expect.stringMatching(new RegExp(`^/swap-sender-name/${first}\\?.*mode=name_only`)),
        body: ZOE,
      },
    ]);
    expect(running.cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    const before = mailboxesOf(first);
    await running.days(3);
    expect(mailboxesOf(first)).toEqual(before?.map((each) => each.replace('Ada Park', 'Zoë Neil')));
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(running.told(rita)).toContain('This order is done.');
    expect(calls()).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
    // The order that has the domain says so from now on.
    await running.openDetails(rita);
    expect(rita.modalText()).toContain(`✅ ${first} · Zoë Neil`);
    expect(rita.modalText()).toContain(`Changed by order \`${changing}\``);
    expect(await running.violations()).toEqual([]);
  });

  test('with its address deletes mailboxes, which the card says above its buttons, and in red', async () => {
    const [, second = ''] = names;
    const changing = await ask({ deletes: true, also: [second] });
    const card = cardFor(amir);
    const text = textOf(card.blocks);
    expect(text).toContain('🟡 Free · 2 senders, deletes 4 mailboxes, Umbrella');
    expect(text).toContain('⚠️ Deletes 4 mailboxes, with the mail in them.');
    expect(text.indexOf('⚠️ Deletes')).toBeLessThan(text.indexOf('Approve this change'));
    expect(JSON.stringify(card.blocks)).toContain('"style":"danger"');
    await amir.press(card, 'approve_order');
    await world.advance(2 * MINUTE_MS);
    expect(calls().map(({ path }) => path.split('?')[0])).toEqual([
      `/swap-sender-name/${first}`,
      `/swap-sender-name/${second}`,
    ]);
    expect(calls()[0]?.path).toContain('mode=name_and_alias');
    // Halfway the old ones are gone and the new ones are not there: that is no proof.
    await running.days(1);
    await world.advance(60 * MINUTE_MS);
    expect(mailboxesOf(first)).toEqual([]);
    expect(running.cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    await running.days(2);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(mailboxesOf(first)).toEqual([`Zoë Neil <zoe.neil@${first}>`, `Zoë Neil <zoe@${first}>`]);
    expect(calls()).toHaveLength(2);
    expect(await running.violations()).toEqual([]);
  });

  test('that gets no answer is looked for, asked about, and done once the mailboxes show it', async () => {
    const changing = await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'act_then_drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    expect(running.cardText(changing)).toContain('what became of it is not known yet');
    await patiently();
    expect(running.cardText(changing)).toContain('🟠 Not confirmed yet');
    await running.days(3);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(running.cardText(changing)).toContain('Whether this order did it is not known');
    expect(calls()).toHaveLength(1);
  });

  test('that is sent once more while the first is under way is refused there, and done all the same', async () => {
    const changing = await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'act_then_drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    await amir.press(running.cardOf(changing), 'declare_order_absent');
    expect(await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'send_again' } })).toEqual({});
    await patiently();
    // No words of a refusal are known: that it is under way is no yes.
    expect(calls()).toHaveLength(2);
    expect(running.cardText(changing)).not.toContain('🟢 Sent');
    await running.days(3);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(calls()).toHaveLength(2);
    expect(await running.violations()).toEqual([]);
  });

  test('that never reached ScaledMail is never found, and given up by somebody else', async () => {
    const changing = await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    await amir.press(running.cardOf(changing), 'declare_order_absent');
    expect(await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'give_up' } })).toEqual({});
    expect(running.cardText(changing)).toContain('🔴 Given up');
    await running.days(3);
    expect(mailboxesOf(first)?.[0]).toContain('Ada Park');
    expect(calls()).toHaveLength(1);
    // It let go of the name and of the vendor order.
    await ask();
  });

  test('is no proof while the list of mailboxes is odd, and done when it is as it was', async () => {
    const changing = await ask();
    await amir.press(cardFor(amir), 'approve_order');
    world.vendor.settings({ mailboxList: 'with_ghosts' });
    await running.days(3);
    expect(running.cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    world.vendor.settings({ mailboxList: 'without_names' });
    await world.advance(30 * MINUTE_MS);
    expect(running.cardText(changing)).toContain('🟢 Sent, ScaledMail applies it');
    world.vendor.settings({ mailboxList: 'as_is' });
    await world.advance(30 * MINUTE_MS);
    expect(running.cardText(changing)).toContain('✅ Done');
  });

  test('that was done by hand before the approval is told, and nothing is sent', async () => {
    const changing = await ask();
    await byHand('name_only');
    await running.days(3);
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(calls()).toHaveLength(before);
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(running.cardText(changing)).toContain('Nothing was sent by this order.');
  });

  test('whose mailboxes became others meanwhile waits for a new approval', async () => {
    const changing = await ask({ deletes: true });
    await byHand('name_and_alias', { first_name: 'Ben', last_name: 'Lee' });
    await running.days(3);
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    expect(running.cardText(changing)).toContain('What it is to change became another at ScaledMail.');
    expect(running.cardText(changing)).toContain(`${first} · Ben Lee → Zoë Neil · 2 mailboxes deleted`);
    expect(calls()).toHaveLength(before);
    await amir.press(running.cardOf(changing), 'approve_order');
    expect(calls()).toHaveLength(before + 1);
  });

  test('of a mode that ScaledMail does not know is refused, and nothing changes', async () => {
    world.vendor.settings({ senderModes: ['name_only'] });
    const changing = await ask({ deletes: true });
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    expect(calls()).toHaveLength(1);
    expect(running.cardText(changing)).toContain('Refused by ScaledMail');
    expect(mailboxesOf(first)?.[0]).toContain('Ada Park');
  });

  test('of a domain that is gone, or whose mailboxes are not said, is held, and nothing is sent', async () => {
    const changing = await ask();
    world.vendor.settings({ mailboxList: 'without_names' });
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(running.cardText(changing)).toContain('Approved, on hold');
    expect(calls()).toHaveLength(0);
    await running.openMenu(rita, 'sender', 1);
    expect(rita.modalText()).toContain('already works on');
  });

  test('excludes every other order on the domain, and on its order at ScaledMail', async () => {
    const changing = await ask();
    for (const [change, index] of [
      ['redirect', 0],
      ['sender', 0],
      ['sender', 1],
    ] as const) {
      await running.openMenu(rita, change, index);
      expect(rita.modalText()).toContain(`Order \`${changing}\` already works on ${names[index]}`);
    }
    await rita.type(`/scaledmail cancel ${running.reference}`);
    expect(rita.modalText()).toContain(`Order \`${changing}\` already works on this one`);
  });

  test('keeps what was typed while ScaledMail does not answer, and cannot be asked for without senders', async () => {
    await running.openMenu(rita, 'sender');
    world.vendor.arm([{ operationId: 'getMailboxesByDomainId', kind: 'server_error', times: 50 }]);
    expect(await rita.submit({ new_sender: 'Zoë Neil', sender_mode: { choice: 'name_and_alias' } })).toEqual({});
    expect(rita.modalText()).toContain('Nothing was sent, and what you typed is still here');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('Zoë Neil');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain(
      '"initial_option":{"text":{"type":"plain_text","text":"Name and address"',
    );
    world.vendor.arm([]);
    world.vendor.settings({ mailboxList: 'without_names' });
    await running.openMenu(rita, 'sender');
    expect(rita.modalText()).toContain('does not say who sends from');
  });
});
