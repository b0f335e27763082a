import { z } from 'zod';
import type { Order } from '../../orders/order.ts';
import { type Digest, type DigestMark, digestOf, hasNews, markOf, waitsForSomebody } from '../../spend/digest.ts';
import { type DigestTime, digestDay } from '../../values/digest-time.ts';
import { Instant } from '../../values/ids.ts';
import type { AuthorityDeps } from '../authority.ts';
import type { Clock } from '../ports/clock.ts';
import type { DigestNotifier } from '../ports/slack/digest-notifier.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import type { WatchStore } from '../ports/stores/watch-store.ts';
import { type SeenAccountDeps, seeWhole } from './seen-account.ts';

export interface DigestDeps extends Omit<SeenAccountDeps, keyof AuthorityDeps> {
  readonly orders: OrderStore;
  readonly settings: KeyValueStore;
  readonly watch: Pick<WatchStore, 'openFindings' | 'ends'>;
  readonly digestNotifier: DigestNotifier;
  readonly clock: Clock;
  /** When it is posted; null: never. */
  readonly digestTime: DigestTime | null;
}

/** Who began one and is not heard of for so long is taken to be dead. */
const DOING_MS = 10 * 60_000;
const ORDERS_A_PAGE = 200;

const Kept = z.object({
  /** The day of the newest digest that was begun, and when that was; whether it is done. */
  day: z.string(),
  begunAt: Instant,
  isDone: z.boolean(),
  /** Of the newest that was posted; null before there was one. */
  mark: z.object({ day: z.string(), monthCents: z.int().nullable(), said: z.string() }).nullable().catch(null),
});
type Kept = z.infer<typeof Kept>;

const KEY = 'digest';
const NOTHING_KEPT: Kept = { day: '', begunAt: new Date(0), isDone: true, mark: null };

/**
 * Posts the weekly digest when it is time, and says nothing when nothing changed since the one before, or there is nothing to
 * say. Only who wrote that they begin posts it, so that two processes do not; it is begun again when they die, and Slack is
 * asked for the message first. Throws what Slack and the store throw; it is then tried again.
 */
export async function sendDigest(deps: DigestDeps): Promise<void> {
  const { digestTime, settings, clock } = deps;
  const now = clock.now();
  const day = digestTime && digestDay(now, digestTime);
  if (!day) return;
  const text = await settings.get(KEY);
  const kept = text === null ? NOTHING_KEPT : Kept.parse(JSON.parse(text));
  const isUnderWay = Math.abs(now.getTime() - kept.begunAt.getTime()) < DOING_MS;
  if (kept.day === day && (kept.isDone || isUnderWay)) return;
  const begun: Kept = { ...kept, day, begunAt: now, isDone: false };
  if (!(await written(settings, text, begun))) return;
  const digest = await readDigest(deps, { now, day, before: kept.mark });
  if (!digest) return;
  const mark = markOf(digest);
  const isNews = hasNews(digest) && mark.said !== kept.mark?.said;
  if (isNews) await deps.digestNotifier.post(digest, `digest ${day}`);
  await written(settings, JSON.stringify(begun), { ...begun, isDone: true, mark: isNews ? mark : kept.mark });
}

async function written(settings: KeyValueStore, before: string | null, kept: Kept): Promise<boolean> {
  const text = JSON.stringify(kept);
  return before === null ? settings.setIfAbsent(KEY, text, null) : settings.replace(KEY, before, text);
}

/** Null while ScaledMail does not answer one of its lists: a digest says nothing that is half known, and is tried again. */
async function readDigest(
  deps: DigestDeps,
  asked: { readonly now: Date; readonly day: string; readonly before: DigestMark | null },
): Promise<Digest | null> {
  const { account } = await seeWhole(deps, 'background');
  if (account.unknown.length > 0) {
    deps.log.warn({ unknown: account.unknown }, 'The weekly digest waits for ScaledMail’s lists');
    return null;
  }
  const [orders, findings] = await Promise.all([waitingIn(deps.orders), deps.watch.openFindings()]);
  return digestOf(account, { ...asked, orders, findings, unreadable: account.unreadableOrders });
}

/** Goes through all orders: one that is paid twice, or has a question, may be in any state. */
async function waitingIn(orders: OrderStore): Promise<Order[]> {
  const all: Order[] = [];
  let cursor: string | null = null;
  do {
    const page = await orders.list({ limit: ORDERS_A_PAGE }, cursor);
    all.push(...page.orders.filter((order) => waitsForSomebody(order)));
    cursor = page.cursor;
  } while (cursor !== null);
  return all;
}
