import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { APPROVALS, cardFor, detailsOf, type Filled, type Person, person, textOf, wordsOf } from '../support/person.ts';
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
const DOMAINS = { default_name: 'Ada Park', domains_google: 'getnorthwind.com\ngonorthwind.com' };

/** The calls that charge, as ScaledMail received them. */
const paidCalls = () => world.vendor.state().requests.filter(({ effect }) => effect === 'spend');
const approve = () => amir.press(cardFor(amir), 'approve_order');
const cardText = () => textOf(cardFor(amir).blocks);
const threadText = () => amir.messages(APPROVALS).map(wordsOf).join('\n');

test('a coupon typed on the review is sent, said everywhere, and a lower amount is no alarm', async () => {
  await toDomains();
  await rita.submit(DOMAINS);
  expect(rita.modalText()).not.toContain('coupon.');
  await rita.pressInModal('change_coupon');
  await rita.submit({ coupon: ' WELCOME10 ' });
  expect(rita.modalText()).toContain('before tax and coupon');
  expect(rita.modalText()).toContain('Coupon: WELCOME10');
  await rita.submit();
  expect(cardText()).toContain('Coupon: WELCOME10');
  expect(cardText()).toContain('before tax and coupon');
  expect(await detailsOf(amir)).toContain('Coupon: WELCOME10');
  await approve();
  expect(paidCalls().map(({ path }) => path)).toEqual([expect.stringContaining('coupon=WELCOME10')]);
  await world.advance(10_000);
  expect(await detailsOf(amir)).toContain('With the coupon it costs *$12.60 / month*; $14.00 / month was approved');
  expect(threadText()).not.toContain('costs another amount');
});

test('without a coupon nobody reads of one, and nothing of it is sent', async () => {
  await toDomains();
  await rita.submit(DOMAINS);
  await rita.submit();
  expect(cardText()).toContain('before tax');
  expect(cardText()).not.toContain('coupon');
  await approve();
  expect(paidCalls().map(({ path }) => path)).toEqual([expect.not.stringContaining('coupon')]);
});

test('a coupon that ScaledMail refuses is named in the refusal', async () => {
  await toDomains();
  await rita.submit(DOMAINS);
  await rita.pressInModal('change_coupon');
  await rita.submit({ coupon: 'FREE' });
  await rita.submit();
  await approve();
  for (const ms of [6_000, 16_000, 61_000]) await world.advance(ms);
  expect(cardText()).toContain('its answer names the coupon');
  expect(rita.directMessages().map(wordsOf).join('\n')).toContain('order again with another one, or without');
});

test('options lead back to where they were opened, with everything typed there and on them', async () => {
  await toDomains();
  await rita.pressInModal('more_options', DOMAINS);
  expect(rita.modalText()).toContain('Coupon: None');
  await rita.pressInModal('change_coupon');
  await rita.pressInModal('go_back', { coupon: 'WELCOME10' });
  expect(rita.modalText()).toContain('Coupon: WELCOME10');
  await rita.pressInModal('go_back');
  expect(JSON.stringify(rita.modal()?.values)).toContain('gonorthwind.com');
  await rita.pressInModal('more_options');
  await rita.submit();
  expect(rita.modalText()).toContain('Coupon: WELCOME10');
  await rita.pressInModal('more_options');
  await rita.pressInModal('change_coupon');
  await rita.submit({ coupon: '' });
  expect(rita.modalText()).toContain('Coupon: None');
  await rita.pressInModal('go_back');
  expect(rita.modalText()).toContain('$14.00');
  expect(rita.modalText()).not.toContain('Coupon:');
});

const TOOL = {
  sequencer_provider: 'Instantly',
  sequencer_link: 'https://app.instantly.ai',
  sequencer_workspace: 'my-workspace',
  sequencer_tag: '{{ID}}',
};
const PASSWORD = 'tool-hunter2';

test('a sending tool is sent with its login, which is sealed, kept, and shown to nobody', async () => {
  await toDomains();
  await rita.pressInModal('more_options', DOMAINS);
  expect(rita.modalText()).toContain('Sending tool: None');
  await rita.pressInModal('change_sequencer');
  const nameless = { ...TOOL, sequencer_username: ' ', sequencer_password: PASSWORD };
  expect(await rita.submit(nameless)).toEqual({ sequencer_username: 'The user name is missing.' });
  await rita.submit({ ...TOOL, sequencer_username: 'ops@acme.com', sequencer_password: PASSWORD });
  expect(rita.modalText()).toContain('Sending tool: Instantly');
  await rita.pressInModal('change_sequencer');
  expect(rita.modalText()).not.toContain(PASSWORD);
  expect(JSON.stringify(rita.modal())).toContain('Kept, not shown');
  expect(JSON.stringify(rita.modal())).not.toContain('ops@acme.com');
  await rita.submit();
  await rita.submit();
  const said = 'Sending tool: Instantly · workspace my-workspace · tag {{ID}} · https://app.instantly.ai';
  expect(rita.modalText()).toContain(said);
  await rita.submit();
  expect(cardText()).toContain(said);
  expect(await detailsOf(amir)).toContain(said);
  await approve();
  expect(paidCalls().map(({ body }) => body)).toEqual([
    expect.objectContaining({
      sequencer: {
        provider: 'Instantly',
        link: 'https://app.instantly.ai',
        workspace: 'my-workspace',
        tag: '{{ID}}',
        username: 'ops@acme.com',
        password: '•••',
      },
    }),
  ]);
  expect(world.log()).not.toContain(PASSWORD);
  expect(world.storedBytes()).not.toContain(PASSWORD);
  expect(JSON.stringify(world.slack.apiCalls())).not.toContain(PASSWORD);
});

test('a sending tool without its login is asked for, and can be left out', async () => {
  await toDomains();
  await rita.pressInModal('more_options', DOMAINS);
  await rita.pressInModal('change_sequencer');
  await rita.pressInModal('go_back', TOOL);
  expect(rita.modalText()).toContain('Sending tool: Instantly, its login is missing');
  await rita.submit();
  expect(rita.modalText()).toContain('The login is missing.');
  await rita.pressInModal('leave_out_sequencer');
  await rita.submit();
  expect(rita.modalText()).toContain('$14.00');
  await rita.submit();
  await approve();
  expect(paidCalls().map(({ body }) => body)).toEqual([expect.not.objectContaining({ sequencer: expect.anything() })]);
});

test('one profile picture for all: its form is checked, nobody opens it, and it is sent with each domain', async () => {
  await toDomains();
  await rita.pressInModal('more_options', DOMAINS);
  await rita.pressInModal('change_picture');
  expect(await rita.submit({ profile_picture: 'acme.com/ada.png' })).toEqual({
    profile_picture: 'The profile picture has to be a link that starts with http:// or https://.',
  });
  expect(await rita.submit({ profile_picture: `https://acme.com/${'a'.repeat(140)}` })).toEqual({
    profile_picture: 'The link to the profile picture has more than 150 characters.',
  });
  await rita.submit({ profile_picture: 'https://acme.com/ada.png' });
  expect(rita.modalText()).toContain('Profile picture: https://acme.com/ada.png');
  await rita.submit();
  const said = 'Profile pictures: one for all mailboxes, https://acme.com/ada.png';
  expect(rita.modalText()).toContain(said);
  await rita.submit();
  expect(cardText()).toContain(said);
  expect(await detailsOf(amir)).toContain(said);
  await approve();
  const named = { first_name: 'Ada', last_name: 'Park', profile_picture: 'https://acme.com/ada.png' };
  expect(paidCalls().map(({ body }) => body)).toMatchObject([
    {
      providers: {
        google: {
          domains: [
            { domain: 'getnorthwind.com', ...named },
            { domain: 'gonorthwind.com', ...named },
          ],
        },
      },
    },
  ]);
});

test('a picture that is no link, left by Back, is asked about before the price', async () => {
  await toDomains();
  await rita.pressInModal('more_options', DOMAINS);
  await rita.pressInModal('change_picture');
  await rita.pressInModal('go_back', { profile_picture: 'ada.png' });
  await rita.submit();
  expect(rita.modalText()).toContain('The profile picture has to be a link');
});

test('own aliases are counted, their mistakes told by line, and sent one by one', async () => {
  await toDomains();
  await rita.pressInModal('more_options', DOMAINS);
  expect(rita.modalText()).toContain('Invoice tag: acme-······');
  expect(rita.modalText()).toContain('Aliases: Made by ScaledMail');
  await rita.pressInModal('change_aliases');
  expect(rita.modalText()).toContain('your own have to be exactly 4 aliases, 2 for each of 2 domains');
  const own = { alias_form_google: { choice: 'own' } };
  await rita.pressInModal('choose_aliases', own);
  await rita.submit({ ...own, aliases_google_1: 'getnorthwind.com, ada\n\nhellonorthwind.com, a, b' });
  expect(rita.modalText()).toContain('Google: 3 of exactly 4 aliases');
  expect(rita.modalText()).toContain(
    'Google · Line 1: getnorthwind.com: Google takes exactly 2 aliases a domain, not 1.',
  );
  expect(rita.modalText()).toContain('Google · gonorthwind.com: Google takes exactly 2 aliases a domain, not 0.');
  expect(rita.modalText()).toContain('Line 3: “hellonorthwind.com” is not among the Google domains of this order.');
  const lines = ['getnorthwind.com, ada, a.park', 'GoNorthwind.com; zoe (Zoë Neil); ada'];
  await rita.submit({ ...own, aliases_google_1: lines.join('\n') });
  expect(rita.modalText()).toContain('Aliases: Your own for Google');
  await rita.submit();
  expect(rita.modalText()).toContain('getnorthwind.com · ada and a.park');
  await rita.submit();
  expect(cardText()).toContain('getnorthwind.com · ada and a.park');
  expect(cardText()).toContain('Aliases: 4 named one by one');
  expect(await detailsOf(amir)).toContain('gonorthwind.com · zoe (Zoë Neil) and ada (Ada Park)');
  await approve();
  const ada = { first_name: 'Ada', last_name: 'Park' };
  expect(paidCalls().map(({ body }) => body)).toMatchObject([
    {
      providers: {
        google: {
          domains: [
            {
              domain: 'getnorthwind.com',
              aliases: [
                { ...ada, alias: 'ada' },
                { ...ada, alias: 'a.park' },
              ],
            },
            {
              domain: 'gonorthwind.com',
              aliases: [
                { first_name: 'Zoë', last_name: 'Neil', alias: 'zoe' },
                { ...ada, alias: 'ada' },
              ],
            },
          ],
        },
      },
    },
  ]);
});

test('own aliases without a sender ask for one, and are kept while ScaledMail makes them', async () => {
  await toDomains();
  await rita.pressInModal('more_options', { domains_google: 'getnorthwind.com' });
  await rita.pressInModal('change_aliases');
  await rita.pressInModal('choose_aliases', { alias_form_google: { choice: 'own' } });
  await rita.submit({ aliases_google_1: 'getnorthwind.com, ada, a.park' });
  await rita.submit();
  expect(rita.modalText()).toContain('One domain has no sender name: getnorthwind.com. Fill this in');
  await rita.pressInModal('more_options', { default_name: 'Ada Park' });
  await rita.pressInModal('change_aliases');
  await rita.submit({ alias_form_google: { choice: 'made' } });
  await rita.submit();
  expect(rita.modalText()).toContain('getnorthwind.com · Ada Park');
  await rita.pressInModal('more_options');
  await rita.pressInModal('change_aliases');
  await rita.pressInModal('choose_aliases', { alias_form_google: { choice: 'own' } });
  expect(JSON.stringify(rita.modal()?.values)).toContain('getnorthwind.com, ada, a.park');
});
