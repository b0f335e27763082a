import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { runKeys } from '../../../src/keys/run.ts';
import { loginSeal } from '../../../src/storage/logins/login-seal.ts';
import { loginVault } from '../../../src/storage/logins/login-vault.ts';
import { noon } from '../../support/builders.ts';
import { openTwiceOnSqlite, redisForThisFile, silentLog } from '../stores/two-handles.ts';

const { openTwice } = redisForThisFile();
const [before, after] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const base64 = (key: Buffer) => key.toString('base64');

async function run(words: readonly string[], environment: Readonly<Record<string, string>>) {
  let said = '';
  const tell = (text: string) => {
    said += text;
  };
  const around = { environment, clock: { now: () => noon }, log: silentLog, randomBytes, stdout: tell, stderr: tell };
  return { code: await runKeys(words, around), said };
}

test.each([
  { name: 'SQLite', open: openTwiceOnSqlite, variable: 'DATA_DIR' },
  { name: 'Redis', open: openTwice, variable: 'REDIS_URL' },
])(
  'npm run keys -- rotate says what it did on $name, and refuses when a login opens with neither key',
  async ({ open, variable }) => {
    const { first, where, close } = await open({ now: () => noon });
    const seal = loginSeal({ keys: { current: before }, randomBytes });
    await loginVault({ keyValues: first.keyValues, seal, randomBytes }).seal({ username: 'ada', password: 'hunter2' });
    const keys = { [variable]: where, ENCRYPTION_KEY: base64(after) };
    const alone = await run(['rotate'], keys);
    expect(alone).toEqual({ code: 1, said: expect.stringMatching(/Nothing was changed: 1 login open.*one of a form/) });
    const rotated = await run(['rotate'], { ...keys, ENCRYPTION_KEY_PREVIOUS: base64(before) });
    expect(rotated).toEqual({
      code: 0,
      said: expect.stringContaining('1 login: 0 kept by name, 0 of orders that wait, 1 of forms. Sealed anew: 1.'),
    });
    expect(await run(['rotate'], keys)).toEqual({ code: 0, said: expect.stringContaining('Sealed anew: 0.') });
    await close();
  },
);

test.each<{ words: string[]; environment: Record<string, string>; said: RegExp; code: number }>`
  words                         | environment                                                       | said                             | code
  ${[]}                         | ${{}}                                                             | ${/name what to do: rotate/}     | ${2}
  ${['turn']}                   | ${{}}                                                             | ${/“turn” is not expected here/} | ${2}
  ${['rotate', '--all']}        | ${{}}                                                             | ${/--all/}                       | ${2}
  ${['rotate']}                 | ${{ ENCRYPTION_KEY: 'short' }}                                    | ${/ENCRYPTION_KEY is wrong/}     | ${2}
  ${['rotate']}                 | ${{ ENCRYPTION_KEY: base64(after), DATA_DIR: '/nowhere/at-all' }} | ${/could not be rotated/}        | ${2}
  ${['rotate', '--team', 'me']} | ${{ ENCRYPTION_KEY: base64(after) }}                              | ${/not a team id/}               | ${2}
  ${['--help']}                 | ${{}}                                                             | ${/npm run keys -- rotate/}      | ${0}
`('with $words and $environment it says why it cannot run', async ({ words, environment, said, code }) => {
  const answer = await run(words, environment);
  expect(answer).toEqual({ code, said: expect.stringMatching(said) });
  expect(answer.said).not.toContain('short');
});
