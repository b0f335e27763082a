import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { runKeys } from '../../src/keys/run.ts';
import { createLog } from '../../src/log.ts';
import { ACTION } from '../../views/ids.ts';
import { submitLate } from '../support/late-click.ts';
import { cardFor, detailsOf, type Filled, type Person, person, textOf } from '../support/person.ts';
import { type CopyableWorld, startWorld } from '../support/world.ts';

let world: CopyableWorld;
let rita: Person;
let amir: Person;
let bea: Person;
beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
  amir = person(world, 'U0AMIR');
  bea = person(world, 'U0BEA');
});
afterEach(() => world.stop());

const PASSWORD = 'registrar-hunter2';
const USERNAME = 'ops@northwind.example';
const TYPED = {
  hosting_provider: 'Porkbun',
  hosting_username: USERNAME,
  hosting_password: PASSWORD,
  hosting_link: 'https://porkbun.com/account/login',
};
const KEPT = { ...TYPED, hosting_keep: 'porkbun-main' };
const FOR_OTHERS: Filled = { choice: 'others' };

/** Opens the form up to the page with the login, for one domain that is held elsewhere. */
async function toLogin(who: Person, domain: string): Promise<void> {
  await who.type('/scaledmail order');
  await who.submit({
    label: 'Acme',
    workspace: { select: 'recNorthwind0001' },
    source: { choice: 'other' },
    providers: { choices: ['google'] },
  });
  await who.submit({ default_name: 'Ada Park', domains_google: domain });
}

/** What the menu of saved logins offers. */
function offered(who: Person): { text: string; value: string }[] {
  const block = who.modal()?.view.blocks.find(({ block_id: id }) => id?.startsWith('hosting_saved.'));
  const found = JSON.stringify(block ?? {}).matchAll(/"text":\{[^}]*"text":"([^"]*)"[^}]*\},"value":"([^"]*)"/g);
  const options = new Map([...found].map(([, text = '', value = '']) => [value, text] as const));
  return [...options].map(([value, text]) => ({ text, value }));
}
const optionOf = (who: Person, name: string): Filled => ({
  select: offered(who).find(({ text }) => text.startsWith(name))?.value ?? 'none',
});

const paidBodies = () =>
  world.vendor
    .state()
    .requests.filter(({ effect }) => effect === 'spend')
    .map(({ body }) => body);

/** Nothing that Slack was told, the log or a byte of the store says a password or a user name. */
function expectNoSecrets(): void {
  const slack = JSON.stringify(world.slack.apiCalls());
  for (const secret of [PASSWORD, USERNAME]) {
    for (const place of [world.log(), world.storedBytes(), slack]) expect(place).not.toContain(secret);
  }
}

test('a login is kept by its name, used by another who may, and the order is sent with it', async () => {
  await toLogin(rita, 'acme-one.com');
  expect(offered(rita)).toEqual([]);
  await rita.submit({ ...KEPT, hosting_sharing: FOR_OTHERS });
  const said = 'held elsewhere, at Porkbun, login porkbun-main of Rita Okafor';
  expect(rita.modalText()).toContain(said);
  await rita.submit();
  expect(textOf(cardFor(amir).blocks)).toContain(said);
  expect(await detailsOf(amir)).toContain(said);

  await toLogin(bea, 'acme-two.com');
  expect(offered(bea).map(({ text }) => text)).toEqual(['Type one below', 'porkbun-main · Rita Okafor']);
  expect(JSON.stringify(bea.modal())).toContain('used Nov 23');
  await bea.submit({ hosting_saved: optionOf(bea, 'porkbun-main') });
  expect(bea.modalText()).toContain(said);
  await bea.submit();
  await amir.press(cardFor(amir), 'approve_order');
  expect(paidBodies()).toEqual([
    expect.objectContaining({
      hosting: {
        provider: 'Porkbun',
        link: 'https://porkbun.com/account/login',
        username: USERNAME,
        password: '•••',
      },
    }),
  ]);
  expectNoSecrets();
});

test('a name is used once by a person; what is wrong is told at its field, and nothing is lost', async () => {
  await toLogin(rita, 'acme-one.com');
  expect(await rita.submit({ ...KEPT, hosting_link: 'porkbun' })).toEqual({
    hosting_link: '“porkbun” is not a web address. A whole one begins with https://, and holds no user name.',
  });
  await rita.submit(KEPT);
  await toLogin(rita, 'acme-two.com');
  const another = { ...KEPT, hosting_keep: ' Porkbun-MAIN', hosting_password: 'another' };
  expect(await rita.submit(another)).toEqual({
    hosting_keep:
      '“Porkbun-MAIN” is not free: you keep another login by that name. Choose that one, or take another name.',
  });
  expect(JSON.stringify(rita.modal()?.values)).toContain('another');
  const both = { ...TYPED, hosting_saved: optionOf(rita, 'porkbun-main') };
  expect(Object.keys(await rita.submit({ ...both, hosting_keep: '' }))).toEqual(['hosting_saved']);
  expect(await rita.submit({ hosting_username: '', hosting_password: '', hosting_keep: 'x' })).toEqual({
    hosting_keep: 'The chosen login is kept already. Empty this, or type a login.',
  });
  await rita.submit({ ...another, hosting_saved: { select: 'none' }, hosting_keep: 'second' });
  expect(rita.modalText()).toContain('login second of Rita Okafor');
  await toLogin(bea, 'acme-three.com');
  expect(offered(bea)).toEqual([]);
});

/** The cards that wait for approval. */
const waiting = () =>
  amir.messages('C0APPROVALS').filter(({ blocks }) => JSON.stringify(blocks).includes(ACTION.approve));

/** Rita keeps `porkbun-main` for others, by the command. */
async function ritaShares(more: Readonly<Record<string, Filled>> = {}): Promise<void> {
  await rita.type('/scaledmail logins');
  await rita.pressInModal(ACTION.addLogin);
  await rita.submit({ ...KEPT, hosting_sharing: FOR_OTHERS, ...more });
}

/** Rita changes her only login. */
async function ritaChanges(values: Readonly<Record<string, Filled>>): Promise<void> {
  await rita.type('/scaledmail logins');
  await rita.pressInModal(ACTION.changeLogin);
  await rita.submit(values);
}

test('/scaledmail logins adds, renames, replaces and removes one’s own; others see it and cannot touch it', async () => {
  await rita.type('/scaledmail logins');
  expect(rita.modalText()).toContain('No login is kept.');
  await rita.pressInModal(ACTION.addLogin);
  expect(await rita.submit({ ...KEPT, hosting_keep: '\u200b', hosting_username: ' ' })).toEqual({
    hosting_keep: 'Give the login a name.',
    hosting_username: 'The user name is missing.',
  });
  await rita.submit({ ...KEPT, hosting_sharing: FOR_OTHERS });
  expect(rita.modalText()).toContain('porkbun-main · Porkbun · registrar');
  expect(rita.modalText()).toContain('Yours, others may use it');
  await rita.pressInModal(ACTION.changeLogin);
  expect(JSON.stringify(rita.modal())).toContain('Kept, not shown');
  await rita.submit({ hosting_keep: 'porkbun *new*' });
  expect(rita.modalText()).toContain('porkbun *new* · Porkbun');

  await bea.type('/scaledmail logins');
  expect(bea.modalText()).toContain('porkbun *new* · Porkbun · registrar');
  expect(bea.modalText()).toContain('Rita Okafor');
  expect(JSON.stringify(bea.modal())).not.toMatch(/change_saved_login|remove_saved_login/);

  await ritaChanges({ hosting_password: 'replaced-hunter3' });
  expect(rita.modalText()).toContain('Saved.');
  await ritaRemoves();
  expect(rita.modalText()).toContain('The login is removed.');
  expect(rita.modalText()).toContain('No login is kept.');
  expectNoSecrets();
  expect(world.storedBytes()).not.toContain('replaced-hunter3');
});

test('words after logins do nothing, and are answered', async () => {
  await rita.type('/scaledmail logins porkbun');
  expect(rita.modal()).toBeNull();
  expect(rita.privateAnswers().join()).toContain('Nothing was done. Type `/scaledmail logins` alone.');
});

test('an order has a copy of its own: replacing and removing change nothing of it, and its end erases nothing', async () => {
  await ritaShares();
  for (const domain of ['acme-one.com', 'acme-two.com']) {
    await toLogin(bea, domain);
    await bea.submit({ hosting_saved: optionOf(bea, 'porkbun-main') });
    await bea.submit();
  }
  const [first, second] = waiting();
  if (!first || !second) throw new Error('Two orders wait');
  await amir.press(second, ACTION.decline);
  await amir.submit({ reason: 'twice' });
  await toLogin(bea, 'acme-three.com');
  await bea.submit({ hosting_saved: optionOf(bea, 'porkbun-main') });
  expect(bea.modalText()).toContain('login porkbun-main of Rita Okafor');
  await ritaChanges({ hosting_username: 'new@northwind.example', hosting_password: 'replaced-hunter3' });
  await ritaRemoves();
  await amir.press(first, ACTION.approve);
  expect(paidBodies()).toEqual([
    expect.objectContaining({ hosting: expect.objectContaining({ username: USERNAME, provider: 'Porkbun' }) }),
  ]);
  expectNoSecrets();
});

test.each<{ what: string; meanwhile: () => Promise<void>; said: string }>`
  what            | meanwhile                                                      | said
  ${'removed'}    | ${() => ritaRemoves()}                                         | ${'“porkbun-main” is not kept any more.'}
  ${'not shared'} | ${() => ritaChanges({ hosting_sharing: { choice: 'owner' } })} | ${'lets nobody else use it now'}
  ${'changed'}    | ${() => ritaChanges({ hosting_link: 'https://porkbun.com/' })} | ${'changed it since it was chosen'}
`(
  'a chosen login that is $what before the order is sent is told, and nothing is sent or lost',
  async ({ meanwhile, said }) => {
    await ritaShares();
    await toLogin(bea, 'acme-one.com');
    await bea.submit({ hosting_saved: optionOf(bea, 'porkbun-main') });
    await meanwhile();
    await bea.submit();
    expect(bea.modalText()).toContain(said);
    expect(waiting()).toEqual([]);
    await bea.submit({ ...TYPED, ...(offered(bea).length > 0 ? { hosting_saved: { select: 'none' } } : {}) });
    expect(bea.modalText()).toContain('held elsewhere, at Porkbun');
    expect(bea.modalText()).toContain('acme-one.com');
    await bea.submit();
    expect(waiting()).toHaveLength(1);
  },
);

async function ritaRemoves(): Promise<void> {
  await rita.type('/scaledmail logins');
  await rita.pressInModal(ACTION.changeLogin);
  await rita.pressInModal(ACTION.removeLogin);
}

test('a login that is removed or no longer shared between page and submit is told at its field', async () => {
  await ritaShares();
  await toLogin(bea, 'acme-one.com');
  const chosen = { hosting_saved: optionOf(bea, 'porkbun-main') };
  await ritaChanges({ hosting_sharing: { choice: 'owner' } });
  expect(await bea.submit(chosen)).toEqual({
    hosting_saved: 'The owner of “porkbun-main” lets nobody else use it now. Choose another login, or type one.',
  });
  await ritaRemoves();
  expect(await bea.submit(chosen)).toEqual({
    hosting_saved: '“That login” is not kept any more. Choose another login, or type one.',
  });
});

test('a review with a login that its owner took back is not sent, whatever another window of the form says by now', async () => {
  await ritaShares();
  await toLogin(bea, 'acme-one.com');
  await bea.submit({ hosting_saved: optionOf(bea, 'porkbun-main') });
  const reviewed = bea.modal();
  if (!reviewed) throw new Error('There is no review');
  await bea.pressInModal('go_back');
  await bea.pressInModal('go_back', { hosting_saved: { select: 'none' } });
  await ritaChanges({ hosting_sharing: { choice: 'owner' } });
  await submitLate(world, 'U0BEA', reviewed);
  expect(waiting()).toEqual([]);
  expect(bea.modalText()).toContain('lets nobody else use it now');
});

test('a review is sent from another window with the login that it shows, though another one is typed by now', async () => {
  await toLogin(rita, 'acme-one.com');
  await rita.submit(KEPT);
  const reviewed = rita.modal();
  if (!reviewed) throw new Error('There is no review');
  await rita.pressInModal('go_back');
  await rita.pressInModal('go_back', { hosting_saved: { select: 'none' } });
  await submitLate(world, 'U0RITA', reviewed);
  expect(textOf(cardFor(amir).blocks)).toContain('login porkbun-main of Rita Okafor');
});

test('a login of somebody who left is used by nobody; who can decide may remove it, and nobody else sees it', async () => {
  await bea.type('/scaledmail logins');
  await bea.pressInModal(ACTION.addLogin);
  await bea.submit({ ...KEPT, hosting_sharing: FOR_OTHERS });
  await toLogin(rita, 'acme-one.com');
  const chosen = { hosting_saved: optionOf(rita, 'porkbun-main') };
  world.slack.deactivate('U0BEA');
  await world.advance(61_000);
  await rita.submit(chosen);
  expect(rita.modalText()).toContain('The owner of “porkbun-main” has left, so it cannot be used.');
  expect(offered(rita)).toEqual([]);
  await rita.submit({ ...TYPED, hosting_keep: 'mine' });
  expect(rita.modalText()).toContain('login mine of Rita Okafor');
  await rita.type('/scaledmail logins');
  expect(rita.modalText()).not.toContain('porkbun-main');
  await amir.type('/scaledmail logins');
  expect(amir.modalText()).toContain('has left: nobody can use it');
  await amir.pressInModal(ACTION.removeLogin);
  expect(amir.modalText()).toContain('The login is removed.');
  expect(amir.modalText()).not.toContain('porkbun-main');
});

test('a sending tool’s login is kept and chosen as well, and another order with both is asked for again', async () => {
  await toLogin(rita, 'acme-one.com');
  await rita.submit(KEPT);
  await rita.pressInModal('more_options');
  expect(rita.modalText()).toContain('Hosting login: Porkbun (porkbun-main)');
  await rita.pressInModal('change_sequencer');
  const tool = { sequencer_provider: 'Instantly', sequencer_username: USERNAME, sequencer_password: PASSWORD };
  await rita.submit({ ...tool, sequencer_keep: 'tool', sequencer_tag: '{{ID}}' });
  expect(rita.modalText()).toContain('Sending tool: Instantly (tool)');
  await rita.pressInModal('change_hosting');
  expect(JSON.stringify(rita.modal()?.view.submit)).toContain('Save');
  await rita.submit();
  expect(rita.modalText()).toContain('Sending tool: Instantly (tool)');
  await rita.submit();
  expect(rita.modalText()).toContain('Sending tool: Instantly · tag {{ID}} · login tool of Rita Okafor');
  await rita.submit();
  await amir.press(cardFor(amir), ACTION.decline);
  await amir.submit({ reason: 'not now' });
  const reference = /again ([a-z0-9]{6})|"([a-z0-9]{6}):/.exec(JSON.stringify(rita.directMessages()))?.[2] ?? '';
  await rita.type(`/scaledmail again ${reference}`);
  await rita.submit();
  await rita.submit();
  expect(JSON.stringify(rita.modal())).toMatch(/"initial_option":\{[^}]*"text":"porkbun-main"/);
  await rita.submit();
  expect(rita.modalText()).toContain('The login is missing.');
  expect(JSON.stringify(rita.modal())).toMatch(/"initial_option":\{[^}]*"text":"tool"/);
  // The page of the tool leads back to the domains; from there on nothing is missing.
  for (let pages = 0; pages < 4; pages += 1) await rita.submit();
  await amir.press(cardFor(amir), ACTION.approve);
  expect(paidBodies()).toEqual([
    expect.objectContaining({
      hosting: expect.objectContaining({ username: USERNAME }),
      sequencer: expect.objectContaining({ username: USERNAME, tag: '{{ID}}', provider: 'Instantly' }),
    }),
  ]);
  expectNoSecrets();
});

test('the key is rotated beside the running bot: orders that wait and saved logins open all the while', async () => {
  const OLD = world.environment.ENCRYPTION_KEY ?? '';
  const NEW = Buffer.alloc(32, 9).toString('base64');
  await ritaShares();
  for (const domain of ['acme-one.com', 'acme-two.com']) {
    await toLogin(rita, domain);
    await rita.submit({ hosting_saved: optionOf(rita, 'porkbun-main') });
    await rita.submit();
  }
  const [first, second] = waiting();
  if (!first || !second) throw new Error('Two orders wait');

  await world.restartBot({ environment: { ENCRYPTION_KEY: NEW } });
  await toLogin(bea, 'acme-three.com');
  expect(await bea.submit({ hosting_saved: optionOf(bea, 'porkbun-main') })).toEqual({
    hosting_saved: 'A saved login cannot be opened. The operator has to check ENCRYPTION_KEY.',
  });

  const both = { ENCRYPTION_KEY: NEW, ENCRYPTION_KEY_PREVIOUS: OLD };
  await world.restartBot({ environment: both });
  await amir.press(first, ACTION.approve);
  expect(paidBodies()).toHaveLength(1);
  let said = '';
  const tell = (text: string) => {
    said += text;
  };
  const around = {
    clock: { now: () => new Date() },
    log: createLog('silent'),
    randomBytes,
    stdout: tell,
    stderr: tell,
  };
  expect(await runKeys(['rotate'], { ...around, environment: { ...world.environment, ...both } })).toBe(0);
  expect(said).toContain('1 kept by name, 1 of orders that wait, 0 of forms. Sealed anew: 2.');

  await world.restartBot({ environment: { ENCRYPTION_KEY: NEW } });
  await amir.press(second, ACTION.approve);
  expect(paidBodies()).toHaveLength(2);
  await toLogin(bea, 'acme-three.com');
  await bea.submit({ hosting_saved: optionOf(bea, 'porkbun-main') });
  expect(bea.modalText()).toContain('login porkbun-main of Rita Okafor');
  expectNoSecrets();
});
