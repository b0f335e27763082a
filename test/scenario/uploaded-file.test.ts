import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BOT_SCOPES } from '../../sandbox/slack/workspace/seed.ts';
import { cardFor, type Filled, type Person, person, textOf } from '../support/person.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

const sender = { default_name: 'Ada Park' };
const SECRET = 'hunter2-correct';

/** Opens the form at its page with the domains. */
async function atDomains(providers: readonly string[] = ['google'], source = 'scaledmail'): Promise<void> {
  await rita.type('/scaledmail order');
  await rita.submit({
    label: 'Acme',
    workspace: { select: 'recNorthwind0001' },
    source: { choice: source },
    providers: { choices: providers },
  });
}
/** Sends the page with the domains. */
const send = (values: Readonly<Record<string, Filled>>) => rita.submit({ default_name: 'Ada Park', ...values });
const uploaded = (name: string, content: string | Buffer): Filled => ({
  files: [world.slack.upload('U0RITA', name, content).id],
});
const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
/** What the boxes of the page hold, by provider. */
function boxes(): Record<string, unknown> {
  const held = Object.entries(rita.modal()?.values ?? {}).map(([id, { field }]) => [
    id.replace(/\.\d+$/, ''),
    field?.value,
  ]);
  return Object.fromEntries(held.filter(([id]) => String(id).startsWith('domains_')));
}
const hasPendingFile = () => rita.modalText().includes('is not read yet');

describe('a file', () => {
  test('is read below what is typed, without passwords, and its field is empty afterwards', async () => {
    await atDomains();
    const file = csv('Domain,Password,Owner Name,Name,Bought', `GONORTHWIND.com,${SECRET},x,Zoë Neil,2025-01-05`);
    await send({ domains_google: 'getnorthwind.com, Ada Park', file: uploaded('leads.csv', `\ufeff${file}`) });
    expect(rita.modalText()).toContain('$14.00');
    expect(rita.modalText()).toContain('Not used: Owner Name, Bought');
    expect(rita.modalText()).toContain('Like passwords, not used, not kept: Password');
    expect(rita.modalText()).toContain('Delete leads.csv in Slack too');
    await rita.pressInModal('go_back');
    expect(boxes()).toEqual({
      domains_google: 'getnorthwind.com, Ada Park\nDomain,Name\nGONORTHWIND.com,Zoë Neil',
    });
    const field = rita.modal()?.view.blocks.find(({ block_id }) => block_id?.startsWith('file.'))?.block_id ?? '';
    expect(rita.modal()?.values[field]).toEqual({ field: { type: 'file_input', files: [] } });
    await rita.submit();
    await rita.submit();
    expect(textOf(cardFor(rita).blocks)).toContain('gonorthwind.com · Zoë Neil');
    expect(world.log()).not.toContain(SECRET);
    expect(world.storedBytes().includes(SECRET)).toBe(false);
  });

  test('says itself which picture a domain has, and the order goes out with it', async () => {
    await atDomains();
    const picture = 'https://acme.com/ada.png';
    await send({ file: uploaded('leads.csv', csv('Domain,Name,Picture', `getnorthwind.com,Ada Park,${picture}`)) });
    expect(rita.modalText()).toContain(picture);
    await rita.pressInModal('go_back');
    expect(boxes()).toEqual({ domains_google: `Domain,Name,Picture\ngetnorthwind.com,Ada Park,${picture}` });
  });

  test('uploaded twice has its domains twice, and that is told', async () => {
    await atDomains();
    const file = uploaded('leads.csv', csv('Domain,Name', 'getnorthwind.com,Ada Park'));
    await send({ file });
    await rita.pressInModal('go_back');
    await send({ file });
    expect(rita.modalText()).toContain('Twice in this order');
    await rita.pressInModal('leave_out_wrong_lines');
    expect(rita.modalText()).toContain('$7.00');
  });

  test('asks about its columns by its name, and what is said is remembered', async () => {
    await atDomains();
    const file = csv('Domain;Owner;Bought', 'getnorthwind.com;Ada Park;2025-01-05', 'gonorthwind.com;Zoë Neil;');
    await send({ file: uploaded('leads.csv', Buffer.from(`\ufeff${file}`, 'utf16le')) });
    expect(rita.modalText()).toContain('leads.csv: 2 rows, 3 columns. 1 column needs your word.');
    expect(rita.modalText()).toContain('Row 1 becomes: getnorthwind.com · Ada Park, no redirect');
    await rita.submit({ column_file_1: { select: 'name' } });
    expect(rita.modalText()).toContain('$14.00');
    expect(rita.modalText()).toContain('getnorthwind.com · Ada Park');
    await atDomains();
    await send({ file: uploaded('other.csv', file.replaceAll('northwind', 'hellonorthwind')) });
    expect(rita.modalText()).not.toContain('your word');
  });

  test('is parted by a column of providers, or asks what it is for', async () => {
    await atDomains(['google', 'outlook']);
    await send({
      file: uploaded('all.tsv', 'Provider\tDomain\nGoogle\tgetnorthwind.com\nOffice 365\tgonorthwind.com\n'),
    });
    expect(rita.modalText()).toContain('$57.00');
    await atDomains(['google', 'outlook']);
    await send({ file: uploaded('plain.txt', 'getnorthwind.com\ngonorthwind.com\n') });
    expect(rita.modalText()).toContain('2 lines of plain.txt do not say which mailboxes to order.');
    expect(rita.modalText()).toContain('plain.txt: 2 lines.');
    await send({ domains_google: 'hellonorthwind.com', file_for: { select: 'outlook' } });
    expect(rita.modalText()).toContain('$107.00');
  });

  test('of domains held elsewhere goes on to the login, and mistakes come in one page', async () => {
    await atDomains(['google'], 'other');
    await send({ file: uploaded('leads.csv', csv('Domain,Name', 'acme-hq.io,Ada Park')) });
    expect(rita.modalText()).toContain('*Hosting*');
    await atDomains();
    await send({
      domains_google: 'getnorthwind.com',
      file: uploaded('b.csv', csv('Domain,Name', 'mail.gonorthwind.com,Ben Ito')),
    });
    expect(rita.modalText()).toContain('3: mail.gonorthwind.com → gonorthwind.com');
    await rita.pressInModal('fix_wrong_lines');
    expect(rita.modalText()).toContain('$14.00');
  });
});

describe('a file with mistakes', () => {
  const wrongFile = () =>
    uploaded(
      'leads.csv',
      csv('Domain,Password,Name', `mail.gonorthwind.com,${SECRET},Ben Ito`, 'getnorthwind.com,,=Zoë'),
    );

  test('comes back once by direct message, with a column that says what is wrong', async () => {
    await atDomains();
    await send({ file: wrongFile() });
    expect(rita.modalText()).toContain('leads.csv is in your direct messages with this app');
    const [message, ...others] = rita.directMessages();
    expect(others).toEqual([]);
    expect(message?.text).toContain('2 of 2 lines of leads.csv cannot be ordered yet.');
    const [file] = message?.files ?? [];
    expect(file?.name).toBe('acme-what-is-wrong.csv');
    expect(file?.preview).toContain('Domain,Name,What is wrong');
    expect(file?.preview).toMatch(/mail\.gonorthwind\.com,Ben Ito,.*gonorthwind\.com/);
    expect(file?.preview).toContain("getnorthwind.com,'=Zoë,");
    expect(file?.preview).not.toContain(SECRET);
    await rita.pressInModal('fix_wrong_lines');
    expect(rita.modalText()).not.toContain('in your direct messages');
    expect(rita.directMessages()).toHaveLength(1);
  });

  test('that Slack does not take is told on the page, with every line', async () => {
    await atDomains();
    world.slack.failNext({
      method: 'files.getUploadURLExternal',
      when: 'before',
      answer: { error: 'storage_limit_reached' },
    });
    await send({ file: wrongFile() });
    expect(rita.modalText()).toContain('leads.csv could not be sent back to you');
    expect(rita.modalText()).toContain('mail.gonorthwind.com → gonorthwind.com');
  });
});

describe('what is no sheet', () => {
  test.each([
    ['leads.xlsx', 'PK\x03\x04', 'leads.xlsx is a spreadsheet. Save it as CSV'],
    ['leads.pdf', '%PDF', 'leads.pdf is no sheet'],
    ['leads.csv', '', 'leads.csv is empty.'],
    ['leads.csv', 'a'.repeat(2_000_001), 'leads.csv is larger than 2 MB'],
  ])('%s is refused at its field, and what is typed is kept', async (name, content, sentence) => {
    await atDomains();
    const errors = await send({ domains_google: 'getnorthwind.com', file: uploaded(name, content) });
    expect(errors).toEqual({ file: expect.stringContaining(sentence) });
    await send({ file: { files: [] } });
    expect(rita.modalText()).toContain('$7.00');
  });

  test.each<[string, string, Buffer, string]>([
    ['a workbook with another name', 'leads.csv', Buffer.from('PK\x03\x04 xl'), 'is a spreadsheet'],
    [
      'a text of another encoding',
      'leads.csv',
      Buffer.from('Domain,Name\na.com,Zo\xeb', 'latin1'),
      'was saved in another encoding',
    ],
    ['empty lines', 'leads.csv', Buffer.from(' \n\n'), 'is empty'],
    ['a heading alone', 'leads.csv', Buffer.from('Domain,Name\n'), 'has no lines with domains'],
    ['too many lines to read', 'leads.csv', Buffer.from('a.com\n'.repeat(2_001)), 'at most 2000 are read at once'],
    ['more than a form holds', 'leads.csv', Buffer.from('acme-northwind.com\n'.repeat(1_900)), 'do not fit this form'],
  ])('%s is told on the page, with what is typed', async (_what, name, bytes, sentence) => {
    await atDomains();
    await send({ domains_google: 'getnorthwind.com', file: uploaded(name, bytes) });
    expect(rita.modalText()).toContain(sentence);
    expect(boxes()).toEqual({ domains_google: 'getnorthwind.com' });
    expect(hasPendingFile()).toBe(false);
    await rita.submit();
    expect(rita.modalText()).toContain('$7.00');
  });
});

describe('Slack', () => {
  const sheet = () => world.slack.upload('U0RITA', 'leads.csv', csv('Domain', 'getnorthwind.com')).id;

  test('names a file of somebody else, and nothing of it is read', async () => {
    await atDomains();
    const id = world.slack.upload('U0AMIR', 'salaries.csv', csv('Domain,Name', 'gonorthwind.com,Zoë Neil')).id;
    await send({ domains_google: 'getnorthwind.com', file: { files: [id] } });
    expect(rita.modalText()).toContain('Slack does not show salaries.csv to this app. Upload it in the form.');
    expect(boxes()).toEqual({ domains_google: 'getnorthwind.com' });
    expect(world.storedBytes()).not.toContain('gonorthwind');
    await rita.submit();
    expect(rita.modalText()).toContain('$7.00');
  });

  test('has the bytes of a file a moment later', async () => {
    await atDomains();
    const id = sheet();
    world.slack.setFile(id, 'coming', 3);
    await send({ file: { files: [id] } });
    expect(rita.modalText()).toContain('$7.00');
  });

  test('that has them not at all lets it be tried again, and the file is not forgotten', async () => {
    await atDomains();
    const id = sheet();
    world.slack.setFile(id, 'coming', 8);
    await send({ file: { files: [id] } });
    expect(rita.modalText()).toContain('Slack has not finished with leads.csv');
    await rita.pressInModal('go_back');
    expect(hasPendingFile()).toBe(true);
    await rita.submit();
    expect(rita.modalText()).toContain('Slack has not finished with leads.csv');
    await rita.pressInModal('retry_pricing');
    expect(rita.modalText()).toContain('$7.00');
  });

  test.each([
    ['deleted', 'is not in Slack any more'],
    ['hidden', 'Slack hides'],
    ['remote', 'is only linked in Slack'],
    ['denied', 'does not show'],
  ] as const)('says that a file is %s', async (standing, sentence) => {
    await atDomains();
    const id = sheet();
    await rita.pressInModal('another_box', { ...sender, domains_google: 'getnorthwind.com', file: { files: [id] } });
    expect(hasPendingFile()).toBe(true);
    world.slack.setFile(id, standing);
    await rita.submit();
    expect(rita.modalText()).toContain(sentence);
    expect(Object.values(boxes())[0]).toBe('getnorthwind.com');
    await rita.submit();
    expect(rita.modalText()).toContain('$7.00');
  });

  test('that does not answer loses nothing', async () => {
    await atDomains();
    world.slack.failNext({ method: 'files.info', when: 'before', answer: { status: 503 } });
    await send({ file: { files: [sheet()] } });
    expect(rita.modalText()).toContain('Slack is not answering right now');
    await rita.pressInModal('retry_pricing');
    expect(rita.modalText()).toContain('$7.00');
  });

  test('delivers the same page twice, and the file is added once', async () => {
    await atDomains();
    world.slack.setFaults({ duplicateDeliveries: true });
    await send({ file: { files: [sheet()] } });
    world.slack.setFaults({ duplicateDeliveries: false });
    expect(rita.modalText()).toContain('$7.00');
    await rita.pressInModal('go_back');
    expect(boxes()).toEqual({ domains_google: 'getnorthwind.com' });
  });
});

test('an app without the permission to read files has no field for them, and its form works', async () => {
  await world.stop();
  world = await startWorld({ botScopes: BOT_SCOPES.filter((scope) => scope !== 'files:read') });
  rita = person(world, 'U0RITA');
  await atDomains();
  expect(rita.modalText()).toContain('Sheets can be uploaded here once this app is installed again');
  await send({ domains_google: 'getnorthwind.com' });
  expect(rita.modalText()).toContain('$7.00');
  expect(world.log()).toContain('with the scope files:read');
});

test('a file that was chosen before another page is not forgotten, and can be left out', async () => {
  await atDomains();
  const id = world.slack.upload('U0RITA', 'leads.csv', csv('Domain', 'getnorthwind.com')).id;
  await rita.pressInModal('more_options', { ...sender, domains_google: 'gonorthwind.com', file: { files: [id] } });
  await rita.submit();
  expect(rita.modalText()).toContain('$14.00');
  await atDomains();
  await rita.pressInModal('another_box', { ...sender, domains_google: 'gonorthwind.com', file: { files: [id] } });
  await rita.pressInModal('leave_out_file');
  expect(hasPendingFile()).toBe(false);
  await rita.submit();
  expect(rita.modalText()).toContain('$7.00');
});
