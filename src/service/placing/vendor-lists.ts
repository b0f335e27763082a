import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import { type Patience, type Patient, patiently } from '../../values/patience.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { MailboxesSeen } from '../acts/act-at-vendor.ts';
import { isVendorError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import {
  isNumbered,
  type Listing,
  type NumberedOrderRow,
  type PendingForm,
  type Urgency,
  type Vendor,
  type VendorDomain,
  type VendorMailbox,
  type VendorOrderDetails,
  type VendorOrderRow,
  type VendorRegistration,
} from '../ports/vendor.ts';
import { type FairTurns, fairTurns } from './fair-turns.ts';

/** How old a list may be for somebody who follows the set-up: the vendor itself is asked every 15 minutes per order. */
const WATCH_MAX_AGE_MS = 60_000;
/** How old a list may be that people are shown, with its age. */
const SHOWN_MAX_AGE_MS = 60_000;
/** How old a list may be for somebody who looks for an order that may just have been made. */
const LOOK_MAX_AGE_MS = 2_000;
/** Mailboxes of so many domains are read in one minute by one process, for all orders that it watches. */
const MAILBOX_READS_PER_MINUTE = 40;
/** A list that fails is remembered as long as one that does not, then for longer, up to how often an order is watched. */
const WATCHING_FAILED = { firstMs: WATCH_MAX_AGE_MS, mostMs: 15 * 60_000 };
/** The same for who looks for an order: their own waits grow, too. */
const LOOKING_FAILED = { firstMs: LOOK_MAX_AGE_MS, mostMs: 60_000 };
/** Orders that are on hold ask every half a minute, each of them: they share one question, and one failure. */
const PLACING_FAILED = { firstMs: 20_000, mostMs: 60_000 };
/** Who looks at the account may try again after a moment; all who do so share one failure until then. */
const SHOWING_FAILED = { firstMs: 5_000, mostMs: 60_000 };
/** A domain whose mailboxes cannot be read keeps the others back no longer than this. */
const MAILBOXES_FAILED = { firstMs: WATCH_MAX_AGE_MS, mostMs: 60 * 60_000 };
/** Details kept in memory: far more than orders whose outcome is unknown at the same time. */
const MAX_DETAILS = 10_000;

/** What reconciling reads of the vendor. */
export interface TraceReads {
  orders(workspaceId: string): Promise<Iterable<VendorOrderRow>>;
  /** Tag and names of an order, which never change once they are there; its status may be of any moment before. */
  details(workspaceId: string, orderId: string): Promise<VendorOrderDetails>;
  /** How an order stands by its own page now: nothing is remembered. */
  page(workspaceId: string, orderId: string): Promise<VendorOrderDetails>;
  domains(workspaceId: string): Promise<Iterable<VendorDomain>>;
  /** Names bought through the vendor, those in use too. */
  purchased(workspaceId: string): Promise<readonly string[]>;
  /** Forms that wait to be filled in. */
  forms(workspaceId: string): Promise<readonly PendingForm[]>;
  /** Mailboxes of a domain, read anew each time; null when the vendor names no list. */
  mailboxes(workspaceId: string, domainId: string): Promise<readonly VendorMailbox[] | null>;
  /** Workspaces of the account. */
  workspaces(): Promise<readonly VendorWorkspace[]>;
}

/** What watching reads of the vendor. */
export interface WatchReads {
  /** By id. */
  orders(workspaceId: string): Promise<ReadonlyMap<string, VendorOrderRow>>;
  /** By name in lower case. */
  domains(workspaceId: string): Promise<ReadonlyMap<string, VendorDomain>>;
  /** Names bought through the vendor, those in use too. */
  purchased(workspaceId: string): Promise<ReadonlySet<string>>;
  /** What can be read of a domain's mailboxes for the order of that reference. */
  mailboxes(workspaceId: string, domainId: string, reference: string): Promise<MailboxesSeen>;
  /** Until when they are not asked for, as the vendor failed; null when they would be now. */
  mailboxesWaitUntil(workspaceId: string, domainId: string): Date | null;
  /** Forms that wait to be filled in. */
  forms(workspaceId: string): Promise<readonly PendingForm[]>;
  /** Workspaces of the account. */
  workspaces(): Promise<readonly VendorWorkspace[]>;
}

/** What placing reads of the vendor beside prices. A failure is remembered for a moment. */
export interface WorkspaceReads {
  workspaces(): Promise<readonly VendorWorkspace[]>;
  /** The same, read anew each time. */
  workspacesNow(): Promise<readonly VendorWorkspace[]>;
  /** Read anew each time. */
  orders(workspaceId: string): Promise<readonly VendorOrderRow[]>;
  /** Of a vendor order, once it has a tag and names: those never change. */
  details(workspaceId: string, orderId: string): Promise<VendorOrderDetails>;
  /** Read anew each time. */
  domains(workspaceId: string): Promise<readonly VendorDomain[]>;
  purchased(workspaceId: string): Promise<readonly string[]>;
  /** Forms that wait to be filled in, read anew each time. */
  forms(workspaceId: string): Promise<readonly PendingForm[]>;
  /** Read anew each time. */
  mailboxes(workspaceId: string, domainId: string): Promise<readonly VendorMailbox[] | null>;
}

/** A list of the vendor's as it was read. */
export interface ListRead<Row> extends Listing<Row> {
  /** When it was asked for: the vendor may have changed since. */
  readonly readAt: Date;
}

/**
 * The lists of a workspace for who looks at the account: at most a minute old, one question for all who ask at the same time.
 * They throw what vendor reads throw; for a moment, what they threw before.
 */
export interface AccountReads {
  /** Those that have no number count as unreadable. */
  orders(workspaceId: string, urgency: Urgency): Promise<ListRead<NumberedOrderRow>>;
  domains(workspaceId: string, urgency: Urgency): Promise<ListRead<VendorDomain>>;
  /** Names bought through the vendor. */
  registrations(workspaceId: string, urgency: Urgency): Promise<ListRead<VendorRegistration>>;
  /** Forms that wait to be filled in. */
  forms(workspaceId: string, urgency: Urgency): Promise<readonly PendingForm[]>;
  /** Workspaces of the account. */
  workspaces(urgency: Urgency): Promise<ListRead<VendorWorkspace>>;
}

/** The vendor's lists as one process reads them: however many ask, each list is read once. */
export interface VendorLists {
  readonly trace: TraceReads;
  readonly watch: WatchReads;
  readonly placing: WorkspaceReads;
  readonly account: AccountReads;
}

/** Reads that a person waits for: nothing is remembered. */
export const freshTraceReads = (vendor: Vendor): TraceReads => ({
  orders: (workspaceId) => vendor.orders(workspaceId, 'person'),
  details: (workspaceId, orderId) => vendor.orderDetails(workspaceId, orderId, 'person'),
  page: (workspaceId, orderId) => vendor.orderDetails(workspaceId, orderId, 'person'),
  domains: (workspaceId) => vendor.domains(workspaceId, 'person'),
  purchased: (workspaceId) => vendor.purchasedDomains(workspaceId, 'person'),
  forms: (workspaceId) => vendor.pendingForms(workspaceId, 'person'),
  mailboxes: (workspaceId, domainId) => vendor.mailboxes(workspaceId, domainId, 'person'),
  workspaces: () => vendor.workspaces('person'),
});

/** The vendor's list: all of it, and those that can be opened by their number. */
interface OrderList {
  readonly rows: readonly VendorOrderRow[];
  readonly byId: ReadonlyMap<string, NumberedOrderRow>;
  readonly readAt: Date;
}

/** The vendor's list of domains: all of it, and the last row of each name. */
interface DomainList extends ListRead<VendorDomain> {
  readonly byName: ReadonlyMap<string, VendorDomain>;
}

/**
 * Lists that are shared by all who ask within their age, and so is what the vendor throws: who refuses or does not answer is
 * asked less and less, so that it takes no turns from the others.
 */
export function vendorLists({ vendor, clock }: { vendor: Vendor; clock: Clock }): VendorLists {
  const orderLists = sharedAnswers<OrderList>({ clock });
  const patient = (failed: Pick<Patience, 'firstMs' | 'mostMs'>) =>
    patiently({ clock, ...failed, remembers: isVendorError });
  const [watching, looking, placing] = [patient(WATCHING_FAILED), patient(LOOKING_FAILED), patient(PLACING_FAILED)];
  const showing = patient(SHOWING_FAILED);
  const orders = (workspaceId: string, maxAgeMs: number, patience: Patient, urgency: Urgency = 'background') =>
    orderLists(
      workspaceId,
      () =>
        patience.ask(`orders ${workspaceId}`, async () => {
          const readAt = clock.now();
          const rows = await vendor.orders(workspaceId, urgency);
          return { rows, byId: byKey(rows.filter(isNumbered), ({ id }) => id), readAt };
        }),
      maxAgeMs,
    );
  const domainLists = sharedAnswers<DomainList>({ clock });
  const domains = (workspaceId: string, maxAgeMs: number, patience: Patient, urgency: Urgency = 'background') =>
    domainLists(
      workspaceId,
      () =>
        patience.ask(`domains ${workspaceId}`, async () => {
          const readAt = clock.now();
          const { rows, unreadable } = await vendor.domainList(workspaceId, urgency);
          return { rows, unreadable, byName: byKey(rows, ({ name }) => name.toLowerCase()), readAt };
        }),
      maxAgeMs,
    );
  const registrationLists = sharedAnswers<ListRead<VendorRegistration>>({ clock });
  const registrations = (workspaceId: string, maxAgeMs: number, patience: Patient, urgency: Urgency = 'background') =>
    registrationLists(
      workspaceId,
      () =>
        patience.ask(`purchased ${workspaceId}`, async () => {
          const readAt = clock.now();
          return { ...(await vendor.registrations(workspaceId, urgency)), readAt };
        }),
      maxAgeMs,
    );
  const purchased = async (workspaceId: string, maxAgeMs: number, patience: Patient) =>
    (await registrations(workspaceId, maxAgeMs, patience)).rows.map(({ name }) => name);
  const formLists = sharedAnswers<readonly PendingForm[]>({ clock });
  const forms = (workspaceId: string, maxAgeMs: number, patience: Patient, urgency: Urgency = 'background') =>
    formLists(
      workspaceId,
      () => patience.ask(`forms ${workspaceId}`, () => vendor.pendingForms(workspaceId, urgency)),
      maxAgeMs,
    );
  const workspaceLists = sharedAnswers<readonly VendorWorkspace[]>({ clock });
  const shownWorkspaces = sharedAnswers<ListRead<VendorWorkspace>>({ clock });
  const knownWorkspaces = sharedAnswers<readonly VendorWorkspace[]>({ clock });
  const workspaces = (maxAgeMs: number, patience: Patient) =>
    knownWorkspaces('all', () => patience.ask('workspaces', () => vendor.workspaces('background')), maxAgeMs);
  const details = sharedAnswers<VendorOrderDetails>({
    // A tag and names never change; an order that has none yet may still get them.
    keeps: ({ tag, domainNames }) => tag !== null && domainNames.length > 0,
    // Who places does not wait for somebody's turn in the background.
    isSharedUnderWay: false,
    most: MAX_DETAILS,
  });
  const detailsFor = (urgency: Urgency) => (workspaceId: string, orderId: string) =>
    details(orderId, () => vendor.orderDetails(workspaceId, orderId, urgency));
  const mailboxes = mailboxReads(vendor, patient(MAILBOXES_FAILED), fairTurns(clock, MAILBOX_READS_PER_MINUTE));
  return {
    trace: {
      orders: async (workspaceId) => (await orders(workspaceId, LOOK_MAX_AGE_MS, looking)).rows,
      details: detailsFor('background'),
      page: (workspaceId, orderId) => vendor.orderDetails(workspaceId, orderId, 'background'),
      domains: async (workspaceId) => (await domains(workspaceId, LOOK_MAX_AGE_MS, looking)).rows,
      purchased: (workspaceId) => purchased(workspaceId, LOOK_MAX_AGE_MS, looking),
      forms: (workspaceId) => forms(workspaceId, LOOK_MAX_AGE_MS, looking),
      workspaces: () => workspaces(LOOK_MAX_AGE_MS, looking),
      mailboxes: (workspaceId, domainId) =>
        looking.ask(`mailboxes ${workspaceId} ${domainId}`, () =>
          vendor.mailboxes(workspaceId, domainId, 'background'),
        ),
    },
    placing: {
      workspacesNow: () => placing.ask('workspaces', () => vendor.workspaces('placing')),
      workspaces: () =>
        workspaceLists('all', () => placing.ask('workspaces', () => vendor.workspaces('placing')), WATCH_MAX_AGE_MS),
      orders: (workspaceId) => placing.ask(`orders ${workspaceId}`, () => vendor.orders(workspaceId, 'placing')),
      details: detailsFor('placing'),
      domains: (workspaceId) => placing.ask(`domains ${workspaceId}`, () => vendor.domains(workspaceId, 'placing')),
      purchased: (workspaceId) =>
        placing.ask(`purchased ${workspaceId}`, () => vendor.purchasedDomains(workspaceId, 'placing')),
      forms: (workspaceId) => placing.ask(`forms ${workspaceId}`, () => vendor.pendingForms(workspaceId, 'placing')),
      mailboxes: (workspaceId, domainId) =>
        placing.ask(`mailboxes ${workspaceId} ${domainId}`, () => vendor.mailboxes(workspaceId, domainId, 'placing')),
    },
    watch: {
      orders: async (workspaceId) => (await orders(workspaceId, WATCH_MAX_AGE_MS, watching)).byId,
      domains: async (workspaceId) => (await domains(workspaceId, WATCH_MAX_AGE_MS, watching)).byName,
      purchased: async (workspaceId) => new Set(await purchased(workspaceId, WATCH_MAX_AGE_MS, watching)),
      ...mailboxes,
      forms: (workspaceId) => forms(workspaceId, WATCH_MAX_AGE_MS, watching),
      workspaces: () => workspaces(WATCH_MAX_AGE_MS, watching),
    },
    account: {
      orders: async (workspaceId, urgency) => {
        const { rows, byId, readAt } = await orders(workspaceId, SHOWN_MAX_AGE_MS, showing, urgency);
        return { rows: [...byId.values()], unreadable: rows.filter((row) => !isNumbered(row)).length, readAt };
      },
      domains: (workspaceId, urgency) => domains(workspaceId, SHOWN_MAX_AGE_MS, showing, urgency),
      registrations: (workspaceId, urgency) => registrations(workspaceId, SHOWN_MAX_AGE_MS, showing, urgency),
      forms: (workspaceId, urgency) => forms(workspaceId, SHOWN_MAX_AGE_MS, showing, urgency),
      workspaces: (urgency) =>
        shownWorkspaces(
          'all',
          () =>
            showing.ask('workspaces', async () => {
              const readAt = clock.now();
              return { rows: await vendor.workspaces(urgency), unreadable: 0, readAt };
            }),
          SHOWN_MAX_AGE_MS,
        ),
    },
  };
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Orders take turns; a domain that failed is passed over for a while, and costs nobody a turn. */
function mailboxReads(
  vendor: Vendor,
  patient: Patient,
  mayRead: FairTurns,
): Pick<WatchReads, 'mailboxes' | 'mailboxesWaitUntil'> {
  const keyOf = (workspaceId: string, domainId: string) => `${workspaceId} ${domainId}`;
  return {
    mailboxes: async (workspaceId, domainId, reference) => {
      const key = keyOf(workspaceId, domainId);
      const failedUntil = patient.waitsUntil(key);
      if (failedUntil) return { failedUntil, isNews: false };
      if (!mayRead(reference)) return 'not_its_turn';
      return patient.ask(key, () => vendor.mailboxes(workspaceId, domainId, 'background'));
    },
    mailboxesWaitUntil: (workspaceId, domainId) => patient.waitsUntil(keyOf(workspaceId, domainId)),
  };
}
