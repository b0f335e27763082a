import { namesBoughtBy, namesOf, targetOf, workspaceOf } from '../../src/acts/act.ts';
import { chargedCents, type Worth } from '../../src/acts/worth.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import { type Order, termsOf } from '../../src/orders/order.ts';
import type { Fingerprint, Reference, UserId } from '../../src/values/ids.ts';
import { wantedIn } from './wanted.ts';

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
  /** Those of them that are bought. */
  readonly buys: readonly string[];
  readonly workspace: string;
  readonly cents: number;
  /** The vendor order that it works on, and the amount a month that ends with it; null where there is none. */
  readonly target: string | null;
  readonly endsCents: number | null;
  /** Names that get another redirect or name. */
  readonly changes: ReturnType<typeof wantedIn>;
  /** What a new workspace is to be called; null where none is made. */
  readonly opens: string | null;
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
    shown: {
      names: namesOf(act),
      buys: namesBoughtBy(act),
      workspace: workspaceOf(act).name,
      cents: chargedCents(worth),
      target: targetOf(act),
      endsCents: endedCents(worth),
      changes: wantedIn(act),
      opens: act.kind === 'create_workspace' ? act.name : null,
    },
  };
}

const endedCents = (worth: Worth): number | null => (worth.effect === 'cancel' ? worth.endsMonthCents : null);
