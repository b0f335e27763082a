import { z } from 'zod';
import { installationOf } from './receive/installation.ts';

/** Who did something, in payloads of every kind. Source: docs/slack.md, "Payload shapes". */
const Doer = z.union([
  z.object({ user: z.object({ id: z.string() }) }).transform(({ user }) => user.id),
  z.object({ user_id: z.string() }).transform(({ user_id: id }) => id),
]);

/** The person whose payload that is; null when it names none. */
export const doerOf = (body: unknown): string | null => Doer.safeParse(body).data ?? null;

/** Stands among the payloads that are not done, in the place of one of which nothing but the page with its answer is missing. */
export const UnshownAnswer = z.object({
  type: z.literal('unshown_answer'),
  team_id: z.string().nullable(),
  user_id: z.string(),
  /** The sentence of the answer, as mrkdwn; null for a whole page. */
  answer: z.string().nullable(),
});

/** What is kept of a payload whose answer is not shown yet, as a text; null when nobody is named who could be told. */
export function unshownAnswer(body: unknown, answer: string | null): string | null {
  const doer = doerOf(body);
  if (doer === null) return null;
  const kept: z.input<typeof UnshownAnswer> = {
    ...{ type: 'unshown_answer', team_id: installationOf(body), user_id: doer },
    answer,
  };
  return JSON.stringify(kept);
}
