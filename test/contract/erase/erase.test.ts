import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runErase } from '../../../src/erase/run.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { firstBrokenEntry } from '../../../src/orders/history/history.ts';
import { stubOf } from '../../../src/service/retention/stub-of.ts';
import { openEraser, openSource } from '../../../src/storage/content/open-content.ts';
import { checkFile } from '../../../src/storage/content/read-file.ts';
import type { StoreRecord } from '../../../src/storage/content/record.ts';
import { archiveWriter } from '../../../src/storage/content/write-archive.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { UserId } from '../../../src/values/ids.ts';
import { amir, approvals, noon, rita, team } from '../../support/builders.ts';
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

  test('a person whom nothing names: that is said, and nothing else happens', async () => {
    await inserted(stores.orders, 1);
    const before = await content();
    const { code, said } = await run(UserId.parse('U0NOBODY'));
    expect(said).toMatch(
      /^Nothing in this store or its archive names U0NOBODY, so nothing was erased\. .*no violation\.\n/,
    );
    expect(said).not.toContain('is erased from');
    expect(code).toBe(0);
    expect(await content()).toBe(before);
  });

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

  test('keeps a running bot from writing back what it read of a person in the account watch', async () => {
    await filled();
    const { watch } = stores;
    const [{ revision, head }, book] = [await watch.head(), await watch.book()];
    expect(await run(amir)).toMatchObject({ code: 0 });
    expect(await watch.write(revision, { head, orders: [...book.orders.values()] })).toBe(false);
    expect(await content()).not.toContain(SAID);
    const now = await watch.head();
    expect(now.head).toStrictEqual(head);
    expect(await watch.write(now.revision, { head })).toBe(true);
  });

  /** What the store keeps as it stands now, and what can change it. */
  const recordsNow = async () => {
    const store =
      kind === 'SQLite'
        ? { kind: 'sqlite' as const, dataDir: handles.where }
        : { kind: 'redis' as const, url: handles.where, operatorSaysDurable: false };
    const source = await openSource({ store, teamId: team, log: silentLog });
    const records: StoreRecord[] = [];
    for await (const record of source.records()) records.push(record);
    await source.close();
    return { records, eraser: await openEraser({ store, teamId: team, log: silentLog }) };
  };

  describe('what a bot writes at the same moment', () => {
    const erased = (text: string) => text.replaceAll(amir, 'U0ERASED');

    test('stays in the account watch; what it writes beside a row does not keep the row', async () => {
      await filled();
      const { watch } = stores;
      const { records, eraser } = await recordsNow();
      const row = records.find((record) => record.kind === 'watch' && record.row === 'order');
      const top = records.find((record) => record.kind === 'watch' && record.row === 'head');
      if (row?.kind !== 'watch' || top?.kind !== 'watch') throw new Error('The watch knows something');
      const first = await watch.head();
      expect(await watch.write(first.revision, { head: { ...first.head, looks: 77 } })).toBe(true);
      expect(await eraser.watch(row, erased)).toBe(true);
      expect(await eraser.watch(top, erased)).toBe(true);
      const { revision, head } = await watch.head();
      expect(head).toMatchObject({ looks: 77 });
      const moved = [...(await watch.book()).orders.values()].map((each) => ({ ...each, status: 'moved on' }));
      expect(await watch.write(revision, { head, orders: moved })).toBe(true);
      expect(await eraser.watch(row, erased)).toBe(false);
      expect([...(await watch.book()).orders.values()]).toStrictEqual(moved);
      await eraser.close();
    });

    test('is no file of the archive that has what was erased, whenever it was read', async () => {
      await filled();
      await ended(5, rita, { type: 'withdrawn', by: rita, reason: '' });
      let isErased = false;
      const write = archiveWriter('sqlite', async (reference) => {
        const { records, eraser } = await recordsNow();
        await eraser.close();
        const found = records.find((record) => record.kind === 'order' && record.reference === reference);
        if (!isErased) expect(await run(amir)).toMatchObject({ code: 0 });
        isErased = true;
        return found?.kind === 'order' ? found : null;
      });
      const file = { folder: join(dataDir(), 'archive'), name: 'orders-2.jsonl.gz', at: noon };
      const written = await write(file, [referenceOf(1), referenceOf(5)]);
      expect(written.map(({ reference }) => reference)).toEqual([referenceOf(5)]);
      const path = join(file.folder, file.name);
      expect((await checkFile(path)).end.orders).toBe(1);
      expect(gunzipSync(readFileSync(path)).toString()).not.toMatch(/U0AMIR|too dear/);
    });

    test('stays what is left of an archived order', async () => {
      await filled();
      const { records, eraser } = await recordsNow();
      const stub = records.find(({ kind }) => kind === 'stub');
      if (stub?.kind !== 'stub') throw new Error('An order was archived');
      expect(await eraser.stub({ ...stub, text: '{}' }, '[]')).toBe(false);
      expect(await eraser.stub(stub, stub.text.replaceAll(rita, 'U0ERASED'))).toBe(true);
      expect(await stores.archive.stub(referenceOf(4))).toMatchObject({ requestedBy: 'U0ERASED' });
      await eraser.close();
    });
  });

  test('says how many violations the audit found', async () => {
    await filled();
    const { records, eraser } = await recordsNow();
    const stub = records.find(({ kind }) => kind === 'stub');
    if (stub?.kind !== 'stub') throw new Error('An order was archived');
    expect(await eraser.stub(stub, '[]')).toBe(true);
    await eraser.close();
    expect(await run(amir)).toMatchObject({ code: 1, said: expect.stringContaining('Audit: 1 violation.') });
  });

  test('leaves no file of the archive that nobody finished', async () => {
    await filled();
    const path = join(dataDir(), 'archive', 'orders-2.jsonl.gz.part');
    writeFileSync(path, amir);
    expect(await run(amir)).toMatchObject({ code: 0 });
    expect(existsSync(path)).toBe(false);
  });

  test('does the same again without finding anything', async () => {
    await filled();
    await run(amir);
    expect(await run(amir)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Nothing in this store or its archive names U0AMIR/),
    });
  });
});

test.each([[[]], [['amir']], [['U0AMIR', 'U0BEA']], [['--all', 'U0AMIR']], [['--team', 'x', 'U0AMIR']]])(
  '%j erases nobody',
  async (words) => {
    let said = '';
    const tell = (text: string) => {
      said += text;
    };
    const code = await runErase(words, { environment: {}, clock, log: silentLog, stdout: tell, stderr: tell });
    expect([code, said]).toEqual([2, expect.stringContaining('npm run erase -- U012AB3CD')]);
    expect(said).toMatch(/^Nothing was done: /);
  },
);

test('a team that is none is told in a sentence', async () => {
  let said = '';
  const tell = (text: string) => {
    said += text;
  };
  await runErase(['--team', 'x', 'U0AMIR'], { environment: {}, clock, log: silentLog, stdout: tell, stderr: tell });
  expect(said).toMatch(/^Nothing was done: “x” is not a team id; a team id looks like T0123ABCD\n/);
});
