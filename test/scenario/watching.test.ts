import { afterEach, expect, test } from '@jest/globals';
import { cardFor, person, textOf, wordsOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const named = (word: string, count: number) => Array.from({ length: count }, (_, index) => `get${word}${index}.com`);
const BIG = named('big', 50);
const SMALL = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((letter) => ({ letter, names: named(letter, 2) }));
const WORKSPACES = [
  { id: 'recBig', name: 'Big', purchasedDomains: [...BIG, ...SMALL.flatMap(({ names }) => names)] },
  { id: 'recOther', name: 'Other', purchasedDomains: [] },
];

describeOnBothStores('Orders that are set up', (open) => {
  let world: World;
  afterEach(() => world.stop());

  async function order(label: string, names: readonly string[]) {
    await requestOrder(world, names, { label, workspace: 'recBig' });
    const amir = person(world, 'U0AMIR');
    await amir.press(cardFor(amir), 'approve_order');
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
  }
  const told = () => person(world, 'U0RITA').directMessages().map(wordsOf);
  const working = () => told().filter((text) => /✅ This order works/.test(text));
  const mailboxReads = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'getMailboxesByDomainId');

  test('take turns: a big one makes no small one late, and what was not read yet is not said to be late', async () => {
    world = await open({}, { workspaces: WORKSPACES });
    await order('Big', BIG);
    for (const { letter, names } of SMALL) await order(`Small ${letter}`, names);
    // The bot looks again only now, long after all of it should work: it does, and nobody may hear otherwise.
    await world.advance(12 * DAY_MS);
    await world.advance(MINUTE_MS);
    expect(working()).toHaveLength(SMALL.length);
    for (let minutes = 0; minutes < 5 && working().length <= SMALL.length; minutes += 1) await world.advance(MINUTE_MS);
    expect(working()).toHaveLength(SMALL.length + 1);
    expect(working().at(-1)).toMatch(/50 of 50 domains ready/);
    expect(told().join('\n')).not.toMatch(/longer than usual|cannot be told/);
    expect(mailboxReads()).toHaveLength(BIG.length + 2 * SMALL.length);
  });

  test('are read to the end though each answer takes a second, and say how many are not known yet meanwhile', async () => {
    world = await open({}, { workspaces: WORKSPACES, answerMs: 1_000 });
    await order('Big', BIG);
    await world.advance(3 * DAY_MS);
    const card = () => textOf(cardFor(person(world, 'U0AMIR')).blocks);
    expect(card()).toMatch(/20 of 50 domains ready, 30 not known yet/);
    await world.advance(MINUTE_MS);
    expect(card()).toMatch(/40 of 50 domains ready, 10 not known yet/);
    await world.advance(MINUTE_MS);
    expect(card()).toMatch(/All working/);
    expect(working()).toHaveLength(1);
    expect(mailboxReads()).toHaveLength(BIG.length);
  });

  test('of which one list fails are told of all the others, and that one is asked less and less', async () => {
    world = await open({}, { workspaces: WORKSPACES });
    await order('Big', BIG.slice(0, 5));
    const row = await domainRow('getbig2.com');
    world.vendor.arm([{ operationId: 'getMailboxesByDomainId', kind: 'server_error', times: 1_000, path: row }]);
    await world.advance(3 * DAY_MS);
    const card = () => textOf(cardFor(person(world, 'U0AMIR')).blocks);
    expect(card()).toMatch(/4 of 5 domains ready, 1 not known yet/);
    for (let hours = 0; hours < 8; hours += 1)
      for (let each = 0; each < 4; each += 1) await world.advance(15 * MINUTE_MS);
    const tries = mailboxReads().filter(({ path }) => path.includes(row)).length;
    // Five tries a read; without a memory it would be read 33 times.
    expect(tries).toBeLessThanOrEqual(5 * 14);
    expect(told().join('\n')).not.toMatch(/longer than usual/);
    await world.advance(9 * DAY_MS);
    await world.advance(MINUTE_MS);
    expect(told().at(-1)).toMatch(
      /Big[\s\S]*🟠 How far this order is cannot be told.*4 of 5 domains ready, 1 not known yet/,
    );
    world.vendor.arm([]);
    await world.advance(65 * MINUTE_MS);
    expect(working()).toHaveLength(1);
  });

  test('of which one list failed for some minutes are known to work soon after that, not a quarter of an hour later', async () => {
    world = await open({}, { workspaces: WORKSPACES });
    await order('Big', BIG.slice(0, 5));
    const row = await domainRow('getbig2.com');
    world.vendor.arm([{ operationId: 'getMailboxesByDomainId', kind: 'server_error', times: 1_000, path: row }]);
    await world.advance(3 * DAY_MS);
    for (let minutes = 0; minutes < 4; minutes += 1) await world.advance(MINUTE_MS);
    expect(working()).toEqual([]);
    world.vendor.arm([]);
    for (let minutes = 0; minutes < 4; minutes += 1) await world.advance(MINUTE_MS);
    expect(working()).toHaveLength(1);
  });

  /** The vendor's number of a domain. */
  async function domainRow(name: string): Promise<string> {
    const response = await fetch(`${world.vendor.apiUrl}/domains?organization_id=recBig`, {
      headers: { authorization: 'Bearer test-vendor-key' },
    });
    const { domains } = await response.json();
    return domains.find((each: { domain: string }) => each.domain === name).id;
  }
});
