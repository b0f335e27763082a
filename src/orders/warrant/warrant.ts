import { differenceInMilliseconds } from 'date-fns/differenceInMilliseconds';
import { chargedAtStep, loginIdsOf, paidOnceAtStep, sealedRequest, tagOfStep } from '../../acts/act.ts';
import type { ActRequest } from '../../acts/act-request.ts';
import { sentHashOf } from '../approval/fingerprint.ts';
import { nextAttemptNumber } from '../decide/attempts.ts';
import type { Intent, OrderEvent } from '../event.ts';
import { newestTerms } from '../order.ts';
import { madeSince, placingMustStartBy } from '../schedule.ts';
import { stepOf } from '../standing/steps.ts';
import type { Facts } from './facts.ts';
import {
  type Approved,
  FRESH_LINES,
  firstObstacle,
  held,
  LAST_LINES,
  OWN_LINES,
  PRICE_LINES,
  REQUEST_LINES,
  TRACE_LINES,
  WORKSPACE_LINES,
} from './lines.ts';

const ISSUED: unique symbol = Symbol('issued');

interface Granted {
  readonly intent: Intent;
  /** Exactly what is sent. */
  readonly request: ActRequest;
  readonly hasLogins: boolean;
  /** The call may not begin after this, by either clock. */
  readonly validUntil: Date;
  readonly validUntilMonotonicMs: number;
}

/**
 * The permission for one attempt. Only `issueWarrant` makes one: nobody else has the key, and no other object passes for it.
 * Without it nothing at the vendor spends, ends or changes anything.
 */
export class Warrant {
  readonly #granted: Granted;
  #isTaken = false;
  constructor(key: typeof ISSUED, granted: Granted) {
    if (key !== ISSUED) throw new TypeError('Only issueWarrant makes a warrant');
    // From here on nobody who holds the request can change what is sent.
    this.#granted = { ...granted, request: frozen(granted.request) };
  }
  get intent(): Intent {
    return this.#granted.intent;
  }
  get request(): ActRequest {
    return this.#granted.request;
  }
  /** Whether logins are in the request: then no text that comes back may be shown as it is. */
  get hasLogins(): boolean {
    return this.#granted.hasLogins;
  }
  /**
   * Whether the call may begin now; true once at most. Others may take a call that begins late for lost. Two clocks are
   * asked, because one of them may be set, and the other may stand still while the machine sleeps.
   */
  take(now: Date, monotonicMs: number): boolean {
    const { intent, validUntil, validUntilMonotonicMs } = this.#granted;
    const isInTime = now >= intent.startedAt && now <= validUntil && monotonicMs <= validUntilMonotonicMs;
    const mayBegin = isInTime && !this.#isTaken;
    this.#isTaken ||= mayBegin;
    return mayBegin;
  }
}

/** The value, and all that is in it, made unchangeable. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

/** A warrant, or the first line that stands in the way, and the event that says so; stale when only time is in the way. */
export type Issued =
  | { readonly ok: true; readonly warrant: Warrant }
  | { readonly ok: false; readonly line: string; readonly event: OrderEvent; readonly isStale: boolean };

/**
 * The permission to carry out an approved order now, or what stands in its way. The lines are the one list of everything that
 * must be true before money moves; `facts` are to be read in the order in which they are named. Pure.
 */
export function issueWarrant(order: Approved, facts: Facts): Issued {
  const obstacle =
    firstObstacle(OWN_LINES, order, facts) ??
    firstObstacle(WORKSPACE_LINES, order, facts) ??
    firstObstacle(PRICE_LINES, order, facts) ??
    firstObstacle(REQUEST_LINES, order, facts) ??
    firstObstacle(TRACE_LINES, order, facts) ??
    firstObstacle(LAST_LINES, order, facts);
  if (obstacle) return { ok: false, ...obstacle, isStale: false };
  const stale = firstObstacle(FRESH_LINES, order, facts);
  if (stale) return { ok: false, ...stale, isStale: true };
  const { request, appraised, now } = facts;
  // Never so: their lines stand above. The compiler cannot know.
  if (!request || !appraised) return { ok: false, line: '', event: held('logins_missing'), isStale: false };
  const { act, tag } = newestTerms(order);
  const { worth } = appraised;
  const step = stepOf(order);
  const intent: Intent = {
    number: nextAttemptNumber(order),
    step,
    tag: tagOfStep(act, tag, step),
    startedAt: now,
    lookFrom: madeSince(order.facts.requestedAt),
    quotedCents: worth.effect === 'spend' ? chargedAtStep(act, worth, step) : null,
    ...paidOnceAtStep(act, worth, step),
    sentHash: sentHashOf(sealedRequest(act, request)),
  };
  const validUntil = placingMustStartBy(now);
  const validUntilMonotonicMs = facts.monotonicMs + differenceInMilliseconds(validUntil, now);
  const hasLogins = loginIdsOf(act).length > 0;
  return { ok: true, warrant: new Warrant(ISSUED, { intent, request, hasLogins, validUntil, validUntilMonotonicMs }) };
}
