import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OpenView } from '../../sandbox/slack/workspace/protocol.ts';
import { submitLate } from '../support/late-click.ts';
import { APPROVALS, type Filled, type Person, person, textOf } from '../support/person.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
});
afterEach(() => world.stop());

/** Opens the form, and sends its page with the domains. */
async function send(values: Readonly<Record<string, Filled>>): Promise<void> {
  await rita.type('/scaledmail order');
  await rita.submit({
    label: 'Acme',
    workspace: { select: 'recNorthwind0001' },
    source: { choice: 'scaledmail' },
    providers: { choices: ['google'] },
  });
  await rita.submit({ default_name: 'Ada Park', ...values });
}
/** The page that is open, as another device still shows it later. */
function page(): OpenView {
  const view = rita.modal();
  if (!view) throw new Error('No page is open');
  return view;
}
const cards = () =>
  rita
    .messages(APPROVALS)
    .map(({ blocks }) => textOf(blocks))
    .filter((text) => text.includes('Waiting for'));

test('a review is not sent for what another window made of the form in the same moment', async () => {
  await send({ domains_google: 'getnorthwind.com' });
  const reviewed = page();
  await rita.pressInModal('go_back');
  await rita.submit({ domains_google: 'gonorthwind.com' });
  expect(rita.modalText()).toContain('gonorthwind.com');
  expect(await submitLate(world, 'U0RITA', reviewed)).toContain('changed in another window');
  expect(cards()).toEqual([]);
  await rita.submit();
  expect(cards()).toEqual([expect.stringContaining('gonorthwind.com')]);
});

test('a review that was priced anew at the same price is sent from either window, once', async () => {
  await send({ domains_google: 'getnorthwind.com' });
  const reviewed = page();
  await world.advance(60_000);
  await rita.pressInModal('go_back');
  await rita.submit();
  await submitLate(world, 'U0RITA', reviewed);
  await rita.submit();
  expect(cards()).toHaveLength(1);
});
