import { z } from 'zod';
import { ChannelId, Instant, UserId } from '../values/ids.ts';

/** A message in Slack that can be redrawn. */
export const MessageRef = z.object({ channelId: ChannelId, ts: z.string().min(1) });
export type MessageRef = z.infer<typeof MessageRef>;

/**
 * Why the card is not in its channel. A person has to fix it, all but the last: Slack has not taken the card for ten minutes,
 * which may pass.
 */
export const AnnounceFailure = z.enum([
  'bot_not_in_channel',
  'channel_not_found',
  'channel_archived',
  'posting_restricted',
  'scope_missing',
  'card_refused',
  'card_late',
]);
export type AnnounceFailure = z.infer<typeof AnnounceFailure>;

/** Slack's own word for why it did not do something, or for what kept us from hearing it. */
export const SlackWord = z.string().min(1).max(100);

/** Since when people miss the card of an order, and what they were told of it: nothing yet when `failure` is null. */
export const CardTrouble = z.object({
  since: Instant,
  failure: AnnounceFailure.nullable(),
  word: SlackWord.nullable(),
});
export type CardTrouble = z.infer<typeof CardTrouble>;

/** What a card says of an order that is being set up while nobody is asked anything: since then only its numbers move. */
export const DrawnAs = z.enum(['placed', 'late']);
export type DrawnAs = z.infer<typeof DrawnAs>;

/**
 * Where people see an order: the card in the approvers' channel, the newest of those that are gone, or a message to
 * somebody.
 */
export const Surface = z.object({
  kind: z.enum(['card', 'former_card', 'requester']),
  /** Whose message it is; absent for cards. */
  person: UserId.exactOptional(),
  ref: MessageRef,
  /** What it said when it was posted; absent when that was something else, or is not known. */
  drawn: DrawnAs.exactOptional(),
});
export type Surface = z.infer<typeof Surface>;
export type SurfaceKind = Surface['kind'];

/** The message of a kind; null while it was not posted. */
export const surfaceOf = (
  { surfaces }: { readonly surfaces: readonly Surface[] },
  kind: SurfaceKind,
): MessageRef | null => surfaces.find((surface) => surface.kind === kind)?.ref ?? null;

/** The surfaces with the newest message of a kind in the place of the one before. */
export const withSurface = (surfaces: readonly Surface[], surface: Surface): Surface[] => [
  ...surfaces.filter(({ kind }) => kind !== surface.kind),
  surface,
];

/** When a message was posted, by Slack's clock. Source: docs/slack.md, "Payload shapes". */
export const postedAt = ({ ts }: MessageRef): Date => new Date(Number(ts) * 1000);
