import { execFileSync } from 'node:child_process';
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
    expect(compose.services.bot.environment).toMatchObject({ REDIS_URL: 'redis://redis:6379' });
  });

  /** What compose makes of a text with variables, which it reads from .env. */
  const filledIn = (given: string, variables: Readonly<Record<string, string>>) =>
    given.replaceAll(/\$\{(\w+):-(\w+)\}/g, (_whole, name: string, otherwise: string) => variables[name] || otherwise);

  test.each([
    [{}, ['3000:3000', '3001:3001']],
    [{ PORT: '8080', HEALTH_PORT: '9090' }, ['8080:8080', '9090:9090']],
  ])('with %j it opens the ports that the bot listens on, to this machine alone', (variables, ports) => {
    const { ports: given = [], environment } = compose.services.bot;
    expect(given.map((each) => filledIn(each, variables))).toEqual(ports.map((each) => `127.0.0.1:${each}`));
    expect(`${filledIn(environment?.HEALTH_PORT ?? '', variables)}:`).toBe(ports[1]?.replace(/\d+$/, ''));
  });
});

describe('the health check of the image', () => {
  const command = /^HEALTHCHECK .*? CMD (.*)$/m.exec(text('Dockerfile'))?.[1] ?? '';

  test.each([
    [{}, 'http://127.0.0.1:3000/healthz'],
    [{ PORT: '8080' }, 'http://127.0.0.1:8080/healthz'],
    [{ PORT: '8080', HEALTH_PORT: '9090' }, 'http://127.0.0.1:9090/healthz'],
    [{ HEALTH_PORT: '9090', HEALTH_HOST: '0.0.0.0' }, 'http://127.0.0.1:9090/healthz'],
    [{ HEALTH_PORT: '9090', HEALTH_HOST: '::' }, 'http://127.0.0.1:9090/healthz'],
    [{ HEALTH_PORT: '9090', HEALTH_HOST: '10.0.0.7' }, 'http://10.0.0.7:9090/healthz'],
    [{ HEALTH_PORT: '9090', HEALTH_HOST: 'fd00::7' }, 'http://[fd00::7]:9090/healthz'],
  ])('with %j asks where the bot listens', (environment, url) => {
    const told = 'wget() { echo "$4"; }; ';
    const asked = execFileSync('sh', ['-c', told + command], { env: { ...environment }, encoding: 'utf8' });
    expect(asked.trim()).toBe(url);
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
