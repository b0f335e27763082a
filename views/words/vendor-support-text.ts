import type { RunningOrder } from '../../src/spend/running-order.ts';
import { QUESTION, utc, withinRoom } from './support-text.ts';
import { oneLine } from './text.ts';

/**
 * A text to send to the vendor's support about an order that is late and was not made here: which one, since when, and which of
 * its domains do not work by the vendor's own lists. Not escaped.
 */
export function vendorSupportText(
  { vendorOrderId, tag, workspace, madeAt }: RunningOrder,
  { ready, total, late }: { readonly ready: number; readonly total: number; readonly late: readonly string[] },
): string {
  const facts = [
    ...['Hello,', '', QUESTION.spend, ''],
    ...(vendorOrderId === null ? [] : [`Order: ${oneLine(vendorOrderId)}`]),
    ...(tag === null ? [] : [`Tag: ${oneLine(tag)}`]),
    `Workspace: ${oneLine(workspace.name)}`,
    ...(madeAt ? [`Made: ${utc(madeAt)}`] : []),
    `Working: ${ready} of ${total} ${total === 1 ? 'domain' : 'domains'}`,
    ...['', 'Not working yet:'],
  ];
  return withinRoom(
    facts.join('\n'),
    late.map((name) => `- ${oneLine(name)}`),
  );
}
