import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startProblemOf } from '../../../src/lifecycle/start-problem.ts';
import { makeForOwner } from '../../../src/storage/sqlite/files/store-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function thrownBy(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return null;
}

test('a DATA_DIR that is a pipe, or in a folder that holds no files, is a person’s to fix, and found out at once', () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  for (const dataDir of [join(folder, 'pipe'), join(folder, 'pipe/data'), '/proc/no-such-folder/data']) {
    const error = thrownBy(() => makeForOwner(dataDir));
    expect(startProblemOf(error, 'sqlite')?.message).toMatch(
      /^(DATA_DIR cannot be written|Nothing can be kept in DATA_DIR: .*)\. Name a folder/,
    );
  }
});

test.each(['link', 'link/store'])('a DATA_DIR behind a link that leads nowhere is a person’s to fix: %s', (dataDir) => {
  symlinkSync(join(folder, 'gone'), join(folder, 'link'));
  const error = thrownBy(() => makeForOwner(join(folder, dataDir)));
  expect(startProblemOf(error, 'sqlite')?.message).toMatch(/^DATA_DIR cannot be written\. Name a folder/);
});
