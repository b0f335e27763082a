/**
 * Would Slack take it? A strict check of blocks, views and messages without asking Slack, used by the local workspace for
 * each write and by tests of everything that draws. Lengths are counted in code points.
 */
import { z } from 'zod';
import { fieldsOf, isFields, listOf } from '../http/json.ts';
import { blockOf, type Surface } from './blocks.ts';
import { type Problem, shapeProblems } from './problems.ts';
import { ruleProblems } from './rules.ts';
import { identifier, limited, plain } from './texts.ts';

export type { Surface } from './blocks.ts';
export type { Problem } from './problems.ts';
export { codePoints } from './texts.ts';

/** Slack's cap on a view written as JSON. */
export const LARGEST_VIEW_BYTES = 250_000;

/** Problems of a list of blocks on a surface; pointers start with `/blocks`. */
export function validateBlocks(surface: Surface, blocks: unknown): Problem[] {
  if (!Array.isArray(blocks)) return [{ pointer: '/blocks', message: 'must be array' }];
  const shapes = blocks.flatMap((block: unknown, index) => shapeProblems(blockOf[surface], block, ['blocks', index]));
  return [...shapes, ...ruleProblems(surface, blocks)];
}

const shared = {
  blocks: z.array(z.unknown()).min(1),
  private_metadata: z.string().max(3000, { error: 'must be less than 3001 characters' }).optional(),
  callback_id: identifier,
  external_id: z.string().max(255, { error: 'must be less than 256 characters' }).optional(),
};
const modal = z.strictObject({
  type: z.literal('modal'),
  ...shared,
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
});
const home = z.strictObject({ type: z.literal('home'), ...shared });
const view = z.discriminatedUnion('type', [modal, home]);

/** True when a view is beyond the 250 KB that Slack takes (`view_too_large`). */
export const isTooLarge = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) > LARGEST_VIEW_BYTES;

/** Problems of a modal or Home view; pointers start at the view itself, as in `/title/text`. */
export function validateView(value: unknown): Problem[] {
  if (!isFields(value)) return [{ pointer: '', message: 'must be object' }];
  const envelope = shapeProblems(view, value, []);
  const surface = value.type === 'home' ? 'home' : 'modal';
  const blocks = Array.isArray(value.blocks) ? validateBlocks(surface, value.blocks) : [];
  const asks = listOf(value.blocks).some((block) => fieldsOf(block).type === 'input');
  const submit =
    surface === 'modal' && asks && value.submit === undefined
      ? [{ pointer: '', message: 'missing required field: submit (the view has input blocks)' }]
      : [];
  const size = isTooLarge(value) ? [{ pointer: '', message: 'must be less than 250 KB' }] : [];
  return [...envelope, ...blocks, ...submit, ...size];
}

/** Messages longer than this fail when edited (`msg_too_long`), so none should be sent. */
const LONGEST_TEXT = 4000;
const message = z.looseObject({
  text: limited(LONGEST_TEXT),
  metadata: z.strictObject({ event_type: limited(255), event_payload: z.record(z.string(), z.unknown()) }).optional(),
});

/**
 * Problems of a message. Stricter than `chat.postMessage` about `text`: it must be there (notifications and screen
 * readers need it) and within the 4,000 characters that `chat.update` takes.
 */
export function validateMessage(value: unknown): Problem[] {
  const { blocks } = fieldsOf(value);
  const shape = shapeProblems(message, value, []);
  return [...shape, ...(blocks === undefined ? [] : validateBlocks('message', blocks))];
}
