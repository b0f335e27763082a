import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { APPROVALS, buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { MINUTE_MS, type RunningOrder, runningOrder } from '../support/running-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const OPERATION = 'updateDomainRedirect';
const FREE = { APPROVAL_FREE_ACTS: 'change_redirect' };

describeOnBothStores('An act that is free by rule', (open) => {
  let world: CopyableWorld;
  let running: RunningOrder;
  let rita: Person;
  let amir: Person;
  let bea: Person;
  let first: string;

  beforeEach(async () => {
    world = await open(FREE);
    running = await runningOrder(world);
    ({ rita, amir } = running);
    bea = person(world, 'U0BEA');
    first = running.names[0] ?? '';
  });
  afterEach(() => world.stop());

  const calls = () => running.calls(OPERATION);
  const leadsTo = () => running.atVendor().find((domain) => domain.name === first)?.redirect;
  /** ScaledMail cannot be read before a call: approved orders wait. */
  const isAway = () => world.vendor.arm([{ operationId: 'getWorkspaces', kind: 'server_error', times: 500 }]);
  const isBack = async () => {
    world.vendor.arm([]);
    await world.advance(MINUTE_MS);
  };

  /** Somebody changes where the first domain leads, at once; answers the new order's reference. */
  async function send(who = rita, redirect = 'https://new.com'): Promise<string> {
    await running.openMenu(who, 'redirect');
    expect(who.modalText()).toContain('*Sent at once, without approval (rule)*');
    expect(JSON.stringify(who.modal()?.view)).toContain('Send without approval');
    expect(await who.submit({ new_redirect: redirect })).toEqual({});
    expect(who.modalText()).toContain('is sent at once, without approval (rule)');
    return referenceOf(cardFor(amir));
  }

  test('is sent at once by whoever ordered the domain, announced with old and new, and nobody’s approval', async () => {
    const changing = await send();
    expect(calls()).toMatchObject([{ body: { new_redirect: 'https://new.com' } }]);
    const card = running.cardOf(changing);
    expect(textOf(card.blocks)).toContain('🟢 Sent, ScaledMail applies it · Free · 1 redirect, Umbrella');
    expect(textOf(card.blocks)).toContain('Rita Okafor · no approval needed (rule)');
    expect(textOf(card.blocks)).toContain(`${first} · old.com → new.com`);
    expect(buttonsOf(card)).toEqual(expect.arrayContaining(['show_order_details', 'undo_change']));
    expect(buttonsOf(card)).not.toContain('approve_order');

    await running.days(3);
    expect(leadsTo()).toBe('https://new.com');
    expect(running.cardText(changing)).toContain('✅ Done');
    expect(calls()).toHaveLength(1);
    expect(world.vendor.state().charges).toHaveLength(1);
    await amir.press(running.cardOf(changing), 'show_order_details');
    expect(amir.modalText()).toContain('No approval is needed: it is free by rule.');
    expect(amir.modalText()).toContain('free by rule');
    // Nobody stands there as having approved it.
    expect([running.cardText(changing), amir.modalText()].join()).not.toMatch(/approved by/i);
    expect(await running.violations()).toEqual([]);
  });

  test('rings nobody: its announcement has no mention', async () => {
    const changing = await send();
    const card = running.cardOf(changing);
    expect(wordsOf(card)).not.toMatch(/<@|<!subteam/);
    expect(
      amir
        .messages(APPROVALS)
        .filter(({ threadTs }) => threadTs === card.ts)
        .map(wordsOf),
    ).not.toEqual(expect.arrayContaining([expect.stringMatching(/<@|<!subteam/)]));
  });

  test('is undone once ScaledMail applied it, to what was there before, by an order of its own; a second click says so', async () => {
    const changing = await send(rita, 'https://new.com/a');
    await amir.press(running.cardOf(changing), 'undo_change');
    expect(amir.modalText()).toContain('ScaledMail takes no other change of it before it is applied');
    await running.days(3);

    await amir.press(running.cardOf(changing), 'undo_change');
    expect(amir.modalText()).toContain(`${first} · new.com/a → old.com`);
    expect(amir.modalText()).toContain('*Sent at once, without approval (rule)*');
    expect(await amir.submit()).toEqual({});
    const undoing = referenceOf(cardFor(amir));
    expect(undoing).not.toBe(changing);
    expect(running.cardText(undoing)).toContain('Amir Haddad · no approval needed (rule)');
    expect(calls().map(({ body }) => body)).toEqual([
      { new_redirect: 'https://new.com/a' },
      { new_redirect: 'https://old.com' },
    ]);

    await bea.press(running.cardOf(changing), 'undo_change');
    expect(bea.modalText()).toContain(`The undo is on its way: order \`${undoing}\``);
    await running.days(3);
    expect(leadsTo()).toBe('https://old.com');
    await bea.press(running.cardOf(changing), 'undo_change');
    expect(bea.modalText()).toContain('It was undone already');
    expect(calls()).toHaveLength(2);
    expect(await running.violations()).toEqual([]);
  });

  test('is not undone over what somebody changed since', async () => {
    const changing = await send();
    await running.days(3);
    await running.byHand('POST', `/swap-redirect/${first}`, { new_redirect: 'https://third.com' });
    await running.days(3);
    const before = calls().length;
    await amir.press(running.cardOf(changing), 'undo_change');
    expect(amir.modalText()).toContain('It was changed once more since');
    expect(calls()).toHaveLength(before);
  });

  test('waits for approval like any other once the setting is taken away before the call', async () => {
    await running.openMenu(rita, 'redirect');
    isAway();
    expect(await rita.submit({ new_redirect: 'https://new.com' })).toEqual({});
    const changing = referenceOf(cardFor(amir));
    await world.advance(MINUTE_MS);
    expect(running.cardText(changing)).toContain('🔵 On hold');
    await world.restartBot({ environment: { APPROVAL_FREE_ACTS: '' } });
    await isBack();
    expect(running.cardText(changing)).toContain('*The rules for approvals changed.*');
    expect(running.cardText(changing)).toContain('*Waiting for*');
    expect(calls()).toHaveLength(0);
    await amir.press(running.cardOf(changing), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(calls()).toHaveLength(1);
    expect(running.cardText(changing)).toContain('approved by Amir Haddad');
    expect(await running.violations()).toEqual([]);
  });

  test('waits for approval when its sender may not send it any more; their undo of an earlier one does, too', async () => {
    const earlier = await send(bea, 'https://bea.com');
    await running.days(3);
    await running.openMenu(bea, 'redirect');
    isAway();
    expect(await bea.submit({ new_redirect: 'https://new.com' })).toEqual({});
    const changing = referenceOf(cardFor(amir));
    await world.advance(MINUTE_MS);
    world.slack.setUserGroupMembers('S0APPROVERS', []);
    await isBack();
    expect(running.cardText(changing)).toContain('*Whoever sent it may not do so without approval any more.*');
    expect(calls()).toHaveLength(1);
    await amir.press(running.cardOf(changing), 'decline_order');
    await amir.submit({ reason: 'No' });

    await bea.press(running.cardOf(earlier), 'undo_change');
    expect(bea.modalText()).toContain('Will be asked: ');
    expect(await bea.submit()).toEqual({});
    expect(bea.modalText()).toContain('waits for approval');
    expect(calls()).toHaveLength(1);
    expect(await running.violations()).toEqual([]);
  });

  test('stays one that asks for approval when its page said so', async () => {
    await world.restartBot({ environment: { APPROVAL_FREE_ACTS: '' } });
    await running.openMenu(rita, 'redirect');
    expect(rita.modalText()).toContain('Will be asked: ');
    await world.restartBot();
    expect(await rita.submit({ new_redirect: 'https://new.com' })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    expect(calls()).toHaveLength(0);
  });

  test('is not what another kind is: a swap asks for approval', async () => {
    await running.openMenu(rita, 'swap');
    expect(rita.modalText()).toContain('Will be asked: ');
    expect(await rita.submit({ new_name: { select: running.unused[0] ?? '' } })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
  });
});
