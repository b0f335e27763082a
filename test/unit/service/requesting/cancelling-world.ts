import type { OrderEvent } from '../../../../src/orders/event.ts';
import { newestTerms, type Order } from '../../../../src/orders/order.ts';
import {
  checkCancelling,
  chooseEnding,
  reopenCancelling,
  reopenChoice,
  requestCancelling,
} from '../../../../src/service/requesting/cancelling/request-cancelling.ts';
import {
  cancellable,
  vendorOrdersOfOne,
  vendorOrdersToCancel,
} from '../../../../src/service/requesting/cancelling/start-cancelling.ts';
import type { FormOf } from '../../../../src/service/requesting/kept-forms.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { aReference, noon } from '../../../support/builders.ts';
import { approvedThen, inWorld, type PlacingWorld } from '../placing/placing-world.ts';

/** Names of the order that runs. */
export const NAMES = ['getgoogle1.com', 'getgoogle2.com'];

/** What asking to cancel needs, in a world: forms `form-1` and so on, and references that count too. */
export function needsOf({ deps }: PlacingWorld) {
  let made = 0;
  const count = () => {
    made += 1;
    return made;
  };
  return {
    ...deps,
    policy: deps.policy,
    limits: deps.limits,
    keyValues: deps.settings,
    organizationId: null,
    canReadFiles: true,
    newId: () => `form-${count()}`,
    newReference: () => Reference.parse(`newer${'abcdefghjkmnpqrst'[count()]}`),
  };
}

/** Everything that somebody who cancels may ask, in a world. */
export function cancellingIn(world: PlacingWorld) {
  const needs = needsOf(world);
  return {
    cancellable: cancellable(needs),
    listed: vendorOrdersToCancel(needs),
    ofOne: vendorOrdersOfOne(needs),
    choose: chooseEnding(needs),
    check: checkCancelling(needs),
    send: requestCancelling(needs),
    reopenChoice: reopenChoice(needs),
    reopen: reopenCancelling(needs),
    /** Sends a page with a reason; one that does not say what it showed is taken for the newest. */
    request: async (of: FormOf & { readonly seen?: string }, reason: string) => {
      const sent = { seen: null, ...of };
      const checked = await checkCancelling(needs)(sent, reason);
      return checked.ok ? requestCancelling(needs)(sent, reason) : checked;
    },
  };
}

/** The intent, and that the vendor took the order under a number. */
export function placed(vendorOrderId: string | null = 'recOrd7'): ((order: Order) => OrderEvent)[] {
  const intent = (order: Order): OrderEvent => ({
    type: 'placing_started',
    attempt: {
      number: 1,
      step: 1,
      tag: newestTerms(order).tag,
      startedAt: noon,
      lookFrom: noon,
      quotedCents: 1_400,
      sentHash: null,
    },
  });
  const found =
    vendorOrderId === null ? [] : ([{ type: 'vendor_order_found', vendorOrderId, amountCents: 1_400 }] as const);
  return [
    approvedThen,
    intent,
    () => ({ type: 'vendor_confirmed', vendorOrderId: null }),
    ...found.map((each) => () => each),
  ];
}

export type Cancelling = ReturnType<typeof cancellingIn>;

/** An order of Rita's that runs at the vendor as it shows it. */
export const running = (live: (cancelling: Cancelling, world: PlacingWorld) => Promise<void>) =>
  inWorld(async (world) => {
    await world.lived({}, ...placed());
    world.vendor.stands('recOrd7', {
      tag: 'acme-7f3k2q',
      domainNames: ['GetGoogle1.com', NAMES[1] ?? ''],
      createdAt: noon,
    });
    world.vendor.domains = NAMES.map((name, index) => ({
      id: `d${index}`,
      name,
      status: 'Active',
      orderId: 'recOrd7',
      totalMailboxes: 2,
    }));
    await live(cancellingIn(world), world);
  });

/** A further order of ours with the same names stands there. */
export const twice = (live: (cancelling: Cancelling, world: PlacingWorld) => Promise<void>) =>
  running(async (cancelling, world) => {
    const also = [{ vendorOrderId: 'recOrd8', amountCents: 1_400, attempt: 2 }];
    await world.happen(aReference, { type: 'vendor_order_found', vendorOrderId: 'recOrd7', amountCents: 1_400, also });
    world.vendor.stands('recOrd8', { tag: 'acme-7f3k2q.2', domainNames: NAMES });
    await live(cancelling, world);
  });
