import { afterEach, beforeEach, expect, test } from '@jest/globals';
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
