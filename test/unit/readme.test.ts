import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { VARIABLES } from '../../src/config.ts';
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

test('the README stays a door, not a manual', () => {
  expect(readme.split('\n').length).toBeLessThan(200);
});
