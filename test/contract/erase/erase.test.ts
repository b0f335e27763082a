import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runErase } from '../../../src/erase/run.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { firstBrokenEntry } from '../../../src/orders/history.ts';
import { stubOf } from '../../../src/service/retention/stub-of.ts';
import { checkFile } from '../../../src/storage/content/read-file.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import type { UserId } from '../../../src/values/ids.ts';
import { amir, approvals, noon, rita } from '../../support/builders.ts';
import { aHead, aKnownOrder } from '../../support/watch.ts';
import { contentOf, temporaryFolder } from '../backup/support.ts';
import { changeBy, declinedBy, inserted, known, referenceOf } from '../stores/order-store-support.ts';
import { openTwiceOnSqlite, redisForThisFile, silentLog, type TwoHandles } from '../stores/two-handles.ts';

const { openTwice } = redisForThisFile();
const clock = { now: () => noon };
const SAID = 'Amir said that it is too dear';

describe.each([
  ['SQLite', openTwiceOnSqlite],
  ['Redis', openTwice],
] as const)('npm run erase on %s', (kind, open) => {
  let handles: TwoHandles;
  let stores: Stores;
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(async () => {
    handles = await open(clock);
    stores = handles.first;
    folder = temporaryFolder();
  });
  afterEach(async () => {
    await handles.close();
    folder.remove();
  });

  const dataDir = () => (kind === 'SQLite' ? handles.where : folder.path);
  const run = async (person: UserId) => {
    let said = '';
    const tell = (text: string) => {
      said += text;
    };
    const environment = { DATA_DIR: dataDir(), ...(kind === 'Redis' && { REDIS_URL: handles.where }) };
    const code = await runErase([person], { environment, clock, log: silentLog, stdout: tell, stderr: tell });
    return { code, said };
  };
  const content = async () =>
    (
      await contentOf(
        kind === 'SQLite'
          ? { kind: 'sqlite', dataDir: handles.where }
          : { kind: 'redis', url: handles.where, operatorSaysDurable: false },
      )
    ).join('\n');

  /** An order that went through events, with nothing left to do. */
  async function ended(number: number, requestedBy: UserId, event: OrderEvent): Promise<void> {
    await inserted(stores.orders, number, { requestedBy });
    for (const happened of [{ type: 'announced', card: { channelId: approvals, ts: '1.1' } } as const, event]) {
      const stored = await known(stores.orders, referenceOf(number));
      await stores.orders.replace(stored.version, { ...changeBy(stored, happened), effects: [] });
    }
  }

  async function filled(): Promise<void> {
    await ended(1, rita, declinedBy(amir, SAID));
    await ended(2, amir, { type: 'withdrawn', by: amir, reason: SAID });
    await inserted(stores.orders, 3);
    await ended(4, rita, declinedBy(amir, SAID));
    const { archive, keyValues, shortLived, watch } = stores;
    const fourth = await known(stores.orders, referenceOf(4));
    const file = { folder: join(dataDir(), 'archive'), name: 'orders-1.jsonl.gz', at: noon };
    await archive.write(file, [referenceOf(4)]);
    await archive.purge([{ version: fourth.version, stub: stubOf(fourth, { at: noon, file: file.name }) }]);
    await keyValues.set('paused', JSON.stringify({ by: amir, at: noon, reason: SAID }), null);
    await shortLived.set('draft:7', JSON.stringify({ id: '7', requestedBy: amir, typed: SAID }), null);
    await shortLived.set(`drafts-of:${amir}`, '["7"]', null);
    await shortLived.set('draft:8', JSON.stringify({ id: '8', requestedBy: rita }), null);
    const explained = { by: 'person', person: amir, reason: SAID, at: noon } as const;
    await watch.write(0, { head: aHead(), orders: [aKnownOrder({ explained })] });
  }

  test('leaves nothing of a person, and everything else; the chains hold, and the audit passes', async () => {
    await filled();
    const before = await known(stores.orders, referenceOf(3));
    expect(await content()).toContain(amir);
    expect(await run(amir)).toEqual({
      code: 0,
      said: expect.stringMatching(
        /^U0AMIR is erased from 2 orders, 0 archived orders, 1 archive file and 2 settings or findings; deleted: 2 forms, logins or notes of theirs\. Audit: no violation\.\nNot reached/,
      ),
    });
    expect(await content()).not.toContain(amir);
    expect(await content()).not.toContain(SAID);
    for (const number of [1, 2]) expect(firstBrokenEntry(await stores.orders.history(referenceOf(number)))).toBeNull();
    expect((await known(stores.orders, referenceOf(1))).order).toMatchObject({ state: 'declined', reason: '' });
    expect((await stores.orders.select({ stage: 'all', requestedBy: amir }, { offset: 0, limit: 9 })).total).toBe(0);
    expect(await known(stores.orders, referenceOf(3))).toStrictEqual(before);
    expect(await stores.shortLived.get('draft:8')).not.toBeNull();
    expect(JSON.parse((await stores.keyValues.get('paused')) ?? '')).toMatchObject({ reason: '' });
    const path = join(dataDir(), 'archive', 'orders-1.jsonl.gz');
    expect((await checkFile(path)).end.orders).toBe(1);
    expect(gunzipSync(readFileSync(path)).toString()).not.toMatch(/U0AMIR|too dear/);
  });

  test('says which orders still need a person, and leaves these as they are', async () => {
    await filled();
    const before = await known(stores.orders, referenceOf(3));
    expect(await run(rita)).toEqual({
      code: 1,
      said: expect.stringMatching(/from 1 order, 1 archived order[\s\S]*Kept in 1 \(aaaaad\): they wait, run/),
    });
    expect(await known(stores.orders, referenceOf(3))).toStrictEqual(before);
    expect(await stores.archive.stub(referenceOf(4))).toMatchObject({ requestedBy: 'U0ERASED' });
    expect(await run(amir)).toMatchObject({ code: 0 });
  });

  test('does the same again without finding anything', async () => {
    await filled();
    await run(amir);
    expect(await run(amir)).toMatchObject({ code: 0, said: expect.stringMatching(/from 0 orders.*0 archive files/) });
  });
});

test.each([[[]], [['amir']], [['U0AMIR', 'U0BEA']], [['--all', 'U0AMIR']]])('%j erases nobody', async (words) => {
  let said = '';
  const tell = (text: string) => {
    said += text;
  };
  const code = await runErase(words, { environment: {}, clock, log: silentLog, stdout: tell, stderr: tell });
  expect([code, said]).toEqual([2, expect.stringContaining('npm run erase -- U012AB3CD')]);
});
