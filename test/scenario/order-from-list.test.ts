import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Person, person } from '../support/person.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

const CHANNEL = 'C0OUTBOUND';

/** Posts a message, and uses the shortcut on it. */
async function orderFrom(
  text: string,
  fileIds: readonly string[] = [],
  channel = CHANNEL,
  who = 'U0RITA',
): Promise<void> {
  await world.slack.send({ as: who, channel, text, fileIds });
  const ts = person(world, who).messages(channel).at(-1)?.ts ?? '';
  await world.slack.shortcut({ as: who, callbackId: 'order_from_list_shortcut', message: { channel, ts } });
  await world.settle();
}
const upload = (name: string, content: string, who = 'U0RITA') => world.slack.upload(who, name, content).id;
const next = (providers: readonly string[] = ['google']) =>
  rita.submit({ label: 'Acme', workspace: { select: 'recNorthwind0001' }, providers: { choices: providers } });
const box = (field: string) =>
  Object.entries(rita.modal()?.values ?? {}).find(([id]) => id.startsWith(`${field}.`))?.[1].field?.value;

test('the text of a message is at the first provider that is chosen, and is ordered', async () => {
  await orderFrom('```getnorthwind.com, Ada Park, https://northwind.com/a\ngonorthwind.com, Zoë Neil```');
  expect(rita.modalText()).toContain('The message: 2 lines, for the next page.');
  expect(rita.modalText()).toContain('For whom?');
  await next(['outlook']);
  expect(box('domains_outlook')).toBe('getnorthwind.com, Ada Park, https://northwind.com/a\ngonorthwind.com, Zoë Neil');
  await rita.submit();
  expect(rita.modalText()).toContain('$100.00');
  expect(rita.modalText()).toContain('getnorthwind.com · Ada Park → northwind.com/a');
});

test('a sheet on a message goes by its own providers, and asks about its columns by its name', async () => {
  await orderFrom('here it is', [
    upload('leads.csv', 'ESP,Domain,Owner\nGoogle,getnorthwind.com,Ada Park\nOutlook,gonorthwind.com,Zoë Neil\n'),
  ]);
  expect(rita.modalText()).toContain('leads.csv: 2 lines');
  await next(['google', 'outlook']);
  expect(rita.modalText()).toContain('leads.csv: 2 rows, 3 columns. 1 column needs your word.');
  await rita.submit({ column_file_2: { select: 'name' } });
  expect(rita.modalText()).toContain('$57.00');
});

test('a sheet that the app cannot see is to be uploaded, and the form is open', async () => {
  const amir = person(world, 'U0AMIR');
  await orderFrom('', [upload('leads.csv', 'getnorthwind.com\n', 'U0AMIR')], 'C0FINANCE', 'U0AMIR');
  expect(amir.modalText()).toContain(
    'Slack does not show leads.csv to this app, which may not be in that conversation.',
  );
  expect(amir.modalText()).toContain('For whom?');
  const connected = upload('leads.csv', 'getnorthwind.com\n');
  world.slack.setFile(connected, 'denied');
  await orderFrom('', [connected]);
  expect(rita.modalText()).toContain('Upload it in this form, on the next page.');
});

test.each([
  ['a spreadsheet', [['leads.xlsx', 'PK']], '', 'leads.xlsx is a spreadsheet. Save it as CSV'],
  [
    'several sheets',
    [
      ['a.csv', 'a.com'],
      ['b.csv', 'b.com'],
    ],
    '',
    'This message has 2 files.',
  ],
  ['a picture', [['a.png', 'x']], '', 'a.png is no sheet that can be read'],
  ['too many lines', [], 'a.com\n'.repeat(2_001), 'at most 2000 are read at once'],
] as const)('%s on a message is told, and the form is open', async (_what, files, text, sentence) => {
  await orderFrom(
    text,
    files.map(([name, content]) => upload(name, content)),
  );
  expect(rita.modalText()).toContain(sentence);
  expect(rita.modalText()).toContain('For whom?');
});

test('a picture beside a list leaves the list alone', async () => {
  await orderFrom('getnorthwind.com, Ada Park', [upload('a.png', 'x')]);
  await next();
  expect(box('domains_google')).toBe('getnorthwind.com, Ada Park');
});

test('passwords in a message are kept nowhere, and mistakes in it have their page', async () => {
  await orderFrom('Domain\tPassword\tName\nmail.getnorthwind.com\thunter2-correct\tAda Park');
  await next();
  await rita.submit();
  expect(rita.modalText()).toContain('mail.getnorthwind.com → getnorthwind.com');
  expect(rita.directMessages()).toEqual([]);
  expect(world.storedBytes().includes('hunter2-correct')).toBe(false);
  expect(world.log()).not.toContain('hunter2-correct');
});
