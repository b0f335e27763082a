import { z } from 'zod';
import type { Act } from '../../acts/act.ts';
import { type Effect, Notice, Effect as StoredEffect, ToldByMessage } from '../../orders/effect.ts';
import { HistoryHead } from '../../orders/history/history.ts';
import type { StoredOrder } from '../../service/ports/stores/order-store.ts';
import { Instant } from '../../values/ids.ts';
import { parseStored } from '../rows/stored-json.ts';
import { FirstFormEvent } from './event.ts';
import { FirstFormOrder } from './order.ts';
import { readFirstFormEvent } from './read-event.ts';
import { readFirstFormOrder } from './read-order.ts';

/** Tasks without anything beside their type. */
const PLAIN = [
  'announce',
  'attach_list',
  'redraw',
  'redraw_again',
  'place',
  'reconcile',
  'watch',
  'remind',
  'expire',
  'erase_logins',
] as const;

/** A note holds an event of the first form; every other task is as it was. */
const Task = z.discriminatedUnion('type', [
  z.object({ type: z.literal('note'), event: FirstFormEvent, at: Instant }),
  z.object({ type: z.literal('tell'), to: ToldByMessage, notice: Notice }),
  z.object({ type: z.enum(PLAIN) }),
]);
const FirstFormEffect = StoredEffect.extend({ task: Task });
const Row = z.object({
  order: FirstFormOrder,
  effects: z.array(FirstFormEffect),
  head: HistoryHead,
  lease: z.object({ token: z.string(), until: Instant }).nullable(),
});

/** Reads a row of the first form, effects and all. Throws `StoredRowBroken`; `what` names it. */
export function readFirstFormRow(value: unknown, what: string): Omit<StoredOrder, 'version'> {
  const { order, effects, head, lease } = parseStored(Row, value, what);
  return {
    order: readFirstFormOrder(order),
    effects: effects.map((effect) => readEffect(effect, order.facts.purchase)),
    head,
    lease,
  };
}

function readEffect({ task, ...effect }: z.infer<typeof FirstFormEffect>, purchase: Act): Effect {
  if (task.type !== 'note') return { ...effect, task };
  const { type, event, at } = task;
  return { ...effect, task: { type, event: readFirstFormEvent(event, purchase), at } };
}
