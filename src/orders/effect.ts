import { z } from 'zod';
import { Instant, UserId } from '../values/ids.ts';
import { OrderEvent } from './event.ts';
import { AnnounceFailure } from './surface.ts';

/** What a direct message is about; the views have a text for each. */
export const Notice = z.enum([
  'requested',
  'declined',
  'expired',
  'terms_changed',
  'placed',
  'refused',
  'payment_pending',
  'payment_reminder',
  'on_hold',
  'outcome_unknown',
  'cannot_find',
  'amount_differs',
  'resembling_order',
  'ordered_twice',
  'store_went_back',
  'active',
  'stuck',
  'progress_unknown',
  'cancelled',
  ...AnnounceFailure.options,
]);
export type Notice = z.infer<typeof Notice>;

/** Who is told by direct message. */
export const ToldByMessage = z.enum(['requester', 'approvers']);
export type ToldByMessage = z.infer<typeof ToldByMessage>;

/**
 * What an order still has to do. Effects are saved with the order, so none is ever forgotten.
 * - `announce` posts the card, `attach_list` the domains as a file, `note` a line of history into the card's thread;
 * - `tell` writes a direct message, `redraw` brings card and requester's message up to date, `redraw_again` does so later:
 *   somebody who stood still may draw something older meanwhile; `look_at_card` does so about once a day while people need the
 *   card, which may be deleted;
 * - `place` makes the paid call, `reconcile` looks for its order, `watch` follows the set-up;
 * - `remind` and `expire` come with time; `erase_logins` forgets the sealed logins; `conclude` tells other
 *   orders of ours that this one has done what it was for, `hand_over` sends whoever asked what it made, and keeps how long
 *   that took.
 */
export const EffectTask = z.discriminatedUnion('type', [
  z.object({ type: z.literal('announce') }),
  z.object({ type: z.literal('attach_list') }),
  z.object({ type: z.literal('note'), event: OrderEvent, at: Instant }),
  z.object({ type: z.literal('tell'), to: ToldByMessage, notice: Notice }),
  z.object({ type: z.literal('redraw') }),
  z.object({ type: z.literal('redraw_again') }),
  z.object({ type: z.literal('look_at_card') }),
  z.object({ type: z.literal('place') }),
  z.object({ type: z.literal('reconcile') }),
  z.object({ type: z.literal('watch') }),
  z.object({ type: z.literal('remind') }),
  z.object({ type: z.literal('expire') }),
  z.object({ type: z.literal('erase_logins') }),
  z.object({ type: z.literal('conclude') }),
  z.object({ type: z.literal('hand_over') }),
]);
export type EffectTask = z.infer<typeof EffectTask>;
export type EffectType = EffectTask['type'];

/** An effect as `decide` asks for it. */
export interface EffectIntent {
  readonly task: EffectTask;
  readonly dueAt: Date;
}

/** Of a message to several people: who has it, and whom no later try would reach. What is left is still to be told. */
export const Reached = z.object({ told: z.array(UserId), unreachable: z.array(UserId) });
export type Reached = z.infer<typeof Reached>;

/** An effect as it is stored. `attempts` counts the tries that failed; `reached` is absent before the first try. */
export const Effect = z.object({
  id: z.string().min(1),
  task: EffectTask,
  dueAt: Instant,
  attempts: z.int().nonnegative(),
  reached: Reached.exactOptional(),
});
export type Effect = z.infer<typeof Effect>;

/** Types of which one pending effect is enough: a newer one takes the place of the older. */
const SINGLE: ReadonlySet<EffectType> = new Set([
  'announce',
  'redraw',
  'redraw_again',
  'look_at_card',
  'place',
  'reconcile',
  'watch',
  'remind',
  'expire',
  'erase_logins',
  'conclude',
  'hand_over',
]);

/** So many characters of a hash tell histories of one order apart. */
const HASH_LENGTH = 8;

/**
 * Adds effects to the pending ones. Ids are `<version that the write makes>.<position>`, unique within an order; with the
 * hash of the newest entry of the history, its beginning follows. Messages are marked with their ids, so they need it: after
 * an earlier copy of the store was put back, versions come again, but no entry does.
 */
export function addEffects(
  pending: readonly Effect[],
  intents: readonly EffectIntent[],
  version: number,
  hash = '',
): Effect[] {
  const ofHistory = hash === '' ? '' : `.${hash.slice(0, HASH_LENGTH)}`;
  const added = intents.map(
    ({ task, dueAt }, index): Effect => ({ id: `${version}.${index}${ofHistory}`, task, dueAt, attempts: 0 }),
  );
  const replaced = new Set(added.map((effect) => effect.task.type).filter((type) => SINGLE.has(type)));
  return [...pending.filter((effect) => !replaced.has(effect.task.type)), ...added];
}

/** When the next effect is due; null when none is pending. */
export function nextDueAt(effects: readonly Effect[]): Date | null {
  return effects.reduce<Date | null>(
    (earliest, effect) => (earliest === null || effect.dueAt < earliest ? effect.dueAt : earliest),
    null,
  );
}
