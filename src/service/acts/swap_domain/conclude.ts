import type { SwapDomain } from '../../../acts/swap_domain/swap-domain.ts';
import type { Order } from '../../../orders/order.ts';
import { type RecordingDeps, recordEvent } from '../../record-event.ts';

/** Tells the order whose domain it is which name that has from now on; with this it owns the new one, and the old one is free; nobody, when that was not made here. */
export async function concludeSwapDomain(deps: RecordingDeps, order: Order, act: SwapDomain): Promise<void> {
  const changes = [{ domain: act.from, name: act.to }];
  if (act.of === null) return;
  await recordEvent(deps, act.of, { type: 'domains_changed', through: order.facts.reference, changes });
}
