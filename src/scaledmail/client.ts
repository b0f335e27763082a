import { providersOf } from '../acts/custom_order/planning/plan.ts';
import type { ProviderCalculation } from '../acts/custom_order/quote.ts';
import { VendorFault, VendorRefused } from '../service/errors.ts';
import type { Urgency, Vendor } from '../service/ports/vendor.ts';
import { Domains, Mailboxes } from './answers/domains.ts';
import { PendingForms } from './answers/forms.ts';
import { PurchasedDomains, SearchedNames, SuggestedNames } from './answers/names.ts';
import { OrderDetails, OrderRows } from './answers/orders.ts';
import { Packages } from './answers/packages.ts';
import { PackageCalculation, planAnswerOf, VolumeTooLow } from './answers/plans.ts';
import { PrewarmedStock } from './answers/stock.ts';
import { Workspaces } from './answers/workspaces.ts';
import { datedFetch } from './dated-fetch.ts';
import { carryOut } from './once/carry-out.ts';
import { OPERATIONS } from './operations.ts';
import { read, readable, readListing, readRows } from './read.ts';
import type { VendorDeps } from './transport.ts';

/** Ideas a page: some of them are taken, and ten are shown. Source: docs/vendor/openapi.yaml, "suggestDomains" (at most 50). */
const IDEAS_A_PAGE = 20;

/** The ScaledMail API as the service layer knows it. Source: docs/vendor/openapi.yaml, "paths". */
export function scaledMailClient(surroundings: VendorDeps): Vendor {
  const dated = datedFetch(surroundings.fetch, surroundings.clock);
  const deps: VendorDeps = { ...surroundings, fetch: dated.fetch };
  const inWorkspace = (workspaceId: string) => ({ organization_id: workspaceId });
  const purchased = (query: Readonly<Record<string, string>>, urgency: Urgency) =>
    readListing(deps, {
      operation: 'getPurchasedDomains',
      path: '/purchased-domains',
      query,
      schema: PurchasedDomains,
      urgency,
    });
  const domainList = (workspaceId: string, urgency: Urgency) =>
    readListing(deps, {
      operation: 'getDomains',
      path: '/domains',
      query: inWorkspace(workspaceId),
      schema: Domains,
      urgency,
    });
  return {
    workspaces: async (urgency) => {
      const request = { operation: 'getWorkspaces', schema: Workspaces, urgency } as const;
      try {
        return await readRows(deps, { ...request, path: '/organizations' });
      } catch (error) {
        // The reference renamed the section; the path may follow.
        // Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 7.
        if (!(error instanceof VendorRefused) || error.status !== 404) throw error;
        return readRows(deps, { ...request, path: '/workspaces' });
      }
    },
    // `available` is not relied on: a name that says what uses it is not free.
    unusedPurchasedDomains: async (workspaceId, urgency) =>
      (await purchased({ ...inWorkspace(workspaceId), available: 'true' }, urgency)).rows.flatMap(({ name, isFree }) =>
        isFree ? [name] : [],
      ),
    purchasedDomains: async (workspaceId, urgency) =>
      (await purchased(inWorkspace(workspaceId), urgency)).rows.map(({ name }) => name),
    registrations: (workspaceId, urgency) => purchased(inWorkspace(workspaceId), urgency),
    searchNames: (workspaceId, names, urgency) =>
      readRows(deps, {
        operation: 'searchDomains',
        path: '/search-domains',
        query: inWorkspace(workspaceId),
        body: { domains: names },
        schema: SearchedNames,
        urgency,
      }),
    suggestNames: async (workspaceId, { keyword, endings, page }, urgency) => {
      const operation = 'suggestDomains';
      const answer = await read(deps, {
        operation,
        path: '/suggest-domains',
        query: { ...inWorkspace(workspaceId), page: String(page), limit: String(IDEAS_A_PAGE) },
        body: { domain: keyword, tlds: endings },
        schema: SuggestedNames,
        urgency,
      });
      return { names: readable(deps, operation, answer), hasMore: page < answer.pages };
    },
    calculate: async (workspaceId, provider, dailyVolume, urgency): Promise<ProviderCalculation> => {
      const answer = await read(deps, {
        operation: 'calculatePackage',
        path: '/calculate-package',
        query: inWorkspace(workspaceId),
        body: { volume: dailyVolume, period: 'day', providers: [provider], tier: 'max' },
        schema: PackageCalculation,
        urgency,
      });
      const rows = answer.providerBreakdown;
      const row = rows.find((each) => each.provider === provider) ?? (rows.length === 1 ? rows[0] : undefined);
      const isOther = row?.provider !== undefined && row.provider !== provider;
      if (!row || isOther) throw new VendorFault(`calculatePackage answered without ${provider}`);
      const { requiredDomains, requiredMailboxes, totalPrice } = row;
      return { provider, requiredDomains, requiredMailboxes, totalPrice };
    },
    plan: (workspaceId, question, tier, urgency) => {
      const providers = providersOf(question);
      const { volume, period, shares: distribution } = question;
      return read(deps, {
        operation: 'calculatePackage',
        path: '/calculate-package',
        query: inWorkspace(workspaceId),
        body: { volume, period, providers, ...(providers.length > 1 ? { distribution } : {}), tier },
        schema: planAnswerOf(providers),
        refusal: VolumeTooLow,
        urgency,
      });
    },
    prewarmedStock: (workspaceId, urgency) =>
      readRows(deps, {
        operation: 'getPreWarmInboxes',
        path: '/pre-warm-inboxes',
        query: inWorkspace(workspaceId),
        schema: PrewarmedStock,
        urgency,
      }),
    orders: (workspaceId, urgency) =>
      readRows(deps, {
        operation: 'getOrders',
        path: '/orders',
        query: inWorkspace(workspaceId),
        schema: OrderRows,
        urgency,
      }),
    orderDetails: (workspaceId, orderId, urgency) =>
      read(deps, {
        operation: 'getOrderDetails',
        path: `/orders/${encodeURIComponent(orderId)}`,
        query: inWorkspace(workspaceId),
        schema: OrderDetails,
        urgency,
      }),
    domains: async (workspaceId, urgency) => [...(await domainList(workspaceId, urgency)).rows],
    domainList,
    mailboxes: async (workspaceId, domainId, urgency) => {
      const operation = 'getMailboxes';
      const list = await read(deps, {
        operation,
        path: `/mailboxes/${encodeURIComponent(domainId)}`,
        query: inWorkspace(workspaceId),
        schema: Mailboxes,
        urgency,
      });
      if (list === null) deps.log.info({ domainId }, 'ScaledMail names no mailboxes for a domain');
      return list && readable(deps, operation, list);
    },
    packages: async (workspaceId, urgency) => {
      const rows = await readRows(deps, {
        operation: 'getPackages',
        path: '/packages',
        query: inWorkspace(workspaceId),
        schema: Packages,
        urgency,
      });
      return rows.flat();
    },
    pendingForms: (workspaceId, urgency) =>
      readRows(deps, {
        operation: 'getPendingForms',
        path: '/pending-forms',
        query: inWorkspace(workspaceId),
        schema: PendingForms,
        urgency,
      }),
    clockOffsetMs: () => dated.offsetMs(),
    workspacePath: () => deps.workspacePath ?? null,
    takeTurn: (operation) => deps.waitTurn(OPERATIONS[operation].limit, 'placing'),
    carryOut: (warrant) => carryOut(deps, warrant),
  };
}
