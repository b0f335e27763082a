import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const APPROVE = 'approve_order';
const WORKSPACE = 'recNorthwind0001';

describeOnBothStores('Right before it is placed, an order', (open) => {
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

  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length;
  const cardText = () => textOf(cardFor(amir).blocks);
  const threadText = () =>
    amir
      .messages('C0APPROVALS')
      .filter(({ threadTs }) => threadTs !== null)
      .map(wordsOf)
      .join('\n');

  test('that became dearer goes back for approval with both prices', async () => {
    await requestOrder(world);
    world.vendor.settings({ priceChangePercent: 10 });
    await amir.press(cardFor(amir), APPROVE);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toContain('~$21.00 / month~ → *$23.10 / month*');
    expect(rita.directMessages().map(wordsOf).join('\n')).toContain('$23.10');
    await amir.press(cardFor(amir), APPROVE);
    expect(paidCalls()).toBe(1);
  });

  test('that became cheaper is placed, and says so', async () => {
    await requestOrder(world);
    world.vendor.settings({ priceChangePercent: -10 });
    await amir.press(cardFor(amir), APPROVE);
    expect(paidCalls()).toBe(1);
    expect(threadText()).toContain('$18.90');
    expect(cardText()).toContain('The price had fallen: it costs *$18.90 / month*; $21.00 / month was approved');
  });

  test('whose workspace was renamed goes back for approval with the new name, and can then be placed', async () => {
    await requestOrder(world);
    world.vendor.settings({ workspaceNames: { [WORKSPACE]: 'Contoso Outbound' } });
    await amir.press(cardFor(amir), APPROVE);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/workspace was renamed.*\*Contoso Outbound\* now/);
    await amir.press(cardFor(amir), APPROVE);
    expect(paidCalls()).toBe(1);
  });

  test('whose workspace is gone waits on hold, and can be withdrawn', async () => {
    await requestOrder(world);
    world.vendor.settings({ workspaceNames: { [WORKSPACE]: null } });
    await amir.press(cardFor(amir), APPROVE);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/does not show this workspace any more/);
    const message = rita.directMessages().find((each) => buttonsOf(each).includes('withdraw_order'));
    if (!message) throw new Error('There is no message to withdraw from');
    await rita.press(message, 'withdraw_order');
    expect(await rita.submit({})).toEqual({});
    expect(cardText()).toMatch(/Withdrawn/);
    await world.advance(60_000);
    expect(paidCalls()).toBe(0);
  });

  test('of an approver who is no approver any more is not placed', async () => {
    await requestOrder(world);
    world.vendor.arm([{ operationId: 'calculatePackage', kind: 'server_error', times: 50 }]);
    await bea.press(cardFor(bea), APPROVE);
    expect(cardText()).toMatch(/has an error of its own/);
    world.slack.setUserGroupMembers('S0APPROVERS', []);
    world.vendor.arm([]);
    await world.advance(31_000);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/cannot decide any more/);
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
  });

  test('of an approver of whom Slack says nothing that can be read waits, keeps its approval, and goes on by itself', async () => {
    await requestOrder(world);
    world.vendor.arm([{ operationId: 'calculatePackage', kind: 'server_error', times: 50 }]);
    await amir.press(cardFor(amir), APPROVE);
    expect(cardText()).toMatch(/has an error of its own/);
    world.slack.setGrid('U0AMIR', { teamId: null, teams: null });
    world.vendor.arm([]);
    await world.advance(31_000);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/Slack does not say right now who can decide/);
    expect(buttonsOf(cardFor(amir))).not.toContain(APPROVE);
    world.slack.setGrid('U0AMIR', null);
    await world.advance(31_000);
    expect(paidCalls()).toBe(1);
    expect(cardText()).toMatch(/Placed/);
  });

  test('waits while placing is paused, also over a restart, and goes on when it is resumed', async () => {
    await requestOrder(world);
    await rita.type('/scaledmail pause no');
    expect(rita.privateAnswers().at(-1)).toMatch(/cannot decide/);
    await amir.type('/scaledmail pause the card is being replaced');
    expect(cardText()).toMatch(/Placing is paused\* by Amir Haddad[\s\S]*“the card is being replaced”/);
    await amir.press(cardFor(amir), APPROVE);
    await world.restartBot();
    await world.advance(60_000);
    expect(paidCalls()).toBe(0);
    expect(cardText()).toMatch(/Placing was paused when its turn came/);
    await bea.type('/scaledmail resume');
    await world.advance(31_000);
    expect(paidCalls()).toBe(1);
    expect(cardText()).toMatch(/Placed/);
  });

  test('says on its card that placing is paused, also on a new one, until it is resumed', async () => {
    await amir.type('/scaledmail pause month end');
    await requestOrder(world);
    expect(cardText()).toContain('“month end”');
    await bea.type('/scaledmail pause the card is lost');
    expect(cardText()).toContain('“the card is lost”');
    expect(bea.privateAnswers().at(-1)).toMatch(/paused already by <@U0AMIR>[\s\S]*“month end”/);
    await amir.type('/scaledmail resume');
    expect(cardText()).not.toMatch(/paused/);
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
  });
});
