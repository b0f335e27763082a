/** Pieces that every block is built of: limited strings, text objects, lists, option lists, confirmation dialogs. */
import { z } from 'zod';

/** Length as Slack counts it here: in code points, so that an emoji is one character. */
export const codePoints = (text: string): number => [...text].length;

/** A string of 1 to `max` code points. Slack refuses empty strings wherever it takes text. */
export const limited = (max: number) =>
  z.string().superRefine((text, context) => {
    const length = codePoints(text);
    if (length === 0) context.addIssue({ code: 'custom', message: 'must be more than 0 characters' });
    if (length > max) context.addIssue({ code: 'custom', message: `must be less than ${max + 1} characters` });
  });

export const identifier = limited(255).optional();
export const longUrl = limited(3000);

/** A `plain_text` object. */
export const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: limited(max), emoji: z.boolean().optional() });

const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: limited(max), verbatim: z.boolean().optional() });

/** A `plain_text` or `mrkdwn` object. */
export const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);

/** A list of `min` to `max` items. */
export const list = <Item extends z.ZodType>(item: Item, min: number, max: number) => z.array(item).min(min).max(max);

/** The dialog that asks before an action is sent. */
export const confirm = z
  .strictObject({
    title: plain(100).optional(),
    text: anyText(300),
    confirm: plain(30).optional(),
    deny: plain(30).optional(),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional();

export const style = z.enum(['primary', 'danger']).optional();

/** An option of a select menu. Slack's reference: value up to 150, text and description up to 75. */
export const option = z.strictObject({ text: plain(75), value: limited(150), description: plain(75).optional() });
export const overflowOption = option.extend({ url: longUrl.optional() });
/** An option of checkboxes and radio buttons, whose texts may be mrkdwn. */
export const choice = z.strictObject({ text: anyText(75), value: limited(150), description: anyText(75).optional() });
export const optionGroup = z.strictObject({ label: plain(75), options: list(option, 1, 100) });

interface AnyOption {
  readonly text: { readonly type: string; readonly text: string };
  readonly value: string;
  readonly description?: { readonly type: string; readonly text: string } | undefined;
}

const sameOption = (one: AnyOption, other: AnyOption): boolean =>
  one.value === other.value &&
  one.text.type === other.text.type &&
  one.text.text === other.text.text &&
  one.description?.text === other.description?.text;

/** What is chosen at first must be one of the options offered, equal in text, value and description. */
export function isOffered(initial: AnyOption, offered: readonly AnyOption[]): boolean {
  return offered.some((candidate) => sameOption(initial, candidate));
}
