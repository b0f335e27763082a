import type {
  ActionsBlock,
  AlertBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  SectionBlock,
} from '@slack/types';
import { type Order, termsOf } from '../src/orders/order.ts';
import { orderButtonValue } from './button-values.ts';
import type { ActionId } from './ids.ts';
import { titleText } from './words/order-text.ts';
import { mrkdwn, oneLine, plain, truncate, type Words } from './words/text.ts';

/** Most code points of a header, and of a button. Source: docs/slack.md, "Limits". */
const MAX_HEADER = 150;
const MAX_BUTTON = 75;

/** A heading; nothing in it is marked up. */
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, MAX_HEADER) });

/** A paragraph of mrkdwn, whose user text is escaped already. */
export const section = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });

/** Small grey mrkdwn. */
export const context = (...texts: readonly string[]): ContextBlock => ({
  type: 'context',
  elements: texts.map((text) => mrkdwn(text)),
});

/**
 * Small grey text: mrkdwn of ours, in one piece as far as it goes, and words of people, which read as typed; dots between all of
 * them.
 */
export const greyLine = (...parts: readonly (string | Words)[]): ContextBlock => ({
  type: 'context',
  elements: inPieces(parts)
    .slice(0, 10)
    .map((part, index) => {
      const dot = index === 0 ? '' : '· ';
      return typeof part === 'string' ? mrkdwn(`${dot}${part}`) : plain(`${dot}${oneLine(part.words)}`, 150);
    }),
});

function inPieces(parts: readonly (string | Words)[]): (string | Words)[] {
  const pieces: (string | Words)[] = [];
  for (const part of parts) {
    const before = pieces.at(-1);
    if (typeof part === 'string' && typeof before === 'string') pieces[pieces.length - 1] = `${before} · ${part}`;
    else pieces.push(part);
  }
  return pieces;
}

/** A horizontal line. */
export const divider = (): DividerBlock => ({ type: 'divider' });

/** A row of buttons. */
export const actions = (...elements: Button[]): ActionsBlock => ({ type: 'actions', elements });

/** What stands out on a page; nothing in it is marked up. In modals only. Source: docs/slack.md, "Limits". */
export const alert = (text: string, level: 'info' | 'warning' = 'warning'): AlertBlock => ({
  type: 'alert',
  text: plain(text, 200),
  level,
});

/** A paragraph in which nothing is marked up: what people wrote reads as they typed it. */
export const plainSection = (text: string): SectionBlock => ({ type: 'section', text: plain(text) });

/** Titles and values in two columns, ten at most. A string is mrkdwn; what people wrote reads as typed. */
export const fields = (pairs: readonly (readonly [title: string, value: string | Words])[]): SectionBlock => ({
  type: 'section',
  fields: pairs
    .slice(0, 10)
    .map(([title, value]) =>
      typeof value === 'string' ? mrkdwn(`${title}: ${value}`, 2000) : plain(`${title}: ${oneLine(value.words)}`, 2000),
    ),
});

/** What somebody wrote, in quotation marks and inert: no mention, no link, no style. `words` is not escaped. */
export const quotation = (words: string, maxCodePoints = 1_000): SectionBlock => ({
  type: 'section',
  text: plain(`“${truncate(oneLine(words), maxCodePoints)}”`),
});

/**
 * A button; `value` and `url` are left out when null. `about` is what it is about, for those who hear buttons of the same
 * words one after another: it comes after the visible words.
 */
export function button(
  actionId: ActionId,
  text: string,
  { about, ...options }: { value?: string; url?: string; style?: 'primary' | 'danger'; about?: About | string } = {},
): Button {
  const label = about === undefined ? {} : { accessibility_label: accessibleLabel(text, about) };
  return { type: 'button', action_id: actionId, text: plain(text, MAX_BUTTON), ...options, ...label };
}

/** An order as it is told apart by ear: its title, which is cut when there is no room, and its reference. */
export interface About {
  readonly title: string;
  readonly reference: string;
}

/** Visible words, then title and reference or what else it is about, in 75 characters. Source: docs/slack.md, "Limits". */
function accessibleLabel(text: string, about: About | string): string {
  if (typeof about === 'string') return truncate(`${oneLine(text)}, ${oneLine(about)}`, MAX_BUTTON);
  const { title, reference } = about;
  const words = truncate(oneLine(text), MAX_BUTTON - reference.length - 2);
  const room = MAX_BUTTON - Array.from(words).length - reference.length - 4;
  return [words, ...(room > 4 ? [truncate(title, room)] : []), reference].join(', ');
}

/** What a button on an order is about. */
export const aboutOf = (order: Order): About => ({ title: titleText(order), reference: order.facts.reference });

/** The value of an order's button: which order, and the terms that the person saw. */
export const buttonValueOf = (order: Order): string =>
  orderButtonValue(order.facts.reference, termsOf(order).fingerprint);

/** A line of a list: mrkdwn, and what somebody said in it, which comes after it as it was typed. */
export interface Line {
  readonly text: string;
  readonly said?: string | null;
}

/** How much of a list is shown. */
interface Room {
  readonly maxCodePoints?: number;
  readonly maxBlocks?: number;
  /** Most code points of all of them together; as many as the blocks hold unless given. */
  readonly maxTotal?: number;
  /** How a paragraph is drawn; as mrkdwn unless told otherwise. */
  readonly draw?: (text: string) => SectionBlock;
}

/** Lines as paragraphs of at most `maxCodePoints`, at most `maxBlocks` of them; and how many lines did not fit. */
export function paragraphs(
  lines: readonly (string | Line)[],
  { maxCodePoints = 2_900, maxBlocks = 1, maxTotal = maxBlocks * maxCodePoints, draw = section }: Room = {},
): { blocks: SectionBlock[]; leftOut: number } {
  const blocks: SectionBlock[] = [];
  let current = '';
  let used = 0;
  let total = 0;
  for (const line of lines) {
    const { text: whole, said = null } = typeof line === 'string' ? { text: line } : line;
    const text = truncate(whole, maxCodePoints);
    const quoted = said === null || said.trim() === '' ? null : quotation(said, MAX_SAID);
    const isTogether = current !== '' && lengthOf(current) + lengthOf(text) + 1 <= maxCodePoints;
    const needed = blocks.length + (isTogether || current === '' ? 1 : 2) + (quoted ? 1 : 0);
    total += lengthOf(text) + (quoted ? lengthOf(said ?? '') : 0);
    if (used > 0 && (needed > maxBlocks || total > maxTotal)) break;
    if (!isTogether && current !== '') blocks.push(draw(current));
    current = isTogether ? `${current}\n${text}` : text;
    if (quoted) {
      blocks.push(draw(current), quoted);
      current = '';
    }
    used += 1;
  }
  if (current !== '') blocks.push(draw(current));
  return { blocks, leftOut: lines.length - used };
}

/** Most code points of what somebody said, in a list. */
const MAX_SAID = 400;
const lengthOf = (text: string): number => Array.from(text).length;
