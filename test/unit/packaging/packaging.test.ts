import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { environmentExample } from '../../../packaging/environment-example.ts';
import { licences } from '../../../packaging/ship.ts';
import { readConfig } from '../../../src/config.ts';
import { VARIABLES } from '../../../src/variables.ts';

const ROOT = join(import.meta.dirname, '../../..');
const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('.env.example', () => {
  test('is what `npx tsx packaging/environment-example.ts` makes', () => {
    expect(text('.env.example')).toBe(environmentExample());
  });

  test('has a line for every variable, and no value', () => {
    const lines = environmentExample().split('\n');
    for (const name of Object.keys(VARIABLES)) {
      expect(lines.filter((line) => [`${name}=`, `# ${name}=`].includes(line))).toHaveLength(1);
    }
  });

  test('as it is copied, the bot asks for what is needed and nothing else', () => {
    const given = environmentExample()
      .split('\n')
      .filter((line) => /^[A-Z_]+=/.test(line));
    const read = readConfig(Object.fromEntries(given.map((line) => line.split('=', 2))));
    const missing = read.ok ? [] : read.problems.map(({ variable }) => variable);
    expect(missing.toSorted()).toEqual([
      ...[
        'APPROVAL_CHANNEL',
        'APPROVERS',
        'ENCRYPTION_KEY',
        'SCALEDMAIL_API_KEY',
        'SLACK_BOT_TOKEN',
        'SLACK_SIGNING_SECRET',
      ],
    ]);
  });
});

const Service = z.object({
  stop_grace_period: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
});
const compose = z.object({ services: z.object({ bot: Service, redis: Service }) }).parse(parse(text('compose.yml')));

describe('compose.yml', () => {
  test('gives a paid call its minute when it stops', () => {
    expect(compose.services.bot.stop_grace_period).toBe('90s');
  });

  test('starts a Redis on which orders are placed: it syncs every write and evicts nothing', () => {
    expect(compose.services.redis.command?.join(' ')).toBe(
      'redis-server --appendonly yes --appendfsync always --maxmemory-policy noeviction',
    );
    expect(compose.services.bot.environment).toEqual({ REDIS_URL: 'redis://redis:6379' });
  });

  test('opens its port to this machine alone', () => {
    expect(compose.services.bot.ports).toEqual(['127.0.0.1:3000:3000']);
  });
});

test('the systemd unit waits for a paid call, and does not start again what only a person can fix', () => {
  const unit = text('packaging/scaledmail-for-slack.service').split('\n');
  expect(unit).toEqual(expect.arrayContaining(['TimeoutStopSec=90', 'RestartPreventExitStatus=78', 'UMask=0077']));
});

test('the licences stand by name, each package once, with the text that it brings or the name that it gives', () => {
  const one = { name: 'b', version: '1.0.0', licence: 'MIT', licenceText: 'Be free.', folder: '', needs: [] };
  const other = { ...one, name: 'a', licence: 'ISC', licenceText: null };
  const parts = licences([one, other, one])
    .split(`${'-'.repeat(80)}\n`)
    .slice(1);
  expect(parts).toEqual(['a 1.0.0 (ISC)\n\nISC\n\n', 'b 1.0.0 (MIT)\n\nBe free.\n']);
});
