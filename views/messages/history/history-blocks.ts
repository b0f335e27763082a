import type { KnownBlock } from '@slack/types';
import type { OrderEventType } from '../../../src/orders/event.ts';
import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import type { Order } from '../../../src/orders/order.ts';
import { type Line, paragraphs, section } from '../../blocks.ts';
import { effectsIn } from '../../words/effect-of-event.ts';
import { historyLine, withoutRepeats } from './history-note.ts';

/** That this app said something; the audit has it. */
const FOR_AUDIT: ReadonlySet<OrderEventType> = new Set(['announced', 'requester_told']);

/** The newest lines that fit, oldest first; says how many entries are left out. */
export function historyBlocks(
  order: Order,
  history: readonly HistoryEntry[],
  { maxLines, maxBlocks }: { maxLines: number; maxBlocks: number },
): KnownBlock[] {
  const told = history.filter(({ event }) => !FOR_AUDIT.has(event.type));
  const effectOf = effectsIn(order, history);
  const lines = withoutRepeats(told)
    .slice(-maxLines)
    .map((entry): Line => {
      const { text, said } = historyLine(entry.event, entry.at, effectOf(entry));
      return { text: `• ${text}`, said: said ?? null };
    });
  const room = { maxBlocks: 3 * maxBlocks, maxTotal: maxBlocks * 2_900 };
  const { leftOut } = paragraphs(lines.toReversed(), room);
  const shown = lines.slice(leftOut);
  if (shown.length === 0) return [];
  const hidden = told.length - shown.length;
  const title = hidden > 0 ? `*History* (${hidden} of ${told.length} entries left out)` : '*History*';
  return [section(title), ...paragraphs(shown, room).blocks];
}
