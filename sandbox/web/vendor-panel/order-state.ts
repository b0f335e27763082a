import type { ControlState } from '../../scaledmail/http/protocol.ts';

type Order = ControlState['orders'][number];

/** What the panel says about an order at the vendor. */
export interface OrderState {
  /** The word of its pill. */
  readonly word: string;
  readonly kind: 'active' | 'unpaid' | 'cancelled' | 'other';
  /** The sentence below it. */
  readonly sentence: string;
}

/** How an order stands: what became of it, and what the vendor shows of that. */
export function orderState(order: Order, { charges }: Pick<ControlState, 'charges'>): OrderState {
  const { status, shownStatus, domains } = order;
  const total = domains.length;
  if (status !== 'Active') {
    const isShown = shownStatus === status;
    const ended = `${total} ${total === 1 ? 'domain' : 'domains'} ended`;
    const sentence = isShown ? ended : `${ended}; its list still says ${shownStatus}`;
    return { word: status, kind: 'cancelled', sentence };
  }
  const ready = domains.filter((domain) => domain.status.toLowerCase() === 'active').length;
  const sentence = `${ready} of ${total} domains ready`;
  if (isUnpaid(order, charges)) return { word: 'Unpaid', kind: 'unpaid', sentence };
  return { word: shownStatus, kind: shownStatus === status ? 'active' : 'other', sentence };
}

/** Percent of an order's domains that are set up. */
export function percentReady({ domains }: Order): number {
  const ready = domains.filter(({ status }) => status.toLowerCase() === 'active').length;
  return domains.length === 0 ? 0 : Math.round((ready / domains.length) * 100);
}

function isUnpaid({ id }: Order, charges: ControlState['charges']): boolean {
  const own = charges.filter(({ orderId }) => orderId === id);
  return own.length > 0 && !own.some(({ succeeded }) => succeeded);
}
