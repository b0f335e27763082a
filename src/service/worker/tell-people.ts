import { isCardComing } from '../../orders/decide/messages.ts';
import type { Effect, Notice, Reached, ToldByMessage } from '../../orders/effect.ts';
import type { OrderEvent } from '../../orders/event.ts';
import type { Order } from '../../orders/order.ts';
import { surfaceOf } from '../../orders/surface.ts';
import type { UserId } from '../../values/ids.ts';
import { type AuthorityDeps, approversOf } from '../authority.ts';
import { PersonUnreachable, SlackAsksToWait, SlackUnavailable, ThreadClosed } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { Delivery, Notifier } from '../ports/slack/notifier.ts';

export interface TellDeps extends AuthorityDeps {
  readonly notifier: Notifier;
  readonly log: Log;
}

/** What is told, of which order, and the mark of its messages. */
export interface Telling {
  readonly order: Order;
  readonly notice: Notice;
  readonly delivery: Delivery;
}

/** Told as far as anybody can be; or to be told to the rest later, after `waitMs` at the earliest. */
export type ToldPeople =
  | { readonly type: 'done'; readonly event?: OrderEvent }
  | { readonly type: 'again'; readonly reached: Reached; readonly waitMs: number };

/**
 * Tells who asked for the order; when no direct message reaches them any more, the card's thread. Throws when Slack takes
 * neither for now.
 */
export async function tellRequester(deps: TellDeps, telling: Telling): Promise<ToldPeople> {
  const { order, notice, delivery } = telling;
  try {
    const message = await deps.notifier.tellRequester(order, notice, delivery);
    return message ? { type: 'done', event: { type: 'requester_told', message } } : { type: 'done' };
  } catch (error) {
    if (!(error instanceof PersonUnreachable)) throw error;
    logUnreachable(deps, telling, order.facts.requestedBy, error);
    await tellThread(deps, telling, 'requester');
    return { type: 'done' };
  }
}

/**
 * Tells everybody who can decide and was not told yet, whatever becomes of the others; when none of them can be told, the
 * card's thread. `keep` says whether the order is still ours to work on. Never throws.
 */
export async function tellApprovers(
  deps: TellDeps,
  telling: Telling,
  { reached: before }: Pick<Effect, 'reached'>,
  keep: () => Promise<boolean>,
): Promise<ToldPeople> {
  const { people, failures: unknownGroups } = await approversOf(deps);
  const failures = [...unknownGroups];
  const told = [...(before?.told ?? [])];
  const unreachable = [...(before?.unreachable ?? [])];
  for (const approver of people.filter((each) => !told.includes(each) && !unreachable.includes(each))) {
    if (!(await keep())) return { type: 'done' };
    try {
      await deps.notifier.tellApprover(telling.order, approver, telling.notice, telling.delivery);
      told.push(approver);
    } catch (error) {
      if (error instanceof PersonUnreachable) {
        unreachable.push(approver);
        logUnreachable(deps, telling, approver, error);
      } else failures.push(error);
    }
  }
  if (failures.length === 0 && told.length === 0) {
    await tellThread(deps, telling, 'approvers').catch((error: unknown) => failures.push(error));
  }
  if (failures.length === 0) return { type: 'done' };
  logFailures(deps, telling, failures);
  return { type: 'again', reached: { told, unreachable }, waitMs: Math.min(...failures.map(waitOf)) };
}

/** How long Slack asks to leave that call alone, in milliseconds. */
const waitOf = (error: unknown): number => (error instanceof SlackAsksToWait ? error.waitMs : 0);

/** The card's thread is told; when it takes nothing either, or there is none, the log. Throws when Slack takes nothing for now, or the card is on its way. */
async function tellThread(deps: TellDeps, { order, notice, delivery }: Telling, to: ToldByMessage): Promise<void> {
  const { reference } = order.facts;
  const nobodyTold = (cause: { readonly error?: unknown }) =>
    deps.log.error(
      { reference, notice, to, ...cause },
      'Nobody could be told, neither by direct message nor in a thread',
    );
  if (isCardComing(order)) throw new SlackUnavailable('The card in whose thread people are told');
  if (!surfaceOf(order, 'card')) return nobodyTold({});
  try {
    await deps.notifier.tellThread(order, to, notice, delivery);
  } catch (error) {
    if (!(error instanceof ThreadClosed)) throw error;
    nobodyTold({ error });
  }
}

function logUnreachable({ log }: TellDeps, { order, notice }: Telling, person: UserId, error: PersonUnreachable): void {
  const { reference } = order.facts;
  log.warn({ reference, notice, person, error }, 'Somebody cannot be sent a direct message; it is not tried again');
}

function logFailures({ log }: TellDeps, { order, notice }: Telling, failures: readonly unknown[]): void {
  const { reference } = order.facts;
  for (const error of failures) log.warn({ reference, notice, error }, 'Not everybody could be told; it stays due');
}
