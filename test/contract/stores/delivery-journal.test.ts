import { randomBytes, randomUUID } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DeliveryNotes } from '../../../src/service/ports/stores/delivery-notes.ts';
import { deliveryJournal, type JournalFile } from '../../../src/storage/journal/delivery-journal.ts';
import { textSeal } from '../../../src/storage/logins/login-seal.ts';
import { noon } from '../../support/builders.ts';

let root: string;
let folder: string;
let gone: Set<string>;
let said: string[];
let mayBeTaken: boolean;
/** How many bytes the disk takes yet. */
let roomBytes: number;
/** Whether the disk cuts nothing off. */
let isUncut: boolean;
/** What is to be done a moment later. */
let later: (() => Promise<void>)[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scaledmail-journal-'));
  folder = join(root, 'deliveries');
  gone = new Set();
  said = [];
  mayBeTaken = true;
  roomBytes = Number.POSITIVE_INFINITY;
  isUncut = false;
  later = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const say = (_fields: unknown, message: string) => void said.push(message);
const after = (_ms: number, work: () => Promise<void>) => {
  later.push(work);
  return () => void later.splice(later.indexOf(work), 1);
};
/** A file on a disk that becomes full in the middle of a write. */
async function onSmallDisk(path: string): Promise<JournalFile> {
  const file = await open(path, 'a', 0o600);
  return {
    write: async (buffer, offset) => {
      if (roomBytes <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const { bytesWritten } = await file.write(buffer, offset, Math.min(roomBytes, buffer.length - offset));
      roomBytes -= bytesWritten;
      return { bytesWritten };
    },
    truncate: async (bytes) => {
      if (isUncut) throw Object.assign(new Error('i/o error'), { code: 'EIO' });
      await file.truncate(bytes);
    },
    close: () => file.close(),
  };
}
const journalOf = (holder: string, mostBytes?: number): DeliveryNotes =>
  deliveryJournal({
    ...{ folder, holder, newId: randomUUID, log: { debug: say, info: say, warn: say, error: say } },
    ...{ after, mayBeTaken: () => mayBeTaken, openFile: onSmallDisk },
    seal: textSeal({ keys: { current: Buffer.alloc(32, 7) }, randomBytes }),
    ...(mostBytes === undefined ? {} : { mostBytes }),
  });
const delivery = (id: string) => ({ id, receivedAt: noon, text: `payload=${id} secret-words` });
/** What a process is handed: ids, and whose they were. */
async function handed(notes: DeliveryNotes): Promise<string[]> {
  const taken: string[] = [];
  await notes.handOver(
    async (holders) => new Set(holders.filter((each) => gone.has(each))),
    async (each, holder) => {
      expect(each).toEqual(delivery(each.id));
      taken.push(`${each.id} of ${holder}`);
    },
  );
  return taken;
}
const files = () => (existsSync(folder) ? readdirSync(folder).toSorted() : []);
/** Waits, round by round of the event loop, for what is written beside it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
const sizeOf = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;

test('what a gone process had not done is handed over once, in order; what is done, never', async () => {
  const first = journalOf('first');
  for (const id of ['one', 'two', 'three']) first.add(delivery(id));
  await until(() => sizeOf('first.0') > 0);
  first.remove('two');
  await first.close();
  const [second, third] = [journalOf('second'), journalOf('third')];
  expect(await handed(second)).toEqual([]);
  gone.add('first');
  const both = await Promise.all([handed(second), handed(third)]);
  expect(both.flat()).toEqual(['one of first', 'three of first']);
  expect(await handed(third)).toEqual([]);
  expect(files()).toEqual([]);
});

test('what is done before it is written is never written, and a stop leaves no file', async () => {
  const notes = journalOf('first');
  notes.add(delivery('quick'));
  notes.remove('quick');
  await notes.close();
  expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
  notes.add(delivery('slow'));
  await until(() => sizeOf('first.0') > 0);
  notes.remove('slow');
  await notes.close();
  expect(files()).toEqual([]);
});

test('whoever begins with a delivery once it is noted leaves it to others when they die', async () => {
  const first = journalOf('first');
  const noted = first.add(delivery('one')).then(() => files().map(sizeOf));
  const [size = 0] = await noted;
  expect(size).toBeGreaterThan(0);
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['one of first']);
});

test('what is done is written once for many, a moment later, or with what comes before', async () => {
  const first = journalOf('first');
  const size = () => sizeOf('first.0');
  await Promise.all(['one', 'two', 'three', 'slow'].map((id) => first.add(delivery(id))));
  const before = size();
  for (const id of ['one', 'two']) first.remove(id);
  expect(later).toHaveLength(1);
  await later[0]?.();
  await until(() => size() > before);
  expect(readFileSync(join(folder, 'first.0'), 'utf8')).toContain('{"done":["one","two"]}');
  first.remove('three');
  await first.add(delivery('four'));
  await first.close();
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['slow of first', 'four of first']);
});

test('a file that nobody can have taken is not looked for with each write', async () => {
  const first = journalOf('first');
  mayBeTaken = false;
  await first.add(delivery('one'));
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['one of first']);
  await first.add(delivery('two'));
  expect(files()).toEqual([]);
  mayBeTaken = true;
  await first.add(delivery('three'));
  await first.close();
  expect(await handed(journalOf('second'))).toEqual(['three of first']);
});

test('it is closed to others, and holds no word in the open', async () => {
  const notes = journalOf('first');
  notes.add(delivery('one'));
  await until(() => sizeOf('first.0') > 0);
  const path = join(folder, 'first.0');
  expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
  expect(readFileSync(path, 'utf8')).not.toContain('secret-words');
  await notes.close();
});

test('a line that was cut off, or sealed with a key that is no more, costs nothing but itself', async () => {
  const first = journalOf('first');
  first.add(delivery('one'));
  await first.close();
  appendFileSync(join(folder, 'first.0'), '\n{"batch":"x","sealed":"cut o');
  const again = journalOf('first');
  again.add(delivery('two'));
  await again.close();
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['one of first', 'two of first']);
  expect(said).toEqual(['What was not done when a process ended cannot be read from its journal']);
});

test('a file that became large is followed by one with what is under way, which is handed over once', async () => {
  const first = journalOf('first', 1_000);
  first.add(delivery('slow'));
  for (let count = 0; count < 20; count += 1) {
    const before = JSON.stringify(files().map((name) => [name, sizeOf(name)]));
    first.add(delivery(`quick${count}`));
    await until(() => JSON.stringify(files().map((name) => [name, sizeOf(name)])) !== before);
    first.remove(`quick${count}`);
  }
  await first.close();
  expect(files()).toEqual([expect.not.stringMatching(/\.0$/)]);
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['slow of first']);
});

test('a file that cannot be followed by another one goes on, and what is done in it is not handed over', async () => {
  const first = journalOf('first', 500);
  mkdirSync(join(folder, 'first.1'), { recursive: true, mode: 0o700 });
  for (const id of ['one', 'two', 'three', 'four', 'slow']) await first.add(delivery(id));
  for (const id of ['one', 'two', 'three', 'four']) first.remove(id);
  await first.close();
  rmdirSync(join(folder, 'first.1'));
  expect(said).toEqual(['A journal of deliveries could not be followed by another one; it goes on']);
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['slow of first']);
});

test('a full file that cannot be deleted is told, and deleted with the next one', async () => {
  const first = journalOf('first', 500);
  await first.add(delivery('one'));
  const path = join(folder, 'first.0');
  rmSync(path);
  mkdirSync(path);
  for (const id of ['two', 'three', 'four']) await first.add(delivery(id));
  await until(() => said.length > 0);
  expect([...new Set(said)]).toEqual(['A journal of deliveries that are done could not be deleted; it is tried again']);
  rmdirSync(path);
  writeFileSync(path, '');
  for (const id of ['one', 'two', 'three', 'four']) first.remove(id);
  await first.close();
  expect(files()).toEqual([]);
});

test.each([
  ['full', 500],
  ['not needed any more', 8_000],
])('what is done in a file that is %s and cannot be deleted is not handed over', async (_why, mostBytes) => {
  const first = journalOf('first', mostBytes);
  const ids = ['one', 'two', 'three', 'four'];
  await first.add(delivery('one'));
  const path = join(folder, 'first.0');
  // As where somebody may write files, and delete none: what is there still stands there under its own name.
  const kept = join(root, 'kept');
  linkSync(path, kept);
  for (const id of ids.slice(1)) await first.add(delivery(id));
  for (const id of ids) first.remove(id);
  await first.close();
  renameSync(kept, path);
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual([]);
});

test('whoever was taken for gone and lives notes what comes next where it is found', async () => {
  const first = journalOf('first');
  await first.add(delivery('one'));
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['one of first']);
  await first.add(delivery('two'));
  expect(await handed(journalOf('third'))).toEqual(['two of first']);
  await first.close();
  expect(said).toEqual([]);
});

test('what is under way and large is not written anew with each delivery', async () => {
  const first = journalOf('first', 1_000);
  const begun = new Set<string>();
  for (let count = 0; count < 64; count += 1) {
    await first.add(delivery(`slow${count}`));
    // Resolved before a file that is full is followed by another one.
    for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
    for (const name of files()) begun.add(name);
  }
  expect(begun.size).toBeLessThan(10);
  await first.close();
  gone.add('first');
  expect(await handed(journalOf('second'))).toHaveLength(64);
});

test('whoever dies while taking leaves it to the next; a failure leaves it to the next look', async () => {
  const first = journalOf('first');
  for (const id of ['one', 'two']) first.add(delivery(id));
  await first.close();
  gone.add('first');
  const second = journalOf('second');
  const failing = second.handOver(
    async () => gone,
    async () => {
      throw new Error('the store is away');
    },
  );
  await expect(failing).rejects.toThrow('the store is away');
  expect(files()).toEqual([expect.stringMatching(/^second\.taken-/)]);
  gone.add('second');
  expect(await handed(journalOf('third'))).toEqual(['one of second', 'two of second']);
  const fourth = journalOf('first');
  fourth.add(delivery('again'));
  await fourth.close();
  await second
    .handOver(
      async () => gone,
      async () => Promise.reject(new Error('away')),
    )
    .catch(() => {});
  expect(await handed(second)).toEqual(['again of second']);
});

test('what is no file of ours keeps nobody from the rest', async () => {
  const first = journalOf('first');
  first.add(delivery('one'));
  await first.close();
  mkdirSync(join(folder, 'a folder'));
  gone = new Set(['a folder', 'first']);
  expect(await handed(journalOf('second'))).toEqual(['one of first']);
  expect(said).toEqual(['What was not done when a process ended cannot be read from its journal']);
});

test('a folder that cannot be written is told, and keeps nobody from working', async () => {
  writeFileSync(folder, 'a file');
  const notes = journalOf('first');
  await notes.add(delivery('one'));
  await notes.close();
  expect(said).toEqual([expect.stringMatching(/^Deliveries cannot be noted/)]);
});

/** What is to be done a moment later is done now. */
async function laterNow(): Promise<void> {
  for (const work of later.splice(0)) await work();
}
const written = () => readFileSync(join(folder, 'first.0'), 'utf8');

test('what is done while the disk is full is written when it has room again, and so is what is under way', async () => {
  const first = journalOf('first');
  await Promise.all(['one', 'two', 'slow'].map((id) => first.add(delivery(id))));
  const before = written();
  roomBytes = 0;
  first.remove('one');
  await laterNow();
  await first.add(delivery('three'));
  first.remove('two');
  await first.add(delivery('brief'));
  first.remove('brief');
  expect([written(), said]).toEqual([before, [expect.stringMatching(/^Deliveries cannot be noted/)]]);
  roomBytes = Number.POSITIVE_INFINITY;
  await first.add(delivery('four'));
  expect(said.at(-1)).toBe('Deliveries are noted again');
  gone.add('first');
  expect((await handed(journalOf('second'))).toSorted()).toEqual(['four of first', 'slow of first', 'three of first']);
});

test('a journal that is closed while the disk is full writes nothing any more', async () => {
  const first = journalOf('first');
  await first.add(delivery('slow'));
  roomBytes = 0;
  void first.add(delivery('other'));
  await first.close();
  expect(later).toEqual([]);
});

test('where nothing else comes, it is written a moment later', async () => {
  const first = journalOf('first');
  await Promise.all(['one', 'slow'].map((id) => first.add(delivery(id))));
  roomBytes = 0;
  first.remove('one');
  await laterNow();
  await until(() => said.length === 1);
  await until(() => later.length === 1);
  roomBytes = Number.POSITIVE_INFINITY;
  await laterNow();
  await until(() => said.length === 2);
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['slow of first']);
});

test('what was written in part when the disk became full is not handed over when it is done', async () => {
  const first = journalOf('first');
  await first.add(delivery('slow'));
  const { length } = written();
  // The line with two of them, and not that which says that another one is done.
  roomBytes = 430;
  first.remove('slow');
  await Promise.all(['one', 'two'].map((id) => first.add(delivery(id))));
  expect(roomBytes).toBeLessThanOrEqual(0);
  expect(written()).toHaveLength(length);
  for (const id of ['one', 'two']) first.remove(id);
  roomBytes = Number.POSITIVE_INFINITY;
  await first.add(delivery('last'));
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['last of first']);
});

test('what could not be cut off again is counted: nothing that was written after it is cut off later', async () => {
  const first = journalOf('first');
  await first.add(delivery('slow'));
  [roomBytes, isUncut] = [100, true];
  await first.add(delivery('one'));
  [roomBytes, isUncut] = [Number.POSITIVE_INFINITY, false];
  await first.add(delivery('two'));
  roomBytes = 50;
  await first.add(delivery('three'));
  expect(roomBytes).toBeLessThanOrEqual(0);
  gone.add('first');
  expect((await handed(journalOf('second'))).toSorted()).toEqual(['one of first', 'slow of first', 'two of first']);
});

test('a journal that was closed on a full disk is not begun anew a moment later', async () => {
  const first = journalOf('first');
  await first.add(delivery('one'));
  roomBytes = 0;
  await first.add(delivery('two'));
  await first.close();
  expect(later).toEqual([]);
});

test('what was written in part and could not be cut off is not handed over when it is done', async () => {
  const first = journalOf('first');
  await first.add(delivery('slow'));
  // The line with two of them, and not that which says that another one is done.
  [roomBytes, isUncut] = [430, true];
  first.remove('slow');
  await Promise.all(['one', 'two'].map((id) => first.add(delivery(id))));
  for (const id of ['one', 'two']) first.remove(id);
  [roomBytes, isUncut] = [Number.POSITIVE_INFINITY, false];
  await first.add(delivery('last'));
  gone.add('first');
  expect(await handed(journalOf('second'))).toEqual(['last of first']);
});

test('a file that cannot be emptied is deleted all the same', async () => {
  const first = journalOf('first');
  await first.add(delivery('one'));
  isUncut = true;
  first.remove('one');
  await first.close();
  expect([files(), said]).toEqual([[], []]);
});

test.each([
  ['full', 500],
  ['not needed any more', 8_000],
])(
  'what is done in a file that is %s and can neither be emptied nor deleted is not handed over',
  async (_why, mostBytes) => {
    const first = journalOf('first', mostBytes);
    const ids = ['one', 'two', 'three', 'four'];
    await first.add(delivery('one'));
    const path = join(folder, 'first.0');
    const kept = join(root, 'kept');
    linkSync(path, kept);
    isUncut = true;
    for (const id of ids.slice(1)) await first.add(delivery(id));
    for (const id of ids) first.remove(id);
    await first.close();
    renameSync(kept, path);
    gone.add('first');
    expect(await handed(journalOf('second'))).toEqual([]);
  },
);
