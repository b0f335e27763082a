import type { Order } from '../../src/orders/order.ts';
import { vendorOrdersOfTwice } from '../../src/orders/standing/cancellable.ts';
import {
  checkCancelling,
  chooseEnding,
  type RequestingCancelDeps,
  requestCancelling,
} from '../../src/service/requesting/cancelling/request-cancelling.ts';
import {
  cancellable,
  vendorOrdersOfOne,
  vendorOrdersToCancel,
} from '../../src/service/requesting/cancelling/start-cancelling.ts';
import type { PageSent } from '../../src/service/requesting/sending/page-form.ts';
import type { UserId } from '../../src/values/ids.ts';

/** The form that asks to end a vendor order, as it was opened; it may be sent late, twice, and to any process. */
export type EndForm = PageSent;

/** What somebody asks to end: an order of ours as they see it, or one of the vendor's list. */
export interface EndToAsk {
  readonly by: UserId;
  readonly order: Order | null;
}

/** Opens the form, over the list of all that run, over the two of an order that stands there twice, or of the one. */
export async function openEndForm(
  deps: RequestingCancelDeps,
  { by, order }: EndToAsk,
  below: (count: number) => number,
): Promise<EndForm | null> {
  const reference = order?.facts.reference;
  const isTwice = order !== null && vendorOrdersOfTwice(order).length > 0;
  if (reference !== undefined && !isTwice) {
    const page = await cancellable(deps)(by, reference);
    return page.ok ? { formId: page.form.id, by, seen: page.seen } : null;
  }
  const offer = reference === undefined ? vendorOrdersToCancel(deps)(by) : vendorOrdersOfOne(deps)(by, reference);
  const offered = await offer;
  if (!offered.ok) return null;
  const list = { formId: offered.form.id, by };
  const chosen = await chooseEnding(deps)(list, below(offered.form.choices.length));
  return chosen.ok ? { formId: chosen.form.id, by, seen: chosen.seen } : null;
}

const REASON = 'It is not needed any more';

/** Sends it. */
export async function sendEndForm(deps: RequestingCancelDeps, form: EndForm): Promise<unknown> {
  const checked = await checkCancelling(deps)(form, REASON);
  return checked.ok ? requestCancelling(deps)(form, REASON) : checked;
}
