import { randomBytes } from 'node:crypto';
import type { CheckResult } from '../../src/doctor/check.ts';
import { examine } from '../../src/doctor/examine.ts';
import { exitCodeOf, reportLine, secretsOf } from '../../src/doctor/report.ts';
import { createLog } from '../../src/log.ts';
import { cardFor, person, referenceOf } from './person.ts';
import type { World } from './world.ts';

/** Variables that differ from the world's; undefined leaves one out. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** What the doctor found. */
export interface Found {
  readonly results: readonly CheckResult[];
  /** The lines as they were told while it went on. */
  readonly told: readonly CheckResult[];
  /** What stands on the terminal. */
  readonly text: string;
  readonly exitCode: 0 | 1;
  line(name: string): CheckResult | undefined;
  /** Names of the lines that have to be fixed. */
  readonly problems: readonly string[];
  /** Names of the lines that wait for others. */
  readonly unchecked: readonly string[];
}

export interface RunOptions {
  /** How far our clock is ahead. */
  readonly skewMs?: number;
  /** When it gives up; never, unless given. */
  readonly deadline?: Promise<unknown>;
}

/** Runs the doctor in this process with the environment of the world's bot. */
export async function runDoctor(world: World, changes: Changes = {}, options: RunOptions = {}): Promise<Found> {
  const { skewMs = 0, deadline = new Promise(() => {}) } = options;
  const environment = { ...world.environment, ...changes };
  const told: CheckResult[] = [];
  const results = await examine({
    environment,
    nodeVersion: process.version,
    clock: { now: () => new Date(Date.now() + skewMs) },
    log: createLog('silent'),
    fetch,
    sleep: async () => {},
    randomBytes,
    deadline,
    tell: (result) => told.push(result),
  });
  const names = (wanted: (result: CheckResult) => boolean) => results.filter(wanted).map(({ name }) => name);
  return {
    results,
    told,
    text: results.map((result) => reportLine(result, secretsOf(environment))).join(''),
    exitCode: exitCodeOf(results),
    line: (name) => results.find((result) => result.name === name),
    problems: names(({ ok, fix }) => !ok && fix !== null),
    unchecked: names(({ detail }) => detail.startsWith('not checked: needs ')),
  };
}

export const HOSTING_PASSWORD = 'hunter2-correct-horse';

/** Rita sends an order with a hosting login for approval; answers its reference. */
export async function requestOrderWithLogin(world: World): Promise<string> {
  const rita = person(world, 'U0RITA');
  await rita.type('/scaledmail order');
  await rita.submit({
    label: 'Acme',
    workspace: { select: 'recNorthwind0001' },
    source: { choice: 'other' },
    providers: { choices: ['smtp'] },
  });
  await rita.submit({ default_name: 'Ada Park', domains_smtp: 'acme-outreach.com' });
  await rita.submit({
    hosting_provider: 'Namecheap',
    hosting_username: 'acme-login',
    hosting_password: HOSTING_PASSWORD,
  });
  await rita.submit();
  return referenceOf(cardFor(person(world, 'U0AMIR')));
}
