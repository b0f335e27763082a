import { VendorUnavailable } from '../../src/service/errors.ts';
import type { PaidCall, PaidCallOutcome, Vendor } from '../../src/service/ports.ts';
import type { Random } from './random.ts';

/** An order as the simulated vendor keeps it. */
export interface SimulatedOrder {
  readonly id: string;
  readonly tag: string;
  readonly names: readonly string[];
  readonly amountCents: number;
  readonly madeAt: number;
  /** The list shows it from here on. */
  readonly visibleFrom: number;
  readonly readyFrom: number;
  readonly isCharged: boolean;
}

/** ScaledMail with bad days, in memory. Everything that it received can be read. */
export interface SimulatedVendor extends Vendor {
  readonly paidCalls: { readonly tag: string; readonly at: number; made: SimulatedOrder | null }[];
  readonly made: SimulatedOrder[];
  /** False: every call succeeds. */
  hasBadDays: boolean;
  /** Whether an order is in the list as soon as it is made; else that may take an hour. */
  listsAtOnce: boolean;
  /** What all prices are multiplied with now. */
  priceFactor(): number;
  setPriceFactor(factor: number): void;
}

const PER_DOMAIN = { google: 7, outlook: 50, smtp: 3.75 } as const;
const MAILBOXES = { google: 2, outlook: 25, smtp: 4 } as const;
const CAPACITY = { google: 50, outlook: 250, smtp: 40 } as const;
const HOUR_MS = 3_600_000;

/** A vendor that takes whatever it is sent, a name that is in use too: only what the bot does keeps it from charging twice. */
export function simulatedVendor(random: Random, now: () => Date): SimulatedVendor {
  const made: SimulatedOrder[] = [];
  const paidCalls: SimulatedVendor['paidCalls'] = [];
  let priceFactor = 1;
  const vendor = { hasBadDays: true, listsAtOnce: false };
  const read = async () => {
    if (vendor.hasBadDays && random.chance(0.1)) throw new VendorUnavailable('The simulated vendor does not answer');
  };
  const visible = () => made.filter((order) => order.visibleFrom <= now().getTime());

  const make = (call: PaidCall, isCharged: boolean): SimulatedOrder => {
    const names = call.purchase.lines.flatMap((line) => line.domains.map(({ name }) => name));
    const amount = call.purchase.lines.reduce((sum, line) => sum + PER_DOMAIN[line.provider] * line.domains.length, 0);
    const delayMs = vendor.hasBadDays && !vendor.listsAtOnce && random.chance(0.3) ? random.below(HOUR_MS) : 0;
    const order: SimulatedOrder = {
      id: `rec${made.length + 1}`,
      tag: call.tag,
      names,
      amountCents: Math.round(amount * priceFactor * 100),
      madeAt: now().getTime(),
      visibleFrom: now().getTime() + delayMs,
      readyFrom: now().getTime() + 48 * HOUR_MS,
      isCharged,
    };
    made.push(order);
    const paid = paidCalls.at(-1);
    if (paid) paid.made = order;
    return order;
  };

  const createCustomOrder = async (call: PaidCall, mayBegin: () => boolean): Promise<PaidCallOutcome> => {
    if (!mayBegin()) return { type: 'not_sent', reason: 'too_late' };
    paidCalls.push({ tag: call.tag, at: now().getTime(), made: null });
    const fate = vendor.hasBadDays ? random.below(10) : 9;
    if (fate === 0) return { type: 'rejected', message: 'A domain is already in use' };
    if (fate === 1) return { type: 'no_answer' };
    if (fate === 2) return { type: 'server_error', message: 'Internal server error' };
    if (fate === 3) {
      make(call, false);
      return { type: 'not_charged', message: 'Subscription created but unable to charge' };
    }
    const order = make(call, true);
    if (fate === 4) return { type: 'no_answer' };
    if (fate === 5) return { type: 'server_error', message: 'Internal server error' };
    if (fate === 6) return { type: 'unfamiliar', keys: [] };
    if (fate === 7) return { type: 'rejected', message: 'Something went wrong' };
    return { type: 'confirmed', vendorOrderId: random.chance(0.5) ? order.id : null };
  };

  return Object.assign(vendor, {
    made,
    paidCalls,
    priceFactor: () => priceFactor,
    setPriceFactor: (factor: number) => {
      priceFactor = factor;
    },
    takeTurn: async () => {},
    createCustomOrder,
    workspaces: async () => [{ id: 'recNorthwind', name: 'Northwind Outbound' }],
    unusedPurchasedDomains: async () => [],
    calculate: async (_workspace: string, provider: 'google' | 'outlook' | 'smtp', dailyVolume: number) => {
      await read();
      const requiredDomains = Math.ceil(dailyVolume / CAPACITY[provider]);
      const totalPrice = requiredDomains * PER_DOMAIN[provider] * priceFactor;
      return { provider, requiredDomains, requiredMailboxes: requiredDomains * MAILBOXES[provider], totalPrice };
    },
    orders: async () => {
      await read();
      return visible().map(({ id, amountCents, madeAt }) => ({
        id,
        amountCents,
        status: 'Active',
        createdAt: new Date(madeAt),
      }));
    },
    orderDetails: async (_workspace: string, id: string) => {
      await read();
      const order = made.find((each) => each.id === id);
      if (!order) throw new VendorUnavailable('No such order');
      return { id, tag: order.tag, amountCents: order.amountCents, status: 'Active', domainNames: order.names };
    },
    domains: async () => {
      await read();
      return visible().flatMap((order) =>
        order.names.map((name) => ({
          id: `${order.id}-${name}`,
          name,
          status: order.isCharged && order.readyFrom <= now().getTime() ? 'Active' : 'In Progress',
          orderId: order.id,
          totalMailboxes: null,
        })),
      );
    },
    mailboxes: async () => {
      await read();
      return Array.from({ length: 25 }, () => ({ email: null, status: 'Active' }));
    },
  });
}
