import type { OwnedName, OwnPart, PaidOnce, RunningOrder } from '../../../src/spend/running-order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { rita } from '../../support/builders.ts';

export const NORTHWIND = { id: 'recNorthwind', name: 'Northwind Outbound' };

export const anOwnPart = (overrides: Partial<OwnPart> = {}): OwnPart => ({
  reference: Reference.parse('7f3k2q'),
  label: 'Acme, spring campaign',
  requestedBy: rita,
  ...overrides,
});

/** An order of ours with three Google domains, made on October 4, that runs and is paid. */
export function aRunningOrder(overrides: Partial<RunningOrder> = {}): RunningOrder {
  const monthCents = overrides.monthCents === undefined ? 2_100 : overrides.monthCents;
  return {
    vendorOrderId: 'rec1',
    own: anOwnPart(),
    tag: 'acme-7f3k2q',
    filledBy: null,
    waitsForNames: false,
    workspace: NORTHWIND,
    runs: true,
    endedAt: null,
    endedAfter: null,
    monthCents,
    madeAt: new Date('2026-10-04T09:00:00Z'),
    isListed: true,
    isUnpaid: false,
    names: ['a.com', 'b.com', 'c.com'],
    parts: [{ provider: 'google', domains: 3, mailboxes: 6, monthCents }],
    ...overrides,
  };
}

export const aName = (overrides: Partial<OwnedName> = {}): OwnedName => ({
  name: 'a.com',
  boughtAt: new Date('2025-12-12'),
  renewsAt: new Date('2026-12-12'),
  renewalCents: 1_700,
  isFree: false,
  ...overrides,
});

export const aPayment = (at: string, cents: number): PaidOnce => ({ at: new Date(at), cents, own: anOwnPart() });
