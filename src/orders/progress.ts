import { z } from 'zod';
import { Instant } from '../values/ids.ts';
import { Lacking } from '../values/mail-record.ts';
import { Shortage } from '../values/mailboxes-short.ts';

/** What the vendor's lists say of a placed order. */
export const Progress = z.object({
  /** Names whose domain and mailboxes all work. */
  ready: z.array(z.string()),
  changedAt: Instant,
  isStuck: z.boolean(),
  /** Whether the lists could not be read at the last try; absent when they could. */
  isUnread: z.boolean().optional(),
  /** Names of which the last look did not tell whether they work; absent when it told of all. */
  unread: z.array(z.string()).exactOptional(),
  /** Domains that the vendor calls ready, and what our own look did not find of them; absent: nothing. They are never late. */
  lacking: z.array(Lacking).exactOptional(),
  /** They are held back for longer than a set-up takes; absent when they are not. */
  isHeldLong: z.literal(true).exactOptional(),
  /** Of so many domains DNS told nothing, and the vendor's word stands; absent: none. */
  silent: z.int().positive().exactOptional(),
  /** Domains that have fewer mailboxes than were ordered; absent: none that was read. */
  short: Shortage.exactOptional(),
  /** People were told that nobody knows how far it is, late as it is; absent when they were not. */
  isUnknown: z.literal(true).exactOptional(),
});
export type Progress = z.infer<typeof Progress>;

/** What became another of a domain since it was ordered. */
export const DomainChanged = z.object({
  /** The name that it was ordered under. */
  domain: z.string(),
  /** Absent: it has that name still. */
  name: z.string().exactOptional(),
  /** Where it leads, empty for nowhere; absent: where it was ordered to lead. */
  redirect: z.string().exactOptional(),
  /** Who sends from it, and whether its mailboxes kept their addresses; absent: who it was ordered for. */
  sender: z.object({ firstName: z.string(), lastName: z.string(), keepsAddresses: z.boolean() }).exactOptional(),
});
export type DomainChanged = z.infer<typeof DomainChanged>;
