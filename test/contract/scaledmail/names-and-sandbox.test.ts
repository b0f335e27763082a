import { describe, expect, test } from '@jest/globals';
import type { FaultKind } from '../../../sandbox/scaledmail/http/protocol.ts';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import { VendorFault, VendorUnavailable } from '../../../src/service/errors.ts';
import type { CallOutcome } from '../../../src/service/ports/vendor.ts';
import { noon } from '../../support/builders.ts';
import { recordingDeps } from '../../support/servers/scripted-server.ts';
import { aBuy, anApprovedBuy, aWarrant } from '../../support/warrants.ts';
import { API_KEY, NORTHWIND, useVendor } from '../local-scaledmail/support.ts';

const sandbox = useVendor();
const connect = () => scaledMailClient(recordingDeps(sandbox.vendor.apiUrl, noon, { apiKey: API_KEY }).deps);

const act = aBuy({ workspace: { id: NORTHWIND, name: 'Northwind Outbound' } });
const names = act.names.map(({ name }) => name);
const buy = (): Promise<CallOutcome> => connect().carryOut(aWarrant(anApprovedBuy(act)));
const bought = () => sandbox.vendor.state().registrations.filter(({ name }) => names.includes(name)).length;

describe('names are searched for', () => {
  test('with their prices, word and block lists; one that is left out of the answer is missing', async () => {
    const wanted = ['acmegrowth.com', 'taken-acme.io', 'blacklisted-acme.org', 'missing-acme.com'];
    expect(await connect().searchNames(NORTHWIND, wanted, 'person')).toEqual([
      { name: 'acmegrowth.com', status: 'available', price: 15.5, renewPrice: 17, blacklists: 0 },
      { name: 'taken-acme.io', status: 'taken', price: null, renewPrice: null, blacklists: 0 },
      { name: 'blacklisted-acme.org', status: 'available', price: 13.1, renewPrice: 15, blacklists: 1 },
    ]);
  });

  test('by ideas, page by page, until there are no more', async () => {
    const ask = (page: number) =>
      connect().suggestNames(NORTHWIND, { keyword: 'acme', endings: ['com'], page }, 'person');
    const first = await ask(1);
    expect(first.names).toHaveLength(20);
    expect(first.hasMore).toBe(true);
    expect(await ask(5)).toMatchObject({ hasMore: false });
  });

  test('until the vendor takes no more; for how long is told', async () => {
    sandbox.vendor.arm([{ operationId: 'searchDomains', kind: 'rate_limited', times: 9 }]);
    const refused = await connect()
      .searchNames(NORTHWIND, names, 'person')
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(VendorUnavailable);
    expect(refused).toMatchObject({ status: 429, waitMs: expect.any(Number) });
  });

  test.each<FaultKind>(['not_json', 'empty_object'])('and an answer that is %s is no list', async (kind) => {
    sandbox.vendor.arm([{ operationId: 'searchDomains', kind, times: 9 }]);
    await expect(connect().searchNames(NORTHWIND, names, 'person')).rejects.toThrow(VendorFault);
  });
});

describe('names are bought', () => {
  test('all at once, and then stand in the list', async () => {
    expect(await buy()).toEqual({ type: 'confirmed', vendorOrderId: null });
    expect(await connect().purchasedDomains(NORTHWIND, 'person')).toEqual(expect.arrayContaining(names));
    expect(sandbox.vendor.state().charges.at(-1)).toMatchObject({ amountCents: 3_100, succeeded: true });
  });

  test('or none of them, when one is taken', async () => {
    sandbox.vendor.settings({ takenNames: [names[0] ?? ''] });
    expect(await buy()).toEqual({ type: 'rejected', message: `Domain ${names[0]} is not available` });
    expect(bought()).toBe(0);
  });

  test.each<[FaultKind, CallOutcome['type'], number]>([
    ['act_then_time_out', 'no_answer', 2],
    ['act_then_drop', 'no_answer', 2],
    ['act_then_500', 'server_error', 2],
    ['never_answers', 'no_answer', 0],
    ['refuse_before_creation', 'rejected', 0],
    ['rate_limited', 'not_sent', 0],
    ['not_json', 'unfamiliar', 2],
    ['charge_fails_after_creation', 'not_charged', 2],
  ])('with the fault %s the call comes to %s, and %i are bought', async (kind, type, count) => {
    const isSlow = kind === 'act_then_time_out' || kind === 'never_answers';
    sandbox.vendor.arm([{ operationId: 'buyDomains', kind, times: 1, ...(isSlow ? { delayMs: 1 } : {}) }]);
    expect(await buy()).toMatchObject({ type });
    expect(bought()).toBe(count);
  });

  test('a part of them, by a vendor that says all or none, and late in the list', async () => {
    sandbox.vendor.settings({ namesRegistered: 1, namesListedAfterMs: 60_000 });
    await buy();
    const listed = async () =>
      (await connect().purchasedDomains(NORTHWIND, 'person')).filter((each) => names.includes(each));
    expect(await listed()).toEqual([]);
    sandbox.vendor.advance(60_000);
    expect(await listed()).toEqual(names.slice(0, 1));
  });
});
