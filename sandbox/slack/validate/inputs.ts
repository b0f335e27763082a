/** The elements that only input blocks (and, for rich text, actions) may hold. */
import { z } from 'zod';
import { richText } from './rich-text.ts';
import { identifier, limited, list, plain } from './texts.ts';

const common = {
  action_id: identifier,
  focus_on_load: z.boolean().optional(),
  placeholder: plain(150).optional(),
  dispatch_action_config: z
    .strictObject({ trigger_actions_on: list(z.enum(['on_enter_pressed', 'on_character_entered']), 1, 2).optional() })
    .optional(),
};

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...common,
    initial_value: limited(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .refine(({ min_length: min = 0, max_length: max = 3000 }) => min <= max, {
    error: 'min_length must be less than or equal to max_length',
    path: ['min_length'],
  });

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, { error: 'must be a number written as a string' });

const numberInput = z
  .strictObject({
    type: z.literal('number_input'),
    ...common,
    is_decimal_allowed: z.boolean(),
    initial_value: decimal.optional(),
    min_value: decimal.optional(),
    max_value: decimal.optional(),
  })
  .refine(({ min_value: min, max_value: max }) => !min || !max || Number(min) <= Number(max), {
    error: 'min_value must be less than or equal to max_value',
    path: ['min_value'],
  });

const emailInput = z.strictObject({
  type: z.literal('email_text_input'),
  ...common,
  initial_value: limited(3000).optional(),
});
const urlInput = z.strictObject({
  type: z.literal('url_text_input'),
  ...common,
  initial_value: limited(3000).optional(),
});

const lines = z.int().min(1).max(100).optional();
export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...common,
  initial_value: richText.optional(),
  min_lines: lines,
  max_lines: lines,
});

/** Slack takes files in the input blocks of modals, nowhere else. */
export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  action_id: identifier,
  filetypes: list(limited(255), 1, 100).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

export const textInputs = [plainTextInput, numberInput, emailInput, urlInput, richTextInput] as const;
