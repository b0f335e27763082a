import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person } from '../support/person.ts';
import { startWorld, type World } from '../support/world.ts';

const PEOPLE = ['Annika Sandström', 'Maximilian Rosenberg', 'Wilhelmina van der Meer'];
const domains = Array.from({ length: 100 }, (_, index) => ({
  name: `outreach${index}-northwind.com`,
  sender: PEOPLE[index % PEOPLE.length] ?? '',
  redirect: `https://www.northwind.com/team/${index}`,
}));
const lines = domains.map(({ name, sender, redirect }) => `${name}, ${sender}, ${redirect}`);

let world: World;
let rita: Person;
let amir: Person;
beforeEach(async () => {
  const purchasedDomains = domains.map(({ name }) => name);
  world = await startWorld({ workspaces: [{ id: 'recNorthwind0001', name: 'Northwind Outbound', purchasedDomains }] });
  rita = person(world, 'U0RITA');
  amir = person(world, 'U0AMIR');
});
afterEach(() => world.stop());

/** What stands in the boxes for Google, first to last. */
const boxes = (): string[] =>
  Object.entries(rita.modal()?.values ?? {}).flatMap(([id, actions]) =>
    /^domains_google[_.]/.test(id) ? [String(Object.values(actions)[0]?.value ?? '')] : [],
  );

async function openDomains(): Promise<void> {
  await rita.type('/scaledmail order');
  await rita.submit({ label: 'Northwind', providers: { choices: ['google'] } });
}

const asSent = ({ name, sender, redirect }: (typeof domains)[number]) => {
  const [first = '', ...last] = sender.split(' ');
  return { domain: name, redirect, first_name: first, last_name: last.join(' ') };
};

const third = (index: number) => lines.slice(index * 34, (index + 1) * 34).join('\n');

test('a hundred Google domains with senders and redirects are typed, corrected, ordered whole, and asked for again', async () => {
  await openDomains();
  await rita.pressInModal('another_box', { domains_google: third(0) });
  expect(boxes()).toEqual([third(0), '']);
  await rita.pressInModal('another_box', { domains_google_2: third(1) });
  const wrong = third(2).replace('outreach99-northwind.com', 'mail.outreach99-northwind.com');
  await rita.submit({ domains_google_3: wrong });
  expect(rita.modalText()).toContain('1 of 100 lines cannot be ordered yet. The other 99 are kept.');
  expect(rita.modalText()).toContain('100: mail.outreach99-northwind.com → outreach99-northwind.com');
  await rita.pressInModal('go_back');
  expect(boxes().join('\n')).toBe(`${third(0)}\n${third(1)}\n${wrong}`);
  await rita.submit();
  await rita.pressInModal('fix_wrong_lines');
  expect(rita.modalText()).toContain('$700.00');
  await rita.submit();
  await amir.press(cardFor(amir), 'approve_order');
  const [paid] = world.vendor.state().requests.filter(({ effect }) => effect === 'spend');
  expect(paid?.body).toMatchObject({ providers: { google: { domains: domains.map(asSent) } } });

  await rita.press(cardFor(rita), 'show_order_details');
  await rita.pressInModal('order_again');
  await rita.submit();
  const again = domains.map(({ name, sender, redirect }) =>
    [name, ...(sender === PEOPLE[0] ? [] : [sender]), redirect].join(', '),
  );
  expect(boxes().length).toBeGreaterThan(1);
  expect(boxes().join('\n')).toBe(again.join('\n'));
});

test('four boxes are the most, and none of them is lost by Back', async () => {
  await openDomains();
  for (const box of ['domains_google', 'domains_google_2', 'domains_google_3']) {
    await rita.pressInModal('another_box', { [box]: `${box.replaceAll('_', '-')}.com` });
  }
  expect(boxes()).toHaveLength(4);
  expect(rita.modalText()).not.toContain('Another box');
  await rita.pressInModal('go_back', { domains_google_4: 'last.com' });
  await rita.submit();
  expect(boxes().join('\n')).toContain('domains-google-3.com\nlast.com');
});
