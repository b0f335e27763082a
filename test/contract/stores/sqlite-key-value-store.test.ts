import { noon } from '../../support/builders.ts';
import { keyValueStoreContract } from './key-value-store.contract.ts';
import { reservationsContract } from './reservations.contract.ts';
import { openTwiceOnSqlite as openTwice } from './two-handles.ts';

keyValueStoreContract('SQLite', async (clock) => {
  const { first, second, close } = await openTwice(clock);
  return { keyValues: first.keyValues, second: second.keyValues, close };
});

reservationsContract('SQLite', async () => {
  const { first, second, close } = await openTwice({ now: () => noon });
  let nowMs = noon.getTime();
  const pass = async (_line: string, milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { reservations: first.reservations, second: second.reservations, nowMs: () => nowMs, pass, close };
});
