import type { KnownBlock } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import { keepsFromWorking, type Lacking } from '../../src/values/mail-record.ts';
import { section } from '../blocks.ts';
import { inline, listed } from '../words/text.ts';

/** Most domains that are named. */
const MAX_LINES = 10;

/** What our own look at DNS did not find of domains that ScaledMail calls Active, by name; nothing when it found all. */
export function ownLookBlocks(order: Order): KnownBlock[] {
  const lacking = 'progress' in order ? (order.progress.lacking ?? []) : [];
  if (lacking.length === 0) return [];
  const lines = lacking.slice(0, MAX_LINES).map(lineOf);
  const more = lacking.length > MAX_LINES ? [`and ${lacking.length - MAX_LINES} more`] : [];
  const isHeld = lacking.some(keepsFromWorking);
  const means = isHeld
    ? 'ScaledMail says that they are Active. They count as ready once these are there; this app looks again every few minutes.'
    : 'They count as ready all the same: the key may stand under another name.';
  return [section(['*Not found in DNS*', ...lines, ...more, means].join('\n'))];
}

const lineOf = ({ domain, lacks }: Lacking): string => `${inline(domain, 253)}: ${listed([...lacks])}`;
