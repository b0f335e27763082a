import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ACTION } from '../../views/ids.ts';
import { type Person, person } from '../support/person.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

const type = (label: string, name: string) => rita.type(`/scaledmail order google ${name} as Ada Park for "${label}"`);
const listed = () => rita.privateAnswers().at(-1);
function newest(who: Person) {
  const message = who.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
  if (!message) throw new Error('Nothing was answered');
  return message;
}

test('what was not sent is listed, the last first, and goes on in a form with everything in it', async () => {
  await rita.type('/scaledmail drafts');
  expect(listed()).toContain('Nothing waits to be sent.');
  await type('Acme', 'getnorthwind.com');
  await type('Globex', 'gonorthwind.com');
  await rita.type('/scaledmail drafts');
  expect(listed()).toMatch(/Not sent yet: Globex[\s\S]*1 domain[\s\S]*Not sent yet: Acme/);
  await world.advance(6 * 24 * 60 * 60 * 1_000);
  await rita.press(newest(rita), ACTION.resumeDraft);
  expect(JSON.stringify(rita.modal()?.view)).toContain('"initial_value":"Globex"');
  await rita.submit({ workspace: { select: 'recNorthwind0001' } });
  await rita.submit();
  await rita.submit();
  await rita.type('/scaledmail drafts');
  expect(listed()).not.toContain('Globex');
});

test('a draft that is deleted is gone from its list, from the next form and from its own window', async () => {
  await type('Acme', 'getnorthwind.com');
  await type('Globex', 'gonorthwind.com');
  await rita.type('/scaledmail drafts');
  await rita.press(newest(rita), ACTION.deleteDraft);
  expect(listed()).toContain('Acme');
  expect(listed()).not.toContain('Globex');
  await rita.submit({ workspace: { select: 'recNorthwind0001' } });
  expect(rita.modalText()).toContain('was left alone for a week, or deleted');
  await rita.type('/scaledmail order');
  expect(rita.modalText()).toContain('Not sent yet: Acme');
});

test('Mine on Home shows what was not sent; it goes on there, and is deleted there', async () => {
  for (const label of ['One', 'Two', 'Three', 'Four', 'Five']) await type(label, 'getnorthwind.com');
  await rita.openHome();
  expect(rita.homeText()).toMatch(/Not sent yet: Five[\s\S]*Four[\s\S]*Three[\s\S]*and 2 more not sent yet/);
  await rita.pressOnHome(ACTION.deleteDraft);
  expect(rita.homeText()).not.toContain('Five');
  await rita.pressOnHome(ACTION.resumeDraft);
  expect(JSON.stringify(rita.modal()?.view)).toContain('"initial_value":"Four"');
  const amir = person(world, 'U0AMIR');
  await amir.type('/scaledmail drafts');
  expect(amir.privateAnswers().at(-1)).toContain('Nothing waits to be sent.');
});
