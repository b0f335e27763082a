import { chargedCents } from '../../acts/worth.ts';
import { actorOf } from '../../orders/event.ts';
import { termsOf } from '../../orders/order.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';
import type { Written } from './telling-changes.ts';

/** Writes a line of the log for what happened to an order, and counts it. The line names no domain and holds nobody's words. */
export function noteChange(
  { order, entry, version, tookMs }: Written,
  { log, meter }: { readonly log: Log; readonly meter: Meter },
): void {
  const { act, worth } = termsOf(order);
  const { event, at } = entry;
  const by = actorOf(event);
  log.info(
    {
      reference: order.facts.reference,
      act: act.kind,
      event: event.type,
      ...(by !== null && { by }),
      state: order.state,
      amountCents: chargedCents(worth),
      version,
      at,
      ms: Math.round(tookMs),
    },
    'Something happened to an order',
  );
  meter.happened(act.kind, event.type, order.state);
}
