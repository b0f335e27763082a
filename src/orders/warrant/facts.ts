import type { Act } from '../../acts/act.ts';
import type { ActRequest } from '../../acts/act-request.ts';
import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { Worth } from '../../acts/worth.ts';
import type { UserId } from '../../values/ids.ts';
import type { Limits } from '../approval/limits.ts';
import type { Requirement } from '../approval/requirement.ts';
import type { Trace } from '../trace.ts';

/** What our own side says, before anybody is asked. */
export interface OwnFacts {
  readonly now: Date;
  /** What the policy in force requires of the terms, and whether this process knows the newest policy. */
  readonly requirement: Requirement;
  readonly hasNewestPolicy: boolean;
  readonly isPaused: boolean;
  /** Why the store could lose what is written to it, or is not the one that was opened; null when nothing is wrong. */
  readonly storeProblem: string | null;
  /** What the order's card says of the store, where the store has to be asked about: see docs/operations.md. */
  readonly witness: 'not_needed' | 'agrees' | 'store_went_back' | 'wait';
  /** Whether this process has begun an attempt of this number already, whatever the store says. */
  readonly isBegunHere: boolean;
  /** Whether an approver accepted that the vendor's details of orders lack the field for the tag. */
  readonly acceptsMissingTags: boolean;
  readonly limits: Limits;
}

/** What was read at the vendor, and built for it. */
export interface VendorFacts {
  /** The act's workspace as it is now; null when it is gone. */
  readonly workspace: VendorWorkspace | null;
  /** What the act is worth now, and what it would be now where the vendor shows another target; null when the answers make no sense. */
  readonly appraised: { readonly worth: Worth; readonly act?: Act; readonly repriced?: Act } | null;
  /** Whether nothing that it would buy is there any more; absent: it is, or there is no such thing. */
  readonly isSoldOut?: boolean;
  /** What is sent, read back from the bytes; null when a login that it needs is gone. */
  readonly request: ActRequest | null;
  readonly trace: Trace;
  /** When the vendor's list was begun to be read, and the turn at its rate limit was taken. */
  readonly lookedAt: Date;
  readonly turnAt: Date;
}

/** What may have changed during all that, read last. */
export interface LastFacts {
  /** Of a clock that nobody can set, when `now` was read. */
  readonly monotonicMs: number;
  /** Of those who approved: who can decide now. Of what is free by rule: whoever sent it, when they may do so now. */
  readonly entitled: readonly UserId[];
  readonly rightsReadAt: Date;
}

export type Facts = OwnFacts & VendorFacts & LastFacts;
