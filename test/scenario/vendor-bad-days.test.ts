import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { buttonsOf, cardFor, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const APPROVE = 'approve_order';

describeOnBothStores('On a bad day of ScaledMail’s', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
  });
  afterEach(() => world.stop());

  const cardText = () => textOf(cardFor(amir).blocks);
  const told = (who: Person) => who.directMessages().map(({ text, blocks }) => `${text}\n${textOf(blocks)}`);
  const approve = () => amir.press(cardFor(amir), APPROVE);
  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder');

  test('a key that is refused holds the order, says so, tells approvers, and is logged; it goes on by itself', async () => {
    world.vendor.settings({ key: 'revoked' });
    await approve();
    expect(cardText()).toMatch(/on hold.*ScaledMail refuses the API key; the operators were told/is);
    expect(cardText()).not.toContain('not answering');
    expect(told(amir).filter((text) => /on hold since.*refuses the API key/s.test(text))).toHaveLength(1);
    expect(world.log()).toMatch(/An approved order waits: ScaledMail cannot be read/);
    expect(world.log()).toContain('"trouble":"key_refused"');

    await world.advance(25 * HOUR_MS);
    for (const who of [rita, amir]) expect(told(who).at(-1)).toMatch(/on hold since.*refuses the API key/s);
    const counts = [told(rita).length, told(amir).length];
    await world.advance(HOUR_MS);
    expect([told(rita).length, told(amir).length]).toEqual(counts);

    world.vendor.settings({ key: 'accepted' });
    await world.advance(2 * MINUTE_MS);
    expect(cardText()).toMatch(/Placed/);
    expect(paidCalls()).toHaveLength(1);
  });

  test.each([
    ['not_json', /gives an answer that this app cannot read/],
    ['server_error', /has an error of its own/],
    ['drop', /is not answering/],
  ] as const)('that answers with %s, the order says why it waits', async (kind, words) => {
    world.vendor.arm([{ operationId: 'getWorkspaces', kind, times: 1_000 }]);
    await approve();
    expect(cardText()).toMatch(words);
    expect(world.log()).toContain('An approved order waits: ScaledMail cannot be read');
    if (kind === 'drop') expect(world.log()).toMatch(/getWorkspaces got no answer: \w+ \([A-Z_]+\)/);
    world.vendor.arm([]);
    await world.advance(2 * MINUTE_MS);
    expect(cardText()).toMatch(/Placed/);
  });

  test.each([
    ['was made', { kind: 'act_then_revoke_key' }],
    ['was not made', { kind: 'answers', answer: { status: 401, body: { message: 'Unauthorized' }, after: 'nothing' } }],
  ] as const)(
    'when the key is revoked during the paid call and the order %s, people are asked',
    async (made, fault) => {
      world.vendor.arm([{ operationId: 'createCustomOrder', times: 1, ...fault }]);
      await approve();
      world.vendor.settings({ key: 'revoked' });
      for (const minutes of [1, 1, 2, 6, 16]) await world.advance(minutes * MINUTE_MS);
      expect(buttonsOf(cardFor(amir))).toEqual(expect.arrayContaining(['name_vendor_order', 'declare_order_absent']));
      expect(told(amir).at(-1)).toMatch(/list could not be read/);
      world.vendor.settings({ key: 'accepted' });
      await world.advance(HOUR_MS);
      expect(cardText()).toMatch(made === 'was made' ? /Placed/ : /not in ScaledMail’s list/);
      expect(paidCalls()).toHaveLength(1);
    },
  );

  test('a vendor that never answers and made nothing is asked about, and nothing is sent again', async () => {
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'never_answers', times: 1, delayMs: 5 }]);
    await approve();
    expect(cardText()).toMatch(/Checking with ScaledMail/);
    for (const minutes of [1, 1, 2, 6, 16]) await world.advance(minutes * MINUTE_MS);
    expect(cardText()).toMatch(/Not found yet/);
    expect(paidCalls()).toHaveLength(1);
    expect(world.vendor.state().charges).toEqual([]);
  });

  test('a placed order says for its first day that the card may need confirming', async () => {
    const mayConfirm = /<https:\/\/app\.scaledmail\.com\/\|billing page> may still ask to confirm the card/;
    await approve();
    expect(cardText()).toMatch(mayConfirm);
    expect(told(rita).at(-1)).toMatch(mayConfirm);
    await world.advance(23 * HOUR_MS);
    expect(cardText()).toMatch(mayConfirm);
    await world.advance(HOUR_MS);
    expect(cardText()).toMatch(/Placed/);
    expect(cardText()).not.toMatch(/confirm the card/);
  });

  test('a card that was not charged is told to approvers, with the way to billing, and brought up again', async () => {
    world.vendor.settings({ setUpMs: 240 * HOUR_MS });
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'charge_fails_after_creation', times: 1 }]);
    await approve();
    expect(buttonsOf(cardFor(amir))).toContain('open_billing');
    for (const who of [rita, amir]) {
      const message = who.directMessages().findLast(({ text }) => text.includes('was not charged'));
      expect(textOf(message?.blocks)).toMatch(
        /Somebody with access to ScaledMail’s .*billing page.* has to confirm the card/,
      );
      expect(message && buttonsOf(message)).toContain('open_billing');
    }
    const reminded = () => told(amir).filter((text) => text.includes('still needs confirming')).length;
    await world.advance(25 * HOUR_MS);
    expect(reminded()).toBe(1);
    await world.advance(HOUR_MS);
    expect(reminded()).toBe(1);
  });

  test('each call says who calls, by the version of the package', async () => {
    await approve();
    const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const agents = world.vendor.state().requests.map(({ userAgent }) => userAgent);
    expect(new Set(agents)).toEqual(new Set([`${name}/${version}`]));
    expect(paidCalls()[0]?.userAgent).toBe(`scaledmail-for-slack/${version}`);
  });
});
