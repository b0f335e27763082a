import { shortFingerprint } from '../../../src/orders/approval/fingerprint.ts';
import type { Stub } from '../../../src/orders/history/stub.ts';
import type { OrderState } from '../../../src/orders/order.ts';
import { formatCents } from '../../../src/values/money.ts';
import { header, section } from '../../blocks.ts';
import { inline, localTime, mention } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';

/** How an order ended that was archived. The other states are not of an order that ended. */
const ENDED: Readonly<Partial<Record<OrderState, string>>> = {
  cancelled: 'cancelled at ScaledMail',
  active: 'done',
  refused: 'refused',
  declined: 'declined',
  withdrawn: 'withdrawn',
  expired: 'expired',
};

/** What is left of an order that was archived, and where the rest is. */
export function archivedMessage(stub: Stub): MessageView {
  const { reference, requestedBy, requestedAt, state, endedAt, chargedCents, tags, made, archivedAt, file } = stub;
  const how = ENDED[state] ?? 'over';
  const charged = chargedCents > 0 ? `\nIt charged ${formatCents(chargedCents)} when it was placed.` : '';
  const traces = [
    ...tags.map((tag) => `tag \`${inline(tag)}\``),
    ...made.map(({ vendorOrderId: id }) => `ScaledMail’s number \`${inline(id)}\``),
  ].join(', ');
  const lines = [
    `Requested by ${mention(requestedBy)} ${localTime(requestedAt)}, ${how} ${localTime(endedAt)}.${charged}`,
    ...(traces === '' ? [] : [`At ScaledMail: ${traces}`]),
    `🗄️ It was archived ${localTime(archivedAt)}: everything else of it is in the file \`${inline(file)}\` in the archive of whoever runs this app. Its history ends there with entry ${stub.head.sequence}, on the terms \`${shortFingerprint(stub.fingerprint)}\`.`,
  ];
  return {
    text: `Order ${reference} was archived`,
    blocks: [header(`Order ${reference}, archived`), ...lines.map((line) => section(line))],
  };
}
