import type { z } from 'zod';
import type { PrewarmedInbox } from '../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { Domains, Mailboxes } from '../../src/scaledmail/answers/domains.ts';
import { PendingForms } from '../../src/scaledmail/answers/forms.ts';
import { PurchasedDomains, SearchedNames } from '../../src/scaledmail/answers/names.ts';
import { OrderDetails, OrderRows } from '../../src/scaledmail/answers/orders.ts';
import { Packages } from '../../src/scaledmail/answers/packages.ts';
import { PrewarmedStock } from '../../src/scaledmail/answers/stock.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from '../../src/service/errors.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import {
  type Deed,
  ENDED_BEFORE,
  FATES,
  type Fate,
  HAS_IT,
  NAME_IN_PROGRESS,
  NAME_IN_USE,
  NAME_TAKEN,
  NO_FORM,
  NOT_IN_STOCK,
  NOT_THERE,
  REDIRECT_IN_PROGRESS,
  SENDER_IN_PROGRESS,
} from './fates.ts';
import type { Random } from './random.ts';
import { type AskedCall, type Clocks, simulatedCalls } from './simulated-calls.ts';
import { formRow, isListed, ODD_FORM, type SimulatedForm } from './simulated-forms.ts';
import {
  addressOf,
  isListedAsEnded,
  isPending,
  type SimulatedOrder,
  shownNames,
  statusOf,
  type TakenChange,
} from './simulated-order.ts';

/** How the vendor is now. */
export interface Moods {
  /** False: every call succeeds. */
  hasBadDays: boolean;
  /** When an order is in the list: as soon as it is made, up to ten minutes later, or up to an hour and more. */
  lists: 'at once' | 'late' | 'much later';
  /** Whether most paid calls get no clear answer, and most orders are listed hours late. */
  losesCalls: boolean;
  /** Whether several orders may hold one name: then only what the bot does keeps it from charging twice. */
  acceptsUsedNames: boolean;
  /** Lists hold rows of other people that make no sense; some tags come back in capitals, and some not at all. */
  isOdd: boolean;
  /** The list also holds an order without a tag and names. */
  hasBlankOrder: boolean;
  /** What the workspace is called now; null while it is gone. */
  workspaceName: string | null;
}

/** A call that the vendor took. */
export interface TakenCall extends AskedCall {
  /** The order that it made or ended; null when it did nothing. */
  readonly did: SimulatedOrder | null;
  /** From when on the vendor shows what it did. */
  readonly shownFrom: number;
  /** How the order that was to end stood there in that moment, by list and page; null when there was none. */
  readonly met: {
    readonly names: readonly string[];
    readonly monthCents: number;
    readonly statuses: readonly string[];
  } | null;
}

/** A name that is not free any more. */
export interface RegisteredName {
  readonly name: string;
  /** The call that bought it; null when somebody did by hand. */
  readonly callOf: SimulatedOrder | null;
  /** From when on the list of bought names shows it; null: somebody else has it. */
  readonly listedFrom: number | null;
}

/** A workspace that was made. */
export interface OpenedWorkspace {
  readonly id: string;
  readonly name: string;
  /** The call that made it; null when somebody did by hand. */
  readonly callOf: SimulatedOrder | null;
  readonly listedFrom: number;
}

/** ScaledMail with bad days, in memory. Everything that it received can be read. */
export interface SimulatedVendor extends Vendor, Moods {
  /** Those that it took: not one that it turned away because there were too many at once. */
  readonly calls: TakenCall[];
  /** All orders that it has, those made by other people, too. */
  readonly made: SimulatedOrder[];
  /** All names that were registered there, in the order in which that happened. */
  readonly registered: RegisteredName[];
  /** Somebody buys a name at the vendor itself, or somebody else anywhere: then it is taken, and in no list. */
  buyByHand(name: string, isOurs: boolean): void;
  /** Somebody ordered at the vendor itself, a month ago. */
  orderElsewhere(): void;
  /** Somebody ends an order at the vendor itself; lists say so later. */
  endByHand(order: SimulatedOrder): void;
  /** Somebody changes a name at the vendor itself: where it leads, what it is called, or who sends from it. */
  changeByHand(order: SimulatedOrder, taken: Omit<TakenChange, 'shownFrom'>): void;
  /** All forms that ever waited. */
  readonly forms: SimulatedForm[];
  /** Somebody paid for domains at the vendor itself, and said nothing of them. */
  formElsewhere(): void;
  /** Somebody fills a form in at the vendor itself. */
  fillByHand(form: SimulatedForm): void;
  /** All workspaces that were made there since the beginning. */
  readonly opened: OpenedWorkspace[];
  /** Somebody makes a workspace at the vendor itself. */
  openByHand(name: string): void;
  /** `carryOut` for a process that has these clocks. */
  readonly carryOutBy: (clocks: Clocks) => Vendor['carryOut'];
  /** An item that is in stock from now on, as people see it. */
  putInStock(name: string): PrewarmedInbox;
  /** Somebody else buys an item; tells which, null when there is none. */
  sellStock(): string | null;
  /** What all prices are multiplied with now. */
  priceFactor(): number;
  setPriceFactor(factor: number): void;
}

/** Names that were bought long ago, and that no order has at first. */
const SPARE_NAMES = ['spare-one.com', 'spare-two.com', 'spare-three.com'];
/** What the workspace is called at first. */
export const WORKSPACE = 'Northwind Outbound';
const PER_DOMAIN = { google: 7, outlook: 50, smtp: 3.75 } as const;
/** What a year of a name costs in dollars, the first and each further one. */
export const NAME_DOLLARS = { price: 3, renewal: 4 } as const;
const MAILBOXES = { google: 2, outlook: 25, smtp: 4 } as const;
const CAPACITY = { google: 50, outlook: 250, smtp: 40 } as const;
/** What an item of the stock costs once, and each month: two of them as much as an order of one domain. */
const STOCK_ONCE = 1.5;
const STOCK_MONTH = 2;
const HOUR_MS = 3_600_000;
const LATE_MS = 600_000;

const ODD_ROWS = [
  { id: 'oddNoAmount', amount: null, status: 'Active', tag: 'theirs' },
  { id: 'oddNegative', amount: -12.5, status: 'Active', tag: 'theirs' },
  { id: 'oddNoStatus', amount: 7, status: null, tag: 'theirs' },
];
/** It tells nothing about itself: whose it is, only a person can find out. */
const BLANK_ROW = { id: 'oddBlank', amount: 7, status: 'Active', tag: null };

/** An answer as it comes over the wire, read as the bot reads it. */
async function readAs<Schema extends z.ZodType>(schema: Schema, answer: unknown): Promise<z.output<Schema>> {
  const read = await schema.safeParseAsync(JSON.parse(JSON.stringify(answer)));
  if (!read.success) throw new VendorFault('The simulated vendor answered in another shape');
  return read.data;
}

/** A vendor that speaks the real one's language: what it answers goes through the bot's own schemas. */
export function simulatedVendor(random: Random, now: () => Date): SimulatedVendor {
  const made: SimulatedOrder[] = [];
  const calls: TakenCall[] = [];
  const stock: { readonly id: string; readonly name: string; isSold: boolean }[] = [];
  const registered: RegisteredName[] = [];
  const isRegistered = (wanted: string) => registered.some(({ name }) => name === wanted);
  const forms: SimulatedForm[] = [];
  const opened: OpenedWorkspace[] = [];
  let priceFactor = 1;
  const vendor: Moods = {
    hasBadDays: true,
    lists: 'much later',
    losesCalls: false,
    acceptsUsedNames: true,
    isOdd: false,
    hasBlankOrder: false,
    workspaceName: WORKSPACE,
  };
  const nowMs = () => now().getTime();
  const happens = (probability: number) => vendor.hasBadDays && random.chance(probability);
  const read = async () => {
    if (happens(0.04)) throw new VendorUnavailable('The simulated vendor does not answer');
  };
  const isInStock = ({ name, isSold }: (typeof stock)[number]) =>
    !isSold && !made.some(({ names }) => names.includes(name));
  const visible = () => made.filter((order) => order.visibleFrom <= nowMs());

  const shown = (tag: string) => random.pick([tag, tag, tag, tag, tag, tag.toUpperCase(), tag.toUpperCase(), null]);

  const changesName = ({ redirect, newName, sender }: AskedCall): boolean =>
    redirect !== null || newName !== null || sender !== null;
  /** From when on the vendor shows what a call did. */
  const shownFromOf = (call: AskedCall, did: SimulatedOrder | null): number =>
    (changesName(call) ? did?.changes.at(-1)?.shownFrom : (did?.end?.pageFrom ?? did?.visibleFrom)) ?? nowMs();

  /** How much later than it happened lists show something. */
  const lateMs = (): number => {
    if (vendor.lists === 'at once') return 0;
    const chance = vendor.losesCalls ? 0.7 : 0.3;
    const mostMs = vendor.lists === 'late' ? LATE_MS : vendor.losesCalls ? 5 * HOUR_MS : HOUR_MS;
    return happens(chance) ? random.below(mostMs) : 0;
  };

  const centsOf = (dollars: number, count: number) => Math.round(dollars * priceFactor * 100) * count;

  /** What a call charges once, and each month. */
  const pricesOf = ({ operation, names, lines }: AskedCall) => {
    if (operation === 'buyPreWarmInboxes')
      return { once: centsOf(STOCK_ONCE, names.length), month: centsOf(STOCK_MONTH, names.length) };
    const amount = lines.reduce((sum, { provider, count }) => sum + PER_DOMAIN[provider] * count, 0);
    return { once: 0, month: Math.round(amount * priceFactor * 100) };
  };

  /** What only the books say of an order without a tag: whose names these are. */
  const namedAfter = ({ names: [name = ''] }: AskedCall): string => `books-${/([a-z0-9]{6})\.com$/.exec(name)?.[1]}`;

  const make = (call: AskedCall, isCharged: boolean): SimulatedOrder => {
    const { tag, names } = call;
    const { once, month } = pricesOf(call);
    const madeAt = nowMs();
    const order: SimulatedOrder = {
      id: `rec${made.length + 1}`,
      tag: tag ?? namedAfter(call),
      shownTag: call.operation === 'createOrder' ? '' : vendor.isOdd ? shown(tag ?? '') : tag,
      names,
      amountCents: once + month,
      monthCents: month,
      madeAt,
      visibleFrom: madeAt + lateMs(),
      readyFrom: madeAt + 48 * HOUR_MS,
      isCharged,
      changes: [],
      end: null,
      oddWord: null,
    };
    made.push(order);
    return order;
  };

  const end = (order: SimulatedOrder): SimulatedOrder => {
    const at = nowMs();
    const listedFrom = at + lateMs();
    order.end ??= { at, listedFrom, pageFrom: random.pick([at, listedFrom]) };
    return order;
  };

  const register = ({ names }: AskedCall): SimulatedOrder => {
    const amountCents = Math.round(names.length * NAME_DOLLARS.price * priceFactor * 100);
    const madeAt = nowMs();
    const order: SimulatedOrder = {
      id: `buy${registered.length + 1}`,
      tag: '',
      shownTag: null,
      names,
      amountCents,
      monthCents: 0,
      madeAt,
      visibleFrom: madeAt + lateMs(),
      readyFrom: madeAt,
      isCharged: true,
      end: null,
      oddWord: null,
      changes: [],
    };
    // Now and then one name is listed later than the others.
    for (const name of names) {
      registered.push({ name, callOf: order, listedFrom: order.visibleFrom + (happens(0.2) ? lateMs() : 0) });
    }
    return order;
  };

  /** A workspace that was made since has nothing in it. */
  const isNew = (id: string): boolean => opened.some((each) => each.id === id);
  const openAs = (name: string, callOf: SimulatedOrder | null): void => {
    opened.push({ id: `recSpace${opened.length + 1}`, name, callOf, listedFrom: nowMs() + lateMs() });
  };
  /** What stands in the books for a workspace: it has no names and costs nothing. */
  const open = ({ opens }: AskedCall): SimulatedOrder => {
    const madeAt = nowMs();
    const order: SimulatedOrder = {
      id: `space${opened.length + 1}`,
      tag: '',
      shownTag: null,
      names: [],
      amountCents: 0,
      monthCents: 0,
      madeAt,
      visibleFrom: madeAt,
      readyFrom: madeAt,
      isCharged: false,
      changes: [],
      end: null,
      oddWord: null,
    };
    openAs(opens ?? '', order);
    return order;
  };

  /** The order that a call works on: by its number, or by the name that is to change. */
  const targetOf = (call: AskedCall) => {
    const { target, names } = call;
    if (!changesName(call)) return visible().find(({ id }) => id === target);
    const has = (order: SimulatedOrder) => shownNames(order, nowMs()).some(({ name }) => name === names[0]);
    return visible().find((order) => !order.end && has(order));
  };

  /** Takes a change of a name; the list shows it up to three days later. */
  const change = (order: SimulatedOrder, taken: Omit<TakenChange, 'shownFrom'>): SimulatedOrder => {
    const shownFrom = nowMs() + (vendor.lists === 'at once' ? 0 : random.below(3 * 24 * HOUR_MS));
    order.changes = [...order.changes, { ...taken, shownFrom }];
    return order;
  };
  /** An order that somebody else made a month ago. */
  const paidElsewhere = (names: readonly string[]): SimulatedOrder => {
    const amountCents = PER_DOMAIN.google * 100;
    const madeAt = nowMs() - 30 * 24 * HOUR_MS;
    const order: SimulatedOrder = {
      id: `rec${made.length + 1}`,
      tag: 'by-hand',
      shownTag: 'by-hand',
      names,
      amountCents,
      monthCents: amountCents,
      madeAt,
      visibleFrom: madeAt,
      readyFrom: madeAt,
      isCharged: true,
      end: null,
      changes: [],
      oddWord: null,
    };
    made.push(order);
    return order;
  };

  const formOf = ({ operation, target }: AskedCall) =>
    operation === 'submitForm' ? forms.find(({ uuid }) => uuid === target) : undefined;
  const fill = (form: SimulatedForm): SimulatedOrder => {
    form.filled ??= { at: nowMs(), goneFrom: nowMs() + lateMs() };
    form.order.names = form.names;
    return form.order;
  };
  const fillOf = (call: AskedCall): SimulatedOrder | null => {
    const form = formOf(call);
    return form ? fill(form) : null;
  };
  const formFate = (call: AskedCall): Fate | null => {
    if (call.operation !== 'submitForm') return null;
    const form = formOf(call);
    if (!form) return NOT_THERE;
    return form.filled || form.order.end ? NO_FORM : null;
  };

  /** Whether an order that stands has a name, or is about to. */
  const isInUse = (name: string): boolean =>
    made.some(
      (order) =>
        !order.end &&
        (shownNames(order, nowMs()).some((each) => each.name === name) ||
          order.changes.some(({ newName, shownFrom }) => newName === name && shownFrom > nowMs())),
    );

  /** What a call for a change meets; null when nothing stands in its way. */
  const refusedChange = (call: AskedCall, target: SimulatedOrder | undefined): Fate | null => {
    const [name = ''] = call.names;
    if (!target) return NOT_THERE;
    if (isPending(target, name, nowMs())) {
      if (call.sender !== null) return SENDER_IN_PROGRESS;
      return call.newName === null ? REDIRECT_IN_PROGRESS : NAME_IN_PROGRESS;
    }
    if (call.sender !== null) return null;
    const now = shownNames(target, nowMs()).find((each) => each.name === name);
    if (call.redirect !== null) return now?.redirect === call.redirect ? HAS_IT : null;
    return isInUse(call.newName ?? '') ? NAME_IN_USE : null;
  };

  const carryOutBy = simulatedCalls({
    happens,
    fateOf: (call): Fate => {
      const ofForm = formFate(call);
      if (ofForm) return ofForm;
      const target = targetOf(call);
      if (call.operation === 'buyDomains' && call.names.some((name) => isRegistered(name))) return NAME_TAKEN;
      if (changesName(call)) {
        const refused = refusedChange(call, target);
        if (refused) return refused;
      } else {
        const isUsed = made.some(({ names }) => call.names.some((name) => names.includes(name)));
        const isOfStock = call.operation === 'buyPreWarmInboxes';
        const free = stock.filter(isInStock).map(({ name }) => name);
        if (isOfStock && !call.names.every((name) => free.includes(name))) return NOT_IN_STOCK;
        if (isUsed && !vendor.acceptsUsedNames) return NAME_IN_USE;
        if (call.target !== null && !target) return NOT_THERE;
        if (target?.end) return ENDED_BEFORE;
      }
      const { good, bad, lost } = FATES[call.operation];
      return random.pick(vendor.hasBadDays ? random.pick(vendor.losesCalls ? lost : bad) : good);
    },
    take: (call, does) => {
      const target = targetOf(call);
      const met = target && {
        names: target.names,
        monthCents: target.monthCents,
        statuses: [statusOf(target, 'list', nowMs()), statusOf(target, 'page', nowMs())],
      };
      const deeds: Readonly<Record<Deed, () => SimulatedOrder | null>> = {
        nothing: () => null,
        charges: () => make(call, true),
        fails_to_charge: () => make(call, false),
        ends: () => (target ? end(target) : null),
        fills: () => fillOf(call),
        changes: () => {
          const { names, redirect, newName, sender } = call;
          return target ? change(target, { name: names[0] ?? '', redirect, newName, sender }) : null;
        },
        registers: () => register(call),
        opens: () => open(call),
      };
      const did = deeds[does]();
      calls.push({ ...call, did, shownFrom: shownFromOf(call, did), met: met ?? null });
      return did;
    },
  });

  /** Rows of other people, made just now. */
  const oddRows = () => {
    const rows = [...(vendor.isOdd ? ODD_ROWS : []), ...(vendor.hasBlankOrder ? [BLANK_ROW] : [])];
    return rows.map((row) => ({ ...row, created_at: now().toISOString() }));
  };
  const amountOf = ({ monthCents }: SimulatedOrder) => monthCents / 100;
  const registrations = () => {
    const listed = registered.filter(({ listedFrom }) => listedFrom !== null && listedFrom <= nowMs());
    return readAs(PurchasedDomains, { domains: listed.map(({ name: domain }) => ({ domain })) });
  };
  const domainRows = () => {
    const standing = visible().filter((order) => !isListedAsEnded(order, nowMs()));
    const ours = standing.flatMap((order) =>
      shownNames(order, nowMs()).map(({ name: domain, redirect }, index) => ({
        id: `${order.id}-${index}`,
        domain,
        redirect,
        status: order.isCharged && order.readyFrom <= nowMs() ? 'Active' : 'In Progress',
        payment_id: order.id,
      })),
    );
    const odd = vendor.isOdd ? [{ id: 'oddDomain', domain: 'odd-one-out.com', status: null, payment_id: null }] : [];
    return readAs(Domains, { domains: [...odd, ...ours] });
  };

  return Object.assign(vendor, {
    made,
    calls,
    registered,
    buyByHand: (name: string, isOurs: boolean) => {
      if (!isRegistered(name)) registered.push({ name, callOf: null, listedFrom: isOurs ? nowMs() + lateMs() : null });
    },
    orderElsewhere: () => void paidElsewhere(['ordered-elsewhere.com']),
    forms,
    formElsewhere: () => {
      const number = forms.length + 1;
      const names = [`paid${number}.com`, `paid-too${number}.com`];
      forms.push({ uuid: `form-${number}`, names, order: paidElsewhere([]), filled: null });
    },
    fillByHand: (form: SimulatedForm) => void fill(form),
    endByHand: (order: SimulatedOrder) => void end(order),
    changeByHand: (order: SimulatedOrder, taken: Omit<TakenChange, 'shownFrom'>) => void change(order, taken),
    putInStock: (name: string): PrewarmedInbox => {
      const id = `warm-${name}`;
      stock.push({ id, name, isSold: false });
      const cents = { nowCents: STOCK_ONCE * 100, monthCents: STOCK_MONTH * 100 };
      return { id, name, provider: 'google', weeks: 8, mailboxes: 1, ...cents };
    },
    sellStock: () => {
      const left = stock.filter(isInStock);
      if (left.length === 0) return null;
      const item = random.pick(left);
      item.isSold = true;
      return item.name;
    },
    priceFactor: () => priceFactor,
    setPriceFactor: (factor: number) => {
      priceFactor = factor;
    },
    opened,
    openByHand: (name: string) => openAs(name, null),
    workspacePath: () => '/organizations' as const,
    clockOffsetMs: () => 0,
    takeTurn: async () => {},
    carryOut: carryOutBy({ now, monotonicMs: () => now().getTime() }),
    carryOutBy,
    workspaces: async () => {
      await read();
      const listed = opened.filter(({ listedFrom }) => listedFrom <= nowMs()).map(({ id, name }) => ({ id, name }));
      return vendor.workspaceName === null ? listed : [{ id: 'recNorthwind', name: vendor.workspaceName }, ...listed];
    },
    unusedPurchasedDomains: async () => {
      await read();
      return SPARE_NAMES.filter((name) => !isInUse(name));
    },
    purchasedDomains: async (workspace: string) => {
      await read();
      if (isNew(workspace)) return [];
      return (await registrations()).rows.map(({ name }) => name);
    },
    registrations: async () => {
      await read();
      const { rows, leftOut: unreadable } = await registrations();
      return { rows, unreadable };
    },
    searchNames: async (_workspace: string, names: readonly string[]) => {
      await read();
      const rows = names.map((domain) => {
        const isFree = !isRegistered(domain);
        const price = isFree ? NAME_DOLLARS.price * priceFactor : null;
        return {
          domain,
          status: isFree ? 'available' : 'taken',
          price,
          renewPrice: isFree ? NAME_DOLLARS.renewal : null,
        };
      });
      return (await readAs(SearchedNames, rows)).rows;
    },
    suggestNames: () => Promise.reject(new Error('Nobody looks for ideas in a story')),
    plan: () => Promise.reject(new Error('Nobody plans in a story')),
    prewarmedStock: async () => {
      await read();
      const items = stock.filter(isInStock).map(({ id, name }) => ({
        id,
        domain: name,
        emailMailboxCount: 1,
        pricing: { oneTimePrice: STOCK_ONCE * priceFactor, monthlyPrice: STOCK_MONTH * priceFactor },
      }));
      return (await readAs(PrewarmedStock, { google: items, outlook: [] })).rows;
    },
    calculate: async (_workspace: string, provider: 'google' | 'outlook' | 'smtp', dailyVolume: number) => {
      await read();
      const requiredDomains = Math.ceil(dailyVolume / CAPACITY[provider]);
      const totalPrice = requiredDomains * PER_DOMAIN[provider] * priceFactor;
      return { provider, requiredDomains, requiredMailboxes: requiredDomains * MAILBOXES[provider], totalPrice };
    },
    orders: async (workspace: string) => {
      await read();
      if (isNew(workspace)) return [];
      const ours = visible().map((order) => ({
        id: order.id,
        amount: amountOf(order),
        status: statusOf(order, 'list', nowMs()),
        created_at: new Date(order.madeAt).toISOString(),
      }));
      return (await readAs(OrderRows, { payments: [...oddRows().map(({ tag: _tag, ...row }) => row), ...ours] })).rows;
    },
    orderDetails: async (_workspace: string, id: string) => {
      await read();
      const odd = oddRows().find((row) => row.id === id);
      if (odd) return readAs(OrderDetails, { ...odd, packages: null });
      const order = visible().find((each) => each.id === id);
      if (!order) throw new VendorRefused(404, 'Not found');
      const packages = [{ domains: shownNames(order, nowMs()).map(({ name }) => ({ name })) }];
      return readAs(OrderDetails, {
        id,
        tag: order.shownTag,
        amount: amountOf(order),
        status: statusOf(order, 'page', nowMs()),
        created_at: new Date(order.madeAt).toISOString(),
        packages,
      });
    },
    domains: async (workspace: string) => {
      await read();
      if (isNew(workspace)) return [];
      return (await domainRows()).rows;
    },
    domainList: async () => {
      await read();
      const { rows, leftOut: unreadable } = await domainRows();
      return { rows, unreadable };
    },
    packages: async () => {
      await read();
      const price = PER_DOMAIN.google * priceFactor;
      const google = { id: 'price_Google1', name: 'Google 1', price, domains: 1, google: { mailbox: 2 } };
      return (await readAs(Packages, { packages: [google] })).rows.flat();
    },
    pendingForms: async (workspace: string) => {
      await read();
      if (isNew(workspace)) return [];
      const rows: object[] = forms.filter((form) => isListed(form, nowMs())).map(formRow);
      if (rows.length > 0 && happens(0.05)) rows.push(ODD_FORM);
      return (await readAs(PendingForms, { forms: rows })).rows;
    },
    mailboxes: async (_workspace: string, domainId: string) => {
      await read();
      const of = made.find(({ id }) => domainId.startsWith(`${id}-`));
      const shown = of && shownNames(of, nowMs())[Number(domainId.slice(of.id.length + 1))];
      const [first_name = '', last_name = ''] = shown?.sender.split(' ') ?? [];
      const named = (index: number) =>
        shown ? { email: addressOf(shown, index), first_name, last_name } : { email: null };
      const mailboxes = Array.from({ length: 25 }, (_, index) => ({ ...named(index), status: 'Active' }));
      return (await readAs(Mailboxes, { mailboxes: happens(0.2) ? null : mailboxes }))?.rows ?? null;
    },
  });
}
