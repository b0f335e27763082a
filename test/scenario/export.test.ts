import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
let amir: Person;

beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
  amir = person(world, 'U0AMIR');
});
afterEach(() => world.stop());

const files = (who: Person) => who.directMessages().flatMap((message) => message.files);

test('who can decide gets all orders with their histories, safe for spreadsheets', async () => {
  await requestOrder(world, ['getnorthwind.com'], { label: '=HYPERLINK("https://evil.example")' });
  const reference = referenceOf(cardFor(amir));
  await amir.type('/scaledmail export');
  expect(
    amir
      .privateAnswers()
      .slice(-2)
      .map((text) => text.trim()),
  ).toEqual([
    'One moment: all orders and their histories are being read.',
    'The file is in your direct messages with this app: 1 order, each with its history.',
  ]);
  const [file] = files(amir);
  expect(file?.name).toBe('orders-2026-11-23.csv');
  expect(file?.preview).toContain(`order,T0ACME,${reference},awaiting_approval`);
  expect(file?.preview).toContain("'=HYPERLINK");
  expect(file?.preview).toContain('requested');
});

test('nobody else gets it, and nothing is read after more words', async () => {
  await rita.type('/scaledmail export');
  expect(rita.privateAnswers().at(-1)).toContain(
    'You cannot decide on orders. Who can: <!subteam^S0APPROVERS> or <@U0AMIR>. Nothing was changed.',
  );
  await amir.type('/scaledmail export everything please');
  expect(amir.privateAnswers().at(-1)).toContain('everything please');
  expect([...files(rita), ...files(amir)]).toEqual([]);
});
