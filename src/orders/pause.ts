import { z } from 'zod';
import { Instant, UserId } from '../values/ids.ts';
import type { Order } from './order.ts';
import { MessageRef } from './surface.ts';

const PauseWord = z.object({ by: UserId.nullable(), at: Instant, reason: z.string() });

/** A message in the approvers’ channel that offers to resume, with the word of whoever paused that it shows. */
export const PausePost = PauseWord.extend({ message: MessageRef });
export type PausePost = z.infer<typeof PausePost>;

/**
 * Who switched placing off, when, and why. `by` is null when nobody in Slack did: the app was started that way. `posts`: what
 * offers to resume since placing was switched off, for earlier words too, oldest first.
 */
export const Pause = PauseWord.extend({ posts: z.array(PausePost).exactOptional() });
export type Pause = z.infer<typeof Pause>;

/** The posts of a pause that stands, for one that takes its place: all end with it. */
export const postsOf = (before: Pause | null): Pick<Pause, 'posts'> => (before?.posts ? { posts: before.posts } : {});

/** Under this key a pause stands among the settings, without an end: while anything stands there, no intent is written. */
export const PAUSE_KEY = 'paused';

/** Whether a pause keeps the order from going on: it waits for approval or for being placed. */
export const isKeptByPause = (order: Order): boolean =>
  order.state === 'awaiting_approval' || order.state === 'approved';
