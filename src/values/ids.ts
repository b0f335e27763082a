import { z } from 'zod';

/** A Slack user id (`U…`, or `W…` on an Enterprise organization). */
export const UserId = z
  .string()
  .regex(/^[UW][A-Z0-9]{2,30}$/)
  .brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

/** A Slack user-group id (`S…`). */
export const UserGroupId = z
  .string()
  .regex(/^S[A-Z0-9]{2,30}$/)
  .brand<'UserGroupId'>();
export type UserGroupId = z.infer<typeof UserGroupId>;

/** A Slack team (workspace) id (`T…`). */
export const TeamId = z
  .string()
  .regex(/^T[A-Z0-9]{2,30}$/)
  .brand<'TeamId'>();
export type TeamId = z.infer<typeof TeamId>;

/** A Slack conversation id: channel (`C…`, `G…`) or direct message (`D…`). */
export const ChannelId = z
  .string()
  .regex(/^[CGD][A-Z0-9]{2,30}$/)
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof ChannelId>;

/** Letters and digits that are not mistaken for one another when read aloud or retyped: no `i l o u 0 1`. */
export const REFERENCE_ALPHABET = 'abcdefghjkmnpqrstvwxyz23456789';
/** Six characters of 30: about 729 million references, enough not to be guessed one by one. */
export const REFERENCE_LENGTH = 6;

/** What people call an order by: short, unguessable, lower case, such as `7f3k2q`. */
export const Reference = z
  .string()
  .regex(new RegExp(`^[${REFERENCE_ALPHABET}]{${REFERENCE_LENGTH}}$`))
  .brand<'Reference'>();
export type Reference = z.infer<typeof Reference>;

/** SHA-256, in hex, of the exact payload, price and policy that people approve. */
export const Fingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Fingerprint'>();
export type Fingerprint = z.infer<typeof Fingerprint>;

/** A moment. Rows hold it as an ISO 8601 string in UTC, memory as a `Date`. */
export const Instant = z.union([z.iso.datetime().transform((text) => new Date(text)), z.date()]);
export type Instant = Date;
