import type { Order } from '../../src/orders/order.ts';
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

/** Somebody's click on a card as they saw it. It may be delivered late, twice, and to any process. */
export interface Click {
  readonly kind: ClickKind;
  readonly by: UserId;
  readonly reference: Reference;
  readonly fingerprint: Fingerprint;
  /** The vendor order that people were asked about on the card, if any. */
  readonly question: string | null;
}

/** A click at an order as its person sees it. */
export const clickOn = ({ facts, terms }: Order, kind: ClickKind, by: UserId): Click => ({
  kind,
  by,
  reference: facts.reference,
  fingerprint: terms.fingerprint,
  question: terms.resembling?.vendorOrderId ?? null,
});
