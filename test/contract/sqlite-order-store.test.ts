import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStores } from '../../src/storage/open-stores.ts';
import { noon } from '../support/builders.ts';
import { orderStoreContract } from './order-store.contract.ts';

orderStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'order-store-'));
  const clock = { now: () => noon };
  const [first, second] = [openSqliteStores(folder, clock), openSqliteStores(folder, clock)];
  return {
    orders: first.orders,
    second: second.orders,
    close: async () => {
      await Promise.all([first.close(), second.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
