import type { Asked } from '../../orders/approval/terms.ts';

/** What is asked for once people decide: where nobody had to, as many as the rule said for then. */
export function ofPeople(asked: Asked | null): Asked | null {
  if (asked?.rule !== 'free') return asked;
  const { policyHash, otherwise } = asked;
  return { rule: 'approvers', policyHash, need: otherwise };
}
