import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { eachOrder, type Walkable } from '../../../src/audit/each-order.ts';
import type { KeptOrder } from '../../../src/storage/order-reader.ts';
import { noon, team } from '../../support/builders.ts';

const kept: KeptOrder = {
  reference: '7f3k2q',
  stored: null,
  problem: 'It cannot be read.',
  history: [],
  heldClaims: [],
  claimableAt: null,
  isListed: true,
};

test('a long walk lets the event loop turn: what the driver holds of rows is given back there', async () => {
  const walk: Walkable = {
    teamId: team,
    count: async () => 1_000,
    orders: async function* () {
      for (let number = 0; number < 1_000; number += 1) yield kept;
    },
    stubs: async function* () {},
    claims: async () => new Map(),
  };
  let isOver = false;
  let turns = 0;
  const turning = (async () => {
    while (!isOver) {
      await setImmediate();
      turns += 1;
    }
  })();
  let walked = 0;
  for await (const { violations } of eachOrder(walk, { clock: { now: () => noon }, onProgress: async () => {} }))
    walked += violations.length > 0 ? 1 : 0;
  isOver = true;
  await turning;
  expect([walked, turns >= 15]).toEqual([1_000, true]);
});
