import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { addMinutes } from 'date-fns';
import { runAudit } from '../../../src/audit/run.ts';
import { noon } from '../../support/builders.ts';
import { cardFor, type Person, person, referenceOf } from '../../support/person.ts';
import { requestOrder } from '../../support/request-order.ts';
import { describeOnBothStores } from '../../support/stores.ts';
import type { World } from '../../support/world.ts';
import { silentLog } from '../stores/two-handles.ts';
import { type Tampering, tamperingWith, type Undo } from './tampering.ts';

const OTHER_SECRETS = { SLACK_BOT_TOKEN: undefined, ENCRYPTION_KEY: undefined, SCALEDMAIL_API_KEY: undefined };

describeOnBothStores('npm run audit', (open) => {
  let world: World;
  let rita: Person;
  let amir: Person;
  let reference: string;
  let tampering: Tampering;
  let folder: string;

  beforeEach(async () => {
    world = await open();
    rita = person(world, 'U0RITA');
    amir = person(world, 'U0AMIR');
    await requestOrder(world);
    reference = referenceOf(cardFor(amir));
    tampering = tamperingWith(world);
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
  });
  afterEach(async () => {
    await tampering.close();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the command beside the running bot, with the two variables that it needs. */
  const run = async (line: string) => {
    let [stdout, stderr] = ['', ''];
    const code = await runAudit(line.split(' '), {
      environment: { ...world.environment, ...OTHER_SECRETS },
      clock: { now: () => addMinutes(noon, 5) },
      log: silentLog,
      stdout: async (text) => {
        stdout += text;
      },
      stderr: async (text) => {
        stderr += text;
      },
      folder,
    });
    return { code, stdout, stderr };
  };

  test('verify finds nothing in what the bot keeps, changes nothing, and lets it go on', async () => {
    expect(await run('verify')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^1 order with \d+ entries of history: no violation\.\n$/),
      stderr: '',
    });
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(60_000);
    const before = await tampering.everything();
    expect(await run('verify')).toMatchObject({ code: 0 });
    expect(await tampering.everything()).toBe(before);
    await rita.type(`/scaledmail status ${reference}`);
    expect(rita.privateAnswers().at(-1)).toContain('Placed');
  });

  test('verify tells everything that was spoiled behind the bot’s back, one line each', async () => {
    const spoilings: [() => Promise<Undo>, RegExp][] = [
      [
        () => tampering.changeOrder(reference, (text) => text.replace(/"monthCents":\d+/, '"monthCents":1')),
        /fingerprint/,
      ],
      [
        () =>
          tampering.changeOrder(reference, (text) => text.replace('"state":"awaiting_approval"', '"state":"bought"')),
        /cannot be read: .*broken at order\.state/,
      ],
      [() => tampering.changeOrder(reference, () => 'nonsense'), /cannot be read/],
      [
        () => tampering.changeEntry(reference, 1, (text) => text.replace('U0RITA', 'U0EVE')),
        /is broken from entry 1 on/,
      ],
      [() => tampering.changeEntry(reference, 1, () => '{}'), /Entry 1 of its history cannot be read/],
      [() => tampering.loseOrder(reference), /order itself is missing/],
      [() => tampering.forgetToClaim(reference), /worker’s index/],
      [() => tampering.unlist(reference), /missing in the lists/],
      [() => tampering.free('gonorthwind.com'), /1 of its claims are not held/],
      [
        () => tampering.reserve('strange.com', reference),
        /These claims are held for it, but are not its own: owns name:strange\.com/,
      ],
    ];
    for (const [spoil, sentence] of spoilings) {
      const undo = await spoil();
      const { code, stdout } = await run('verify');
      expect([code, stdout]).toEqual([1, expect.stringMatching(sentence)]);
      const lines = stdout.trimEnd().split('\n');
      expect(lines.slice(0, -1).filter((line) => !line.startsWith(`${reference}: `))).toEqual([]);
      expect(lines.at(-1)).toMatch(/\d+ violations? in 1 order\.$/);
      await undo();
      expect(await run('verify')).toMatchObject({ code: 0 });
    }
  });

  test('export writes every order and entry into files for the operator alone, and overwrites none', async () => {
    await amir.press(cardFor(amir), 'approve_order');
    const { code, stderr } = await run('export --out all');
    expect([code, stderr]).toEqual([0, expect.stringContaining(join(folder, 'all', 'orders.csv'))]);
    expect(readdirSync(join(folder, 'all'))).toEqual(['orders.csv', 'orders.json']);
    const [csv, json] = ['orders.csv', 'orders.json'].map((name) => {
      expect(statSync(join(folder, 'all', name)).mode & 0o777).toBe(0o600);
      return readFileSync(join(folder, 'all', name), 'utf8');
    });
    const { orders, count } = JSON.parse(json ?? '');
    expect([count, orders[0].reference, orders[0].state, orders[0].total]).toEqual([
      1,
      reference,
      'placed',
      { usd: '21.00', cents: 2_100 },
    ]);
    const rows: Record<string, string>[] = parse(csv ?? '', { columns: true });
    expect(rows).toHaveLength(1 + orders[0].history.length);
    expect(rows.find(({ event }) => event === 'approved')?.actor).toBe('U0AMIR');
    expect(await run('export --out all')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/orders\.csv is there already/),
    });
    expect(readFileSync(join(folder, 'all', 'orders.csv'), 'utf8')).toBe(csv);
  });

  test('export takes one format to one file or to standard output, and broken rows do not stop it', async () => {
    const whole = await run('export --format csv --out -');
    await run('export --format csv --out one.csv');
    expect(readFileSync(join(folder, 'one.csv'), 'utf8')).toBe(whole.stdout);
    const undo = await tampering.changeOrder(reference, () => 'nonsense');
    const broken = await run('export --format json --out -');
    expect(JSON.parse(broken.stdout).orders[0]).toMatchObject({ reference, state: 'unreadable', order: null });
    expect([broken.code, broken.stderr]).toEqual([0, expect.stringContaining('1 order with violations')]);
    await undo();
    writeFileSync(join(folder, 'taken'), 'mine');
    expect(await run('export --format json --out taken')).toMatchObject({ code: 2 });
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).toSorted()).toEqual(['one.csv', 'taken']);
  });
});
