import type { ActRequest } from '../../../../src/acts/act-request.ts';
import type { VendorName } from '../../../../src/acts/buy_domains/availability.ts';
import type { StockItem } from '../../../../src/acts/buy_prewarmed/stock.ts';
import type { VendorWorkspace } from '../../../../src/acts/custom_order/custom-order.ts';
import type { ListedPackage } from '../../../../src/acts/fixed_package/offers.ts';
import type { Clock } from '../../../../src/service/ports/clock.ts';
import type {
  CallOutcome,
  PendingForm,
  Vendor,
  VendorDomain,
  VendorOrderDetails,
  VendorOrderRow,
  VendorRegistration,
} from '../../../../src/service/ports/vendor.ts';

/** A name that renews in a year for $17.00, and that no domain uses. */
export const aRegistration = (name: string, overrides: Partial<VendorRegistration> = {}): VendorRegistration => ({
  name,
  isFree: true,
  boughtAt: new Date('2026-11-23T00:00:00.000Z'),
  renewsAt: new Date('2027-11-23T00:00:00.000Z'),
  renewalCents: 1_700,
  ...overrides,
});

const PER_DOMAIN_DOLLARS = { google: 7, outlook: 50, smtp: 3.75 } as const;
const MAILBOXES = { google: 2, outlook: 25, smtp: 4 } as const;
const CAPACITY = { google: 50, outlook: 250, smtp: 40 } as const;

interface VendorState {
  workspaces: VendorWorkspace[];
  priceFactor: number;
  /** What its list shows. */
  rows: VendorOrderRow[];
  details: Map<string, VendorOrderDetails>;
  domains: VendorDomain[];
  /** What is in stock of pre-warmed inboxes. */
  stock: StockItem[];
  /** Names that are bought, and what a search answers about names. */
  purchased: string[];
  names: VendorName[];
  /** Packages that are sold. */
  packages: ListedPackage[];
  /** Forms that wait to be filled in. */
  forms: PendingForm[];
  clockOffsetMs: number | null;
  outcome: CallOutcome;
  /** Thrown by every read while it is set. */
  failure: Error | null;
  /** Thrown by the details of every order while it is set. */
  detailsFailure: Error | null;
  /** Happens while the paid call is under way. */
  duringCall: () => Promise<void>;
  /** Happens while something is read, told as in `reads`. */
  duringRead: (read: string) => void;
  /** Happens while the turn for the paid call is waited for. */
  duringTurn: () => Promise<void>;
  /** What was sent, and for how long its answer was waited for. */
  readonly paidCalls: { readonly request: ActRequest }[];
  /** `<read> <urgency>`, the oldest first. */
  readonly reads: string[];
}

/** A vendor of which each answer can be set, and which remembers what it was asked. The clocks judge a warrant. */
export function placingVendor({ clock, monotonicMs }: { clock: Clock; monotonicMs: () => number }) {
  const state: VendorState = {
    workspaces: [
      { id: 'recOther', name: 'Other' },
      { id: 'recNorthwind', name: 'Northwind Outbound' },
    ],
    priceFactor: 1,
    rows: [],
    details: new Map(),
    domains: [],
    purchased: [],
    names: [],
    forms: [],
    packages: [],
    clockOffsetMs: null,
    outcome: { type: 'confirmed', vendorOrderId: null },
    failure: null,
    detailsFailure: null,
    duringCall: async () => {},
    duringRead: () => {},
    duringTurn: async () => {},
    stock: [],
    paidCalls: [],
    reads: [],
  };
  const read = (what: string, urgency: string) => {
    state.reads.push(`${what} ${urgency}`);
    state.duringRead(`${what} ${urgency}`);
    if (state.failure) throw state.failure;
  };
  const vendor: Vendor = {
    workspacePath: () => '/organizations',
    workspaces: async (urgency) => {
      read('workspaces', urgency);
      return state.workspaces;
    },
    unusedPurchasedDomains: async () => [],
    purchasedDomains: async (workspaceId, urgency) => {
      read(`purchased ${workspaceId}`, urgency);
      return state.purchased;
    },
    registrations: async (workspaceId, urgency) => {
      read(`purchased ${workspaceId}`, urgency);
      return { rows: state.purchased.map((name) => aRegistration(name)), unreadable: 0 };
    },
    searchNames: async (workspaceId, names, urgency) => {
      read(`search ${workspaceId} ${names.join(' ')}`, urgency);
      return state.names.filter(({ name }) => names.includes(name));
    },
    suggestNames: () => Promise.reject(new Error('Nobody looks for ideas while an order is placed')),
    calculate: async (workspaceId, provider, dailyVolume, urgency) => {
      read(`calculate ${workspaceId} ${provider} ${dailyVolume}`, urgency);
      const requiredDomains = dailyVolume / CAPACITY[provider];
      const totalPrice = requiredDomains * PER_DOMAIN_DOLLARS[provider] * state.priceFactor;
      return { provider, requiredDomains, requiredMailboxes: requiredDomains * MAILBOXES[provider], totalPrice };
    },
    prewarmedStock: async (workspaceId, urgency) => {
      read(`stock ${workspaceId}`, urgency);
      return state.stock;
    },
    plan: () => Promise.reject(new Error('Nobody plans while an order is placed')),
    orders: async (workspaceId, urgency) => {
      read(`orders ${workspaceId}`, urgency);
      return state.rows;
    },
    orderDetails: async (workspaceId, orderId, urgency) => {
      read(`details ${workspaceId} ${orderId}`, urgency);
      if (state.detailsFailure) throw state.detailsFailure;
      const details = state.details.get(orderId);
      if (!details) throw new Error(`No details of ${orderId}`);
      return details;
    },
    domains: async (workspaceId, urgency) => {
      read(`domains ${workspaceId}`, urgency);
      return state.domains;
    },
    domainList: async (workspaceId, urgency) => {
      read(`domains ${workspaceId}`, urgency);
      return { rows: state.domains, unreadable: 0 };
    },
    mailboxes: async () => [],
    packages: async (workspaceId, urgency) => {
      read(`packages ${workspaceId}`, urgency);
      return state.packages;
    },
    pendingForms: async (workspaceId, urgency) => {
      read(`forms ${workspaceId}`, urgency);
      return state.forms;
    },
    clockOffsetMs: () => state.clockOffsetMs,
    takeTurn: async (operation) => {
      state.reads.push(`turn ${operation}`);
      await state.duringTurn();
    },
    carryOut: async (warrant) => {
      if (!warrant.take(clock.now(), monotonicMs())) return { type: 'not_sent', reason: 'too_late' };
      state.paidCalls.push({ request: warrant.request });
      await state.duringCall();
      return state.outcome;
    },
  };
  /** Puts an order into the vendor's list. */
  const stands = (id: string, details: Partial<VendorOrderDetails> = {}) => {
    state.rows.push({ id, amountCents: 1_400, status: 'Active', createdAt: null });
    state.details.set(id, {
      id,
      tag: null,
      carriesTag: true,
      amountCents: 1_400,
      status: 'Active',
      createdAt: null,
      domainNames: details.tag ? [] : ['theirs.com'],
      ...details,
    });
  };
  return Object.assign(state, { vendor, stands });
}
