import type { Asked } from '../../orders/approval/terms.ts';
import type { Intent, OrderEvent } from '../../orders/event.ts';
import type { UnknownReason } from '../../orders/reasons.ts';
import type { Fingerprint, UserId } from '../../values/ids.ts';
import type { ApprovalFacts } from './approval-facts.ts';
import { type AttemptFacts, nextNumber } from './attempt-facts.ts';

/** What a history alone does not say. */
export interface BesideHistory {
  /** The call that must have been made under the terms in force, when the history of a store that went back has none. */
  readonly forgottenCall: (known: HistoryFacts, at: Date) => Intent | null;
  /** Id of the vendor order that the act works on; null when it makes its own. */
  readonly target: string | null;
  /** All names of the order. */
  readonly names: readonly string[];
  /** Whether the call that the order stands by is one of the terms that are asked for now. */
  readonly isInForce: (known: HistoryFacts) => boolean;
  /** How many calls carry out the act that was in force then. */
  readonly stepsIn: (known: HistoryFacts) => number;
  /** The tag that a call of this number has. */
  readonly tagOf: (number: number) => string | null;
}

/** What the entries of a history add up to, whether or not they should ever have been written. */
export interface HistoryFacts {
  /** Of the terms that are asked for now. */
  readonly fingerprint: Fingerprint | null;
  /** What the policy last required; null while the history does not say. */
  readonly asked: Asked | null;
  /** Given and not taken away, on whatever terms. */
  readonly approvals: readonly ApprovalFacts[];
  /** Whether it is not known any more whose approvals were taken away. */
  readonly isUnsure: boolean;
  readonly attempts: readonly AttemptFacts[];
  /** Number of the call that the order stands by. */
  readonly present: number | null;
  /** How many steps were seen to be done, so that a next one followed. */
  readonly stepsDone: number;
  /** Numbers of the calls that others followed. */
  readonly followed: readonly number[];
  readonly unknownReason: UnknownReason | null;
  readonly end: {
    readonly how: 'declined' | 'withdrawn' | 'expired';
    /** Null when nobody did, or who it was is erased. */
    readonly by: UserId | null;
    readonly at: Date;
  } | null;
}

/** Before the first entry. */
export const NO_FACTS: HistoryFacts = {
  fingerprint: null,
  asked: null,
  approvals: [],
  isUnsure: false,
  attempts: [],
  present: null,
  stepsDone: 0,
  followed: [],
  unknownReason: null,
  end: null,
};

/** The call that the order stands by; undefined while there is none. */
export const presentCall = ({ attempts, present }: HistoryFacts): AttemptFacts | undefined =>
  attempts.find(({ intent }) => intent.number === present);

/** The number that an event means when it names none: the call that the order stands by, else the next one. */
export const meantNumber = ({ attempts, present }: HistoryFacts): number => present ?? nextNumber(attempts);

/** Fingerprint of the terms in force: those of the call that the order stands by, else the newest. */
export const inForce = (known: HistoryFacts): Fingerprint | null => (presentCall(known) ?? known).fingerprint;

/** Whether a look saw that all is done: it says so, or, in histories of before, every name is ready. */
export const isAllDone = (
  { ready, isDone }: Extract<OrderEvent, { type: 'progress_seen' }>,
  names: readonly string[],
): boolean => isDone ?? (names.length > 0 && names.every((name) => ready.includes(name)));

/** Whether a look only tells the number of a call that others followed. */
export const isNumberOnly = (
  { attempts, followed, present }: HistoryFacts,
  { attempt: number }: Extract<OrderEvent, { type: 'vendor_order_found' }>,
): boolean =>
  present === null &&
  number !== undefined &&
  followed.includes(number) &&
  attempts.some(({ intent, isThere, vendorOrderId }) => intent.number === number && !isThere && vendorOrderId === null);
