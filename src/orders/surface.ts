import { z } from 'zod';
import { ChannelId, UserId } from '../values/ids.ts';

/** A message in Slack that can be redrawn. */
export const MessageRef = z.object({ channelId: ChannelId, ts: z.string().min(1) });
export type MessageRef = z.infer<typeof MessageRef>;

/** Where people see an order: the card in the approvers' channel, or a message to somebody. */
export const Surface = z.object({
  kind: z.enum(['card', 'requester']),
  /** Whose message it is; absent for the card. */
  person: UserId.exactOptional(),
  ref: MessageRef,
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
