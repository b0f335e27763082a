import type { z } from 'zod';
import { cancelCallOutcome } from '../../src/scaledmail/once/cancel-answer.ts';
import { paidCallOutcome } from '../../src/scaledmail/once/paid-answer.ts';
import { Domains, Mailboxes, OrderDetails, OrderRows } from '../../src/scaledmail/schemas.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from '../../src/service/errors.ts';
import type {
  CancelCall,
  CancelCallOutcome,
  PaidCall,
  PaidCallOutcome,
  Vendor,
} from '../../src/service/ports/vendor.ts';
import { BAD_FATES, GOOD_FATES, LOST_FATES, NAME_IN_USE, type PaidFate } from './paid-fates.ts';
import type { Random } from './random.ts';

/** An order as the simulated vendor keeps it. */
export interface SimulatedOrder {
  readonly id: string;
  readonly tag: string;
  /** How it gives the tag back; null when it never does. */
  readonly shownTag: string | null;
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
  /** Those that it took: not one that it turned away because there were too many at once. */
  readonly paidCalls: { readonly tag: string; readonly at: number; made: SimulatedOrder | null }[];
  readonly made: SimulatedOrder[];
  /** The cancel calls that it took. */
  readonly cancelCalls: { readonly vendorOrderId: string; readonly at: number; readonly isDone: boolean }[];
  /** False: every call succeeds. */
  hasBadDays: boolean;
  /** Whether an order is in the list as soon as it is made; else that may take an hour. */
  listsAtOnce: boolean;
  /** Whether most paid calls get no clear answer, and most orders are listed hours late. */
  losesCalls: boolean;
  /** Whether several orders may hold one name: then only what the bot does keeps it from charging twice. */
  acceptsUsedNames: boolean;
  /** Lists hold rows of other people that make no sense; some tags come back in capitals, and some not at all. */
  isOdd: boolean;
  /** The list also holds an order without a tag and names. */
  hasBlankOrder: boolean;
  /** What all prices are multiplied with now. */
  priceFactor(): number;
  setPriceFactor(factor: number): void;
}

const PER_DOMAIN = { google: 7, outlook: 50, smtp: 3.75 } as const;
const MAILBOXES = { google: 2, outlook: 25, smtp: 4 } as const;
const CAPACITY = { google: 50, outlook: 250, smtp: 40 } as const;
const HOUR_MS = 3_600_000;
const CANCELLED = { status: 200, body: { success: true, message: 'Subscription canceled successfully.' } };
const CANCELLED_BEFORE = { status: 400, body: { error: 'Subscription is already cancelled' } };
const UNKNOWN_ORDER = { status: 404, body: { error: 'Not found' } };
const FAILED = { status: 500, body: { error: 'Internal server error' } };
const TOO_MANY = { status: 429, body: { message: 'Too many requests', retryAfter: 1 } };

const ODD_ROWS = [
  { id: 'oddNoAmount', amount: null, status: 'Active', tag: 'theirs' },
  { id: 'oddNegative', amount: -12.5, status: 'Active', tag: 'theirs' },
  { id: 'oddNoStatus', amount: 7, status: null, tag: 'theirs' },
];
/** It tells nothing about itself: whose it is, only a person can find out. */
const BLANK_ROW = { id: 'oddBlank', amount: 7, status: 'Active', tag: null };

/** An answer as it comes over the wire, read as the bot reads it. */
function readAs<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const read = schema.safeParse(JSON.parse(JSON.stringify(answer)));
  if (!read.success) throw new VendorFault('The simulated vendor answered in another shape');
  return read.data;
}

function cancelOutcomeOf({ status, body }: { readonly status: number; readonly body: unknown }): CancelCallOutcome {
  return cancelCallOutcome({ status, text: JSON.stringify(body), isWhole: true }, []);
}

function outcomeOf({ status, body }: { readonly status: number; readonly body: unknown }): PaidCallOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return paidCallOutcome({ status, text, isWhole: true }, []);
}

/** A vendor that speaks the real one's language: what it answers goes through the bot's own schemas. */
export function simulatedVendor(random: Random, now: () => Date): SimulatedVendor {
  const made: SimulatedOrder[] = [];
  const paidCalls: SimulatedVendor['paidCalls'] = [];
  const cancelCalls: SimulatedVendor['cancelCalls'] = [];
  let priceFactor = 1;
  const vendor = {
    hasBadDays: true,
    listsAtOnce: false,
    losesCalls: false,
    acceptsUsedNames: true,
    isOdd: false,
    hasBlankOrder: false,
  };
  const happens = (probability: number) => vendor.hasBadDays && random.chance(probability);
  const read = async () => {
    if (happens(0.04)) throw new VendorUnavailable('The simulated vendor does not answer');
  };
  const visible = () => made.filter((order) => order.visibleFrom <= now().getTime());
  const namesOf = ({ purchase }: PaidCall) => purchase.lines.flatMap(({ domains }) => domains.map(({ name }) => name));

  const shown = (tag: string) => random.pick([tag, tag, tag, tag, tag, tag.toUpperCase(), tag.toUpperCase(), null]);

  const make = (call: PaidCall, isCharged: boolean): SimulatedOrder => {
    const amount = call.purchase.lines.reduce((sum, line) => sum + PER_DOMAIN[line.provider] * line.domains.length, 0);
    const late = vendor.losesCalls ? { chance: 0.7, mostMs: 5 * HOUR_MS } : { chance: 0.3, mostMs: HOUR_MS };
    const delayMs = !vendor.listsAtOnce && happens(late.chance) ? random.below(late.mostMs) : 0;
    const order: SimulatedOrder = {
      id: `rec${made.length + 1}`,
      tag: call.tag,
      shownTag: vendor.isOdd ? shown(call.tag) : call.tag,
      names: namesOf(call),
      amountCents: Math.round(amount * priceFactor * 100),
      madeAt: now().getTime(),
      visibleFrom: now().getTime() + delayMs,
      readyFrom: now().getTime() + 48 * HOUR_MS,
      isCharged,
    };
    made.push(order);
    return order;
  };

  const fateOf = (call: PaidCall): PaidFate => {
    const isUsed = made.some(({ names }) => namesOf(call).some((name) => names.includes(name)));
    if (isUsed && !vendor.acceptsUsedNames) return NAME_IN_USE;
    return random.pick(vendor.hasBadDays ? random.pick(vendor.losesCalls ? LOST_FATES : BAD_FATES) : GOOD_FATES);
  };

  const createCustomOrder = async (call: PaidCall, mayBegin: () => boolean): Promise<PaidCallOutcome> => {
    if (happens(0.05)) return { type: 'not_sent', reason: 'connection_failed' };
    if (!mayBegin()) return { type: 'not_sent', reason: 'too_late' };
    if (happens(0.05)) return outcomeOf(TOO_MANY);
    const { does, answers } = fateOf(call);
    const order = does === 'nothing' ? null : make(call, does === 'charges');
    paidCalls.push({ tag: call.tag, at: now().getTime(), made: order });
    return answers ? outcomeOf(answers(order?.id ?? '')) : { type: 'no_answer' };
  };

  const isCancelled = (id: string) => cancelCalls.some(({ vendorOrderId, isDone }) => isDone && vendorOrderId === id);
  const statusOf = ({ id }: SimulatedOrder) => (isCancelled(id) ? 'Cancelled' : 'Active');

  const cancelOrder = async (call: CancelCall, mayBegin: () => boolean): Promise<CancelCallOutcome> => {
    const { vendorOrderId } = call;
    if (happens(0.05)) return { type: 'not_sent', reason: 'connection_failed' };
    if (!mayBegin()) return { type: 'not_sent', reason: 'too_late' };
    if (happens(0.05)) return cancelOutcomeOf(TOO_MANY);
    if (!visible().some(({ id }) => id === vendorOrderId)) return cancelOutcomeOf(UNKNOWN_ORDER);
    if (isCancelled(vendorOrderId)) return cancelOutcomeOf(CANCELLED_BEFORE);
    const isDone = !happens(0.1);
    cancelCalls.push({ vendorOrderId, at: now().getTime(), isDone });
    if (happens(0.2)) return { type: 'no_answer' };
    return cancelOutcomeOf(isDone ? CANCELLED : FAILED);
  };

  /** Rows of other people, made just now. */
  const oddRows = () => {
    const rows = [...(vendor.isOdd ? ODD_ROWS : []), ...(vendor.hasBlankOrder ? [BLANK_ROW] : [])];
    return rows.map((row) => ({ ...row, created_at: now().toISOString() }));
  };
  const amountOf = ({ amountCents }: SimulatedOrder) => amountCents / 100;

  return Object.assign(vendor, {
    made,
    paidCalls,
    cancelCalls,
    priceFactor: () => priceFactor,
    setPriceFactor: (factor: number) => {
      priceFactor = factor;
    },
    clockOffsetMs: () => 0,
    takeTurn: async () => {},
    createCustomOrder,
    cancelOrder,
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
      const ours = visible().map((order) => ({
        id: order.id,
        amount: amountOf(order),
        status: statusOf(order),
        created_at: new Date(order.madeAt).toISOString(),
      }));
      return readAs(OrderRows, { payments: [...oddRows().map(({ tag: _tag, ...row }) => row), ...ours] }).rows;
    },
    orderDetails: async (_workspace: string, id: string) => {
      await read();
      const odd = oddRows().find((row) => row.id === id);
      if (odd) return readAs(OrderDetails, { ...odd, packages: null });
      const order = visible().find((each) => each.id === id);
      if (!order) throw new VendorRefused(404, 'Not found');
      const packages = [{ domains: order.names.map((name) => ({ name })) }];
      return readAs(OrderDetails, {
        id,
        tag: order.shownTag,
        amount: amountOf(order),
        status: statusOf(order),
        created_at: new Date(order.madeAt).toISOString(),
        packages,
      });
    },
    domains: async () => {
      await read();
      const standing = visible().filter(({ id }) => !isCancelled(id));
      const ours = standing.flatMap((order) =>
        order.names.map((domain) => ({
          id: `${order.id}-${domain}`,
          domain,
          status: order.isCharged && order.readyFrom <= now().getTime() ? 'Active' : 'In Progress',
          payment_id: order.id,
        })),
      );
      const odd = vendor.isOdd ? [{ id: 'oddDomain', domain: 'odd-one-out.com', status: null, payment_id: null }] : [];
      return readAs(Domains, { domains: [...odd, ...ours] }).rows;
    },
    mailboxes: async () => {
      await read();
      const mailboxes = Array.from({ length: 25 }, () => ({ email: null, status: 'Active' }));
      return readAs(Mailboxes, { mailboxes: happens(0.2) ? null : mailboxes })?.rows ?? null;
    },
  });
}
