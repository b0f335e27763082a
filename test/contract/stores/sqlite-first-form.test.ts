import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { noon } from '../../support/builders.ts';
import { seedSqlite } from '../../support/rows/first-form.ts';
import { firstFormContract } from './first-form.contract.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

firstFormContract('SQLite', async (order, isOldest = false) => {
  const folder = mkdtempSync(join(tmpdir(), 'first-form-'));
  seedSqlite(folder, order, isOldest ? 1 : 2);
  const { orders, close } = openSqliteStores(folder, { now: () => noon });
  closers.push(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  return orders;
});
