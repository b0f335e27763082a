import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, VENDOR_KEY, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const OLD = 'recNorthwind0001Old';

let world: World;
let rita: Person;
let amir: Person;

beforeEach(async () => {
  world = await startWorld();
  rita = person(world, 'U0RITA');
  amir = person(world, 'U0AMIR');
});
afterEach(() => world.stop());

async function statusOf(who: Person, typed: string): Promise<string> {
  await who.type(`/scaledmail status ${typed}`);
  return who.privateAnswers().at(-1) ?? '';
}

/** Two domains that somebody orders at ScaledMail by hand; answers the number of the order. */
async function orderedByHand(): Promise<string> {
  const domains = ['trynorthwind.com', 'usenorthwind.com'].map((domain) => ({
    domain,
    first_name: 'Ada',
    last_name: 'Park',
  }));
  const url = `${world.vendor.apiUrl}/create-custom-order?provider=scaledmail&organization_id=recNorthwind0001`;
  const headers = { authorization: `Bearer ${VENDOR_KEY}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ tag: 'test', providers: { google: { domains } } });
  const answer = await fetch(url, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return world.vendor.state().orders.find(({ tag }) => tag === 'test')?.id ?? '';
}

test('an order that was not made here shows what ScaledMail says of it', async () => {
  const status = await statusOf(amir, `\`${OLD}\``);
  expect(status).toContain('✅ Domains work · $21.00 / month · Not made here, tag “first-steps”');
  expect(status).toContain('3 domains, 6 mailboxes');
  expect(status).toContain('northwindmail.com · Active');
  expect(status).toContain(OLD);
  expect(status).toContain('whether it is paid, ScaledMail’s lists do not say');
});

test('its late domains are told by name, and how long set-up takes', async () => {
  world.vendor.settings({ stuckDomains: 1 });
  const id = await orderedByHand();
  const early = await statusOf(amir, id);
  expect(early).toContain('🟢 Active · $14.00 / month · Not made here, tag “test”');
  expect(early).toContain('▱▱▱▱▱▱▱▱▱▱ 0 of 2 domains ready');
  expect(early).toContain('Set-up usually takes 2 to 4 business days.');
  expect(early).not.toContain('late');
  await world.advance(8 * DAY_MS);
  const late = await statusOf(amir, id);
  expect(late).toMatch(/1 of 2 domains ready · \*late\*: (try|use)northwind\.com/);
  expect(early).not.toContain('Text for support');
  expect(late).toContain('Text for support');
  expect(late).toMatch(
    new RegExp(
      `Order: ${id}\nTag: test\n[\\s\\S]*Working: 1 of 2 domains\n\nNot working yet:\n- (try|use)northwind.com`,
    ),
  );
});

test('how long it takes is told by orders of ours that were set up before, and what is late comes as a text for support', async () => {
  for (const name of ['getnorthwind.com', 'gonorthwind.com', 'hellonorthwind.com']) {
    await requestOrder(world, [name], { label: name });
    await amir.press(cardFor(amir), 'approve_order');
  }
  await world.advance(MINUTE_MS);
  await world.advance(2 * DAY_MS);
  await world.advance(2 * DAY_MS);
  world.vendor.settings({ stuckDomains: 2 });
  const id = await orderedByHand();
  await world.advance(MINUTE_MS + 1);
  expect(await statusOf(amir, id)).toContain('Your last 3 Google orders took 2 days.');
  await world.advance(9 * DAY_MS);
  const late = await statusOf(amir, id);
  expect(late).toContain('Your last 3 Google orders took');
  expect(late).toContain('*Text for support*, to copy');
  expect(late).toContain('Working: 0 of 2 domains');
});

test('an order of ours is shown as that, by its number too, to whoever asked for it', async () => {
  await requestOrder(world);
  const reference = referenceOf(cardFor(amir));
  await amir.press(cardFor(amir), 'approve_order');
  await world.advance(DAY_MS);
  const id = world.vendor.state().orders.find(({ tag }) => tag.startsWith('acme'))?.id ?? '';
  for (const who of [amir, rita]) {
    const status = await statusOf(who, id);
    expect(status).toContain(reference);
    expect(status).not.toContain('Not made here');
  }
});

test('to people who cannot decide, an order of others does not exist', async () => {
  const status = await statusOf(rita, OLD);
  expect(status).not.toContain('$21.00');
  expect(status).toBe(await statusOf(rita, 'recNobodyKnows01'));
});

test('an order is gone only when every list was read', async () => {
  expect(await statusOf(amir, 'recNobodyKnows01')).toMatch(/no order|not/i);
  world.vendor.settings({ key: 'revoked' });
  await world.advance(61_000);
  expect(await statusOf(amir, OLD)).toContain('ScaledMail');
});

test('an unknown word, an unknown amount and unknown domains are told as that', async () => {
  world.vendor.settings({ hasOddRows: true, statusWords: { [OLD]: 'Past due' } });
  expect(await statusOf(amir, OLD)).toContain('⚠️ “Past due” · $21.00 / month');
  const odd = await statusOf(amir, 'recOddNoAmount');
  expect(odd).toContain('🟢 Active · amount not known · Not made here, without a tag');
  expect(odd).toContain('domains not known, mailboxes not known');
  world.vendor.arm([{ operationId: 'getDomains', kind: 'empty_object', times: 99 }]);
  await world.advance(61_000);
  expect(await statusOf(amir, OLD)).toContain('ScaledMail did not answer its list of domains: they are not known.');
});
