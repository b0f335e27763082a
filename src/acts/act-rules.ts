import type { Reference } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';
import type { ActRequest, LoginFields } from './act-request.ts';
import type { Claim } from './claim.ts';
import type { CustomOrder, EmailProvider, VendorWorkspace } from './custom_order/custom-order.ts';
import type { Act } from './kinds.ts';
import type { Worth } from './worth.ts';

/** What the engine asks of an act, of whatever kind. */
export interface Rules<Each> {
  /** What the call does: charges the card, ends something, or changes something that costs nothing. */
  readonly effect: 'spend' | 'cancel' | 'write';
  /** Whether what it makes goes on at the vendor once it is done, so that it is watched for its end and keeps its claims. */
  readonly lasts: boolean;
  /** For how many hours it waits for approvals: what is short in supply waits a day, all else a week. */
  readonly openHours: number;
  /** Id at the vendor of what it works on: an order, a form. Null for a kind that makes an order of its own. */
  readonly target: (act: Each) => string | null;
  /** What an open order of this kind owns and works on. */
  readonly claims: (act: Each) => readonly Claim[];
  /** Our trace at the vendor, by the number of the terms; null for a kind that makes no vendor order. */
  readonly tag: (act: Each, reference: Reference, number: number) => string | null;
  /** The domain names that the act is about, and that work in the end; may be none. */
  readonly names: (act: Each) => readonly string[];
  /** Ids of the sealed logins that the call needs. */
  readonly loginIds: (act: Each) => readonly string[];
  /** How many calls carry it out, one after the other: its steps. */
  readonly steps: (act: Each) => number;
  /** What a step charges at once, of what the whole act is worth. */
  readonly chargedAt: (act: Each, worth: Worth, step: number) => Cents;
  /** The call of a step, byte for byte. `tag` is its trace at the vendor, where the step leaves one. */
  readonly request: (
    act: Each,
    tag: string | null,
    loginOf: (loginId: string) => LoginFields,
    step: number,
  ) => ActRequest;
  /** A call of the act with the ids of the sealed logins in the place of the logins. */
  readonly sealed: (act: Each, request: ActRequest) => ActRequest;
  readonly workspace: (act: Each) => VendorWorkspace;
  /** What people call it. */
  readonly label: (act: Each) => string;
  /** Whether the vendor may charge less than it is worth: what a coupon gives is in no price. */
  readonly mayBeCheaper: (act: Each) => boolean;
  /**
   * The mailboxes that it sets up, which the order form can ask for again, and of which there is a list; null for a kind that
   * sets up none.
   */
  readonly mailboxes: (act: Each) => CustomOrder | null;
  /** Names whose mail works once it is set up, each with what it runs at; none for a kind that sets up no mail. */
  readonly mailNames: (act: Each) => readonly (readonly [name: string, provider: EmailProvider])[];
  /** Whether it needs an approval even where a rule lets its kind go without: what it destroys does not come back. */
  readonly alwaysNeedsApproval: (act: Each) => boolean;
  /** The act that sets back what this one changed, by the values of before; null for a kind that cannot be set back. */
  readonly undo: (act: Each) => Act | null;
  /** The names that it buys; absent for a kind that buys none. */
  readonly buys?: (act: Each) => readonly string[];
}
