import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ACTION } from '../../views/ids.ts';
import { cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { requestSmall } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

const valueIn = (block: string): string => {
  const found = Object.entries(rita.modal()?.values ?? {}).find(([id]) => id.startsWith(`${block}.`));
  return JSON.stringify(found?.[1] ?? null);
};

test('the form begins with workspace, source and providers of the last order, and offers that order again', async () => {
  await rita.type('/scaledmail order');
  expect(rita.modalText()).not.toContain('Last time');
  await requestSmall(world, 'Acme, spring', 'acme-outreach.com');
  await rita.type('/scaledmail order');
  expect(rita.modalText()).toContain('Last time: Acme, spring · 1 domain');
  expect(valueIn('workspace')).toContain('"recNorthwind0001"');
  expect(valueIn('source')).toContain('"other"');
  expect(valueIn('providers')).toMatch(/"smtp"/);
  expect(valueIn('providers')).not.toMatch(/"google"/);
  const { view } = rita.modal() ?? {};
  const block = view?.blocks.find((each) => JSON.stringify(each).includes(ACTION.orderAgain));
  const source = { type: 'view', viewId: rita.modal()?.id ?? '' } as const;
  await world.slack.press({ as: rita.id, source, blockId: block?.block_id ?? '', actionId: ACTION.orderAgain });
  await world.settle();
  const reference = referenceOf(cardFor(person(world, 'U0AMIR')));
  expect(rita.modalText()).toContain(`A new order with everything of order \`${reference}\``);
  expect(rita.modalText()).not.toContain('Last time');
});

test('an order typed in one line is of the workspace of the last one; what was not sent stands in the place of that', async () => {
  await requestSmall(world, 'Acme', 'acme-outreach.com');
  await rita.type('/scaledmail order smtp acme-mail.com as Ada Park for Globex');
  expect(rita.modalText()).toContain('*Hosting*');
  await rita.type('/scaledmail order');
  expect(rita.modalText()).toContain('Not sent yet: Globex');
  expect(rita.modalText()).not.toContain('Last time');
  const amir = person(world, 'U0AMIR');
  await amir.type('/scaledmail order');
  expect(amir.modalText()).not.toContain('Last time');
});
