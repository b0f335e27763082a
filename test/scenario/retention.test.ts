import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import Database from 'libsql';
import { runAudit } from '../../src/audit/run.ts';
import { runBackup } from '../../src/backup/run.ts';
import { openStores } from '../../src/storage/open-stores.ts';
import { Reference } from '../../src/values/ids.ts';
import { insertionOf } from '../contract/stores/order-store-support.ts';
import { silentLog } from '../contract/stores/two-handles.ts';
import { noon, team } from '../support/builders.ts';
import { APPROVALS, buttonsOf, cardFor, type Person, person, referenceOf, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LOOK_MS = 15 * MINUTE_MS;
/** Bea, who is in the approvers' group, is a colleague without a say here. */
const KEEP = { KEEP_ENDED_ORDERS_DAYS: '90', APPROVERS: 'U0AMIR' };

describeOnBothStores('Orders that ended long ago', (open) => {
  let world: CopyableWorld;
  let amir: Person;
  let rita: Person;
  afterEach(() => world.stop());

  async function begin(environment: Record<string, string> = KEEP): Promise<void> {
    world = await open(environment, { watchesAccount: true });
    amir = person(world, 'U0AMIR');
    rita = person(world, 'U0RITA');
    await requestOrder(world);
  }
  const folder = () => join(world.environment.DATA_DIR ?? '', 'archive');
  const files = () => (existsSync(folder()) ? readdirSync(folder()) : []);
  const status = async (who: Person, reference: string) => {
    await who.type(`/scaledmail status ${reference}`);
    return who.privateAnswers().at(-1) ?? '';
  };
  const alarms = () =>
    amir
      .messages(APPROVALS)
      .filter((message) => buttonsOf(message).includes('look_at_finding'))
      .filter((message) => !textOf(message.blocks).includes('stood at ScaledMail before'));

  async function decline(): Promise<string> {
    const card = cardFor(amir);
    await amir.press(card, 'decline_order');
    await amir.submit({ reason: 'Too dear' });
    return referenceOf(card);
  }

  /** An order that was paid, and ended at ScaledMail. */
  async function endPaid(): Promise<{ reference: string; id: string }> {
    const reference = referenceOf(cardFor(amir));
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(MINUTE_MS);
    const made = world.vendor.state().orders.at(-1);
    if (!made) throw new Error('Nothing was placed');
    await world.advance(10 * DAY_MS);
    await fetch(`${world.vendor.apiUrl}/orders/${made.id}?organization_id=${made.workspaceId}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer test-vendor-key' },
    });
    for (let looks = 0; looks < 3; looks += 1) await world.advance(DAY_MS);
    expect(await status(rita, reference)).toMatch(/[Cc]ancelled/);
    return { reference, id: made.id };
  }

  /** Deletes what the account watch knows of a vendor order, as if it had never been listed before. */
  async function forgetInWatch(id: string): Promise<void> {
    const { REDIS_URL: url, DATA_DIR = '' } = world.environment;
    if (url === undefined) {
      const database = new Database(join(DATA_DIR, 'scaledmail.db'), { timeout: 5_000 });
      expect(database.prepare("DELETE FROM watch WHERE kind = 'order' AND id = ?").run(id).changes).toBe(1);
      database.close();
    } else {
      const redis = new Redis(url);
      expect(await redis.hdel(`scaledmail:{${team}}:watch:order`, id)).toBe(1);
      await redis.quit();
    }
  }

  const audit = async () => {
    let said = '';
    const write = async (text: string) => {
      said += text;
    };
    const around = { clock: { now: () => noon }, log: silentLog, stdout: write, stderr: write, folder: folder() };
    await runAudit(['verify'], { environment: world.environment, ...around });
    for (const file of files()) await runBackup(['check', file], { environment: world.environment, ...around });
    return said;
  };

  test('stay for ever, unless the setting says otherwise', async () => {
    await begin({});
    const reference = await decline();
    await world.advance(1_000 * DAY_MS);
    expect(files()).toEqual([]);
    expect(await status(rita, reference)).toContain('Too dear');
  });

  test('go into a file of the operator’s alone once their time is over, and status says where they are', async () => {
    await begin();
    const reference = await decline();
    await world.advance(80 * DAY_MS);
    expect(files()).toEqual([]);
    expect(await status(rita, reference)).toContain('Too dear');
    await world.advance(11 * DAY_MS);
    expect(files()).toEqual([expect.stringMatching(/^orders-2027\d{4}T\d{6}Z-1\.jsonl\.gz$/)]);
    expect(statSync(join(folder(), files()[0] ?? '')).mode & 0o777).toBe(0o600);
    for (const who of [rita, amir]) {
      const said = await status(who, reference);
      expect(said).toContain('It was archived');
      expect(said).toContain(files()[0]);
      expect(said).toMatch(/Requested by <@U0RITA> .*, declined /);
      expect(said).not.toContain('Too dear');
    }
    expect(await status(person(world, 'U0BEA'), reference)).toMatch(/no order with that reference/);
    await rita.type('/scaledmail orders');
    expect(rita.privateAnswers().at(-1)).not.toContain(reference);
    expect(await audit()).toMatch(
      /^0 orders with 0 entries of history, and what is left of 1 archived order: no violation\.\n.*an archive of .*, whole\. 1 order with \d+ entries of history; audit: no violation\.\n$/,
    );
  });

  test('leave a stub that explains to the account watch what they made; a reference is never given again', async () => {
    await begin();
    const { reference, id } = await endPaid();
    const before = alarms().length;
    await world.advance(95 * DAY_MS);
    expect(await status(rita, reference)).toContain('It was archived');
    expect(await status(rita, reference)).toContain(id);
    await forgetInWatch(id);
    for (let looks = 0; looks < 5; looks += 1) await world.advance(LOOK_MS);
    expect(alarms()).toHaveLength(before);

    const { REDIS_URL: url, DATA_DIR: dataDir = '' } = world.environment;
    const store = url
      ? { kind: 'redis' as const, url, operatorSaysDurable: false }
      : { kind: 'sqlite' as const, dataDir };
    const stores = await openStores({ store, teamId: team, clock: { now: () => noon }, log: silentLog });
    const { order, effects, entry } = insertionOf(1, { reference });
    expect(await stores.orders.insert(order, effects, entry)).toEqual({ ok: false, refusal: 'reference_exists' });
    expect(await stores.archive.stub(Reference.parse(reference))).toMatchObject({
      state: 'cancelled',
      made: [{ vendorOrderId: id }],
    });
    await stores.close();
  });

  test('stay while they wait for somebody, run, or may have been made', async () => {
    await begin();
    const reference = referenceOf(cardFor(amir));
    await amir.press(cardFor(amir), 'approve_order');
    await world.advance(200 * DAY_MS);
    expect(files()).toEqual([]);
    expect(await status(rita, reference)).not.toContain('archived');
  });

  test('that ScaledMail refused go the same way, once its word was believed', async () => {
    await begin();
    const reference = referenceOf(cardFor(amir));
    world.vendor.arm([{ operationId: 'createCustomOrder', kind: 'refuse_before_creation', times: 1 }]);
    await amir.press(cardFor(amir), 'approve_order');
    for (let looks = 0; looks < 5; looks += 1) await world.advance(DAY_MS);
    expect(await status(rita, reference)).toMatch(/refused/i);
    await world.advance(84 * DAY_MS);
    expect(files()).toEqual([]);
    await world.advance(4 * DAY_MS);
    expect(await status(rita, reference)).toContain('It was archived');
    expect(await audit()).toMatch(/1 archived order: no violation\.\n.*whole\. 1 order .*audit: no violation\.\n$/);
  });

  test('stay when their file cannot be written, and nothing is lost', async () => {
    await begin();
    const reference = await decline();
    writeFileSync(folder(), 'in the way');
    await world.advance(89 * DAY_MS);
    await world.advance(2 * DAY_MS);
    expect(world.log()).toContain('could not be archived');
    expect(await status(rita, reference)).toContain('Too dear');
    rmSync(folder());
    await world.advance(2 * 60 * MINUTE_MS);
    expect(files()).toHaveLength(1);
    expect(await status(rita, reference)).toContain('It was archived');
  });
});
