import type { KeptOrder } from '../../storage/order-reader.ts';
import type { TeamId } from '../../values/ids.ts';
import { type AuditedOrder, auditedOrder } from '../replay/audited-order.ts';
import { checkAttempts } from './attempts.ts';
import { checkAuthority } from './authority.ts';
import { checkChain, checkDetails, checkState } from './history.ts';
import { checkKeeping } from './keeping.ts';
import { checkTerms } from './terms.ts';
import { type Violation, violation } from './violation.ts';
import { checkWaiting } from './waiting.ts';

/** What is known beside the order. */
export interface AuditedAt {
  readonly now: Date;
  /** Whose store it is; null when the store does not say. */
  readonly teamId: TeamId | null;
}

/** Every promise that an order and its history break; none for an order that only `decide` has moved. Pure. */
export function storyViolations(audited: AuditedOrder, now: Date): Violation[] {
  return [
    ...checkChain(audited),
    ...checkState(audited),
    ...checkDetails(audited),
    ...checkTerms(audited),
    ...checkAuthority(audited),
    ...checkAttempts(audited),
    ...checkWaiting(audited, now),
  ];
}

/** Every promise that is broken under a reference of the store, unreadable and lost rows included. Pure. */
export function violationsOf(kept: KeptOrder, { now, teamId }: AuditedAt): Violation[] {
  const entries = kept.history.flatMap((each) => (each.ok ? [each.entry] : []));
  const unreadable = kept.history.flatMap((each, index) =>
    each.ok ? [] : [violation('unreadable', `Entry ${index + 1} of its history cannot be read: ${each.problem}.`)],
  );
  if (kept.problem !== null) return [violation('unreadable', `It cannot be read: ${kept.problem}.`), ...unreadable];
  const { stored } = kept;
  if (!stored)
    return [violation('lost', `The order itself is missing; ${kept.history.length} entries of its history remain.`)];
  const audited = auditedOrder(stored, entries);
  const story = unreadable.length > 0 ? [...unreadable, ...checkWaiting(audited, now)] : storyViolations(audited, now);
  return [...story, ...checkKeeping(kept, stored, audited.replayed.visited, teamId)];
}
