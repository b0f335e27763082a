import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { APPROVALS, buttonsOf, cardFor, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { mrkdwnTexts } from '../support/views/text.ts';
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

test.each(['/scaledmail', '/scaledmail help', '/scaledmail HELP'])(
  '%s answers privately with what can be done',
  async (text) => {
    await rita.type(text);
    expect(rita.privateAnswers()).toHaveLength(1);
    expect(rita.privateAnswers()[0]).toMatch(/`order`[\s\S]*`status 7f3k2q`/);
    expect(amir.messages('C0GENERAL')).toHaveLength(rita.messages('C0GENERAL').length - 1);
  },
);

test.each([
  ['/scaledmail oder', 'order'],
  ['/scaledmail ordres', 'orders'],
  ['/scaledmail statsu 7f3k2q', 'status'],
  ['/scaledmail agian 7f3k2q', 'again 7f3k2q'],
  ['/scaledmail buy', 'domains'],
  ['/scaledmail approve', 'orders'],
  ['/scaledmail approve 7rwpf2', 'status 7rwpf2'],
  ['/scaledmail statsu #7RWPF2.', 'status 7rwpf2'],
])('%s says that %s was probably meant', async (text, meant) => {
  await rita.type(text);
  expect(rita.privateAnswers()[0]).toContain(`/scaledmail ${meant}`);
});

test('a word that is nothing like a subcommand is answered with help, and its text does no harm', async () => {
  await rita.type('/scaledmail <!channel>frobnicate');
  const answer = rita.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
  expect(rita.privateAnswers()[0]).toContain('`order` · domains with mailboxes');
  expect(mrkdwnTexts(answer).join()).not.toContain('<!channel>');
});

test('the Home tab shows an order, first of all to those who may decide', async () => {
  await requestOrder(world);
  await world.slack.openHome(amir.id);
  await world.settle();
  const home = world.slack.snapshot(amir.id).home.view;
  expect(textOf(home?.blocks)).toContain('Acme');
  expect(textOf(home?.blocks)).toContain('$21.00');
});

test('the shortcut opens the same form as the command', async () => {
  await world.slack.shortcut({ as: rita.id, callbackId: 'start_order_shortcut' });
  await world.settle();
  expect(rita.modalText()).toContain('New order');
  expect(rita.modalText()).toContain('For whom?');
});

test('a command that Slack delivers twice opens one form, and says nothing else', async () => {
  world.slack.setFaults({ duplicateDeliveries: true });
  await rita.type('/scaledmail order');
  expect(rita.modalText()).toContain('For whom?');
  expect(rita.privateAnswers()).toEqual([]);
});

test.each(['expired_trigger_id', 'invalid_trigger_id'])('a form that comes too late (%s) says so', async (error) => {
  world.slack.failNext({ method: 'views.open', when: 'before', answer: { error } });
  await rita.type('/scaledmail order');
  expect(rita.privateAnswers().at(-1)).toContain('took too long for Slack');
});

test('a form that Slack does not open, because it does not answer, says so', async () => {
  world.slack.failNext({ method: 'views.open', when: 'before', answer: { status: 503 } });
  await rita.type('/scaledmail order');
  expect(rita.privateAnswers().at(-1)).toContain('Slack is not answering');
});

test('a guest who wants to order is told why not', async () => {
  const gus = person(world, 'U0GUS');
  await gus.type('/scaledmail order', APPROVALS);
  expect(gus.modalText()).toMatch(/guest/i);
});

test('a list longer than ten domains goes into the thread as a file', async () => {
  await rita.type('/scaledmail order');
  await rita.submit({
    label: '=Acme',
    workspace: { select: 'recNorthwind0001' },
    source: { choice: 'other' },
    providers: { choices: ['smtp'] },
  });
  const names = Array.from({ length: 12 }, (_, index) => `acme-outreach${index + 1}.com`);
  await rita.submit({ default_name: 'Ada Park', domains_smtp: names.join('\n') });
  await rita.submit({ hosting_provider: 'Namecheap', hosting_username: 'acme', hosting_password: 'secret-password' });
  await rita.submit();
  const card = cardFor(amir);
  expect(textOf(card.blocks)).toContain(names[9]);
  expect(textOf(card.blocks)).not.toContain(names[10]);
  const files = amir
    .messages(APPROVALS)
    .flatMap(({ files: attached, threadTs }) => (threadTs === card.ts ? attached : []));
  expect(files).toHaveLength(1);
  expect(files[0]?.preview).toContain(names[11]);
});

test('the picker offers unused names only, and not those of other open orders', async () => {
  await requestOrder(world);
  await rita.type('/scaledmail order');
  await rita.submit({ label: 'Globex', workspace: { select: 'recNorthwind0001' }, providers: { choices: ['google'] } });
  await rita.pressInModal('add_unused_domains', { default_name: 'Ada Park' });
  const view = rita.modal();
  const blockId = view?.view.blocks.find((block) => block.block_id?.startsWith('picked_google'))?.block_id ?? '';
  const source = { type: 'view', viewId: view?.id ?? '' } as const;
  const found = await world.slack.options({
    as: rita.id,
    source,
    blockId,
    actionId: 'pick_purchased_names',
    value: 'north',
  });
  const offered = JSON.stringify(found);
  expect(offered).toContain('joinnorthwind.com');
  expect(offered).not.toContain('"getnorthwind.com"');
  await rita.submit({ picked_google: { picked: ['joinnorthwind.com', 'trynorthwind.com'] } });
  expect(rita.modalText()).toContain('Google · 2 of 100 domains');
  expect(JSON.stringify(rita.modal()?.view)).toContain('"initial_value":"joinnorthwind.com\\ntrynorthwind.com"');
  expect(JSON.stringify(rita.modal()?.view)).toContain('"initial_value":"Ada Park"');
  await rita.submit({ domains_google: 'getnorthwind.com' });
  expect(rita.modalText()).toMatch(/1: getnorthwind\.com is in the open order/);
});

test('details open for the requester and for approvers, and not for a guest', async () => {
  await requestOrder(world);
  await amir.press(cardFor(amir), 'show_order_details');
  expect(amir.modalText()).toContain('hellonorthwind.com');
  const gus = person(world, 'U0GUS');
  await gus.press(cardFor(gus), 'show_order_details');
  expect(gus.modalText()).not.toContain('hellonorthwind.com');
});

test('the card after a decision offers details only', async () => {
  await requestOrder(world);
  await amir.press(cardFor(amir), 'approve_order');
  expect(buttonsOf(cardFor(amir))).toEqual(['show_order_details']);
});
