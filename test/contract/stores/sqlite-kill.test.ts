import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { Reference } from '../../../src/values/ids.ts';
import { noon } from '../../support/builders.ts';
import { insertionOf, known } from './order-store-support.ts';

const KILLED_AFTER_ORDERS = 40;
const writer = join(import.meta.dirname, 'sqlite-kill-writer.ts');

/** Lets a process of its own write orders, kills it in the midst, and answers what it said was written. */
async function killedWriter(folder: string): Promise<Reference[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const acknowledged: Reference[] = [];
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(Reference.parse(line));
    if (acknowledged.length === KILLED_AFTER_ORDERS) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

test('a process killed while it writes loses no acknowledged order and leaves no half one; the store works on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-kill-'));
  const acknowledged = await killedWriter(folder);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER_ORDERS);

  const { orders, close } = openSqliteStores(folder, { now: () => noon });
  const kept = (await orders.list({ limit: 1_000_000 }, null)).orders.map(({ facts }) => facts.reference);
  expect(kept).toEqual(expect.arrayContaining(acknowledged));
  for (const reference of kept) {
    const { head, order } = await known(orders, reference);
    const history = await orders.history(reference);
    expect(history.map(({ hash }) => hash)).toEqual([head.hash]);
    expect([...(await orders.claimed(order.claims)).values()]).toEqual([reference]);
  }
  const { order, effects, entry } = insertionOf(0);
  expect(await orders.insert(order, effects, entry)).toEqual({ ok: true });
  expect(await orders.durabilityProblem()).toBeNull();
  await close();
  rmSync(folder, { recursive: true, force: true });
});
