import { type Act, effectOf, lasts, stepsOf } from '../../src/acts/act.ts';
import type { Attempt } from '../../src/orders/attempt.ts';
import { actOf, attemptOf, hasAttempt, type Order, termsOfAttempt } from '../../src/orders/order.ts';
import { hasNextStep } from '../../src/orders/standing/steps.ts';

/**
 * What an act does at ScaledMail, as far as words depend on it: it charges for what then runs there (`spend`), buys what is had
 * at once (`buy`), ends something, or changes something that costs nothing.
 */
export type Effect = ReturnType<typeof effectOf> | 'buy';

/** Words that depend on the effect. A table without one of them does not compile. */
export type ByEffect<Words> = Readonly<Record<Effect, Words>>;

/** The effect of the act in force; of one whose first steps buy, that of the call which the order stands by. */
export const effectOfOrder = (order: Order): Effect =>
  hasAttempt(order) ? effectOfAttempt(order, attemptOf(order)) : effectOfAct(actOf(order));

/** The same of the call that comes next, where the order stands by none. */
export const effectOfNextCall = (order: Order): Effect => {
  const act = actOf(order);
  return buysFirst(act) && hasNextStep(order) ? 'buy' : effectOfOrder(order);
};

/** The effect of one call. */
export function effectOfAttempt(order: Order, attempt: Attempt): Effect {
  const { act } = termsOfAttempt(order, attempt);
  return buysFirst(act) && attempt.step < stepsOf<Act['kind']>(act) ? 'buy' : effectOfAct(act);
}

/** Whether its steps before the last one buy what the last one needs. */
export const buysFirst = (act: Act): boolean => effectOfAct(act) === 'spend' && stepsOf<Act['kind']>(act) > 1;

/** See `Effect`. */
export function effectOfAct(act: Act): Effect {
  const effect = effectOf(act);
  return effect === 'spend' && !lasts(act) ? 'buy' : effect;
}

/** Whether the company's card is charged by it. */
export const charges = (effect: Effect): boolean => effect === 'spend' || effect === 'buy';

/** That an order came to nothing. */
export const NOTHING_DONE: ByEffect<string> = {
  spend: 'Nothing was ordered.',
  buy: 'Nothing was bought.',
  cancel: 'Nothing was cancelled.',
  write: 'Nothing was changed.',
};

/** That the vendor shows something else than what was approved, without its full stop. */
export const TARGET_CHANGED: ByEffect<string> = {
  spend: 'What is in stock of it, or its price, changed at ScaledMail',
  buy: 'Not all of its names can be bought any more',
  cancel: 'What it ends changed at ScaledMail',
  write: 'What it is to change became another at ScaledMail',
};

/** Effects of acts that make no order at ScaledMail: what they did is seen in its lists. */
export type WithoutOrder = Exclude<Effect, 'spend'>;

/** What is said of acts that make no order, where it depends on what they do. */
interface FreeWords {
  /** While the call is on its way. */
  readonly asking: string;
  /** What is not known while its outcome is not. */
  readonly whether: string;
  /** What people see when it came to nothing, after *says that*. */
  readonly unchanged: string;
  /** The button that says so. */
  readonly unchangedButton: string;
  /** What has become of it when it is done, after *it is*. */
  readonly done: string;
  /** How ScaledMail’s list tells that, and that it does not; after *its list*. */
  readonly tells: string;
  readonly doesNotTell: string;
  /** The same, after *you will hear when its list*. */
  readonly tellsThen: string;
  /** What ScaledMail’s list lacked, when it told nothing of it. */
  readonly lacked: string;
  /** Where people look in ScaledMail’s own pages. */
  readonly page: string;
  /** What has to come once ScaledMail accepted it. */
  readonly afterwards: string;
  /** What would have to happen after all, after *should it*. */
  readonly after: string;
  /** What a second try is: the choice of it with what it means, and what is said once it is chosen. */
  readonly again: { readonly choice: string; readonly means: string; readonly chosen: string };
  /** What this app does while nobody knows. */
  readonly looking: string;
}

/** Not for what makes an order that can be found: that has words of its own. */
export const FREE_WORDS: Readonly<Record<WithoutOrder, FreeWords>> = {
  buy: {
    asking: 'ScaledMail is being asked to register them…',
    whether: 'whether ScaledMail registered them',
    unchanged: 'they were not bought',
    unchangedButton: 'They are not there…',
    done: 'bought',
    afterwards: 'It counts as bought once ScaledMail’s list of bought domains has all of them.',
    after: 'happen',
    tells: 'of bought domains has all of them',
    doesNotTell: 'of bought domains does not have all of them',
    tellsThen: 'of bought domains has all of them',
    lacked: 'all of them',
    page: 'Domains',
    again: {
      choice: 'Ask for a new approval',
      means: 'Once approved, what is missing is bought',
      chosen: 'Waits for a new approval, as a new attempt',
    },
    looking: 'ScaledMail’s list of bought domains is looked at, and nothing is sent twice.',
  },
  cancel: {
    asking: 'ScaledMail is being asked to cancel it…',
    whether: 'whether ScaledMail cancels it',
    unchanged: 'it still runs',
    unchangedButton: 'It still runs…',
    done: 'cancelled',
    tells: 'says: cancelled',
    doesNotTell: 'does not say “cancelled”',
    tellsThen: 'says that it is cancelled',
    lacked: 'its order',
    page: 'Orders',
    afterwards: 'It counts as cancelled once ScaledMail’s list says so.',
    after: 'end',
    again: {
      choice: 'Ask for a new approval',
      means: 'Once approved, it is sent again',
      chosen: 'Waits for a new approval, as a new attempt',
    },
    looking: 'Its status there is looked at, and nothing is sent twice.',
  },
  write: {
    asking: 'It is being sent to ScaledMail…',
    whether: 'whether ScaledMail took it',
    unchanged: 'nothing changed there',
    unchangedButton: 'Nothing changed…',
    done: 'changed',
    tells: 'shows the change',
    doesNotTell: 'does not show the change',
    tellsThen: 'shows the change',
    lacked: 'all of it',
    page: 'Domains',
    afterwards: 'ScaledMail’s staff apply it, which may take days. It counts as done once ScaledMail’s list shows it.',
    after: 'change',
    again: {
      choice: 'Send it once more',
      means: 'At once, under the approval that it has',
      chosen: 'It is sent once more',
    },
    looking: 'Its status there is looked at, and nothing is sent twice.',
  },
};

/** What a second try is called: one that does not go at once is asked for anew, whatever it does. */
export const againWords = (effect: WithoutOrder, isAtOnce: boolean): FreeWords['again'] =>
  effect === 'write' && !isAtOnce ? FREE_WORDS.cancel.again : FREE_WORDS[effect].again;
