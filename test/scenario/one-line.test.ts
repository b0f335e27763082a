import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, referenceOf, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld({ environment: { SCALEDMAIL_ORGANIZATION_ID: 'recNorthwind0001' } });
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

const valueIn = (block: string): string => {
  const found = Object.entries(rita.modal()?.values ?? {}).find(([id]) => id.startsWith(`${block}.`));
  return JSON.stringify(found?.[1] ?? null);
};

test('an order typed in one line opens at its price, and is ordered as it was typed', async () => {
  await rita.type(
    '/scaledmail order google getnorthwind.com <https://gonorthwind.com|gonorthwind.com> outlook joinnorthwind.com as “Ada Park” to https://northwind.com for Acme, spring',
  );
  expect(rita.modalText()).toContain('$64.00 / month · Acme, spring');
  await rita.submit();
  const card = textOf(cardFor(person(world, 'U0AMIR')).blocks);
  for (const name of ['getnorthwind.com', 'gonorthwind.com', 'joinnorthwind.com']) expect(card).toContain(name);
  expect(card).toContain('Ada Park → northwind.com');
});

test.each([
  ['google getnorthwind.com as Ada Park', 'For whom?', ['Say whom the order is for']],
  ['google for Acme', 'Sender for lines without a name', ['Add at least one domain for Google']],
  ['google getnorthwind.com for Acme', 'Sender for lines without a name', ['sender']],
  ['google mail.getnorthwind.com as Ada Park for Acme', 'mail.getnorthwind.com → getnorthwind.com', []],
  ['getnorthwind.com as Ada Park for Acme', 'For whom?', ['No mailboxes were named']],
  [
    'google getnorthwind.com as Ada Park for "Acme" asap, please',
    'Sender for lines without a name',
    ['Not understood: “asap, please”'],
  ],
  ['xyz', 'For whom?', ['Not understood: “xyz”']],
])('%s opens where something is missing: %s', async (line, page, told) => {
  await rita.type(`/scaledmail order ${line}`);
  for (const text of [page, ...told]) expect(rita.modalText()).toContain(text);
});

test('a domain of an open order is told with that order, although its sender is missing too', async () => {
  await requestOrder(world, ['getnorthwind.com'], { workspace: null });
  const reference = referenceOf(cardFor(person(world, 'U0AMIR')));
  await rita.type('/scaledmail order google getnorthwind.com for Acme');
  expect(rita.modalText()).toContain(`getnorthwind.com is in the open order ${reference}`);
  expect(rita.modalText()).not.toContain('in use at ScaledMail');
});

test('all that was typed stands in the form, also on the pages that come later', async () => {
  await rita.type('/scaledmail order outlook joinnorthwind.com as Ada Park to https://northwind.com');
  expect(valueIn('providers')).toMatch(/"outlook"/);
  expect(await rita.submit({ label: 'Acme' })).toEqual({});
  expect(valueIn('default_name')).toContain('Ada Park');
  expect(valueIn('domains_outlook')).toContain('joinnorthwind.com');
  expect(valueIn('default_redirect')).toContain('https://northwind.com');
});

test('a line that is too long for the form is refused', async () => {
  const names = Array.from({ length: 90 }, (_, index) => `acme-outreach-${index}.com`).join(' ');
  await rita.type(`/scaledmail order google ${`${names} `.repeat(14)}`);
  expect(rita.modalText()).toContain('paste the domains into the form');
});

test('what stands behind a command that takes nothing is told, and what it would do is not done', async () => {
  await rita.type('/scaledmail orders acme');
  expect(rita.privateAnswers().at(-1)).toContain('Not understood: “acme”');
  await rita.type('/scaledmail help me');
  expect(rita.privateAnswers().at(-1)).toContain('Not understood: “me”');
  const amir = person(world, 'U0AMIR');
  await amir.type('/scaledmail pause The card is being replaced');
  await amir.type('/scaledmail resume abc123');
  expect(amir.privateAnswers().at(-1)).toContain('Nothing was done. Type `/scaledmail resume` alone.');
  await amir.openHome();
  expect(amir.homeText()).toContain('Placing is paused');
});

test('while placing is paused, the form and its review say so, and an order can be asked for', async () => {
  const words = 'Placing is paused. You can ask; it is placed after Resume.';
  await rita.type('/scaledmail order');
  expect(rita.modalText()).not.toContain(words);
  await person(world, 'U0AMIR').type('/scaledmail pause The card is being replaced');
  await rita.type('/scaledmail order');
  expect(rita.modalText()).toContain(words);
  await rita.type('/scaledmail order google getnorthwind.com as "Ada Park" for Acme');
  expect(rita.modalText()).toMatch(new RegExp(`Review[^]*${words}[^]*\\$7\\.00`));
  await rita.submit();
  expect(rita.modalText()).toContain('C0APPROVALS');
});

test('whichever way a form is opened, it says that placing is paused', async () => {
  const words = 'Placing is paused. You can ask; it is placed after Resume.';
  await person(world, 'U0AMIR').type('/scaledmail pause The card is being replaced');
  await world.slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: 'getnorthwind.com, Ada Park' });
  const ts = rita.messages('C0OUTBOUND').at(-1)?.ts ?? '';
  const message = { channel: 'C0OUTBOUND', ts };
  await world.slack.shortcut({ as: 'U0RITA', callbackId: 'order_from_list_shortcut', message });
  await world.settle();
  expect(rita.modalText()).toMatch(new RegExp(`${words}[^]*The message: 1 line`));
  await rita.submit({ label: 'Acme', providers: { choices: ['google'] } });
  await rita.type('/scaledmail order');
  await rita.pressInModal('go_on_with_draft');
  expect(rita.modalText()).toContain('Acme');
  expect(rita.modalText()).toContain(words);
  await rita.type('/scaledmail plan 30000 google');
  await rita.submit({ plan_tier: { choice: 'low' } });
  expect(rita.modalText()).toContain('For whom?');
  expect(rita.modalText()).toContain(words);
});
