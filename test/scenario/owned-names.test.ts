import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ACTION } from '../../views/ids.ts';
import { cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
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

/** What somebody reads after a command. */
async function typed(who: Person, text: string): Promise<string> {
  await who.type(`/scaledmail ${text}`);
  return who.privateAnswers().at(-1) ?? '';
}
async function pressInAnswer(who: Person, actionId: string): Promise<void> {
  const message = who.messages('C0GENERAL').findLast(({ isEphemeral }) => isEphemeral);
  if (!message) throw new Error('There is no private message');
  await who.press(message, actionId);
}

describe('/scaledmail domains without a word', () => {
  test('shows names that are owned: what uses them, where they lead, when they renew, and which are free', async () => {
    await requestOrder(world, ['getnorthwind.com, Ada Park, northwind.com/a'], { label: 'Acme' });
    const reference = referenceOf(cardFor(amir));
    await amir.press(cardFor(amir), ACTION.approve);
    await world.advance(61_000);
    const domains = await typed(amir, 'domains');
    expect(domains).toContain('28 domains · 22 free');
    expect(domains).toContain('*Free 22*\ntrynorthwind.com · renews Aug 25, 2027, $17.00');
    expect(domains).toContain('and 12 more, all in the file');
    expect(domains).toContain(
      `getnorthwind.com → northwind.com/a · in order ${reference}, Acme · renews Aug 25, 2027, $17.00`,
    );
    expect(domains).toContain('northwindmail.com · in recNorthwind0001Old, not made here');
    await pressInAnswer(amir, ACTION.namesFile);
    const file = amir
      .directMessages()
      .flatMap(({ files }) => files)
      .at(-1);
    expect(file?.name).toBe('domains-2026-11-23.csv');
  });

  test('shows who cannot decide their own, and what is free for everybody', async () => {
    const domains = await typed(rita, 'domains');
    expect(domains).toContain('23 domains · 23 free');
    expect(domains).not.toContain('not made here');
    await pressInAnswer(rita, ACTION.buyNames);
    expect(rita.modalText()).toContain('Buy domains');
  });

  test('a name in an order that waits is not free, and one of which little can be read is not left out', async () => {
    await requestOrder(world, ['getnorthwind.com']);
    world.vendor.settings({ hasOddRows: true });
    const domains = await typed(amir, 'domains');
    expect(domains).toContain(`getnorthwind.com · in order ${referenceOf(cardFor(amir))} · renews`);
    expect(domains).toContain('odd-one-out.com · in use, the order is not known · renewal not known');
    expect(domains).toContain('4 rows that cannot be read');
  });

  test('says that it is not known while ScaledMail answers something else', async () => {
    world.vendor.arm([{ operationId: 'getPurchasedDomains', kind: 'not_json', times: 9 }]);
    const domains = await typed(amir, 'domains');
    expect(domains).toContain('did not answer its list of names that you own: what it says is not known');
    expect(domains).not.toContain('No domain is bought');
  });
});

describe('/scaledmail domains with a word', () => {
  test('shows owned names above the new ones', async () => {
    await amir.type('/scaledmail domains northwindmail');
    expect(amir.modalText()).toContain('Owned already: northwindmail.com (in recNorthwind0001Old, not made here)');
    expect(amir.modalText()).toContain('Free: ');
  });

  test('goes on without them when ScaledMail does not answer its lists, and says when it wants to wait', async () => {
    world.vendor.arm([
      { operationId: 'getPurchasedDomains', kind: 'empty_object', times: 9 },
      { operationId: 'searchDomains', kind: 'rate_limited', times: 9 },
    ]);
    await amir.type('/scaledmail domains northwindmail');
    expect(amir.modalText()).not.toContain('Owned already');
    expect(amir.modalText()).toMatch(/ScaledMail lets you search again in \d+ seconds?\./);
  });
});

describe('/scaledmail packages', () => {
  test('shows what is to be had, cheapest first', async () => {
    const packages = await typed(rita, 'packages');
    expect(packages).toMatch(/\d+ Google mailboxes · \d+ domains · \$\d+\.\d\d \/ month/);
    expect(packages).not.toContain('Northwind');
    const reads = () => world.vendor.state().requests.filter(({ operationId }) => operationId === 'getPackages').length;
    expect(reads()).toBe(2);
    await typed(amir, 'packages');
    expect(reads()).toBe(2);
  });

  test('says that ScaledMail does not answer', async () => {
    world.vendor.arm([{ operationId: 'getPackages', kind: 'empty_object', times: 9 }]);
    expect(await typed(rita, 'packages')).toContain('ScaledMail');
    expect(await typed(rita, 'packages')).not.toContain('sells no package');
  });
});
