import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, textOf } from '../support/person.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld({ environment: { SCALEDMAIL_ORGANIZATION_ID: 'recNorthwind0001' } });
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

const LINE = '/scaledmail plan 30000/month google 70 outlook 30';
const asked = () => world.vendor.state().requests.filter(({ operationId }) => operationId === 'calculatePackage');
/** What stands in a field of the open modal. */
const valueIn = (field: string): string => {
  const found = Object.entries(rita.modal()?.values ?? {}).find(([id]) => id.startsWith(`${field}.`));
  return JSON.stringify(found?.[1] ?? null);
};
const submitOf = () => rita.modal()?.view.submit?.text;

test('a plan in one line stands with its prices side by side, and becomes an order', async () => {
  await rita.type(LINE);
  const page = rita.modalText();
  expect(page).toContain('30,000 emails a month · Google 70\u00a0%, Outlook 30\u00a0%');
  expect(page).toContain('Low · $318.00 / month\n▰▰▰▰▰▰▰▰▰▰ 27 domains, 123 mailboxes');
  expect(page).toContain('Medium · $226.00 / month\n▰▰▰▰▰▰▰▱▱▱ 20 domains, 86 mailboxes');
  expect(page).toContain('Max · $198.00 / month\n▰▰▰▰▰▰▱▱▱▱ 16 domains, 78 mailboxes');
  expect(page).toMatch(/\d+ unused domains are offered first · registration of new ones not included/);
  expect(submitOf()).toBe('Start this order');

  await rita.submit({ plan_tier: { choice: 'max' } });
  expect(rita.modalText()).toContain('For whom?');
  expect(valueIn('providers')).toMatch(/"google".*"outlook"/);
  await rita.submit({ label: 'Acme' });
  expect(rita.modalText()).toContain('14 domains planned for Google · 2 domains planned for Outlook');
  expect(valueIn('domains_google')).toContain('getnorthwind.com');
  const picked = { domains_google: 'getnorthwind.com', domains_outlook: 'joinnorthwind.com' };
  await rita.submit({ default_name: 'Ada Park', ...picked });
  expect(rita.modalText()).toContain('$57.00 / month · Acme');
  await rita.submit();
  expect(textOf(cardFor(person(world, 'U0AMIR')).blocks)).toContain('$57.00 / month');
});

test('without arguments it is a form: Enter prices it in place, and what is typed stays', async () => {
  await rita.type('/scaledmail plan');
  expect(rita.modalText()).not.toContain('/ month');
  expect(rita.modalText()).not.toContain('Please fix');
  expect(submitOf()).toBe('Show prices');
  await rita.enterInModal('plan_volume', '30k', { plan_share_google: '70', plan_share_outlook: '30' });
  expect(rita.modalText()).toContain('Low · $318.00 / month');
  expect(valueIn('plan_volume')).toContain('30k');
  expect(valueIn('plan_share_outlook')).toContain('30');
  await rita.enterInModal('plan_period', { select: 'day' });
  expect(rita.modalText()).toContain('30,000 emails a day');
});

test('help offers it, and a price that somebody asks for is answered with it', async () => {
  await rita.type('/scaledmail help');
  expect(rita.privateAnswers().at(-1)).toContain('Plan by volume');
  await rita.type('/scaledmail price');
  expect(rita.privateAnswers().at(-1)).toContain('/scaledmail plan 30000/month google 70 outlook 30');
});

test('the button shows prices where there are none yet, and starts nothing of other numbers than those priced', async () => {
  await rita.type('/scaledmail plan');
  await rita.submit({ plan_volume: '30000' });
  expect(rita.modalText()).toContain('Low · $238.00 / month');
  await rita.submit({ plan_volume: '60000' });
  expect(rita.modalText()).toContain('60,000 emails a month · Google 100\u00a0%');
  expect(rita.modalText()).not.toContain('For whom?');
  await rita.submit();
  expect(rita.modalText()).toContain('For whom?');
});

test('all mistakes are told at once, in the line, in place and at the fields', async () => {
  await rita.type('/scaledmail plan google 70 outlook 40');
  for (const text of ['Say how many emails', '70 and 40 are 110 percent']) expect(rita.modalText()).toContain(text);
  await rita.enterInModal('plan_volume', 'many');
  for (const text of ['“many” is no number of emails', '70 and 40 are 110 percent']) {
    expect(rita.modalText()).toContain(text);
  }
  expect(await rita.submit({ plan_volume: '0', plan_share_smtp: 'x' })).toEqual({
    plan_volume: expect.stringContaining('No emails'),
    plan_share_smtp: '“x” is no percentage for SMTP.',
  });
  expect(asked()).toEqual([]);
});

test.each([
  ['30000 google asap', 'Not understood: “asap”'],
  ['1,000/week google', 'ScaledMail counts emails of a month or a day'],
])('plan %s is not priced before its person has looked', async (line, told) => {
  await rita.type(`/scaledmail plan ${line}`);
  expect(rita.modalText()).toContain(told);
  expect(asked()).toEqual([]);
  await rita.submit();
  expect(rita.modalText()).toContain('Low · ');
});

test('a plan that names no mailboxes says how it was read', async () => {
  await rita.type('/scaledmail plan 30000');
  expect(rita.modalText()).toContain('No mailboxes were named: all of it is read as Google.');
  expect(rita.modalText()).toContain('Low · $238.00 / month');
});

test('a volume that is too small has the number of ScaledMail, and one click takes it', async () => {
  await rita.type('/scaledmail plan 10/day google');
  expect(rita.modalText()).toContain('*Too small.* ScaledMail plans from 500 emails a month on.');
  expect(submitOf()).toBe('Show prices');
  await rita.pressInModal('use_plan_volume');
  expect(valueIn('plan_volume')).toContain('500');
  expect(valueIn('plan_period')).toContain('month');
  expect(rita.modalText()).toContain('Low · $7.00 / month');
});

test('a plan needs more than one order holds: that is said, and the order takes what fits', async () => {
  await rita.type('/scaledmail plan 6000/day google');
  expect(rita.modalText()).toContain(
    'One order takes at most 100 Google domains: low needs 200, medium needs 150 and max needs 120.',
  );
  await rita.submit();
  await rita.submit({ label: 'Acme' });
  expect(rita.modalText()).toContain('200 domains planned for Google, 100 in one order');
});

test('one tier that ScaledMail does not answer for leaves the others, and is asked for again', async () => {
  const unclear = {
    providerBreakdown: [{ provider: 'google', requiredDomains: 20, requiredMailboxes: 40, totalPrice: 1 }],
  };
  world.vendor.arm([
    {
      operationId: 'calculatePackage',
      kind: 'answers',
      times: 1,
      answer: { status: 400, body: { error: '*No* <!channel>' }, after: 'nothing' },
    },
    {
      operationId: 'calculatePackage',
      kind: 'answers',
      times: 1,
      answer: { status: 200, body: unclear, after: 'nothing' },
    },
  ]);
  await rita.type('/scaledmail plan 30000 google');
  expect(rita.modalText()).toMatch(/No price for (low|medium|max)\. ScaledMail says: \*No\* <!channel>/);
  expect(rita.modalText()).toMatch(/No price for (low|medium|max)\. ScaledMail’s price cannot be right/);
  const before = asked().length;
  await rita.pressInModal('price_plan');
  expect(rita.modalText()).toContain('Low · $238.00 / month');
  expect(rita.modalText()).not.toContain('No price');
  expect(asked().length - before).toBe(2);
});

test('an error and a lost answer are asked again, a longer wait is told', async () => {
  world.vendor.arm([
    { operationId: 'calculatePackage', kind: 'server_error', times: 1 },
    { operationId: 'calculatePackage', kind: 'drop', times: 1 },
    { operationId: 'getPurchasedDomains', kind: 'refuse_before_creation', times: 9 },
  ]);
  await rita.type(LINE);
  for (const price of ['$318.00', '$226.00', '$198.00']) expect(rita.modalText()).toContain(price);
  expect(rita.modalText()).toContain('Registration of new domains not included');
  world.vendor.arm([
    { operationId: 'calculatePackage', kind: 'rate_limited', times: 1 },
    { operationId: 'getPurchasedDomains', kind: 'refuse_before_creation', times: 9 },
  ]);
  await rita.enterInModal('plan_volume', '12000');
  expect(rita.modalText()).toMatch(/No price for \w+\. ScaledMail takes no more calls for a moment\./);
  await rita.pressInModal('price_plan');
  expect(rita.modalText()).toContain('12,000 emails a month');
  expect(rita.modalText()).not.toContain('No price');
  await rita.submit();
  expect(rita.modalText()).toContain('For whom?');
});

test('when nothing is answered, the page says so and keeps what was typed', async () => {
  world.vendor.arm([{ operationId: 'calculatePackage', kind: 'server_error', times: 50 }]);
  await rita.type(LINE);
  expect(rita.modalText()).toContain('No price for low, medium and max. ScaledMail has an error of its own right now.');
  expect(valueIn('plan_volume')).toContain('30000');
  world.vendor.arm([]);
  await rita.submit();
  expect(rita.modalText()).toContain('Low · $318.00 / month');
});

test('the same plan is asked for once, whoever asks', async () => {
  await rita.type(LINE);
  await person(world, 'U0AMIR').type(LINE);
  expect(asked()).toHaveLength(3);
  expect(person(world, 'U0AMIR').modalText()).toContain('Low · $318.00 / month');
});

test('with several workspaces one is chosen, and its names are offered', async () => {
  await world.stop();
  world = await startWorld();
  rita = person(world, 'U0RITA');
  await rita.type(LINE);
  expect(valueIn('plan_workspace')).toContain('recNorthwind0001');
  const unusedOf = () => /(\w+) unused domains?/.exec(rita.modalText())?.[1];
  const before = unusedOf();
  await rita.enterInModal('plan_workspace', { select: 'recContoso000001' });
  expect(rita.modalText()).toContain('Low · $318.00 / month');
  expect(unusedOf()).not.toBe(before);
});

test('a plan outlives a restart, and the names of orders that wait are not offered again', async () => {
  await rita.type('/scaledmail order google getnorthwind.com as "Ada Park" for Acme');
  await rita.submit();
  await rita.type('/scaledmail plan 30000 google');
  await world.restartBot();
  await rita.submit({ plan_tier: { choice: 'low' } });
  await rita.submit({ label: 'Acme, autumn' });
  expect(rita.modalText()).toContain('34 domains planned for Google');
  expect(valueIn('domains_google')).toContain('gonorthwind.com');
  expect(valueIn('domains_google')).not.toMatch(/\bgetnorthwind\.com/);
});

test('guests plan nothing', async () => {
  const guest = person(world, 'U0GUS');
  await guest.type(LINE, 'C0OUTBOUND');
  expect(guest.modalText()).toContain('Guests cannot');
  expect(asked()).toEqual([]);
});
