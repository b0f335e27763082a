import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OpenView } from '../../sandbox/slack/workspace/protocol.ts';
import { submitLate } from '../support/late-click.ts';
import { APPROVALS, type Filled, type Person, person, textOf } from '../support/person.ts';
import { runningOrder } from '../support/running-order.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld({ environment: { CREATE_WORKSPACE_PATH: '/create-workspace' } });
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

/** The page that is open, as another device still shows it later. */
function page(): OpenView {
  const view = rita.modal();
  if (!view) throw new Error('No page is open');
  return view;
}

/** The same page with something else in a text field. */
const typedInto = (view: OpenView, field: string, value: string): OpenView => ({
  ...view,
  values: { ...view.values, [`${field}.1`]: { field: { type: 'plain_text_input', value } } },
});
const cards = () =>
  rita
    .messages(APPROVALS)
    .map(({ blocks }) => textOf(blocks))
    .filter((text) => text.includes('Waiting for'));

/** Sends the open page while ScaledMail does not answer, then as it was before from another window, then again from here. */
async function inTwoWindows(field: string, operationId: string, [here, there]: readonly [string, string]) {
  const older = typedInto(page(), field, there);
  world.vendor.arm([{ operationId, kind: 'server_error', times: 50 }]);
  const typed: Readonly<Record<string, Filled>> = { [field]: here };
  expect(await rita.submit(typed)).toEqual({});
  expect(rita.modalText()).toContain('Nothing was sent, and what you typed is still here');
  world.vendor.arm([]);
  const newer = page();
  const told = await submitLate(world, 'U0RITA', older);
  expect(told).toContain('changed in another window since you saw it here');
  expect(told).toContain(`"initial_value":"${there}"`);
  expect(cards()).toEqual([]);
  await submitLate(world, 'U0RITA', newer);
  expect(cards()).toEqual([expect.stringContaining(here.replace('https://', ''))]);
}

test('a redirect leads to what was typed last; the older window is told, and keeps its own', async () => {
  const running = await runningOrder(world);
  await running.openMenu(rita, 'redirect');
  await inTwoWindows('new_redirect', 'getDomains', ['https://here.com', 'https://there.com']);
});

test('a workspace is asked for by the name that was typed last', async () => {
  await rita.openHome();
  await rita.chooseOnHome('new_act', 'workspace');
  await inTwoWindows('workspace_name', 'getWorkspaces', ['Umbrella', 'Initech']);
});
