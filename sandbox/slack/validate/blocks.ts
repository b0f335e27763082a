/** The blocks, and which of them each surface takes. Source: docs/slack.md, "Limits". */
import { z } from 'zod';
import {
  button,
  checkboxes,
  datepicker,
  datetimepicker,
  hasOneSource,
  imageElement,
  imageFields,
  oneSource,
  overflow,
  radioButtons,
  timepicker,
  workflowButton,
} from './elements.ts';
import { fileInput, richTextInput, textInputs } from './inputs.ts';
import { richText } from './rich-text.ts';
import { selects } from './selects.ts';
import { anyText, identifier, limited, list, longUrl, plain } from './texts.ts';

/** Where blocks are shown. */
export type Surface = 'modal' | 'home' | 'message';

const common = { block_id: identifier };
const anywhere = [button, workflowButton, overflow, checkboxes, radioButtons, datepicker, timepicker] as const;

const section = z
  .strictObject({
    type: z.literal('section'),
    ...common,
    text: anyText(3000).optional(),
    fields: list(anyText(2000), 1, 10).optional(),
    accessory: z.discriminatedUnion('type', [...anywhere, ...selects, imageElement]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    error: 'must provide either text or fields',
  });

const actions = z.strictObject({
  type: z.literal('actions'),
  ...common,
  elements: list(z.discriminatedUnion('type', [...anywhere, ...selects, datetimepicker, richTextInput]), 1, 25),
});

const context = z.strictObject({
  type: z.literal('context'),
  ...common,
  elements: list(z.discriminatedUnion('type', [imageElement, anyText(3000)]), 1, 10),
});

const divider = z.strictObject({ type: z.literal('divider'), ...common });
const header = z.strictObject({
  type: z.literal('header'),
  ...common,
  text: plain(150),
  level: z.int().min(1).max(4).optional(),
});
const image = z
  .strictObject({ ...imageFields, ...common, title: plain(2000).optional() })
  .refine(hasOneSource, oneSource);

const video = z.strictObject({
  type: z.literal('video'),
  ...common,
  title: plain(200),
  title_url: longUrl.optional(),
  video_url: longUrl,
  thumbnail_url: longUrl,
  alt_text: limited(200),
  author_name: limited(50).optional(),
  provider_name: limited(50).optional(),
  provider_icon_url: longUrl.optional(),
  description: plain(200).optional(),
});

const inputElements = [
  ...textInputs,
  ...selects,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  datetimepicker,
] as const;
const inputFields = {
  type: z.literal('input'),
  ...common,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
};
const input = z.strictObject({ ...inputFields, element: z.discriminatedUnion('type', inputElements) });
const modalInput = z
  .strictObject({ ...inputFields, element: z.discriminatedUnion('type', [...inputElements, fileInput]) })
  .refine(({ element, dispatch_action: dispatches }) => element.type !== 'file_input' || dispatches !== true, {
    error: 'dispatch_action must be false for a file_input',
    path: ['dispatch_action'],
  });

const alert = z.strictObject({
  type: z.literal('alert'),
  ...common,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const markdown = z.strictObject({ type: z.literal('markdown'), ...common, text: limited(12_000) });
const cell = z.discriminatedUnion('type', [
  richText,
  z.strictObject({ type: z.literal('raw_text'), text: limited(3000) }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: limited(3000) }),
]);
const column = z.strictObject({
  align: z.enum(['left', 'center', 'right']).optional(),
  is_wrapped: z.boolean().optional(),
});
const table = z.strictObject({
  type: z.literal('table'),
  ...common,
  rows: list(list(cell, 1, 20), 1, 100),
  column_settings: list(column, 1, 20).optional(),
});

const shared = [section, actions, context, divider, header, image, richText, video] as const;

/**
 * One block of a surface. Cards, carousels, containers, plans, task cards and the other blocks for AI apps are not taken:
 * sources contradict each other about their limits and places, so a view that used them could not be trusted.
 */
export const blockOf: Readonly<Record<Surface, z.ZodType>> = {
  modal: z.discriminatedUnion('type', [...shared, modalInput, alert]),
  home: z.discriminatedUnion('type', [...shared, input]),
  message: z.discriminatedUnion('type', [...shared, input, markdown, table]),
};
