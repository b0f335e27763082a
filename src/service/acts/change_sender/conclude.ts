import type { ChangeSender } from '../../../acts/change_sender/change-sender.ts';
import type { Order } from '../../../orders/order.ts';
import { type RecordingDeps, recordEvent } from '../../record-event.ts';

/** Tells the order whose domains they are who sends from them from now on. */
export async function concludeChangeSender(deps: RecordingDeps, order: Order, act: ChangeSender): Promise<void> {
  const sender = { ...act.to, keepsAddresses: act.mode === 'name_only' };
  const changes = act.changes.map(({ domain }) => ({ domain, sender }));
  await recordEvent(deps, act.of, { type: 'domains_changed', through: order.facts.reference, changes });
}
