import type { Fingerprint, Reference, UserId } from '../../src/values/ids.ts';

/** Everything that somebody can press. */
export const CLICK_KINDS = [
  'approve',
  'decline',
  'withdraw',
  'look again',
  'it is there',
  'it is another',
  'send again',
  'give up',
] as const;
export type ClickKind = (typeof CLICK_KINDS)[number];

/** Somebody's click on a card as they saw it. It may be delivered late, twice, and to any process. */
export interface Click {
  readonly kind: ClickKind;
  readonly by: UserId;
  readonly reference: Reference;
  readonly fingerprint: Fingerprint;
}
