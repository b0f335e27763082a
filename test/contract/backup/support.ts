import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBackup } from '../../../src/backup/run.ts';
import type { Config } from '../../../src/config.ts';
import { openSource } from '../../../src/storage/content/open-content.ts';
import type { StoreRecord } from '../../../src/storage/content/record.ts';
import { loginSeal } from '../../../src/storage/logins/login-seal.ts';
import { loginVault } from '../../../src/storage/logins/login-vault.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { canonicalJson } from '../../../src/values/canonical-json.ts';
import { amir, noon } from '../../support/builders.ts';
import { aFinding, aHead, aKnownName, aKnownOrder } from '../../support/watch.ts';
import { after, changeBy, declinedBy, inserted, LEASE_MS, referenceOf } from '../stores/order-store-support.ts';
import { silentLog } from '../stores/two-handles.ts';

/** A folder of its own for one test. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'backup-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Where a store is, as the environment says it. */
export const environmentOf = (store: Config['store']): Record<string, string> =>
  store.kind === 'redis' ? { REDIS_URL: store.url } : { DATA_DIR: store.dataDir };

/** Runs the program with some words. */
export async function run(words: readonly string[], environment: Readonly<Record<string, string>>, folder: string) {
  let [stdout, stderr] = ['', ''];
  const code = await runBackup(words, {
    environment,
    clock: { now: () => noon },
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
}

/** Redis sweeps by its own clock, which is the real one. */
export const TEN_YEARS_MS = 10 * 365 * 24 * 60 * 60_000;
export const PASSWORD = 'hunter2-not-in-the-file';

/** Puts something of everything into a store: orders that wait, that are worked on and that ended, and what stands beside them. */
export async function fill({ orders, keyValues, shortLived, watch }: Stores): Promise<void> {
  for (const number of [1, 2, 3]) await inserted(orders, number, { requestedAt: after(-number) });
  const third = await orders.get(referenceOf(3));
  if (third) await orders.replace(third.version, changeBy(third, declinedBy(amir, 'Zu teuer\u2028 “wirklich”')));
  await orders.claimDue(after(1), LEASE_MS, 1, 'token');
  const seal = loginSeal({ keys: { current: Buffer.alloc(32, 1) }, randomBytes });
  await loginVault({ keyValues, seal, randomBytes }).seal({ username: 'ada', password: PASSWORD });
  await keyValues.set('setting', 'kept', null);
  await shortLived.set('draft:1', '{"typed":"äöü"}', TEN_YEARS_MS);
  await watch.write(0, { head: aHead(), orders: [aKnownOrder()], names: [aKnownName()], findings: [aFinding()] });
}

/** Everything that a store keeps, sorted, without what a restore adds. */
export async function contentOf(store: Config['store']): Promise<string[]> {
  const source = await openSource({ store, teamId: null, log: silentLog });
  const records: StoreRecord[] = [];
  for await (const record of source.records()) records.push(record);
  await source.close();
  return records
    .filter((record) => record.kind !== 'value' || !ADDED.includes(record.key))
    .map((record) => canonicalJson(withoutPlaces(record)))
    .sort();
}

const ADDED = ['paused', 'store-suspicion', 'durability-check'];

/** Redis does not say the state of an order beside the order itself. */
const withoutPlaces = (record: StoreRecord): StoreRecord =>
  record.kind === 'order' && record.row ? { ...record, row: { ...record.row, state: null } } : record;
