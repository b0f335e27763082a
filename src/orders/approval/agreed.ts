import { approvalsOf, type Order } from '../order.ts';
import { approvalsCountUntil, freeCountsUntil } from '../schedule.ts';
import { isFreeByRule } from './free-by-rule.ts';

/**
 * Until when what people agreed to counts: seven days after the last approval of the terms in force, or after the click that
 * sent what is free by rule. No date at all, which nothing is before, where nobody agreed.
 */
export const agreedUntil = (order: Order): Date =>
  isFreeByRule(order) ? freeCountsUntil(order.facts.requestedAt) : approvalsCountUntil(approvalsOf(order));
