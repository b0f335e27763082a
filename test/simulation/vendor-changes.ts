import { targetOf } from '../../src/acts/act.ts';
import { actOf } from '../../src/orders/order.ts';
import type { StoryWorld } from './story-world.ts';

const LONGEST_ODD_MS = 3 * 3_600_000;

/**
 * Other people change an order at the vendor itself: they end it, its amount or its names become others, or for a while its
 * status is a word that nobody knows. Tells what.
 */
export async function vendorOrderChanges(story: StoryWorld): Promise<string> {
  const { vendor, random, nowMs } = story;
  const standing = vendor.made.filter(({ end }) => end === null);
  if (standing.length === 0) return 'nothing stands at the vendor';
  const targets = (await story.currentOrders()).map((order) => targetOf(actOf(order)));
  // Where an order is to be ended, it matters most.
  const wanted = standing.filter(({ id }) => targets.includes(id));
  const order = random.pick(wanted.length > 0 && random.chance(0.7) ? wanted : standing);
  const { id } = order;
  const changes: readonly (() => string)[] = [
    () => {
      vendor.endByHand(order);
      return `somebody ends ${id} at the vendor`;
    },
    () => {
      order.monthCents += 100;
      return `${id} costs ${order.monthCents} cents now`;
    },
    () => {
      order.names = [...order.names, `more${order.names.length}-of-${id.toLowerCase()}.com`];
      return `${id} has one more name`;
    },
    () => {
      const until = nowMs + random.below(LONGEST_ODD_MS);
      order.oddWord = { word: 'Past due', until };
      return `${id} is past due for a while`;
    },
  ];
  return random.pick(changes)();
}
