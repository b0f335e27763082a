import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Person, person } from '../support/person.ts';
import { requestOrder, requestSmall } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

async function fillIn(lines: readonly string[], sender = 'Ada Park'): Promise<void> {
  await rita.type('/scaledmail order');
  await rita.submit({ label: 'Globex', workspace: { select: 'recNorthwind0001' }, providers: { choices: ['google'] } });
  await rita.submit({ default_name: sender, domains_google: lines.join('\n') });
}
const LINES = [
  'gonorthwind.com',
  'mail.hellonorthwind.com',
  'getnorthwind.com',
  'localhost',
  'nobody-bought-this.com',
  'joinnorthwind.com, Ada',
];
const valueIn = (block: string): string => {
  const found = Object.entries(rita.modal()?.values ?? {}).find(([id]) => id.startsWith(`${block}.`));
  return JSON.stringify(found?.[1] ?? null);
};

test('spelling and ownership are told together, on a page that holds the wrong lines alone', async () => {
  await requestOrder(world, ['getnorthwind.com']);
  await fillIn(LINES);
  const text = rita.modalText();
  expect(text).toContain('5 of 6 lines cannot be ordered yet. The other one is kept.');
  expect(text).toContain('2: mail.hellonorthwind.com → hellonorthwind.com');
  expect(text).toMatch(/3: getnorthwind\.com is in the open order/);
  expect(text).toMatch(/4: .*localhost/);
  expect(text).toMatch(/5: nobody-bought-this\.com · \$15\.50 the first year/);
  expect(text).toMatch(/6: joinnorthwind\.com: the last name is missing/);
  expect(valueIn('wrong_google')).not.toContain('gonorthwind.com');
});

test('Fix puts right what is clear, Leave out takes the rest away, and everything else is ordered', async () => {
  await requestOrder(world, ['getnorthwind.com']);
  await fillIn(LINES);
  await rita.pressInModal('fix_wrong_lines');
  expect(rita.modalText()).toContain('4 of 6 lines cannot be ordered yet.');
  expect(rita.modalText()).not.toContain('Sub-domain');
  await rita.pressInModal('leave_out_wrong_lines');
  expect(rita.modalText()).toContain('$14.00');
  expect(rita.modalText()).toContain('gonorthwind.com, hellonorthwind.com');
});

test('a button of one sort leaves the others alone, and what was left out can be put back', async () => {
  await requestOrder(world, ['getnorthwind.com']);
  await fillIn(LINES);
  await rita.pressInModal('leave_out_wrong_lines', {}, 'used');
  expect(rita.modalText()).toContain('4 of 5 lines cannot be ordered yet.');
  expect(rita.modalText()).not.toContain('Already used');
  await rita.pressInModal('leave_out_wrong_lines');
  expect(rita.modalText()).toContain('5 lines left out');
  await rita.pressInModal('put_lines_back');
  expect(rita.modalText()).toContain('5 of 6 lines cannot be ordered yet.');
  expect(rita.modalText()).not.toContain('lines back');
  expect(valueIn('wrong_google')).toContain('mail.hellonorthwind.com');
});

test('Leave out takes away only what was shown: what came to light meanwhile is shown first', async () => {
  await fillIn(['gonorthwind.com', 'localhost']);
  await requestSmall(world, 'Umbrella', 'gonorthwind.com', 'U0AMIR');
  await rita.pressInModal('leave_out_wrong_lines');
  expect(rita.modalText()).toContain('This line cannot be ordered yet.');
  expect(rita.modalText()).toMatch(/1: gonorthwind\.com is in the open order/);
});

test('lines that are corrected go back to where they stood, and are checked again', async () => {
  await fillIn(['gonorthwind.com', 'localhost', 'mail.hellonorthwind.com', 'joinnorthwind.com']);
  expect(valueIn('wrong_google')).toContain('mail.hellonorthwind.com\\nlocalhost');
  await rita.submit({ wrong_google: 'hellonorthwind.com\nmeetnorthwind' });
  expect(rita.modalText()).toContain('1 of 4 lines cannot be ordered yet. The other 3 are kept.');
  expect(rita.modalText()).toMatch(/2: “meetnorthwind” is not a domain name/);
  await rita.submit({ wrong_google: 'meetnorthwind.com' });
  expect(rita.modalText()).toContain('$28.00');
  await rita.pressInModal('go_back');
  expect(valueIn('domains_google')).toContain(
    'gonorthwind.com\\nmeetnorthwind.com\\nhellonorthwind.com\\njoinnorthwind.com',
  );
});

test('what is typed in the box is kept by Back, and by a press', async () => {
  await fillIn(['gonorthwind.com', 'localhost', 'mail.hellonorthwind.com']);
  await rita.pressInModal('fix_wrong_lines', { wrong_google: 'mail.hellonorthwind.com\njoinnorthwind.com' });
  expect(rita.modalText()).toContain('$21.00');
  await rita.pressInModal('go_back');
  await rita.submit({ domains_google: 'gonorthwind.com\nlocalhost' });
  await rita.pressInModal('go_back', { wrong_google: 'joinnorthwind' });
  expect(valueIn('domains_google')).toContain('gonorthwind.com\\njoinnorthwind');
});

test('mistakes are told while senders are missing, and then the senders', async () => {
  await fillIn(['gonorthwind.com', 'localhost'], '');
  expect(rita.modalText()).toContain('1 of 2 lines cannot be ordered yet.');
  expect(rita.modalText()).toContain('Elsewhere in this form');
  expect(rita.modalText()).toContain('One domain has no sender name: gonorthwind.com. Fill this in');
  await rita.submit({ wrong_google: '' });
  expect(rita.modalText()).toContain('One domain has no sender name: gonorthwind.com. Fill this in');
  await rita.submit({ default_name: 'Ada Park' });
  expect(rita.modalText()).toContain('$7.00');
});

test('of domains held elsewhere the login is asked for after the mistakes', async () => {
  await rita.type('/scaledmail order');
  await rita.submit({
    label: 'Globex',
    workspace: { select: 'recNorthwind0001' },
    source: { choice: 'other' },
    providers: { choices: ['smtp'] },
  });
  await rita.submit({ default_name: 'Ada Park', domains_smtp: 'mail.acme-outreach.com\nacme.com' });
  await rita.pressInModal('fix_wrong_lines');
  expect(rita.modalText()).toContain('Registrar');
});
