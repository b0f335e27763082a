import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, referenceOf, textOf, wordsOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const OPERATION = 'createWorkspace';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describeOnBothStores('Making a workspace', (open) => {
  let world: CopyableWorld;
  let rita: Person;
  let amir: Person;

  beforeEach(async () => {
    world = await open({ CREATE_WORKSPACE_PATH: '/create-workspace' });
    world.vendor.settings({ createWorkspacePath: '/create-workspace' });
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
  });
  afterEach(() => world.stop());

  const calls = () => world.vendor.state().requests.filter(({ operationId }) => operationId === OPERATION);
  const there = (name: string) => world.vendor.state().workspaces.filter((each) => each.name === name).length;
  const byHand = async (name: string) => {
    const headers = { authorization: 'Bearer test-vendor-key', 'content-type': 'application/json' };
    const body = JSON.stringify({ name });
    await fetch(`${world.vendor.apiUrl}/create-workspace`, { method: 'POST', headers, body });
  };
  const patiently = async () => {
    for (let minutes = 0; minutes < 40; minutes += 5) await world.advance(5 * MINUTE_MS);
  };
  const cardText = () => textOf(cardFor(amir).blocks);
  const told = () => rita.directMessages().map(wordsOf).join('\n');

  const openForm = async () => {
    await rita.type('/scaledmail workspaces');
    const listed = rita.messages('C0GENERAL').findLast((each) => buttonsOf(each).includes('new_workspace'));
    if (!listed) throw new Error('No answer with the workspaces');
    await rita.press(listed, 'new_workspace');
  };
  /** Rita asks for the workspace Umbrella; answers the order's reference. */
  async function ask(name = 'Umbrella'): Promise<string> {
    await openForm();
    expect(await rita.submit({ workspace_name: name })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    return referenceOf(cardFor(amir));
  }

  test('is asked for below the list, approved, sent once, and done when it is listed', async () => {
    await openForm();
    const list = rita.messages('C0GENERAL').map(wordsOf).join('\n');
    expect(list).toContain('Workspaces at ScaledMail');
    expect(list).toContain('Northwind Outbound');
    expect(await rita.submit({ workspace_name: ' northwind  OUTBOUND ' })).toEqual({
      workspace_name: expect.stringContaining('There is a workspace “Northwind Outbound” already'),
    });
    expect(await rita.submit({ workspace_name: 'x'.repeat(61) })).toEqual({
      workspace_name: expect.stringContaining('61 characters'),
    });
    expect(await rita.submit({ workspace_name: 'Umbrella' })).toEqual({});
    const card = cardFor(amir);
    expect(cardText()).toContain('🟡 Free · New workspace, Umbrella');
    expect(cardText()).toContain('Rita Okafor asks for *a new workspace* at ScaledMail');
    expect(cardText()).toContain('Approve this change');
    await rita.press(card, 'approve_order');
    expect(calls()).toHaveLength(0);
    await amir.press(card, 'approve_order');
    expect(calls()).toMatchObject([{ method: 'POST', path: '/create-workspace', body: { name: 'Umbrella' } }]);
    await world.advance(MINUTE_MS);
    expect(cardText()).toContain('✅ Done');
    expect(told()).toContain('This order is done.');
    expect(calls()).toHaveLength(1);
    expect(there('Umbrella')).toBe(1);
    expect(world.vendor.state().charges).toEqual([]);
    await rita.type('/scaledmail workspaces');
    expect(rita.messages('C0GENERAL').map(wordsOf).at(-1)).toContain('Umbrella');
  });

  test('is begun from New… on Home, too', async () => {
    await rita.openHome();
    expect(rita.homeText()).toContain('A new workspace');
    await rita.chooseOnHome('new_act', 'workspace');
    expect(await rita.submit({ workspace_name: 'Umbrella' })).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
    expect(cardText()).toContain('🟡 Free · New workspace, Umbrella');
  });

  test('is accepted, and done only once it is listed', async () => {
    await ask();
    world.vendor.settings({ createWorkspaceAnswer: 'empty', workspacesListedAfterMs: 3 * 60 * MINUTE_MS });
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    expect(cardText()).toContain('🟢 Sent');
    for (let hours = 0; hours < 4; hours += 1) await world.advance(60 * MINUTE_MS);
    expect(cardText()).toContain('✅ Done');
    expect(calls()).toHaveLength(1);
  });

  test('that gets no answer is found in the list, without another call', async () => {
    await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'act_then_drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    expect(cardText()).toContain('✅ Done');
    expect(cardText()).toContain('Whether this order did it is not known');
    expect(calls()).toHaveLength(1);
  });

  test('is no yes on a page of HTML, and found all the same; a no that comes with 200 is none either', async () => {
    await ask();
    world.vendor.settings({ createWorkspaceAnswer: 'html' });
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText()).not.toContain('🟢 Sent');
    await patiently();
    expect(cardText()).toContain('✅ Done');
    world.vendor.settings({ createWorkspaceAnswer: 'no_success' });
    await ask('Umbrella Two');
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    expect(cardText()).toContain('🟠 Not confirmed yet');
    expect(there('Umbrella Two')).toBe(0);
  });

  test('that never reached ScaledMail is never found, and given up by somebody else', async () => {
    await ask();
    world.vendor.arm([{ operationId: OPERATION, kind: 'drop', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    expect(cardText()).toContain('🟠 Not confirmed yet');
    await amir.press(cardFor(amir), 'declare_order_absent');
    expect(await amir.submit({ has_looked: { choices: ['yes'] }, what_next: { choice: 'give_up' } })).toEqual({});
    expect(cardText()).toContain('🔴 Given up');
    await world.advance(DAY_MS);
    expect(calls()).toHaveLength(1);
    expect(there('Umbrella')).toBe(0);
    // It let go of the name.
    await ask();
  });

  test('whose name was given by hand before the call is asked about; if it is this one, nothing is sent', async () => {
    await ask();
    await byHand('umbrella');
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    expect(cardText()).toContain('Is it this one?');
    expect(cardText()).toContain(
      'a workspace of this name that was not there when this was asked for. Nothing was sent.',
    );
    await amir.press(cardFor(amir), 'take_vendor_order');
    await world.advance(MINUTE_MS);
    expect(cardText()).toContain('✅ Done');
    expect(cardText()).toContain('Nothing was sent by this order.');
    expect(calls()).toHaveLength(before);
  });

  test('whose name was given by hand to another one is made, once that is said', async () => {
    await ask();
    await byHand('Umbrella');
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    await amir.press(cardFor(amir), 'rule_out_vendor_order');
    await patiently();
    expect(calls()).toHaveLength(before + 1);
    expect(there('Umbrella')).toBe(2);
    expect(cardText()).toContain('✅ Done');
  });

  test('at a path that ScaledMail does not serve is refused, and at one that is not set any more held', async () => {
    world.vendor.settings({ createWorkspacePath: '/workspaces' });
    await ask();
    await amir.press(cardFor(amir), 'approve_order');
    await patiently();
    expect(cardText()).toContain('Refused by ScaledMail');
    expect(there('Umbrella')).toBe(0);
    await ask('Umbrella Two');
    await world.restartBot({ environment: { CREATE_WORKSPACE_PATH: '/workspaces' } });
    const before = calls().length;
    await amir.press(cardFor(amir), 'approve_order');
    expect(cardText()).toContain('Approved, on hold');
    expect(calls()).toHaveLength(before);
    await world.restartBot();
  });

  test('excludes another order for the same name, which is told', async () => {
    const first = await ask();
    await openForm();
    expect(await rita.submit({ workspace_name: 'UMBRELLA' })).toEqual({});
    expect(rita.modalText()).toContain(`Order \`${first}\` asks for a workspace of this name already`);
  });

  test('keeps what was typed while ScaledMail does not answer', async () => {
    await openForm();
    world.vendor.arm([{ operationId: 'getWorkspaces', kind: 'server_error', times: 50 }]);
    expect(await rita.submit({ workspace_name: 'Umbrella' })).toEqual({});
    expect(rita.modalText()).toContain('Nothing was sent, and what you typed is still here');
    expect(JSON.stringify(rita.modal()?.view.blocks)).toContain('Umbrella');
    world.vendor.arm([]);
    expect(await rita.submit()).toEqual({});
    expect(rita.modalText()).toContain('waits for approval');
  });
});

describeOnBothStores('Making a workspace, which is off by default', (open) => {
  test('shows the list without the button', async () => {
    const world = await open();
    const rita = person(world, 'U0RITA');
    await rita.type('/scaledmail workspaces');
    const [said] = rita.messages('C0GENERAL').slice(-1);
    expect(said && wordsOf(said)).toContain('Northwind Outbound');
    expect(said && buttonsOf(said)).not.toContain('new_workspace');
    await rita.openHome();
    expect(rita.homeText()).not.toContain('A new workspace');
    await world.stop();
  });
});
