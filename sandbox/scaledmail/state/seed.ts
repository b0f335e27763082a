import { mailboxesFor } from '../orders/aliases.ts';
import type { DomainRecord, OrderRecord, PrewarmRecord, VendorData } from './data.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A workspace to begin with, and the names that it bought before. */
export interface WorkspaceSeed {
  readonly id: string;
  readonly name: string;
  readonly purchasedDomains: readonly string[];
  /** Those of the purchased domains that an old, finished google order uses. */
  readonly usedDomains?: readonly string[];
  /** Those of the purchased domains that a paid package waits for (pending form). */
  readonly pendingFormDomains?: readonly string[];
  /** Those that further paid packages wait for, each with a form of its own. */
  readonly furtherForms?: readonly (readonly string[])[];
}

/** Two companies with names to order on, some in use. */
export const DEFAULT_WORKSPACES: readonly WorkspaceSeed[] = [
  {
    id: 'recNorthwind0001',
    name: 'Northwind Outbound',
    purchasedDomains: [
      'getnorthwind.com',
      'trynorthwind.com',
      'usenorthwind.com',
      'gonorthwind.com',
      'meetnorthwind.com',
      'hellonorthwind.com',
      'joinnorthwind.com',
      'northwindreach.com',
      'northwindteam.com',
      'northwindlabs.com',
      'trynorthwindhq.com',
      'getnorthwindhq.com',
      'northwindmail.com',
      'northwindoutbound.com',
    ],
    usedDomains: ['northwindmail.com', 'northwindoutbound.com', 'northwindteam.com'],
  },
  {
    id: 'recContoso000001',
    name: 'Contoso Growth',
    purchasedDomains: [
      'getcontoso.com',
      'trycontoso.com',
      'usecontoso.com',
      'gocontoso.com',
      'meetcontoso.com',
      'hellocontoso.com',
      'joincontoso.com',
      'contosoreach.com',
      'contosolabs.com',
      'contosogrowth.com',
      'trycontosohq.com',
      'getcontosohq.com',
      'contosooutbound.com',
      'contosomail.com',
    ],
    usedDomains: ['contosomail.com', 'contosooutbound.com'],
    pendingFormDomains: ['contosolabs.com', 'contosogrowth.com'],
  },
];

function usedDomain(workspace: WorkspaceSeed, name: string, index: number, createdAt: Date): DomainRecord {
  return {
    id: `${workspace.id}Dom${index + 1}`,
    name,
    provider: 'google',
    source: 'scaledmail',
    redirect: '',
    startsAt: createdAt.toISOString(),
    readyAt: new Date(createdAt.getTime() + 2 * DAY_MS).toISOString(),
    mailboxes: mailboxesFor('Robin', 'Castle', 2),
    pendingRedirect: null,
    pendingName: null,
    pendingSender: null,
  };
}

function oldOrder(workspace: WorkspaceSeed, domains: readonly string[], createdAt: Date): OrderRecord {
  const id = `${workspace.id}Old`;
  return {
    id,
    workspaceId: workspace.id,
    tag: 'first-steps',
    status: 'Active',
    amountCents: domains.length * 700,
    description: `${domains.length} * Custom - Google`,
    createdAt: createdAt.toISOString(),
    visibleAt: createdAt.toISOString(),
    cancelShowsAt: null,
    isPaymentPending: false,
    source: 'scaledmail',
    packages: [
      {
        id: `${id}Pack`,
        provider: 'google',
        domains: domains.map((name, index) => usedDomain(workspace, name, index, createdAt)),
      },
    ],
    form: null,
  };
}

function orderWithForm(
  workspace: WorkspaceSeed,
  { domains, number }: { readonly domains: readonly string[]; readonly number: number },
  createdAt: Date,
): OrderRecord {
  return {
    ...oldOrder(workspace, domains, createdAt),
    id: `${workspace.id}Form${number === 0 ? '' : number}`,
    tag: '',
    packages: [],
    form: { uuid: `11111111-2222-4333-8444-55555555${5555 + number}`, domains: [...domains], listedUntil: null },
  };
}

const PREWARM_STOCK: readonly PrewarmRecord[] = [
  {
    id: 'recWarm000000001',
    domain: 'brightledger.com',
    provider: 'google',
    warmupMonths: 2,
    mailboxes: mailboxesFor('Ada', 'Moreau', 2),
  },
  {
    id: 'recWarm000000002',
    domain: 'quietharbour.com',
    provider: 'google',
    warmupMonths: 1,
    mailboxes: mailboxesFor('Ben', 'Okafor', 2),
  },
  {
    id: 'recWarm000000003',
    domain: 'stoneorchard.com',
    provider: 'outlook',
    warmupMonths: 3,
    mailboxes: mailboxesFor('Cleo', 'Vance', 25),
  },
];

/** More of both providers, so that the stock has several pages. */
const MORE_STOCK: readonly PrewarmRecord[] = [
  ...['outreach-nova', 'brisk-meadow', 'silver-harvest', 'north-lantern', 'clear-summit', 'amber-field'].map(
    (label, index): PrewarmRecord => ({
      id: `recWarm00000001${index}`,
      domain: `${label}.com`,
      provider: 'google',
      warmupMonths: 1 + (index % 3),
      mailboxes: mailboxesFor('Dana', 'Holt', 2),
    }),
  ),
  ...['maple-outpost', 'river-signal', 'granite-post'].map(
    (label, index): PrewarmRecord => ({
      id: `recWarm00000002${index}`,
      domain: `${label}.com`,
      provider: 'outlook',
      warmupMonths: 3,
      mailboxes: mailboxesFor('Elif', 'Kaya', 25),
    }),
  ),
];

function ordersOf(workspace: WorkspaceSeed, now: Date): OrderRecord[] {
  const { usedDomains = [], pendingFormDomains = [], furtherForms = [] } = workspace;
  const forms = [...(pendingFormDomains.length > 0 ? [pendingFormDomains] : []), ...furtherForms];
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  return [
    ...(usedDomains.length > 0 ? [oldOrder(workspace, usedDomains, daysAgo(60))] : []),
    ...forms.map((domains, number) => orderWithForm(workspace, { domains, number }, daysAgo(3))),
  ];
}

/** The data of a new vendor at `now`. Its old orders were paid before anybody counted: there are no charges. */
export function seedData(workspaces: readonly WorkspaceSeed[], now: Date): VendorData {
  const orders = workspaces.flatMap((workspace) => ordersOf(workspace, now));
  const users = new Map(
    orders.flatMap((order) =>
      order.packages.flatMap((group) => group.domains.map((domain) => [domain.name, domain.id])),
    ),
  );
  const createdAt = new Date(now.getTime() - 90 * DAY_MS).toISOString();
  return {
    clockOffsetMs: 0,
    workspaces: workspaces.map(({ id, name }) => ({ id, name, listedAt: null })),
    registrations: workspaces.flatMap((workspace) =>
      workspace.purchasedDomains.map((name) => ({
        workspaceId: workspace.id,
        name,
        createdAt,
        domainId: users.get(name) ?? null,
        listedAt: null,
      })),
    ),
    orders,
    prewarmStock: structuredClone([...PREWARM_STOCK, ...MORE_STOCK]),
    charges: [],
  };
}
