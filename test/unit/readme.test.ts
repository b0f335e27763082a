import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { VARIABLES } from '../../src/variables.ts';
import { SUBCOMMANDS } from '../../views/ids.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the README has every variable, as the configuration defines it', () => {
  const rows = Object.entries(VARIABLES).map(([name, { meaning }]) => `| \`${name}\` | ${meaning} |`);
  const table = /<!-- configuration:.*-->\n([\s\S]*?)<!-- \/configuration -->/.exec(readme)?.[1]?.trim().split('\n');
  expect(table?.slice(2)).toEqual(rows);
});

test('the README tells every subcommand', () => {
  for (const name of SUBCOMMANDS) expect(readme).toContain(`/scaledmail ${name}`);
});

describe('the commands that start the bot', () => {
  const commands = /\*\*Start it:\*\*\n\n```\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const makeKey = commands.split('\n').find((line) => line.includes('openssl')) ?? '';

  test('make no new key at each start', () => {
    expect(commands).toContain('npm start');
    expect(commands).not.toMatch(/\$\(openssl/);
  });

  test('make the key once, for its owner alone, as the configuration wants it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    const file = join(folder, 'encryption.key');
    const keys = [1, 2].map(() => {
      execFileSync('sh', ['-c', makeKey], { cwd: folder });
      return readFileSync(file, 'utf8');
    });
    expect(keys[1]).toBe(keys[0]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const read = readConfig({ ENCRYPTION_KEY: keys[0] });
    expect(read.ok ? [] : read.problems.map(({ variable }) => variable)).not.toContain('ENCRYPTION_KEY');
    rmSync(folder, { recursive: true });
  });
});

test('the README stays a door, not a manual: what is written by hand is short', () => {
  const byHand = readme.replaceAll(/<!-- (configuration|layers):[\s\S]*?<!-- \/\1 -->/g, '');
  expect(byHand.split('\n').length).toBeLessThan(150);
});
