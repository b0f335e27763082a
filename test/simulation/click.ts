import { namesOf, workspaceOf } from '../../src/acts/act.ts';
import { chargedCents } from '../../src/acts/worth.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import { type Order, termsOf } from '../../src/orders/order.ts';
import type { Fingerprint, Reference, UserId } from '../../src/values/ids.ts';

/** Everything that somebody can press. */
const CLICK_KINDS = [
  'approve',
  'decline',
  'withdraw',
  'look again',
  'it is there',
  'it is another',
  'send again',
  'give up',
  'it is this one',
  'it is not this one',
] as const;
export type ClickKind = (typeof CLICK_KINDS)[number];

/** What a card said when somebody pressed something on it. */
export interface Shown {
  readonly names: readonly string[];
  readonly workspace: string;
  readonly cents: number;
}

/** Somebody's click on a card as they saw it. It may be delivered late, twice, and to any process. */
export interface Click {
  readonly kind: ClickKind;
  readonly by: UserId;
  readonly reference: Reference;
  readonly fingerprint: Fingerprint;
  /** The vendor order that people were asked about on the card, if any. */
  readonly question: string | null;
  readonly shown: Shown;
}

/** A click at an order as its person sees it. */
export function clickOn(order: Order, kind: ClickKind, by: UserId): Click {
  const { act, worth, fingerprint } = termsOf(order);
  return {
    kind,
    by,
    reference: order.facts.reference,
    fingerprint,
    question: questionOf(order)?.vendorOrderId ?? null,
    shown: { names: namesOf(act), workspace: workspaceOf(act).name, cents: chargedCents(worth) },
  };
}
