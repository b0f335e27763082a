/** Rich text: what people type, as a tree. */
import { z } from 'zod';
import { identifier, limited, list, longUrl } from './texts.ts';

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();
const border = z.int().min(0).max(1).optional();
const id = limited(255);

const text = z.strictObject({ type: z.literal('text'), text: limited(40_000), style });
const link = z.strictObject({
  type: z.literal('link'),
  url: longUrl,
  text: limited(40_000).optional(),
  unsafe: z.boolean().optional(),
  style,
});

const inline = z.discriminatedUnion('type', [
  text,
  link,
  z.strictObject({ type: z.literal('user'), user_id: id, style }),
  z.strictObject({ type: z.literal('channel'), channel_id: id, style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: id, style }),
  z.strictObject({ type: z.literal('team'), team_id: id, style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: limited(255), style }),
  z.strictObject({
    type: z.literal('emoji'),
    name: limited(255),
    unicode: z.string().optional(),
    url: longUrl.optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: limited(255),
    url: longUrl.optional(),
    fallback: limited(3000).optional(),
    style,
  }),
]);

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });
const part = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: list(section, 1, 1000),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [text, link])),
    language: limited(255).optional(),
    border,
  }),
]);

/** A `rich_text` block. */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: identifier,
  elements: list(part, 1, 1000),
});
