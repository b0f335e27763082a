import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { subMinutes } from 'date-fns';
import { MessageRef } from '../../../src/orders/surface.ts';
import type { WatchStore } from '../../../src/service/ports/stores/watch-store.ts';
import { tellNext } from '../../../src/service/watching/tell-findings.ts';
import { NEW_HEAD, withTask } from '../../../src/watch/head.ts';
import { amir, noon } from '../../support/builders.ts';
import { aFinding, aHead, aKnownName, aKnownOrder } from '../../support/watch.ts';
import { type OpenTwoHandles, silentLog, type TwoHandles } from './two-handles.ts';

/** What every store of the account watch promises (`WatchStore` in the ports), checked on real stores. */
export function watchStoreContract(name: string, open: OpenTwoHandles): void {
  describe(`the store of the account watch on ${name}`, () => {
    let handles: TwoHandles;
    let watch: WatchStore;
    let second: WatchStore;
    beforeEach(async () => {
      handles = await open({ now: () => noon });
      watch = handles.first.watch;
      second = handles.second.watch;
    });
    afterEach(() => handles.close());

    test('begins with nothing, and is not written by being read', async () => {
      expect(await watch.head()).toEqual({ revision: 0, head: NEW_HEAD });
      expect(await watch.book()).toEqual({ orders: new Map(), names: new Map() });
      expect(await watch.finding('unapproved recOrd1')).toBeNull();
      expect(await second.head()).toEqual({ revision: 0, head: NEW_HEAD });
    });

    test('what is written is read by others, row for row; rows take the place of those of the same id', async () => {
      const orders = [aKnownOrder(), aKnownOrder({ id: 'recÖ 2:`"\'', amountCents: null })];
      const findings = [aFinding(), aFinding({ key: 'amount recOrd1 1' })];
      expect(await watch.write(0, { head: aHead(), orders, names: [aKnownName()], findings })).toBe(true);
      expect(await second.head()).toEqual({ revision: 1, head: aHead() });
      const book = await second.book();
      expect([...book.orders.values()].toSorted((one, other) => one.id.localeCompare(other.id))).toEqual(
        orders.toSorted((one, other) => one.id.localeCompare(other.id)),
      );
      expect([...book.names.values()]).toEqual([aKnownName()]);
      expect(await second.finding('amount recOrd1 1')).toEqual(findings[1]);

      const dearer = aKnownOrder({ amountCents: 5_600, changes: 1 });
      const missing = { since: noon, lists: 2, isTold: false };
      expect(await second.write(1, { head: aHead(), orders: [{ ...dearer, missing }] })).toBe(true);
      expect((await watch.book()).orders.get('recOrd1')).toEqual({ ...dearer, missing });
      expect((await watch.book()).orders.size).toBe(2);
    });

    test('tells when orders ended that were seen to end', async () => {
      const ended = { after: subMinutes(noon, 15), by: noon };
      const orders = [aKnownOrder({ id: 'rec1', ended }), aKnownOrder({ id: 'rec2' })];
      await watch.write(0, { head: aHead(), orders });
      expect(await second.ends(['rec2', 'rec1', 'rec3'])).toEqual(new Map([['rec1', ended]]));
      expect(await second.ends([])).toEqual(new Map());
    });

    test('tells findings that nobody settled so far', async () => {
      expect(await watch.openFindings()).toEqual([]);
      const settled = { by: amir, reason: 'ours', at: noon };
      const findings = [aFinding(), aFinding({ key: 'amount recOrd1 1' }), aFinding({ key: 'done', settled })];
      await watch.write(0, { head: aHead(), findings });
      const open = await second.openFindings();
      expect(open.toSorted((one, other) => one.key.localeCompare(other.key))).toEqual([findings[1], findings[0]]);
    });

    test('a write on what is no longer the newest changes nothing', async () => {
      expect(await watch.write(0, { head: aHead() })).toBe(true);
      expect(await second.write(0, { head: aHead({ unreadable: 3 }), orders: [aKnownOrder()] })).toBe(false);
      expect(await second.write(7, { head: aHead(), findings: [aFinding()] })).toBe(false);
      expect(await watch.head()).toEqual({ revision: 1, head: aHead() });
      expect((await watch.book()).orders.size).toBe(0);
      expect(await watch.finding(aFinding().key)).toBeNull();
    });

    test('of many writes at once exactly one is first', async () => {
      const writes = Array.from({ length: 8 }, (_, index) =>
        (index % 2 ? second : watch).write(0, { head: aHead({ unreadable: index }) }),
      );
      const wrote = (await Promise.all(writes)).flatMap((isWritten, index) => (isWritten ? [index] : []));
      expect(wrote).toHaveLength(1);
      expect((await watch.head()).head.unreadable).toBe(wrote[0]);
    });

    test('ten thousand orders are written and read', async () => {
      const orders = Array.from({ length: 10_000 }, (_, index) => aKnownOrder({ id: `rec${index}` }));
      expect(await watch.write(0, { head: aHead(), orders })).toBe(true);
      expect((await second.book()).orders.size).toBe(10_000);
    });

    test('two processes post a message once', async () => {
      const posted: string[] = [];
      const watchNotifier = {
        post: async ({ key }: { readonly key: string }) => {
          posted.push(key);
          return MessageRef.parse({ channelId: 'C0APPROVALS', ts: '1.1' });
        },
        attachFile: async () => {},
        redraw: async () => {},
      };
      await watch.write(0, {
        head: withTask(aHead(), aFinding().key, 'post', noon),
        findings: [aFinding()],
      });
      const deps = { watchNotifier, clock: { now: () => noon }, log: silentLog };
      const all = async (store: WatchStore) => {
        while (await tellNext({ ...deps, watch: store }));
      };
      await Promise.all([all(watch), all(second), all(watch)]);
      expect(posted).toEqual([aFinding().key]);
      expect((await watch.finding(aFinding().key))?.message).toEqual({ channelId: 'C0APPROVALS', ts: '1.1' });
      expect((await watch.head()).head.tasks).toEqual([]);
    });
  });
}
