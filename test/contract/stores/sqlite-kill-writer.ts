import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { insertionOf } from './order-store-support.ts';

/*
 * Run by `sqlite-kill.test.ts` with a folder: inserts orders until it is killed, and says the reference of each once the
 * store has acknowledged it.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder?');

const { orders } = openSqliteStores(folder, { now: () => new Date() });
for (let number = 1; ; number += 1) {
  const { order, effects, entry } = insertionOf(number);
  const answer = await orders.insert(order, effects, entry);
  if (!answer.ok) throw new Error(`Refused: ${answer.refusal}`);
  await new Promise((resolve) => process.stdout.write(`${order.facts.reference}\n`, resolve));
}
