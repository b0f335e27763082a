import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { cardFor, type Filled, type Person, person, textOf } from '../support/person.ts';
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

/** Opens the form up to its second page, for Google domains bought through ScaledMail unless told otherwise. */
async function toDomains(values: Readonly<Record<string, Filled>> = {}): Promise<void> {
  await rita.type('/scaledmail order');
  await rita.submit({
    label: 'Acme',
    workspace: { select: 'recNorthwind0001' },
    providers: { choices: ['google'] },
    ...values,
  });
}

/** Bodies of the calls that charge, as ScaledMail received them. */
const paidBodies = () =>
  world.vendor.state().requests.flatMap(({ effect, body }) => (effect === 'spend' ? [body] : []));
const approve = () => amir.press(cardFor(amir), 'approve_order');

test('several senders are taken in turn at the lines without a name, and the review says so', async () => {
  await toDomains();
  const domains_google = 'getnorthwind.com\ngonorthwind.com, Zoë Neil\nhellonorthwind.com\njoinnorthwind.com';
  expect(await rita.submit({ default_name: 'Ada Park; Ben', domains_google })).toEqual({
    default_name: 'Ben: the last name is missing. Write first and last name.',
  });
  await rita.submit({ default_name: 'Ada Park; Ben Ito', domains_google });
  expect(rita.modalText()).toContain('Senders in turn, line by line: Ada Park, Ben Ito');
  const lines = [
    'getnorthwind.com · Ada Park',
    'gonorthwind.com · Zoë Neil',
    'hellonorthwind.com · Ben Ito',
    'joinnorthwind.com · Ada Park',
  ];
  for (const line of lines) expect(rita.modalText()).toContain(line);
  await rita.submit();
  for (const line of lines) expect(textOf(cardFor(amir).blocks)).toContain(line);
  await approve();
  expect(paidBodies()).toMatchObject([
    {
      providers: {
        google: {
          domains: [{ first_name: 'Ada' }, { first_name: 'Zoë' }, { first_name: 'Ben' }, { first_name: 'Ada' }],
        },
      },
    },
  ]);
});

const filesOf = (who: Person) => who.directMessages().flatMap(({ files }) => files);

/** Aliases of each domain that ScaledMail received of a provider. */
const received = (provider: string) =>
  paidBodies().flatMap((body) => Paid.parse(body).providers[provider]?.domains ?? []);
const Paid = z.object({
  providers: z.record(
    z.string(),
    z.object({
      domains: z.array(
        z.looseObject({
          domain: z.string(),
          aliases: z.array(
            z.looseObject({ alias: z.string(), first_name: z.string(), profile_picture: z.string().optional() }),
          ),
        }),
      ),
    }),
  ),
});

/** Opens the page with the aliases from that with the domains. */
async function toAliases(domains: Readonly<Record<string, Filled>>): Promise<void> {
  await rita.pressInModal('more_options', domains);
  await rita.pressInModal('change_aliases');
}
const choose = (form: string, provider = 'google') => ({ [`alias_form_${provider}`]: { choice: form } });

test('aliases are made from senders by ticked patterns, previewed, counted, and taken into lines to edit', async () => {
  await toDomains();
  await toAliases({ domains_google: 'getnorthwind.com\ngonorthwind.com, Zoë Neil' });
  await rita.pressInModal('choose_aliases', choose('senders'));
  expect(rita.modalText()).toContain('Google: 2 of exactly 4 aliases, 2 for each of 2 domains.');
  await rita.submit();
  expect(rita.modalText()).toContain('One domain has no sender name: getnorthwind.com. Fill this in');
  await rita.submit({ default_name: 'Ada Park', alias_patterns_google_1: { choices: ['jane'] } });
  expect(rita.modalText()).toContain(
    '1 of 2 aliases can be made for getnorthwind.com; 1 is missing. Tick more patterns, or add a sender.',
  );
  await rita.pressInModal('choose_aliases', { alias_patterns_google_1: { choices: ['jane', 'j.doe'] } });
  expect(rita.modalText()).toContain('Google: 4 of exactly 4 aliases');
  expect(rita.modalText()).toContain(
    'ada@getnorthwind.com · a.park@getnorthwind.com · zoe@gonorthwind.com · z.neil@gonorthwind.com',
  );
  await rita.submit();
  expect(rita.modalText()).toContain('Aliases: From senders for Google');
  await rita.submit();
  expect(rita.modalText()).toContain('getnorthwind.com · ada and a.park');
  await rita.pressInModal('more_options');
  await rita.pressInModal('change_aliases');
  await rita.pressInModal('take_made_aliases');
  const lines = 'getnorthwind.com, ada, a.park\ngonorthwind.com, zoe, z.neil';
  expect(JSON.stringify(rita.modal()?.values)).toContain(JSON.stringify(lines));
  await rita.submit({ aliases_google_1: lines.replace('z.neil', 'zn (Zoë Nail), https://acme.com/z.png') });
  await rita.submit();
  expect(rita.modalText()).toContain('Aliases: 4 named one by one');
  expect(rita.modalText()).toContain('Profile pictures: 1 picture on 1 mailbox');
  await rita.submit();
  expect(textOf(cardFor(amir).blocks)).toContain('Profile pictures: 1 picture on 1 mailbox');
  await approve();
  expect(received('google').map(({ aliases }) => aliases)).toEqual([
    [
      { alias: 'ada', first_name: 'Ada', last_name: 'Park' },
      { alias: 'a.park', first_name: 'Ada', last_name: 'Park' },
    ],
    [
      { alias: 'zoe', first_name: 'Zoë', last_name: 'Neil' },
      { alias: 'zn', first_name: 'Zoë', last_name: 'Nail', profile_picture: 'https://acme.com/z.png' },
    ],
  ]);
});

test('the file of aliases comes by direct message, and back by paste, with what is typed kept', async () => {
  await toDomains();
  await toAliases({ default_name: 'Ada Park', domains_google: 'getnorthwind.com' });
  await rita.pressInModal('choose_aliases', choose('senders'));
  await rita.pressInModal('send_alias_file', { alias_patterns_google_1: { choices: ['jane', 'doe'] } });
  expect(rita.modalText()).toContain('The file is in your direct messages with this app.');
  expect(rita.modalText()).toContain('ada@getnorthwind.com · park@getnorthwind.com');
  expect(filesOf(rita)).toMatchObject([{ name: 'aliases-google.csv' }]);
  const sheet =
    'domain,first name,last name,alias,picture\ngetnorthwind.com,Ada,Park,ada,\ngetnorthwind.com,Ada,Park,park,';
  expect(filesOf(rita)[0]?.preview).toContain(sheet);
  await rita.pressInModal('choose_aliases', choose('own'));
  await rita.submit({ aliases_google_1: sheet.replace('park,', 'sales,https://acme.com/s.png') });
  await rita.submit();
  expect(rita.modalText()).toContain('getnorthwind.com · ada and sales');
  await rita.submit();
  await approve();
  expect(received('google')).toMatchObject([
    { aliases: [{ alias: 'ada' }, { alias: 'sales', profile_picture: 'https://acme.com/s.png' }] },
  ]);
});

const uploaded = (name: string, content: string): Filled => ({
  files: [world.slack.upload('U0RITA', name, content).id],
});
const SHEET = [
  'Domain,First name,Last name,Alias,Picture,Password',
  'getnorthwind.com,Ada,Park,ada,,hunter2-correct',
  'getnorthwind.com,Zoë,Neil,zoe,https://acme.com/z.png,hunter3-correct',
].join('\r\n');

test('a sheet of aliases is uploaded in the place of the lines, without its passwords, and ordered', async () => {
  await toDomains();
  await toAliases({ default_name: 'Ada Park', domains_google: 'getnorthwind.com' });
  await rita.pressInModal('choose_aliases', choose('own'));
  await rita.submit({ aliases_google_1: 'getnorthwind.com, old', alias_file_google: uploaded('mine.csv', SHEET) });
  expect(rita.modalText()).toContain('mine.csv was read: 2 aliases, in the place of the lines before.');
  expect(rita.modalText()).toContain('Google: 2 of exactly 2 aliases');
  const lines = 'getnorthwind.com, ada (Ada Park), zoe (Zoë Neil), https://acme.com/z.png';
  expect(JSON.stringify(rita.modal()?.values)).toContain(JSON.stringify(lines));
  await rita.submit();
  await rita.submit();
  expect(rita.modalText()).toContain('getnorthwind.com · ada and zoe');
  expect(rita.modalText()).toContain('Like passwords, not used, not kept: Password');
  expect(rita.modalText()).toContain('Delete mine.csv in Slack too');
  await rita.submit();
  await approve();
  expect(received('google')).toMatchObject([{ aliases: [{ alias: 'ada' }, { alias: 'zoe', first_name: 'Zoë' }] }]);
  expect(world.log()).not.toContain('hunter2-correct');
  expect(world.storedBytes()).not.toContain('hunter2-correct');
});

test('a file that is no sheet of aliases changes nothing, and says why; one that is chosen is read whatever is pressed', async () => {
  await toDomains();
  await toAliases({ default_name: 'Ada Park', domains_google: 'getnorthwind.com' });
  await rita.pressInModal('choose_aliases', choose('own'));
  const typed = { aliases_google_1: 'getnorthwind.com, ada, a.park' };
  expect(await rita.submit({ ...typed, alias_file_google: uploaded('mine.xlsx', 'PK') })).toEqual({
    alias_file_google: 'mine.xlsx is a spreadsheet. Save it as CSV (in Excel: “CSV UTF-8”), and upload that.',
  });
  await rita.submit({ ...typed, alias_file_google: uploaded('mine.csv', 'Domain,Name\na.com,Ada Park') });
  expect(rita.modalText()).toContain('mine.csv: No column is headed “Alias”.');
  expect(JSON.stringify(rita.modal()?.values)).toContain('getnorthwind.com, ada, a.park');
  await rita.pressInModal('go_back', { alias_file_google: uploaded('mine.csv', SHEET) });
  expect(rita.modalText()).toContain('mine.csv was read: 2 aliases');
  await rita.pressInModal('go_back');
  expect(rita.modalText()).toContain('Aliases: Your own for Google');
});

test('a file of aliases that Slack does not take is told on the page, with all that is typed', async () => {
  await toDomains();
  await toAliases({ default_name: 'Ada Park', domains_google: 'getnorthwind.com' });
  await rita.pressInModal('choose_aliases', choose('own'));
  world.slack.failNext({ method: 'files.getUploadURLExternal', when: 'before', answer: { error: 'access_denied' } });
  await rita.pressInModal('send_alias_file', { aliases_google_1: 'getnorthwind.com, ada' });
  expect(rita.modalText()).toContain('The file was not sent.');
  expect(JSON.stringify(rita.modal()?.values)).toContain('getnorthwind.com, ada');
});

test('an order with own aliases and different pictures is asked for again as it was', async () => {
  await toDomains();
  const domains_google =
    'Domain,Name,Picture\ngetnorthwind.com,Ada Park,https://acme.com/a.png\ngonorthwind.com,Zoë Neil,';
  await toAliases({ domains_google });
  await rita.pressInModal('choose_aliases', choose('own'));
  await rita.submit({
    aliases_google_1: 'getnorthwind.com, ada, https://acme.com/x.png, a.park\ngonorthwind.com, zoe, neil',
  });
  await rita.submit();
  expect(rita.modalText()).toContain('Profile pictures: 2 pictures on 1 domain and 1 mailbox');
  await rita.submit();
  await approve();
  const [first] = paidBodies();
  await rita.press(cardFor(rita), 'show_order_details');
  await rita.pressInModal('order_again');
  await rita.submit();
  expect(JSON.stringify(rita.modal()?.values)).toContain('getnorthwind.com,,,,https://acme.com/a.png');
  await rita.pressInModal('more_options');
  expect(rita.modalText()).toContain('Aliases: Your own for Google');
  expect(rita.modalText()).toContain('Profile picture: 1 domain with its own');
  await rita.pressInModal('change_aliases');
  expect(JSON.stringify(rita.modal()?.values)).toContain(
    JSON.stringify(
      'getnorthwind.com, ada, https://acme.com/x.png, a.park\ngonorthwind.com, zoe (Zoë Neil), neil (Zoë Neil)',
    ),
  );
  expect(first).toMatchObject({ providers: { google: { domains: [{ domain: 'getnorthwind.com' }, {}] } } });
});

describe('thirty Outlook domains with 750 aliases', () => {
  const names = Array.from({ length: 30 }, (_, index) => `outreach${index}-northwind.com`);

  beforeEach(async () => {
    await world.stop();
    world = await startWorld({
      workspaces: [{ id: 'recNorthwind0001', name: 'Northwind Outbound', purchasedDomains: names }],
      environment: { LIMIT_PER_ORDER: '5000', LIMIT_PER_DAY: '5000' },
    });
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
  });

  test('are made from two senders without typing one, reviewed, approved, and sent', async () => {
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', providers: { choices: ['outlook'] } });
    await toAliases({ default_name: 'Ada Park\nBen Ito', domains_outlook: names.join('\n') });
    await rita.pressInModal('choose_aliases', choose('senders', 'outlook'));
    expect(rita.modalText()).toContain('Outlook: 750 of exactly 750 aliases, 25 for each of 30 domains.');
    expect(rita.modalText()).toContain('and 740 more');
    await rita.submit();
    await rita.submit();
    expect(rita.modalText()).toContain('$1,500.00');
    expect(rita.modalText()).toContain('Aliases: 750 named one by one');
    await rita.submit();
    await approve();
    const sent = received('outlook');
    expect(sent.map(({ domain }) => domain)).toEqual(names);
    for (const { aliases } of sent) expect(new Set(aliases.map(({ alias }) => alias)).size).toBe(25);
    expect(sent.map(({ aliases }) => aliases[0]?.first_name).slice(0, 3)).toEqual(['Ada', 'Ben', 'Ada']);
  });

  test('stand in boxes as lines when they are taken, also with two senders for each, and can be sent so', async () => {
    await rita.type('/scaledmail order');
    await rita.submit({ label: 'Acme', providers: { choices: ['outlook'] } });
    await toAliases({
      default_name: 'Wilhelmina van der Meer\nMaximilian Rosenberg',
      domains_outlook: names.join('\n'),
    });
    await rita.pressInModal('choose_aliases', choose('senders', 'outlook'));
    const few = { alias_patterns_outlook_2: { choices: [] }, alias_patterns_outlook_3: { choices: [] } };
    await rita.pressInModal('choose_aliases', few);
    expect(rita.modalText()).toContain('Outlook: 600 of exactly 750 aliases');
    const more = { alias_patterns_outlook_2: { choices: ['jane_doe', 'jane-doe', 'j-doe'] } };
    await rita.pressInModal('take_made_aliases', more);
    expect(rita.modalText()).toContain('Outlook: 750 of exactly 750 aliases');
    await rita.submit();
    await rita.submit();
    await rita.submit();
    await approve();
    const sent = received('outlook');
    expect(sent).toHaveLength(30);
    for (const { aliases } of sent) expect(new Set(aliases.map(({ alias }) => alias)).size).toBe(25);
  });
});
