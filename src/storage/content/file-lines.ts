import { z } from 'zod';
import { Instant, TeamId } from '../../values/ids.ts';

/** The form of files that this version writes and reads. */
export const FILE_FORMAT = 1;

/** What a file holds: a whole store, or orders that ended and were taken out of one. */
export const FileContent = z.enum(['store', 'archive']);
export type FileContent = z.infer<typeof FileContent>;

/** The first line of a file. */
export const FileHeader = z.object({
  kind: z.literal('header'),
  format: z.literal(FILE_FORMAT),
  content: FileContent,
  madeAt: Instant,
  team: TeamId.nullable(),
  from: z.enum(['sqlite', 'redis']),
});
export type FileHeader = z.infer<typeof FileHeader>;

/** The last line: without it a file was cut. */
export const ContentEnd = z.object({
  kind: z.literal('end'),
  /** Lines before this one, and the SHA-256 of their text. */
  lines: z.int().positive(),
  sha256: z.string(),
  /** Orders in it, each counted once. */
  orders: z.int().nonnegative(),
  /** References that come more than once, and how often: the last one counts. */
  again: z.record(z.string(), z.int().min(2)),
});
export type ContentEnd = z.infer<typeof ContentEnd>;

/** Of a file of another form. */
export const AnyHeader = z.object({ kind: z.literal('header'), format: z.int() });
