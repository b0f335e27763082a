import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { Stub } from '../../orders/history/stub.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { type AuthorityDeps, viewerOf } from '../authority.ts';
import type { OrderArchive } from '../ports/stores/order-archive.ts';

export type ArchivedSeen =
  | { readonly ok: true; readonly stub: Stub }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_order' };

/**
 * What is left of an order that was archived, for its requester and for people who can decide; to others it does not exist. Throws
 * `SlackUnavailable` when it is another's, and Slack does not say whether the reader can decide.
 */
export const showArchived =
  (deps: AuthorityDeps & { readonly archive: Pick<OrderArchive, 'stub'> }) =>
  async (by: UserId, reference: Reference): Promise<ArchivedSeen> => {
    const viewer = await viewerOf(deps, by);
    if (!viewer.ok) return viewer;
    const stub = await deps.archive.stub(reference);
    const isVisible = stub !== null && (viewer.scope === 'all' || stub.requestedBy === by);
    if (isVisible) return { ok: true, stub };
    if (stub && viewer.unread) throw viewer.unread;
    return { ok: false, refusal: 'unknown_order' };
  };
