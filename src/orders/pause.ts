import { z } from 'zod';
import { Instant, UserId } from './ids.ts';
import type { Order } from './order.ts';

/** Who switched placing off, when, and why. */
export const Pause = z.object({ by: UserId, at: Instant, reason: z.string() });
export type Pause = z.infer<typeof Pause>;

/** Whether a pause keeps the order from going on: it waits for approval or for being placed. */
export const isKeptByPause = (order: Order): boolean =>
  order.state === 'awaiting_approval' || order.state === 'approved';
