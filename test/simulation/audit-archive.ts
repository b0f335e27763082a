import type { Stub } from '../../src/orders/history/stub.ts';
import type { Order } from '../../src/orders/order.ts';
import { isOver } from '../../src/orders/standing/ends.ts';
import type { Audited } from './audited.ts';

/**
 * What holds of an order that was archived: its file has all that happened to it, it had ended, nothing was left to do for it, and
 * nothing that it made goes on at the vendor.
 */
export function archiveViolations({ folder, vendor, witness }: Audited, stub: Stub): string[] {
  const { reference } = stub;
  const filed = folder.find(stub.file, reference);
  if (!filed) return [`${reference}: archived, and in no file`];
  const violations: string[] = [];
  if (!isOver(filed.order)) violations.push(`archived while it was ${filed.order.state}`);
  if (filed.effects.length > 0) violations.push('archived with something left to do');
  if (filed.history.at(-1)?.hash !== stub.head?.hash) violations.push('its file has another history than its stub');
  // What a store that went back has forgotten is in no file.
  const last = witness.written.findLast((written) => written.reference === reference);
  if (witness.wentBackAt === 0 && last?.entry.hash !== filed.history.at(-1)?.hash)
    violations.push('archived without what happened to it last');
  const running = vendor.made.filter(({ tag, end }) => end === null && tag.includes(reference));
  // That it was paid may be what the store has forgotten: nobody looks for a call that it does not know.
  const isForgotten = witness.wentBackAt > 0 && filed.order.attempts.length === 0;
  if (running.length > 0 && !isForgotten) violations.push(`archived while ${running.length} of it run at the vendor`);
  return violations.map((violation) => `${reference}: ${violation}`);
}

/** Long after everything has ended, what ended without a call of its own is archived; what is kept says why. */
export const passedOver = (order: Order): string[] =>
  isOver(order) && order.attempts.length === 0 ? [`${order.facts.reference}: ${order.state}, and never archived`] : [];
