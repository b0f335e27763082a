import { expect, test } from '@jest/globals';
import { addMinutes, addSeconds } from 'date-fns';
import { MessageRef } from '../../../../src/orders/surface.ts';
import type { WatchNotifier } from '../../../../src/service/ports/slack/watch-notifier.ts';
import { tellNext } from '../../../../src/service/watching/tell-findings.ts';
import { openSqliteStores } from '../../../../src/storage/open-stores.ts';
import type { Finding } from '../../../../src/watch/finding.ts';
import { withTask } from '../../../../src/watch/head.ts';
import { amir, noon } from '../../../support/builders.ts';
import { aFinding, aHead, aSeenOrder } from '../../../support/watch.ts';

const MESSAGE = MessageRef.parse({ channelId: 'C0APPROVALS', ts: '1.1' });
const before = aFinding({ key: 'stood_before recOrd1', about: { kind: 'stood_before', orders: [aSeenOrder()] } });

/** A watch whose one finding is to be told, and a Slack that does what the test says. */
async function telling(finding: Finding) {
  let now = noon;
  const { watch } = openSqliteStores(null, { now: () => now });
  await watch.write(0, { head: withTask(aHead(), finding.key, 'post', noon), findings: [finding] });
  const done: string[] = [];
  let failure: Error | null = null;
  const doing = (what: string) => {
    done.push(what);
    if (failure) throw failure;
  };
  const watchNotifier: WatchNotifier = {
    post: async () => {
      doing('post');
      return MESSAGE;
    },
    attachFile: async () => doing('file'),
    redraw: async ({ settled }) => doing(settled ? 'redraw settled' : 'redraw'),
  };
  const logged: string[] = [];
  const log = {
    debug: () => {},
    info: () => {},
    error: () => {},
    warn: (_: object, text: string) => void logged.push(text),
  };
  const deps = { watch, watchNotifier, log, clock: { now: () => now } };
  return {
    ...{ watch, deps, done, logged },
    fail: (error: Error | null) => {
      failure = error;
    },
    at: (moment: Date) => {
      now = moment;
    },
    all: async () => {
      while (await tellNext(deps));
      return done.splice(0);
    },
  };
}

test('a message is posted, kept with its finding, and not posted again', async () => {
  const { watch, all } = await telling(aFinding());
  expect(await all()).toEqual(['post']);
  expect(await watch.finding(aFinding().key)).toEqual({ ...aFinding(), message: MESSAGE });
  expect((await watch.head()).head.tasks).toEqual([]);
  expect(await all()).toEqual([]);
});

test('what is too much for a message follows as a file, once the message is there', async () => {
  const { all } = await telling(before);
  expect(await all()).toEqual(['post', 'file']);
});

test('what Slack does not take is tried again, after longer each time, and is never lost', async () => {
  const { all, fail, at, logged } = await telling(aFinding());
  fail(new Error('Slack is down'));
  expect(await all()).toEqual(['post']);
  at(addSeconds(noon, 4));
  expect(await all()).toEqual([]);
  at(addSeconds(noon, 5));
  expect(await all()).toEqual(['post']);
  expect(logged).toHaveLength(2);
  fail(null);
  at(addMinutes(noon, 30));
  expect(await all()).toEqual(['post']);
});

test('of one whose doer died between posting and writing that down, Slack is asked again after some minutes', async () => {
  const { watch, deps, all, at } = await telling(aFinding());
  const dies = async () => Promise.reject(new Error('killed'));
  let writes = 0;
  const dying = {
    ...watch,
    write: (...change: Parameters<typeof watch.write>) => {
      writes += 1;
      return writes === 1 ? watch.write(...change) : dies();
    },
  };
  await expect(tellNext({ ...deps, watch: dying })).rejects.toThrow('killed');
  expect((await watch.finding(aFinding().key))?.message).toBeNull();
  expect(await all()).toEqual(['post']);
  at(addMinutes(noon, 4));
  expect(await all()).toEqual([]);
  at(addMinutes(noon, 5));
  expect(await all()).toEqual(['post']);
  expect((await watch.finding(aFinding().key))?.message).toEqual(MESSAGE);
});

test('what somebody said of a finding while it was posted stays, and is drawn', async () => {
  const { watch, deps, done, all } = await telling(aFinding());
  const settled = { by: amir, reason: '', at: noon };
  const post = async () => {
    const { head, revision } = await watch.head();
    const said = aFinding({ settled });
    await watch.write(revision, { head: withTask(head, said.key, 'redraw', noon), findings: [said] });
    done.push('post');
    return MESSAGE;
  };
  expect(await tellNext({ ...deps, watchNotifier: { ...deps.watchNotifier, post } })).toBe(true);
  expect(await all()).toEqual(['post', 'redraw settled']);
  expect(await watch.finding(aFinding().key)).toEqual({ ...aFinding({ settled }), message: MESSAGE });
});

test('a task without a finding is dropped', async () => {
  const { watch, all } = await telling(aFinding());
  const { head, revision } = await watch.head();
  await watch.write(revision, { head: withTask({ ...head, tasks: [] }, 'gone', 'post', noon) });
  expect(await all()).toEqual([]);
  expect((await watch.head()).head.tasks).toEqual([]);
});
