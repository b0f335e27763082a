import { z } from 'zod';
import type { SlackBody } from './slack-request.ts';

/** What came from Slack, signed, has a shape that is none of Slack's. Names places, never the content. */
export class OddPayload extends Error {
  /** Bolt passes errors on as they are when they have one. */
  readonly code = 'odd_payload';
}

/** Reads a payload by a schema. Throws `OddPayload`. */
export function readPayload<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const paths = read.error.issues.map(({ path }) => path.join('.') || 'its root').join(', ');
  throw new OddPayload(`A payload is odd at ${paths}`);
}

/** What Bolt reads of each kind before it asks us. Source: docs/slack.md, "Payload shapes". */
const Dispatched = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event_callback'), event: z.object({ type: z.string() }) }),
  z.object({ type: z.enum(['block_actions', 'interactive_message']), actions: z.array(z.object({})).min(1) }),
  z.object({ type: z.enum(['view_submission', 'view_closed']), view: z.object({ callback_id: z.string() }) }),
  z.object({
    type: z.enum(['block_suggestion', 'dialog_suggestion', 'shortcut', 'message_action', 'dialog_submission']),
  }),
]);
/** The only kind without a type. */
const Command = z.object({ command: z.string() });

/** Whether Bolt can tell what a payload is. What it cannot tell it would leave without an answer. */
export const isDispatchable = (body: SlackBody): boolean =>
  (body.command === undefined ? Dispatched : Command).safeParse(body).success;

/**
 * Something of ours went wrong with a payload that Bolt could read. The cause keeps its name and its place in the program:
 * around an error without a code Bolt would put one of its own.
 */
export class WorkFailed extends Error {
  readonly code = 'work_failed';
  constructor(cause: unknown) {
    super('The work on a payload failed', { cause });
  }
}

/**
 * Whether an error of Bolt says that it could not read a payload: its own code fails on fields that are missing. What our
 * own code throws comes as `WorkFailed`.
 */
export const isOddPayload = (error: unknown): boolean => error instanceof OddPayload || error instanceof TypeError;
