import type { ChangeRedirect } from '../../../acts/change_redirect/change-redirect.ts';
import type { Order } from '../../../orders/order.ts';
import { type RecordingDeps, recordEvent } from '../../record-event.ts';

/** Tells the order whose domains they are where they lead from now on; nobody, when that was not made here. */
export async function concludeChangeRedirect(deps: RecordingDeps, order: Order, act: ChangeRedirect): Promise<void> {
  const changes = act.changes.map(({ domain, to: redirect }) => ({ domain, redirect }));
  if (act.of === null) return;
  await recordEvent(deps, act.of, { type: 'domains_changed', through: order.facts.reference, changes });
}
