import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, textOf } from '../support/person.ts';
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

async function paste(who: Person, lines: readonly (readonly string[])[]): Promise<void> {
  await who.type('/scaledmail order');
  await who.submit({ label: 'Acme', workspace: { select: 'recNorthwind0001' }, providers: { choices: ['google'] } });
  await who.submit({ domains_google: lines.map((cells) => cells.join('\t')).join('\n') });
}
const sheet = (first: string, second: string) => [
  ['Password', 'Domain', 'Owner', 'Website', 'Bought'],
  [SECRET, first, 'Ben Ito', 'northwind.com/a', '2025-01-05'],
  [SECRET, second, 'Lotte van der Meer', '', '2025-02-11'],
];

test('a sheet with headings that may mean something asks once, orders what was said, and remembers it', async () => {
  await paste(rita, sheet('getnorthwind.com', 'gonorthwind.com'));
  const asked = rita.modalText();
  expect(asked).toContain('Google: 2 rows. 2 columns need your word.');
  expect(asked).toContain('Ben Ito · Lotte van der Meer');
  expect(asked).toContain('Row 1 becomes: getnorthwind.com · Ben Ito → northwind.com/a');
  expect(asked).toContain('Like passwords, not used, not kept: Password');
  expect(JSON.stringify(rita.modal())).not.toContain(SECRET);
  await rita.enterInModal('column_google_2', { select: 'none' });
  expect(rita.modalText()).toContain('Row 1 becomes: getnorthwind.com · Ben Ito, no redirect');
  await rita.submit();
  expect(rita.modalText()).toContain('$14.00');
  expect(rita.modalText()).toContain('Not used: Website, Bought');
  expect(rita.modalText()).toContain('Like passwords, not used, not kept: Password');
  await rita.submit();
  expect(textOf(cardFor(amir).blocks)).toContain('getnorthwind.com · Ben Ito');
  expect(textOf(cardFor(amir).blocks)).toContain('gonorthwind.com · Lotte van der Meer');
  expect(textOf(cardFor(amir).blocks)).not.toContain('northwind.com/a');

  await paste(rita, sheet('hellonorthwind.com', 'joinnorthwind.com'));
  expect(rita.modalText()).toContain('$14.00');
  expect(rita.modalText()).toContain('Not used: Website, Bought');
  await paste(amir, sheet('meetnorthwind.com', 'trynorthwind.com'));
  expect(rita.modalText()).not.toContain('need your word');
  expect(amir.modalText()).toContain('2 columns need your word');
  expect(world.log()).not.toContain(SECRET);
  expect(world.storedBytes().includes(SECRET)).toBe(false);
});

test('a sheet without a heading for domains asks of every column, and Back answers nothing', async () => {
  const lines = [
    ['Zone', 'Sender'],
    ['getnorthwind.com', 'Ada Park'],
    ['gonorthwind.com', 'Ada Park'],
  ];
  await paste(rita, lines);
  expect(rita.modalText()).toContain('2 columns need your word');
  await rita.pressInModal('go_back');
  await rita.submit();
  expect(rita.modalText()).toContain('2 columns need your word');
  await rita.submit({ column_google_0: { select: 'redirect' } });
  expect(rita.modalText()).toContain('2 columns need your word');
  await rita.submit({ column_google_0: { select: 'domain' }, column_google_1: { select: 'name' } });
  expect(rita.modalText()).toContain('$14.00');
});

test('mistakes in lines are told when the columns are clear', async () => {
  await paste(rita, sheet('getnorthwind.com', 'mail.gonorthwind.com'));
  await rita.submit();
  expect(rita.modalText()).toContain('3: mail.gonorthwind.com → gonorthwind.com');
  await rita.pressInModal('fix_wrong_lines');
  expect(rita.modalText()).toContain('$14.00');
});

test('a second domain in a line is asked about once, and every line keeps its place', async () => {
  await paste(rita, [
    ['getnorthwind.com, northwind.com'],
    ['gonorthwind.com'],
    ['joinnorthwind.com; northwind.com; Ben Ito'],
  ]);
  expect(rita.modalText()).toContain('Google: 2 lines have a second domain.');
  expect(rita.modalText()).toContain('northwind.com · northwind.com');
  await rita.submit({ column_google_1: { select: 'redirect' } });
  await rita.submit({ default_name: 'Ada Park' });
  expect(rita.modalText()).toContain('$21.00');
  expect(rita.modalText()).toContain('getnorthwind.com · Ada Park → northwind.com');
  expect(rita.modalText()).toContain('joinnorthwind.com · Ben Ito → northwind.com');
});
