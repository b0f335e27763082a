import { noon } from '../support/builders.ts';
import { keyValueStoreContract } from './key-value-store.contract.ts';
import { reservationsContract } from './reservations.contract.ts';
import { openTwiceOnSqlite as openTwice } from './two-handles.ts';

keyValueStoreContract('SQLite', async (clock) => {
  const { first, second, close } = await openTwice(clock);
  return { keyValues: first.keyValues, second: second.keyValues, close };
});

reservationsContract('SQLite', async () => {
  const { first, second, close } = await openTwice({ now: () => noon });
  return { reservations: first.reservations, second: second.reservations, close };
});
