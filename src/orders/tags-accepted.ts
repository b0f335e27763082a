import { z } from 'zod';
import { Instant, UserId } from '../values/ids.ts';

/** Who accepted that the vendor's details of orders lack the field for the tag, when, and why. */
export const TagsAccepted = z.object({ by: UserId, at: Instant, reason: z.string() });
export type TagsAccepted = z.infer<typeof TagsAccepted>;
