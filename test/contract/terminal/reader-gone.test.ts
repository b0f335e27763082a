import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';

const ROOT = new URL('../../..', import.meta.url).pathname;

test.each([['doctor'], ['audit', '--help'], ['backup', '--help'], ['keys', '--help'], ['erase', '--help']])(
  '`%s` whose reader went away ends without a stack trace',
  async (program, ...words) => {
    const { PATH = '' } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', `src/${program}.ts`, ...words], {
      cwd: ROOT,
      env: { PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += String(chunk);
    });
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([2, null]);
    expect(complaint).toBe('');
  },
);
