/** Which promise an order breaks. */
export type Rule =
  | 'unreadable'
  | 'lost'
  | 'chain_broken'
  | 'history_cut'
  | 'history_impossible'
  | 'state_differs'
  | 'detail_differs'
  | 'no_quorum'
  | 'not_free'
  | 'own_order'
  | 'not_named'
  | 'not_the_requester'
  | 'placed_after_end'
  | 'fingerprint_differs'
  | 'attempt_repeated'
  | 'step_out_of_turn'
  | 'tag_wrong'
  | 'price_above_approved'
  | 'waits_forever'
  | 'claims_differ'
  | 'not_listed'
  | 'other_order'
  | 'vendor_order_shared'
  | 'archived_and_kept';

/** One broken promise, in a sentence for the operator. Holds nothing that people typed. */
export interface Violation {
  readonly rule: Rule;
  readonly sentence: string;
}

/** Makes a violation. */
export const violation = (rule: Rule, sentence: string): Violation => ({ rule, sentence });

/** Nothing when a promise is kept, else its violation. */
export const unless = (isKept: boolean, rule: Rule, sentence: string): Violation[] =>
  isKept ? [] : [violation(rule, sentence)];
