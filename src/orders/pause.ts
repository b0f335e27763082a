import { z } from 'zod';
import { Instant, UserId } from '../values/ids.ts';
import type { Order } from './order.ts';

/** Who switched placing off, when, and why. `by` is null when nobody in Slack did: the app was started that way. */
export const Pause = z.object({ by: UserId.nullable(), at: Instant, reason: z.string() });
export type Pause = z.infer<typeof Pause>;

/** Under this key a pause stands among the settings, without an end: while anything stands there, no intent is written. */
export const PAUSE_KEY = 'paused';

/** Whether a pause keeps the order from going on: it waits for approval or for being placed. */
export const isKeptByPause = (order: Order): boolean =>
  order.state === 'awaiting_approval' || order.state === 'approved';
