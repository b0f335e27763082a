import type { KnownBlock } from '@slack/types';
import { shortFingerprint } from '../../../src/orders/approval/fingerprint.ts';
import { actorOf } from '../../../src/orders/event.ts';
import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import type { Order } from '../../../src/orders/order.ts';
import { context, header, type Line, paragraphs, plainSection, section } from '../../blocks.ts';
import type { Effect } from '../../words/effect.ts';
import { effectsIn } from '../../words/effect-of-event.ts';
import { eventText, saidIn } from '../../words/event-text.ts';
import { titleText } from '../../words/order-text.ts';
import { statusOf } from '../../words/states/status.ts';
import { counted, localTime, mention, truncate } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';
import { withoutRepeats } from './history-note.ts';

/**
 * Paragraphs of history. Slack takes 50 blocks, but turns a message down whose texts come to much more than 12,000
 * characters together. Source: slackapi/bolt-js#2509; slackapi/bolt-js#2867.
 */
const ROOM = { maxBlocks: 40, maxTotal: 11_000 };
/** Most code points of an entry: with its time and its words it stays well below a paragraph. */
const MAX_ENTRY = 700;

/**
 * The whole history of an order for the one who asks: every entry with who, when, what, and the terms in force; and whether
 * it is unbroken. `brokenEntry` is the number of the first entry that is not, or null. What does not fit is counted.
 */
export function auditMessage(order: Order, history: readonly HistoryEntry[], brokenEntry: number | null): MessageView {
  const { reference } = order.facts;
  const { emoji, words } = statusOf(order);
  const verdict = verdictText(history.length, brokenEntry);
  const lineOf = lineIn(effectsIn(order, history));
  const shown = shownOf(history, lineOf);
  return {
    text: `Audit of order ${reference}: ${verdict}`,
    blocks: [
      header(`Audit of order ${reference}`),
      section(verdict),
      plainSection(`${emoji} ${words} · ${titleText(order)}`),
      section(`Requested by ${mention(order.facts.requestedBy)}`),
      ...paragraphs(shown.map(lineOf), ROOM).blocks,
      ...leftOutBlocks(history.length - shown.length),
      context('Each line: number, time, who, what, and the fingerprint of the terms in force after it.'),
    ],
  };
}

function verdictText(entries: number, brokenEntry: number | null): string {
  if (brokenEntry === null) {
    return `🔗 *The history is whole*: ${counted(entries, 'entry', 'entries')}, each chained to the one before by its hash.`;
  }
  return `🚨 *THE HISTORY IS BROKEN from entry ${brokenEntry} on.* Somebody changed, removed or moved what was recorded. Do not rely on what stands there: tell the operator now, who runs \`npm run audit -- verify\`.`;
}

type LineOf = (entry: HistoryEntry) => Line;

const lineIn =
  (effectOf: (entry: HistoryEntry) => Effect): LineOf =>
  (entry) => {
    const { sequence, at, event, fingerprint } = entry;
    const actor = actorOf(event);
    const who = actor === null ? '_the system_' : mention(actor);
    const line = `*${sequence}.* ${localTime(at)} · ${who} · \`${shortFingerprint(fingerprint)}\` · ${eventText(event, effectOf(entry), mention)}`;
    return { text: truncate(line, MAX_ENTRY), said: saidIn(event) };
  };

/** All entries when they fit; else without those that only repeat; else the newest. */
function shownOf(history: readonly HistoryEntry[], lineOf: LineOf): readonly HistoryEntry[] {
  if (leftOutOf(history, lineOf) === 0) return history;
  const telling = withoutRepeats(history);
  return telling.slice(leftOutOf(telling.toReversed(), lineOf));
}

const leftOutOf = (entries: readonly HistoryEntry[], lineOf: LineOf): number =>
  paragraphs(entries.map(lineOf), ROOM).leftOut;

function leftOutBlocks(leftOut: number): KnownBlock[] {
  if (leftOut === 0) return [];
  const are = leftOut === 1 ? '1 entry is' : `${leftOut} entries are`;
  return [
    section(
      `⚠️ ${are} left out here, for want of room. The operator gets all of them with \`npm run audit -- export\`.`,
    ),
  ];
}
