import { type Act, alwaysNeedsApproval, effectOf, WRITE_KINDS } from '../../acts/act.ts';
import type { Worth } from '../../acts/worth.ts';
import type { Order } from '../order.ts';
import type { ApprovalPolicy } from './policy.ts';
import type { Asked, AskedOfPeople } from './terms.ts';

/** Kinds that an operator can free: those that cost nothing and end nothing. */
export const FREEABLE_KINDS = WRITE_KINDS;

/** What is asked for: an act, and what it is worth. */
interface ToFree {
  readonly act: Act;
  readonly worth: Worth;
}

/**
 * Whether an act can be free of approvals at all: it charges nothing, ends nothing and destroys nothing. The one guard; what sets
 * `APPROVAL_FREE_ACTS`, what `decide` begins and what the warrant lets go all ask it.
 */
export const canBeFree = ({ act, worth }: ToFree): boolean =>
  effectOf(act) === 'write' && worth.effect === 'write' && !alwaysNeedsApproval<Act['kind']>(act);

/** Whether a policy frees an act. */
export const isFreedBy = ({ freeActs = [] }: ApprovalPolicy, terms: ToFree): boolean =>
  canBeFree(terms) && freeActs.some((kind) => kind === terms.act.kind);

/** Whether an order was sent without approval, as one that is free by rule, and still goes so. */
export const isFreeByRule = ({ asked }: Pick<Order, 'asked'>): boolean => asked.rule === 'free';

/** What is required once people have to approve: the same, when they have to already. */
export function askedOfPeople(asked: Asked): AskedOfPeople {
  if (asked.rule === 'approvers') return asked;
  return { rule: 'approvers', policyHash: asked.policyHash, need: asked.otherwise };
}
