import type { OrderStubs } from '../../src/service/ports/stores/order-stubs.ts';
import type { Finding, SeenOrder } from '../../src/watch/finding.ts';
import { NEW_HEAD, type WatchHead } from '../../src/watch/head.ts';
import type { KnownName, KnownOrder } from '../../src/watch/known.ts';
import { noon } from './builders.ts';

/** The workspace of orders in these tests. */
export const NORTHWIND = { id: 'recNorthwind', name: 'Northwind Outbound' };

/** Of an account whose orders are all kept. */
export const NO_STUBS: OrderStubs = {
  async *parts() {},
};

/** A vendor order that was found; one of seven domains unless told otherwise. */
export const aSeenOrder = (change: Partial<SeenOrder> = {}): SeenOrder => ({
  id: 'recOrd1',
  workspace: NORTHWIND,
  amountCents: 4_900,
  status: 'Active',
  standing: 'runs',
  createdAt: noon,
  description: '7 * Custom - Google',
  reference: null,
  page: {
    tag: 'test',
    names: ['getbyhand.com', 'trybyhand.com', ...Array.from({ length: 5 }, (_, index) => `by${index}hand.com`)],
    unknownReference: null,
  },
  mailboxes: 14,
  ...change,
});

/** A finding; that nobody approved an order, unless told otherwise. */
export const aFinding = (change: Partial<Finding> = {}): Finding => ({
  key: 'unapproved recOrd1',
  foundAt: noon,
  about: { kind: 'unapproved', order: aSeenOrder() },
  message: null,
  settled: null,
  ...change,
});

/** An order that the watch knows; one that stood there before, unless told otherwise. */
export const aKnownOrder = (change: Partial<KnownOrder> = {}): KnownOrder => ({
  id: 'recOrd1',
  workspaceId: NORTHWIND.id,
  firstSeenAt: noon,
  amountCents: 4_900,
  status: 'Active',
  standing: 'runs',
  explained: { by: 'before' },
  changes: 0,
  ...change,
});

/** A name that the watch knows. */
export const aKnownName = (change: Partial<KnownName> = {}): KnownName => ({
  name: 'getacme.com',
  workspaceId: NORTHWIND.id,
  firstSeenAt: noon,
  renewalCents: 1_700,
  ...change,
});

/** The head of a watch that began at noon. */
export const aHead = (change: Partial<WatchHead> = {}): WatchHead => ({
  ...NEW_HEAD,
  startedAt: noon,
  lookedAt: noon,
  readAt: noon,
  workspaces: [NORTHWIND.id],
  namesOf: [NORTHWIND.id],
  ...change,
});
