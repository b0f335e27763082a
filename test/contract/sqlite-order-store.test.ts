import { noon } from '../support/builders.ts';
import { orderStoreContract } from './order-store.contract.ts';
import { openTwiceOnSqlite } from './two-handles.ts';

orderStoreContract('SQLite', async () => {
  const { first, second, close } = await openTwiceOnSqlite({ now: () => noon });
  return { orders: first.orders, second: second.orders, close };
});
