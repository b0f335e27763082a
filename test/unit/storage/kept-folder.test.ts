import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type FileSystem,
  fileSystemOf,
  isOnlyForATrial,
  type MachinePaths,
  whyNothingIsKept,
} from '../../../src/storage/kept-folder.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'scaledmail-kept-')));
  for (const name of ['memory', 'disk', 'tmp']) mkdirSync(join(root, name));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A machine on which everything below two of its folders is in memory, of which one is for what is temporary. */
const machine = (type: FileSystem = 'memory'): MachinePaths => ({
  fileSystemOf: (path) => (/\/(?:memory|tmp)(?:\/|$)/.test(path.slice(root.length)) ? type : 'other'),
  temporary: join(root, 'tmp'),
});
const why = (folder: string, type?: FileSystem) => whyNothingIsKept(join(root, folder), machine(type));

test('nothing is kept in memory, wherever it is mounted, and whether the folder is there already', () => {
  const said = `nothing can be kept in ${root}/memory: it is made anew each time that the machine starts`;
  expect([why('memory'), why('memory/data/of/bot')]).toEqual([said, said]);
  symlinkSync(join(root, 'memory'), join(root, 'disk/link'));
  expect(why('disk/link/data')).toMatch(/^nothing can be kept in .*\/disk\/link: it is made anew/);
  expect(why('memory', 'kernel')).toMatch(/it shows what the kernel knows/);
});

test('a disk keeps it, and so does the temporary folder of the machine for a trial, in memory too', () => {
  expect([why('disk'), why('disk/data'), why('tmp'), why('tmp/demo/data')]).toEqual([null, null, null, null]);
});

test('only the temporary folder in memory is for trials alone', () => {
  const isForATrial = (folder: string, type?: FileSystem) => isOnlyForATrial(join(root, folder), machine(type));
  expect([isForATrial('tmp'), isForATrial('tmp/demo/data')]).toEqual([true, true]);
  expect([isForATrial('disk/data'), isForATrial('memory'), isForATrial('tmp', 'other')]).toEqual([false, false, false]);
});

const onLinux = process.platform === 'linux' ? describe : describe.skip;
onLinux('what Linux says', () => {
  test('of what the kernel shows, and of this folder', () => {
    expect([fileSystemOf('/proc'), fileSystemOf(process.cwd())]).toEqual([
      'kernel',
      expect.not.stringMatching('kernel'),
    ]);
  });

  test('nothing, of what it cannot tell: that keeps nobody from starting', () => {
    expect(fileSystemOf(join(root, 'gone meanwhile'))).toBe('other');
  });

  const withMemory = existsSync('/dev/shm') ? test : test.skip;
  withMemory('of memory', () => {
    expect(fileSystemOf('/dev/shm')).toBe('memory');
    const here: MachinePaths = { fileSystemOf: () => fileSystemOf('/dev/shm'), temporary: '/tmp' };
    expect(whyNothingIsKept('/', here)).toMatch(/made anew/);
    expect(whyNothingIsKept('/dev/shm/data')).toMatch(/made anew/);
  });
});
