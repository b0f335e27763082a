import { expect, test } from '@jest/globals';
import type { KeyValueStore } from '../../../../src/service/ports/stores/key-value-store.ts';
import { homeWatch } from '../../../../src/service/reading/home-watch.ts';
import { tellingChanges } from '../../../../src/service/reading/telling-changes.ts';
import { createWorker } from '../../../../src/service/worker/worker.ts';
import { aReference } from '../../../support/builders.ts';
import { approvedThen, inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const never = () => new Promise<void>(() => {});

/** A watch of Homes whose marks come to what `set` comes to. */
const watchedWith = ({ deps }: PlacingWorld, set: KeyValueStore['set']) =>
  homeWatch({ ...deps, keyValues: { ...deps.settings, set }, newId: () => 'change' });

/** Places an order by a worker whose writes tell Home. */
async function placeTelling(world: PlacingWorld, set: KeyValueStore['set']): Promise<string> {
  await world.withOnly(await world.lived({}, approvedThen), { type: 'place' });
  const orders = tellingChanges(world.deps.orders, watchedWith(world, set).changed, () => 0);
  const worker = createWorker({ ...world.deps, orders }, () => {});
  await worker.claimAndStart();
  await worker.idle();
  return (await world.stored(aReference)).order.state;
}

test.each<[string, KeyValueStore['set']]>([
  ['is never answered', never],
  ['fails', () => Promise.reject(new Error('The store is away'))],
  [
    'cannot even be asked for',
    () => {
      throw new Error('The store is closed');
    },
  ],
])('a mark for Home that %s keeps no order from its paid call, and from what became of it', (_what, set) =>
  inWorld(async (world) => {
    expect(await placeTelling(world, set)).toBe('placed');
    expect(world.vendor.paidCalls).toHaveLength(1);
  }),
);

test('many changes at a time are two marks: the one that is being written, and one for all that came meanwhile', () =>
  inWorld(async (world) => {
    let written = 0;
    let answer = () => {};
    const homes = watchedWith(world, () => {
      written += 1;
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    homes.changed();
    await Promise.resolve();
    for (let change = 0; change < 50; change += 1) homes.changed();
    expect([written, homes.isMarking()]).toEqual([1, true]);
    answer();
    await new Promise(setImmediate);
    expect(written).toBe(2);
    answer();
    await homes.marked();
    expect([written, homes.isMarking()]).toEqual([2, false]);
  }));

test('a mark that could not be written is a line in the log, and the next change brings another', () =>
  inWorld(async (world) => {
    let written = 0;
    const homes = watchedWith(world, () => {
      written += 1;
      return written === 1 ? Promise.reject(new Error('The store is away')) : Promise.resolve();
    });
    homes.changed();
    await homes.marked();
    expect(world.logged).toHaveLength(1);
    homes.changed();
    await homes.marked();
    expect(written).toBe(2);
  }));
