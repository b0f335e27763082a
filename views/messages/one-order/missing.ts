import type { KnownBlock } from '@slack/types';
import type { Order } from '../../../src/orders/order.ts';
import type { Progress } from '../../../src/orders/progress.ts';
import { keepsFromWorking, type Lacking } from '../../../src/values/mail-record.ts';
import type { Short } from '../../../src/values/mailboxes-short.ts';
import { context, paragraphs, plainSection, section } from '../../blocks.ts';
import { counted, inPlain, listed } from '../../words/text.ts';

/** Room for names: those of two hundred domains fit. */
const ROOM = { maxCodePoints: 2_900, maxBlocks: 5, draw: plainSection };

/**
 * What is missing of domains that ScaledMail calls Active, by name: mailboxes that it does not list, and records that our own
 * look did not find in DNS. Nothing when nothing is missing.
 */
export function missingBlocks(order: Order): KnownBlock[] {
  if (!('progress' in order)) return [];
  return [...shortBlocks(order.progress), ...lackingBlocks(order.progress), ...silentBlocks(order.progress)];
}

function shortBlocks({ short }: Progress): KnownBlock[] {
  if (!short) return [];
  return named('*Fewer mailboxes than ordered*, by ScaledMail’s list', short.domains.map(shortLine), short.more);
}

/** `getacme.com: 23 of 25 mailboxes. Missing: jane@getacme.com, joe@getacme.com` */
function shortLine({ domain, listed: there, expected, missing }: Short): string {
  const count = `${inPlain(domain, 253)}: ${there} of ${counted(expected, 'mailbox', 'mailboxes')}`;
  if (missing.length === 0) return count;
  const more = expected - there - missing.length;
  const names = missing.map((address) => inPlain(address, 320)).join(', ');
  return `${count}. Missing: ${names}${more > 0 ? ` and ${more} more` : ''}`;
}

function lackingBlocks({ lacking = [], isHeldLong }: Progress): KnownBlock[] {
  if (lacking.length === 0) return [];
  const means = lacking.some(keepsFromWorking)
    ? 'ScaledMail says that they are Active. They count as ready once these are there; this app looks again every few minutes.'
    : 'They count as ready all the same: the key may stand under another name.';
  const long = isHeldLong ? [section(`⚠️ ${HELD_LONG}`)] : [];
  return [...named('*Not found in DNS*', lacking.map(lackingLine)), context(means), ...long];
}

const HELD_LONG =
  'A set-up should be done by now. When mail works there, it is this app’s own resolver that does not see the records: who runs this app can look, or leave out `CHECK_DNS`.';

const lackingLine = ({ domain, lacks }: Lacking): string => `${inPlain(domain, 253)}: ${listed([...lacks])}`;

function silentBlocks({ silent }: Progress): KnownBlock[] {
  if (silent === undefined) return [];
  const word = silent === 1 ? 'it' : 'them';
  return [context(`DNS could not be asked about ${counted(silent, 'domain')}: ScaledMail’s word counts for ${word}.`)];
}

/** A heading, a line each, and how many do not fit, of which `more` are not known by name. */
function named(heading: string, lines: readonly string[], more = 0): KnownBlock[] {
  const { blocks, leftOut } = paragraphs(lines, ROOM);
  const rest = leftOut + more;
  return [section(heading), ...blocks, ...(rest > 0 ? [context(`and ${rest} more`)] : [])];
}
