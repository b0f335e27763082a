import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { draftsIn } from '../../src/service/requesting/form/drafts.ts';
import { loginSeal } from '../../src/storage/logins/login-seal.ts';
import { loginVault } from '../../src/storage/logins/login-vault.ts';
import { openStores } from '../../src/storage/open-stores.ts';
import { SWEEP_AFTER_MS } from '../../src/storage/redis/key-value-store.ts';
import { silentLog } from '../contract/stores/two-handles.ts';
import { noon, rita, team } from '../support/builders.ts';
import { cardFor, person } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { type RunningRedis, startRedis } from '../support/servers/redis-server.ts';
import { startWorld } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What a machine under load may take from a key's writing to the look at it. */
const LATE_MS = 5 * MINUTE_MS;
const PREFIX = `scaledmail:{${team}}:`;

/** What never ends by itself: orders and what belongs to them, what an operator or a finding set, and rows that are one each. */
const FOR_GOOD = [
  /^(order|history|newest):/,
  /^(names|claims|acts|claimable|newest|waiting|running|filed|tallies|attempts|stamps)$/,
  /^watch:(head|order|name|finding)$/,
  /^value:(digest|first_order_placed|home-change|rules_in_force|rules_in_force_since|store-heartbeat|processes)$/,
];
/** What ends sooner or later, and of which docs/operations.md says nothing: what was read of others, and locks. */
const LONGEST_UNSAID_MS = 8 * DAY_MS;

let server: RunningRedis;
let redis: Redis;
let ends: ReadonlyMap<string, number>;

beforeAll(async () => {
  server = await startRedis();
  redis = new Redis(server.url);
  const world = await startWorld({ redisUrl: server.url, watchesAccount: true });
  const [amir, asker] = [person(world, 'U0AMIR'), person(world, 'U0RITA')];
  await requestOrder(world);
  await amir.press(cardFor(amir), 'approve_order');
  await asker.type('/scaledmail plan 30000/month google 70 outlook 30');
  await asker.type('/scaledmail order google acme-mail.com as "Jane Doe" to https://acme.com for acme');
  await asker.type('/scaledmail domains acme');
  await amir.type('/scaledmail fleet');
  await world.stop();
  const store = { kind: 'redis' as const, url: server.url, operatorSaysDurable: false };
  const stores = await openStores({ store, teamId: team, clock: { now: () => noon }, log: silentLog });
  await draftsIn(stores.shortLived).rememberColumns(rita, {});
  const randomBytes = (count: number) => Buffer.alloc(count, 1);
  const seal = loginSeal({ keys: { current: randomBytes(32), previous: [] }, randomBytes });
  await loginVault({ keyValues: stores.keyValues, seal, randomBytes }).seal({ username: 'a', password: 'b' });
  await stores.close();
  const found = new Map<string, number>();
  for (const key of await redis.keys(`${PREFIX}*`)) found.set(key.slice(PREFIX.length), await redis.pttl(key));
  ends = found;
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

test.each([
  { begins: 'value:draft:', said: 'drafts of forms (a week from the last change)', ms: 7 * DAY_MS },
  { begins: 'value:drafts-of:', said: 'which of them somebody began last (half a year)', ms: 182 * DAY_MS },
  { begins: 'value:plan:', said: 'plans by volume (a day)', ms: DAY_MS },
  { begins: 'value:columns:', said: 'columns of their sheets (90 days from the last answer)', ms: 90 * DAY_MS },
  { begins: 'value:seen:', said: 'remembered deliveries (ten minutes)', ms: 10 * MINUTE_MS },
  { begins: 'value:login:', said: 'those of a form that was never sent, sixty days', ms: 60 * DAY_MS },
])(
  'what begins with $begins ends as docs/operations.md says, and Redis sweeps it soon after',
  ({ begins, said, ms }) => {
    expect(readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')).toContain(said);
    const left = [...ends].filter(([key]) => key.startsWith(begins)).map(([, leftMs]) => leftMs);
    expect(left).not.toEqual([]);
    for (const leftMs of left) {
      expect(leftMs).toBeLessThanOrEqual(ms + SWEEP_AFTER_MS);
      expect(leftMs).toBeGreaterThan(ms + SWEEP_AFTER_MS - LATE_MS);
    }
  },
);

test('the shared rate limit ends by itself once nobody waits in it', () => {
  const lines = [...ends].filter(([key]) => key.startsWith('reservation:'));
  expect(lines).not.toEqual([]);
  for (const [, leftMs] of lines) expect([leftMs > 0, leftMs < 10 * MINUTE_MS]).toEqual([true, true]);
});

test('all else has an end, too, but for orders and what is there once', () => {
  const isForGood = (key: string) => FOR_GOOD.some((form) => form.test(key));
  const long = ['value:drafts-of:', 'value:columns:', 'value:login:', 'value:sent:'];
  const odd = [...ends].filter(([key, leftMs]) => {
    if (isForGood(key)) return leftMs !== -1;
    return leftMs < 0 || (leftMs > LONGEST_UNSAID_MS && !long.some((begin) => key.startsWith(begin)));
  });
  expect(odd).toEqual([]);
});
