/** Buttons, choices and pickers: the elements that may stand outside input blocks. */
import { z } from 'zod';
import {
  choice,
  confirm,
  identifier,
  isOffered,
  limited,
  list,
  longUrl,
  overflowOption,
  plain,
  style,
} from './texts.ts';

const focus = { focus_on_load: z.boolean().optional() };
const common = { action_id: identifier, confirm };

export const button = z.strictObject({
  type: z.literal('button'),
  ...common,
  text: plain(75),
  value: limited(2000).optional(),
  url: longUrl.optional(),
  style,
  accessibility_label: limited(75).optional(),
});

export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  ...common,
  text: plain(75),
  workflow: z.looseObject({ trigger: z.looseObject({ url: longUrl }) }),
  style,
  accessibility_label: limited(75).optional(),
});

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...common,
  options: list(overflowOption, 1, 5),
});

export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...common,
    ...focus,
    options: list(choice, 1, 10),
    initial_options: list(choice, 1, 10).optional(),
  })
  .superRefine(({ options, initial_options: initial = [] }, context) => {
    if (initial.every((chosen) => isOffered(chosen, options))) return;
    context.addIssue({
      code: 'custom',
      path: ['initial_options'],
      message: 'initial_options must be one of the options',
    });
  });

export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...common,
    ...focus,
    options: list(choice, 1, 10),
    initial_option: choice.optional(),
  })
  .superRefine(({ options, initial_option: initial }, context) => {
    if (!initial || isOffered(initial, options)) return;
    context.addIssue({
      code: 'custom',
      path: ['initial_option'],
      message: 'initial_option must be one of the options',
    });
  });

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...common,
  ...focus,
  placeholder: plain(150).optional(),
  initial_date: z.iso.date({ error: 'must be a date formatted YYYY-MM-DD' }).optional(),
});

export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...common,
  ...focus,
  placeholder: plain(150).optional(),
  timezone: limited(255).optional(),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time formatted HH:mm' })
    .optional(),
});

export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...common,
  ...focus,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const slackFile = z.union([z.strictObject({ id: limited(255) }), z.strictObject({ url: longUrl })]);

/** The fields that an image has as a block and as an element. */
export const imageFields = {
  type: z.literal('image'),
  image_url: longUrl.optional(),
  slack_file: slackFile.optional(),
  alt_text: limited(2000),
};

/** An image is told either by its address or by a file of the workspace. */
export const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined);
export const oneSource = { error: 'must provide either image_url or slack_file' };

export const imageElement = z.strictObject(imageFields).refine(hasOneSource, oneSource);
