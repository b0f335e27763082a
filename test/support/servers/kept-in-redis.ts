import { chainOf } from '../../../src/lifecycle/start-problem.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { inserted, referenceOf } from '../../contract/stores/order-store-support.ts';
import { noon, team } from '../builders.ts';

/**
 * A program that keeps an order in the Redis of an address and reads it again: `<address>`. It prints the reference that it read,
 * or why it could not. A process of its own, because certificates that are trusted are read when it starts.
 */
const [url = ''] = process.argv.slice(2);
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function keep(): Promise<string> {
  const store = { kind: 'redis' as const, url, operatorSaysDurable: true };
  const stores = await openStores({ store, teamId: team, clock: { now: () => noon }, log });
  try {
    await stores.prepare();
    await inserted(stores.orders, 1);
    return (await stores.orders.get(referenceOf(1)))?.order.facts.reference ?? 'nothing';
  } finally {
    await stores.close();
  }
}

process.stdout.write(await keep().catch(chainOf), () => process.exit(0));
