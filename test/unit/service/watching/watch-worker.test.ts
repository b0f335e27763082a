import { expect, test } from '@jest/globals';
import { MessageRef } from '../../../../src/orders/surface.ts';
import { readAccount } from '../../../../src/service/account/account-picture.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import { type WatchingDeps, watchWorker } from '../../../../src/service/watching/watch-worker.ts';
import { withTask } from '../../../../src/watch/head.ts';
import { noon } from '../../../support/builders.ts';
import { aFinding, NO_STUBS } from '../../../support/watch.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from '../requesting/cancelling-world.ts';

const MESSAGE = MessageRef.parse({ channelId: 'C0APPROVALS', ts: '1.1' });

/** A look of the worker, one part of which fails; answers what was done all the same. */
async function looked(world: PlacingWorld, failing: (deps: WatchingDeps) => Partial<WatchingDeps>, fails = false) {
  const needs = needsOf(world);
  world.vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
  const { head, revision } = await needs.watch.head();
  await needs.watch.write(revision, { head: withTask(head, aFinding().key, 'post', noon), findings: [aFinding()] });
  const done: string[] = [];
  const logged: string[] = [];
  const log = { ...needs.log, error: (_: object, text: string) => void logged.push(text) };
  const lists = vendorLists({ vendor: world.vendor.vendor, clock: needs.clock });
  const deps: WatchingDeps = {
    ...{ ...needs, log, stubs: NO_STUBS },
    account: readAccount({ ...needs, account: lists.account }),
    watchNotifier: {
      post: async () => {
        done.push('told');
        return MESSAGE;
      },
      attachFile: async () => {},
      redraw: async () => {},
    },
  };
  const worker = watchWorker({
    ...{ ...deps, ...failing(deps) },
    afterLook: async () => {
      done.push('after');
      if (fails) throw new Error('The digest failed');
    },
  });
  expect(await worker.claimAndStart()).toBe(1);
  await worker.idle();
  expect(worker.isBusy()).toBe(false);
  return { done, logged };
}

test('what is due is told, the account looked at, and what follows a look done', () =>
  inWorld(async (world) => {
    expect(await looked(world, () => ({}))).toEqual({ done: ['told', 'after'], logged: [] });
  }));

test('a look that fails keeps nothing else back', () =>
  inWorld(async (world) => {
    const { done, logged } = await looked(world, () => ({ account: () => Promise.reject(new TypeError('ours')) }));
    expect(done).toEqual(['told', 'after']);
    expect(logged).toHaveLength(1);
  }));

test('telling that fails keeps no look back, and what fails after it is told to the log', () =>
  inWorld(async (world) => {
    let writes = 0;
    const failing = ({ watch }: WatchingDeps) => ({
      watch: {
        ...watch,
        write: (...change: Parameters<typeof watch.write>) => {
          writes += 1;
          return writes === 1 ? Promise.reject(new Error('The store was away')) : watch.write(...change);
        },
      },
    });
    const { done, logged } = await looked(world, failing, true);
    expect(done).toEqual(['told', 'after']);
    expect(logged).toHaveLength(2);
  }));
