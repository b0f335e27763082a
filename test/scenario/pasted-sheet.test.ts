import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { APPROVALS, cardFor, detailsOf, type Person, person, textOf } from '../support/person.ts';
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

const SECRET = 'hunter2-correct';

async function paste(lines: readonly (readonly string[])[]): Promise<Readonly<Record<string, string>>> {
  await rita.type('/scaledmail order');
  await rita.submit({ label: 'Acme', workspace: { select: 'recNorthwind0001' }, providers: { choices: ['google'] } });
  return rita.submit({ domains_google: lines.map((cells) => cells.join('\t')).join('\n') });
}

test('a registrar’s list is ordered as it was meant, and the review says what was not used', async () => {
  const errors = await paste([
    ['Domain', 'Bought', 'First', 'Last', 'Status', 'Forwarding'],
    ['https://www.GetNorthwind.com/', '2025-01-05', 'Ben', 'Ito', 'Active', 'northwind.com/a'],
    ['gonorthwind.com', '2025-02-11', 'Lotte', 'van der Meer', 'Active', ''],
  ]);
  expect(errors).toEqual({});
  expect(rita.modalText()).toContain('1 web address taken as a domain');
  expect(rita.modalText()).toContain('Not used: Bought, Status');
  await rita.submit();
  const card = textOf(cardFor(amir).blocks);
  expect(card).toContain('getnorthwind.com · Ben Ito → northwind.com/a');
  expect(card).toContain('gonorthwind.com · Lotte van der Meer');
  const details = await detailsOf(amir);
  expect(details).toContain('1 web address taken as a domain');
  expect(details).toContain('Not used: Bought, Status');
  await amir.press(cardFor(amir), 'approve_order');
  expect(world.vendor.state().orders.at(-1)).toMatchObject({
    domains: [{ name: 'getnorthwind.com' }, { name: 'gonorthwind.com' }],
  });
});

test('a column of passwords of a pasted sheet is kept nowhere, with a mistake in it and without', async () => {
  const errors = await paste([
    ['Domain', 'Name', 'Password'],
    ['getnorthwind.com', 'Ada Park', SECRET],
    ['mail.gonorthwind.com', 'Ada Park', SECRET],
  ]);
  expect(errors).toEqual({});
  expect(rita.modalText()).toContain('3: mail.gonorthwind.com → gonorthwind.com');
  expect(JSON.stringify(rita.modal())).not.toContain(SECRET);
  await rita.submit({ wrong_google: '' });
  expect(rita.modalText()).toContain('Like passwords, not used, not kept: Password');
  await rita.pressInModal('go_back');
  expect(JSON.stringify(rita.modal())).not.toContain(SECRET);
  await rita.submit();
  expect(rita.modalText()).toContain('Like passwords, not used, not kept: Password');
  await rita.submit();
  await amir.press(cardFor(amir), 'approve_order');
  expect(world.vendor.state().requests.filter(({ effect }) => effect === 'spend')).toHaveLength(1);
  expect(JSON.stringify(world.slack.apiCalls())).not.toContain(SECRET);
  expect(world.log()).not.toContain(SECRET);
  expect(world.storedBytes().includes(SECRET)).toBe(false);
  expect(JSON.stringify(amir.messages(APPROVALS))).not.toContain(SECRET);
});

test('two domains on one line are never ordered as one that leads to the other', async () => {
  await paste([
    ['getnorthwind.com', 'gonorthwind.com'],
    ['hellonorthwind.com', '2025-01-05', 'Ben Ito', 'Active'],
  ]);
  expect(rita.modalText()).toContain('Google: 1 line has a second domain.');
  await rita.submit({ column_google_1: { select: 'domain' } });
  expect(rita.modalText()).toContain('2: There is more than domain, name and redirect.');
});
