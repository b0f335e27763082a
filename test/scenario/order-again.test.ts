import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, referenceOf, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
let amir: Person;
beforeEach(async () => {
  world = await startWorld({ environment: { APPROVERS: 'U0AMIR' } });
  rita = person(world, 'U0RITA');
  amir = person(world, 'U0AMIR');
});
afterEach(() => world.stop());

test('again opens the form with everything of an order, also of another’s that one may see', async () => {
  await requestOrder(world, ['getnorthwind.com']);
  const reference = referenceOf(cardFor(amir));
  for (const [who, typed] of [
    [rita, reference],
    [amir, `#${reference.toUpperCase()}.`],
  ] as const) {
    await who.type(`/scaledmail again ${typed}`);
    expect(who.modalText()).toContain(`A new order with everything of order \`${reference}\``);
    await who.submit({ label: 'Globex' });
    await who.submit({ domains_google: 'gonorthwind.com' });
    expect(who.modalText()).toContain('$7.00 / month · Globex');
    expect(who.modalText()).toContain(`follows order \`${reference}\``);
  }
  await rita.submit();
  expect(textOf(cardFor(amir).blocks)).toContain('gonorthwind.com');
});

test.each([
  ['/scaledmail again', 'Which order? For example `/scaledmail again 7f3k2q`.'],
  ['/scaledmail again zzz', 'no order with that reference'],
])('%s is answered: %s', async (typed, answer) => {
  await rita.type(typed);
  expect(rita.privateAnswers().at(-1)).toContain(answer);
  expect(rita.modal()).toBeNull();
});

test('an order that is not one’s own to see, and one that does not exist, look the same', async () => {
  await requestOrder(world, ['getnorthwind.com']);
  const other = person(world, 'U0BEA');
  for (const reference of [referenceOf(cardFor(amir)), '2z2z2z']) {
    await other.type(`/scaledmail again ${reference}`);
    expect(other.modalText()).toContain('There is no such order, or it is not yours to see');
  }
});
