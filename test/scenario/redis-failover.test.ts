import { afterEach, describe, expect, test } from '@jest/globals';
import { redisKeys } from '../../src/storage/redis/keys.ts';
import { team } from '../support/builders.ts';
import { cardFor, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startRedisCluster } from '../support/servers/redis-cluster.ts';
import { startRedisWithSentinels } from '../support/servers/redis-sentinels.ts';
import { startWorld } from '../support/world.ts';

const MINUTE_MS = 60_000;
const CALL = 'createCustomOrder';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

describe.each([
  { what: 'Sentinels', start: startRedisWithSentinels },
  { what: 'a cluster', start: () => startRedisCluster(redisKeys(team).newest) },
])('When the main server of a Redis behind $what is killed', ({ start }) => {
  test.each([
    { moment: 'while an approved order is looked up before its call', at: 'getOrders' },
    { moment: 'while the paid call is on its way', at: CALL },
  ])('$moment, the order is paid once and told as placed', async ({ at }) => {
    const servers = await start();
    closers.push(servers.stop);
    let isArmed = false;
    const world = await startWorld({
      redisUrl: servers.url,
      onVendorCall: async (operationId) => {
        if (!isArmed || operationId !== at) return;
        isArmed = false;
        await servers.failOver();
      },
    });
    closers.push(world.stop);
    const amir = person(world, 'U0AMIR');
    await requestOrder(world);
    isArmed = true;
    await amir.press(cardFor(amir), 'approve_order');
    for (let minute = 0; minute < 30 && !cardText().includes('Placed'); minute += 1) await world.advance(MINUTE_MS);
    expect(isArmed).toBe(false);
    expect(cardText()).toContain('Placed');
    await world.advance(10 * MINUTE_MS);
    const { requests, charges } = world.vendor.state();
    expect(requests.filter(({ operationId }) => operationId === CALL)).toHaveLength(1);
    expect(charges).toHaveLength(1);

    function cardText() {
      return textOf(cardFor(amir).blocks);
    }
  });
});
