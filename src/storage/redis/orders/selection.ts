import type { Redis } from 'ioredis';
import { z } from 'zod';
import { actOf, type Order } from '../../../orders/order.ts';
import { type OrderStage, OVER_STATES, rankMsOf, stageOf } from '../../../orders/standing/stage.ts';
import type { Log } from '../../../service/ports/log.ts';
import type { OrderSelection, OrderStore, StoredOrder } from '../../../service/ports/stores/order-store.ts';
import { Reference } from '../../../values/ids.ts';
import { StoredRowBroken } from '../../rows/stored-json.ts';
import type { RedisKeys } from '../keys.ts';
import { FILE_AS_READ, SELECT } from '../scripts.ts';
import { FILE_OVER } from './file-over.ts';

/** Orders that are filed at a time. */
const CHUNK = 200;

const Left = z.array(z.string());
/** The states of orders that are over whatever their act does, as the script takes them. */
const OVER = ` ${OVER_STATES.join(' ')} `;
const Found = z.tuple([z.int()], z.string());

/** Where an order is filed, as the scripts take it: its stage, its rank there, and as what it is counted. */
export const placeOf = (order: Order): [stage: OrderStage, rankMs: number, counted: string] => [
  stageOf(order),
  rankMsOf(order),
  `${actOf(order).kind} ${order.state}`,
];

/** Counts and pages of selections, by the lists of references; only the rows of a page are read. */
export function redisSelection(
  redis: Redis,
  keys: RedisKeys,
  read: (reference: string) => Promise<StoredOrder | null>,
): OrderStore['select'] {
  return async (selection, { offset, limit }) => {
    const { stage, requestedBy, notRequestedBy, since } = selection;
    const of = requestedBy ?? notRequestedBy;
    const ofPerson = of === undefined ? keys.newest : keys.newestOf(of);
    // Of a list that holds one person's orders alone, nobody else's have to be left out.
    const isPersons = requestedBy !== undefined && (stage === 'all' || stage === 'decided');
    const narrowing = of === undefined || isPersons ? '' : requestedBy === undefined ? 'without' : 'only';
    const answer = await redis.eval(
      SELECT,
      4,
      isPersons ? ofPerson : listOf(keys, stage),
      keys.newest,
      ofPerson,
      keys.waiting,
      stage === 'waiting' ? 'first' : 'last',
      narrowing,
      stage === 'decided' ? 'decided' : '',
      since?.getTime() ?? '',
      offset,
      limit,
    );
    const [total, ...references] = Found.parse(answer);
    const rows = await Promise.all(references.map(read));
    return { total, orders: rows.flatMap((row) => (row ? [row.order] : [])) };
  };
}

function listOf(keys: RedisKeys, stage: OrderSelection['stage']): string {
  if (stage === 'waiting') return keys.waiting;
  return stage === 'running' ? keys.running : keys.newest;
}

/**
 * Files the orders that were stored before there were stages and counts: those that are over where they are, the others one by one.
 * It is done once; several processes may do it at the same time. One that was cut off goes on where it was: what is counted was
 * filed with it.
 */
export async function fileOrdersOfBefore(
  { redis, keys, log }: { readonly redis: Redis; readonly keys: RedisKeys; readonly log: Log },
  orders: Pick<OrderStore, 'get'>,
): Promise<void> {
  if ((await redis.exists(keys.filed)) === 1) return;
  const references = await redis.zrange(keys.newest, '0', '-1');
  if (references.length > 0) log.info({ orders: references.length }, FILING);
  for (let at = 0; at < references.length; at += CHUNK) {
    const some = references.slice(at, at + CHUNK);
    const of = [keys.acts, keys.tallies, keys.waiting, keys.running, keys.order('')];
    const left = Left.parse(await redis.eval(FILE_OVER, of.length, ...of, OVER, ...some));
    await Promise.all(left.map((reference) => fileOrder(redis, keys, orders, reference)));
  }
  await redis.set(keys.filed, 'yes');
}

const FILING =
  'Orders that were stored before they were counted are counted, once, and the start waits for that: hundreds of thousands take half a minute';

/** One that cannot be read stays out of the lists. */
async function fileOrder(redis: Redis, keys: RedisKeys, orders: Pick<OrderStore, 'get'>, text: string): Promise<void> {
  try {
    const reference = Reference.parse(text);
    const stored = await orders.get(reference);
    if (!stored) return;
    const place = placeOf(stored.order);
    const lists = [keys.order(reference), keys.waiting, keys.running, keys.tallies];
    await redis.eval(FILE_AS_READ, lists.length, ...lists, reference, stored.version, ...place);
  } catch (error) {
    if (!(error instanceof StoredRowBroken)) throw error;
  }
}
