import { z } from 'zod';
import { UserId } from '../../values/ids.ts';

/** A file of which everything but its id may be missing. Source: docs/slack.md, "Payload shapes". */
export const FileNamed = z.object({ id: z.string().min(1), name: z.string().nullish(), size: z.number().nullish() });
export type FileNamed = z.infer<typeof FileNamed>;

/**
 * A value of an input as Slack sends it back; which field is filled depends on `type`.
 * Source: docs/slack.md, "Payload shapes".
 */
const StateValue = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  files: z.array(FileNamed).nullish(),
});

/** `state.values` of a view: block id -> action id -> value. */
export const StateValues = z.record(z.string(), z.record(z.string(), StateValue));
export type StateValues = z.infer<typeof StateValues>;

const View = z.object({
  id: z.string().min(1),
  callback_id: z.string(),
  private_metadata: z.string(),
  /** Another one after every update. */
  hash: z.string().optional(),
  state: z.object({ values: StateValues }).nullish(),
});
export type ViewPayload = z.infer<typeof View>;

const Person = z.object({ id: UserId });

/** A slash command. */
export const CommandPayload = z.object({
  user_id: UserId,
  channel_id: z.string(),
  text: z.string(),
  trigger_id: z.string().min(1),
  response_url: z.url(),
});
export type CommandPayload = z.infer<typeof CommandPayload>;

const Action = z.object({
  action_id: z.string(),
  block_id: z.string(),
  action_ts: z.string(),
  value: z.string().optional(),
  /** What was chosen in a menu. */
  selected_option: z.object({ value: z.string() }).nullish(),
});

/** A press or choice in a message, a modal or the Home tab. Only the first action is ever sent by Slack. */
export const ActionPayload = z.object({
  user: Person,
  trigger_id: z.string().min(1),
  response_url: z.url().optional(),
  actions: z.tuple([Action], z.unknown()).transform(([action]) => action),
  view: View.extend({ type: z.string() }).optional(),
  message: z.object({ ts: z.string() }).optional(),
  channel: z.object({ id: z.string() }).optional(),
});
export type ActionPayload = z.infer<typeof ActionPayload>;

/** A submitted modal. */
export const SubmissionPayload = z.object({ user: Person, view: View });
export type SubmissionPayload = z.infer<typeof SubmissionPayload>;

/** A menu that asks for its options. */
export const OptionsPayload = z.object({
  user: Person,
  action_id: z.string(),
  block_id: z.string(),
  value: z.string(),
  view: View.optional(),
});
export type OptionsPayload = z.infer<typeof OptionsPayload>;

/** Somebody opened a tab of the app's home. */
export const HomeOpenedPayload = z.object({
  event_id: z.string(),
  event: z.object({ type: z.literal('app_home_opened'), user: UserId, tab: z.string() }),
});
export type HomeOpenedPayload = z.infer<typeof HomeOpenedPayload>;

/** A shortcut on a message. Source: docs/slack.md, "Payload shapes". */
export const MessageShortcutPayload = z.object({
  user: Person,
  trigger_id: z.string().min(1),
  response_url: z.url().optional(),
  message: z.object({ text: z.string().nullish(), files: z.array(FileNamed).nullish() }),
});
export type MessageShortcutPayload = z.infer<typeof MessageShortcutPayload>;

/** A global shortcut. */
export const ShortcutPayload = z.object({ user: Person, callback_id: z.string(), trigger_id: z.string().min(1) });
export type ShortcutPayload = z.infer<typeof ShortcutPayload>;
