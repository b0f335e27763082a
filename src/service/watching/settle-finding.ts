import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { explainedBy, type Finding, unapprovedIn } from '../../watch/finding.ts';
import { withTask } from '../../watch/head.ts';
import type { KnownOrder } from '../../watch/known.ts';
import { type AuthorityDeps, refuseToDecide } from '../authority.ts';
import type { PolicyInForce } from '../policy-in-force.ts';
import type { Clock } from '../ports/clock.ts';
import type { WatchStore } from '../ports/stores/watch-store.ts';

export interface SettlingFindingsDeps extends AuthorityDeps {
  readonly policyInForce: Pick<PolicyInForce, 'isNewest'>;
  readonly watch: WatchStore;
  readonly clock: Clock;
  readonly nudge: () => void;
}

/** What people see of a finding, or why they do not. */
export type SeenFinding =
  | { readonly ok: true; readonly finding: Finding }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'unknown_finding' };

/** What became of saying what a finding was: `settled` when somebody else had said it already, `turned_out` when an order did. */
export type FindingSettled =
  | SeenFinding
  | { readonly ok: false; readonly refusal: 'turned_out'; readonly reference: Reference }
  | { readonly ok: false; readonly refusal: 'settled'; readonly settled: NonNullable<Finding['settled']> };

/** Losing a write to others is ordinary; losing it so often means that something is wrong. */
const MAX_TRIES = 20;

/** A finding, for those who can decide. Throws `SlackUnavailable`. */
export const showFinding =
  (deps: SettlingFindingsDeps) =>
  async (by: UserId, key: string): Promise<SeenFinding> => {
    const refusal = await refuseToDecide(deps, by);
    if (refusal) return { ok: false, refusal };
    const finding = await deps.watch.finding(key);
    return finding ? { ok: true, finding } : { ok: false, refusal: 'unknown_finding' };
  };

/**
 * *This was us…* and *These are ours*: keeps who said so, when and why. What nobody had approved is explained by that from then
 * on. Counts once: who comes second is told who was first. Throws `SlackUnavailable`.
 */
export const settleFinding =
  (deps: SettlingFindingsDeps) =>
  async (by: UserId, key: string, reason: string): Promise<FindingSettled> => {
    const refusal = await refuseToDecide(deps, by);
    if (refusal) return { ok: false, refusal };
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const { revision, head } = await deps.watch.head();
      const finding = await deps.watch.finding(key);
      if (!finding) return { ok: false, refusal: 'unknown_finding' };
      if (finding.settled) return { ok: false, refusal: 'settled', settled: finding.settled };
      const reference = explainedBy(finding);
      if (reference !== null) return { ok: false, refusal: 'turned_out', reference };
      const now = deps.clock.now();
      const settled = { ...finding, settled: { by, reason, at: now } };
      const change = {
        head: withTask(head, key, 'redraw', now),
        findings: [settled],
        orders: await explainedNow(deps, settled.settled, finding),
      };
      if (!(await deps.watch.write(revision, change))) continue;
      deps.nudge();
      return { ok: true, finding: settled };
    }
    throw new Error('A finding was written again and again by others');
  };

/** What is known of the orders that a finding was about, explained by a person now. What an order of ours explains stays that. */
async function explainedNow(
  { watch }: SettlingFindingsDeps,
  { by: person, reason, at }: NonNullable<Finding['settled']>,
  finding: Finding,
): Promise<KnownOrder[]> {
  const unapproved = unapprovedIn(finding.about);
  if (unapproved.length === 0) return [];
  const { orders } = await watch.book();
  return unapproved.flatMap(({ id }) => {
    const known = orders.get(id);
    if (known?.explained.by !== 'nobody') return [];
    return [{ ...known, explained: { by: 'person' as const, person, reason, at } }];
  });
}
