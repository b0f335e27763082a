import type { z } from 'zod';
import { CancelOrder } from './cancel-order.ts';

/** What a cancellation would end, as the vendor shows it: the act without the reason for it. */
export const Ending = CancelOrder.omit({ kind: true, reason: true });
export type Ending = z.infer<typeof Ending>;
