import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { TagsAccepted } from '../../orders/tags-accepted.ts';
import type { UserId } from '../../values/ids.ts';
import { type AuthorityDeps, refuseToDecide } from '../authority.ts';
import { keepTagsAccepted, tagsAcceptedIn } from '../missing-tags.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';

export interface AcceptingDeps extends AuthorityDeps {
  readonly policyInForce: Pick<PolicyInForce, 'isNewest'>;
  /** Keeps it over restarts and power cuts. */
  readonly settings: KeyValueStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly nudge: () => void;
}

/** What accepting came to; `before` is who had accepted it already. */
export type Accepted =
  | { readonly ok: true; readonly before: TagsAccepted | null }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/**
 * Orders are placed though the vendor's details of orders lack the field for the tag. Approvers can say so, once; it lasts.
 * Orders that wait for it go on by themselves. Throws `SlackUnavailable`.
 */
export const acceptMissingTags =
  (deps: AcceptingDeps) =>
  async (by: UserId, reason: string): Promise<Accepted> => {
    const refusal = await refuseToDecide(deps, by);
    if (refusal) return { ok: false, refusal };
    const isNew = await keepTagsAccepted(deps.settings, { by, at: deps.clock.now(), reason });
    if (!isNew) return { ok: true, before: await tagsAcceptedIn(deps.settings) };
    deps.log.warn({ by, reason }, 'An approver accepted that details of orders at ScaledMail lack the field tag');
    deps.nudge();
    return { ok: true, before: null };
  };
