import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  SectionBlock,
} from '@slack/types';
import { type Order, termsOf } from '../src/orders/order.ts';
import { type ActionId, orderButtonValue } from './ids.ts';
import { titleText } from './words/order-text.ts';
import { mrkdwn, oneLine, plain, truncate } from './words/text.ts';

/** Most code points of a header, and of a button. Source: docs/slack.md, "Limits". */
const MAX_HEADER = 150;
const MAX_BUTTON = 75;

/** A heading; nothing in it is marked up. */
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, MAX_HEADER) });

/** A paragraph of mrkdwn, whose user text is escaped already. */
export const section = (text: string): SectionBlock => ({ type: 'section', text: mrkdwn(text) });

/** A paragraph of plain text: nothing in it is marked up. */
export const plainSection = (text: string): SectionBlock => ({ type: 'section', text: plain(text) });

/** Small grey mrkdwn. */
export const context = (...texts: readonly string[]): ContextBlock => ({
  type: 'context',
  elements: texts.map((text) => mrkdwn(text)),
});

/** A horizontal line. */
export const divider = (): DividerBlock => ({ type: 'divider' });

/** A row of buttons. */
export const actions = (...elements: Button[]): ActionsBlock => ({ type: 'actions', elements });

/** Titles over values in two columns, ten at most. */
export const fields = (pairs: readonly (readonly [title: string, value: string])[]): SectionBlock => ({
  type: 'section',
  fields: pairs.slice(0, 10).map(([title, value]) => mrkdwn(`*${title}*\n${value}`, 2000)),
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
  { about, ...options }: { value?: string; url?: string; style?: 'primary' | 'danger'; about?: About } = {},
): Button {
  const label = about === undefined ? {} : { accessibility_label: accessibleLabel(text, about) };
  return { type: 'button', action_id: actionId, text: plain(text, MAX_BUTTON), ...options, ...label };
}

/** An order as it is told apart by ear: its title, which is cut when there is no room, and its reference. */
export interface About {
  readonly title: string;
  readonly reference: string;
}

/** Visible words, title and reference, in 75 characters. Source: docs/slack.md, "Limits". */
function accessibleLabel(text: string, { title, reference }: About): string {
  const words = truncate(oneLine(text), MAX_BUTTON - reference.length - 2);
  const room = MAX_BUTTON - Array.from(words).length - reference.length - 4;
  return [words, ...(room > 4 ? [truncate(title, room)] : []), reference].join(', ');
}

/** What a button on an order is about. */
export const aboutOf = (order: Order): About => ({ title: titleText(order), reference: order.facts.reference });

/** The value of an order's button: which order, and the terms that the person saw. */
export const buttonValueOf = (order: Order): string =>
  orderButtonValue(order.facts.reference, termsOf(order).fingerprint);

/** Lines as paragraphs of at most `maxCodePoints`, at most `maxBlocks` of them; and how many lines did not fit. */
export function paragraphs(
  lines: readonly string[],
  { maxCodePoints = 2_900, maxBlocks = 1 }: { maxCodePoints?: number; maxBlocks?: number } = {},
): { blocks: KnownBlock[]; leftOut: number } {
  const texts: string[] = [];
  let current = '';
  let used = 0;
  for (const line of lines.map((each) => truncate(each, maxCodePoints))) {
    const longer = current === '' ? line : `${current}\n${line}`;
    if (Array.from(longer).length <= maxCodePoints) {
      current = longer;
    } else {
      if (texts.length + 1 >= maxBlocks) break;
      texts.push(current);
      current = line;
    }
    used += 1;
  }
  if (current !== '') texts.push(current);
  return { blocks: texts.map((text) => section(text)), leftOut: lines.length - used };
}
