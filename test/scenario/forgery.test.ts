import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pressLate } from '../support/late-click.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

const APPROVE = 'approve_order';
let world: World;
let amir: Person;

beforeEach(async () => {
  world = await startWorld();
  amir = person(world, 'U0AMIR');
  await requestOrder(world);
});
afterEach(() => world.stop());

const paidCalls = () => world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder');

test.each([
  ['signed with another secret', { signingSecret: 'somebody-else' }, 401],
  ['six minutes old', { timestampSeconds: Math.floor(Date.now() / 1_000) - 360 }, 401],
])('a click %s is turned away', async (_how, forgery, status) => {
  const { statuses } = await pressLate(world, 'U0AMIR', cardFor(amir), APPROVE, forgery);
  expect(statuses).toEqual([status]);
  expect(paidCalls()).toHaveLength(0);
  expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
});

test('a replayed click counts once', async () => {
  const { statuses, answers } = await pressLate(world, 'U0AMIR', cardFor(amir), APPROVE, { times: 3 });
  expect(statuses).toEqual([200, 200, 200]);
  expect(answers).toEqual([]);
  expect(paidCalls()).toHaveLength(1);
});

test.each([
  ['U0GUS', /guest/i],
  ['U0OLA', /another (company|workspace|organization)|other (company|workspace)/i],
  ['U0DEE', /deactivated/i],
  ['U0NOBODY', /who you are/i],
])('%s cannot approve, and is told so', async (id, sentence) => {
  const { answers } = await pressLate(world, id, cardFor(amir), APPROVE);
  expect(answers.join()).toMatch(sentence);
  expect(paidCalls()).toHaveLength(0);
});

test('an order that does not exist is answered with a sentence', async () => {
  const card = cardFor(amir);
  const forged = {
    ...card,
    blocks: JSON.parse(JSON.stringify(card.blocks).replaceAll(/"value":"[a-z0-9]{6}:/g, '"value":"zzzzzz:')),
  };
  const { answers } = await pressLate(world, 'U0AMIR', forged, APPROVE);
  expect(answers.join()).toMatch(/no order|not.*found|does not exist|no such/i);
});

test('a click with a value of another shape harms nothing, and gets an answer', async () => {
  const card = cardFor(amir);
  const forged = {
    ...card,
    blocks: JSON.parse(JSON.stringify(card.blocks).replaceAll(/"value":"[^"]+"/g, '"value":"nonsense"')),
  };
  const { answers } = await pressLate(world, 'U0AMIR', forged, APPROVE);
  expect(answers.join()).toMatch(/went wrong/);
  expect(paidCalls()).toHaveLength(0);
});

test('a hosting password never leaves the one call that needs it', async () => {
  const secret = 'hunter2-correct-horse';
  const rita = person(world, 'U0RITA');
  await rita.type('/scaledmail order');
  await rita.submit({
    label: 'Acme',
    workspace: { select: 'recNorthwind0001' },
    source: { choice: 'other' },
    providers: { choices: ['smtp'] },
  });
  await rita.submit({ default_name: 'Ada Park', domains_smtp: 'acme-outreach.com' });
  await rita.submit({ hosting_provider: 'Namecheap', hosting_username: 'acme-login', hosting_password: secret });
  expect(rita.modalText()).toContain('$3.75');
  await rita.submit();
  const orders: unknown[] = [];
  await amir.press(cardFor(amir), APPROVE);
  orders.push(world.vendor.state().orders.at(-1));
  expect(paidCalls()).toHaveLength(1);
  expect(orders).toMatchObject([{ domains: [{ name: 'acme-outreach.com' }] }]);
  const everySlackCall = JSON.stringify(world.slack.apiCalls());
  expect(everySlackCall).not.toContain(secret);
  expect(world.log()).not.toContain(secret);
  expect(world.storedBytes().includes(secret)).toBe(false);
  expect(world.storedBytes().includes('acme-login')).toBe(false);
  expect(
    amir
      .messages(APPROVALS)
      .map(({ blocks }) => JSON.stringify(blocks))
      .join(),
  ).not.toContain(secret);
});
