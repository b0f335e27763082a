import { z } from 'zod';

/** Kinds of requests that the load is mixed of. */
export const RequestKind = z.enum(['command', 'form step', 'approve click', 'outsider click']);
export type RequestKind = z.infer<typeof RequestKind>;

/** A request's body with `MARK` where its number goes, so that none is taken for a repetition of another. */
export const Template = z.object({
  kind: RequestKind,
  body: z.string(),
  /** What the answer of our app has to hold; an empty text for an empty answer. */
  expects: z.string(),
});
export type Template = z.infer<typeof Template>;

export const MARK = '__N__';

/** What the load generator is told to do. */
export const LoadTask = z.object({
  url: z.url(),
  signingSecret: z.string(),
  templatesFile: z.string(),
  kinds: z.array(RequestKind),
  /** False for a side that only acknowledges: every answer has to be empty. */
  isOurs: z.boolean(),
  concurrency: z.int().positive(),
  /** Nothing is measured before both are over. */
  warmMs: z.number(),
  warmRequests: z.int().nonnegative().default(0),
  measureMs: z.number(),
  /** The load ends early when so many requests were sent. */
  mostRequests: z.int().positive(),
});
export type LoadTask = z.infer<typeof LoadTask>;
/** As it is asked for. */
export type LoadRequest = Omit<z.input<typeof LoadTask>, 'signingSecret'>;

/** What a load came to. Latencies are of acknowledgements, from sending to the whole answer. */
export const LoadResult = z.object({
  answered: z.int(),
  perSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  p999Ms: z.number(),
});
export type LoadResult = z.infer<typeof LoadResult>;
