import { type Act, lasts, requestOf, stepsOf } from '../../acts/act.ts';
import { sealedLogin } from '../../acts/act-request.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import type { Attempt } from '../attempt.ts';
import { actOf, attemptOf, hasAttempt, newestTerms, type Order, termsOfAttempt } from '../order.ts';

/**
 * How many steps of the newest act are proven to be done. A step that was done under other terms counts where it is the same
 * call: names that were left out meanwhile make another one of it.
 */
export function stepsDone(order: Pick<Order, 'attempts' | 'terms' | 'facts'>): number {
  const { act } = newestTerms(order);
  const done = order.attempts.filter(
    (attempt) => attempt.known === 'proven' && isSameCall(termsOfAttempt(order, attempt).act, act, attempt.step),
  );
  return Math.max(0, ...done.map(({ step }) => step));
}

/** Whether a step of two acts is the same call. */
export function isSameCall(then: Act, now: Act, step: number): boolean {
  if (then === now) return true;
  if (step > stepsOf(then) || step > stepsOf(now)) return false;
  const [before, after] = [then, now].map((act) => {
    const { parameters, body } = requestOf(act, null, sealedLogin, step);
    return canonicalJson({ parameters, body });
  });
  return before === after;
}

/** The step that the order is at: the one of its attempt, else the next one. */
export const stepOf = (order: Order): number =>
  hasAttempt(order) ? attemptOf(order).step : Math.min(stepsDone(order) + 1, stepsOf(actOf(order)));

/** Whether steps follow the one that the order is at. */
export const hasNextStep = (order: Order): boolean => stepOf(order) < stepsOf(actOf(order));

/**
 * Whether a person gave the order up at its last step, the vendor having taken those before: that one step shows there may be
 * what was known, while another one is missing.
 */
export const isGivenUpWhole = (order: Order): boolean =>
  order.state === 'refused' && attemptOf(order).known === 'said_absent' && !hasNextStep(order);

/** Whether what the order is at goes on at the vendor once it is done: the last step makes that, those before it do not. */
export const makesWhatLasts = (order: Order): boolean => lasts(actOf(order)) && !hasNextStep(order);

/** The same of what an attempt made, or would have made. */
export function attemptMakesWhatLasts(order: Pick<Order, 'terms' | 'facts'>, attempt: Attempt): boolean {
  const { act } = termsOfAttempt(order, attempt);
  return lasts(act) && attempt.step === stepsOf<Act['kind']>(act);
}
