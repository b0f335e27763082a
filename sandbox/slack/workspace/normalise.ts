/** What Slack fills in before it stores and sends back what an app wrote: ids and defaults. */
import type { PlainTextElement } from '@slack/types';
import { z } from 'zod';
import { type Fields, fieldsOf, isFields, listOf, textOf } from '../http/json.ts';
import type { NormalHome, NormalModal, SlackBlock } from './workspace.ts';

function withTextDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextDefaults);
  if (!isFields(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTextDefaults(inner)]));
  if (copy.type === 'plain_text') return { ...copy, emoji: copy.emoji ?? true };
  if (copy.type === 'mrkdwn') return { ...copy, verbatim: copy.verbatim ?? false };
  return copy;
}

const PASSIVE = new Set(['image', 'plain_text', 'mrkdwn']);

function withActionId(element: unknown, newId: () => string): unknown {
  if (!isFields(element) || PASSIVE.has(textOf(element.type))) return element;
  return { ...element, action_id: textOf(element.action_id) || newId() };
}

function normaliseBlock(block: Fields, newId: () => string): SlackBlock {
  const filled: Record<string, unknown> = { ...fieldsOf(withTextDefaults(block)) };
  if (filled.type === 'input') {
    filled.optional ??= false;
    filled.dispatch_action ??= false;
    filled.element = withActionId(filled.element, newId);
  }
  if (filled.type === 'section' && filled.accessory) filled.accessory = withActionId(filled.accessory, newId);
  if (filled.type === 'actions') filled.elements = listOf(filled.elements).map((one) => withActionId(one, newId));
  return { ...filled, type: textOf(filled.type), block_id: textOf(filled.block_id) || newId() };
}

/** Blocks with `block_id`, `action_id` and defaults filled in. `newId` makes the ids that are missing. */
export function normaliseBlocks(blocks: unknown, newId: () => string): SlackBlock[] {
  return listOf(blocks).map((block) => normaliseBlock(fieldsOf(block), newId));
}

const text = z.object({ type: z.literal('plain_text'), text: z.string(), emoji: z.boolean().exactOptional() });
const shared = {
  private_metadata: z.string().default(''),
  callback_id: z.string().default(''),
  external_id: z.string().default(''),
};
const modal = z.object({
  type: z.literal('modal'),
  ...shared,
  title: text,
  submit: text.exactOptional(),
  close: text.exactOptional(),
  clear_on_close: z.boolean().default(false),
  notify_on_close: z.boolean().default(false),
});
const home = z.object({ type: z.literal('home'), ...shared });

const withEmoji = (label: PlainTextElement): PlainTextElement => ({ ...label, emoji: label.emoji ?? true });

/** A modal that `validateView` took, normalised; throws for anything else. */
export function normaliseModal(view: Fields, newId: () => string): NormalModal {
  const { title, submit, close, ...rest } = modal.parse(view);
  return {
    ...rest,
    title: withEmoji(title),
    ...(submit ? { submit: withEmoji(submit) } : {}),
    ...(close ? { close: withEmoji(close) } : {}),
    blocks: normaliseBlocks(view.blocks, newId),
  };
}

/** A Home view that `validateView` took, normalised; throws for anything else. */
export function normaliseHome(view: Fields, newId: () => string): NormalHome {
  return { ...home.parse(view), blocks: normaliseBlocks(view.blocks, newId) };
}
