import { describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns/addMilliseconds';
import { carryOut } from '../../../../src/scaledmail/once/carry-out.ts';
import type { VendorDeps } from '../../../../src/scaledmail/transport.ts';
import { noon } from '../../../support/builders.ts';
import { json, recordingDeps, useScriptedServer } from '../../../support/servers/scripted-server.ts';
import { aWarrant } from '../../../support/warrants.ts';

const server = useScriptedServer();
const connect = (overrides: Partial<VendorDeps> = {}) => recordingDeps(`${server.url}/api/v1`, noon, overrides);

/** What an order without logins comes to when the vendor answers so. */
async function answered(status: number) {
  server.play(json(status, status >= 300 ? { message: 'Nothing to say' } : { success: true }));
  return carryOut(connect().deps, aWarrant());
}

describe('an order that needs no logins', () => {
  test('is sent as the warrant says, and its answer is read', async () => {
    expect(await answered(200)).toEqual({ type: 'confirmed', vendorOrderId: null });
    const { query, body } = aWarrant().request;
    expect(server.received).toMatchObject([{ method: 'POST', path: '/api/v1/create-custom-order' }]);
    expect(server.received[0]?.query).toEqual(query);
    expect(server.received[0]?.body).toEqual(body);
  });

  test.each([
    [299, 'confirmed'],
    [400, 'rejected'],
    [428, 'rejected'],
    [429, 'not_sent'],
    [499, 'server_error'],
    [500, 'server_error'],
  ])('answered with %i is %s', async (status, type) => {
    expect(await answered(status)).toMatchObject({ type });
  });
});

describe('a warrant', () => {
  const TOO_LATE = { type: 'not_sent', reason: 'too_late' };

  test('is carried out once, however often it is handed in', async () => {
    server.play(json(200, { success: true }));
    const { deps, recordings } = connect();
    const warrant = aWarrant();
    const outcomes = await Promise.all([1, 2, 3].map(() => carryOut(deps, warrant)));
    expect(outcomes.filter(({ type }) => type === 'confirmed')).toHaveLength(1);
    expect(outcomes.filter(({ type }) => type === 'not_sent')).toEqual([TOO_LATE, TOO_LATE]);
    expect(server.received).toHaveLength(1);
    const about = { operation: 'createCustomOrder', attempt: 1, tag: 'acme-7f3k2q', reason: 'too_late' };
    expect(recordings.logged).toMatchObject([about, about]);
  });

  test('that could not be carried out for want of a connection is not used up', async () => {
    const { deps } = connect();
    const warrant = aWarrant();
    const nowhere = { ...deps, baseUrl: 'nowhere' };
    expect(await carryOut(nowhere, warrant)).toEqual({ type: 'not_sent', reason: 'connection_failed' });
    server.play(json(200, { success: true }));
    expect(await carryOut(deps, warrant)).toMatchObject({ type: 'confirmed' });
  });

  test.each([
    ['in its last moment', 20_000, 20_000, 'confirmed'],
    ['too old by the clock', 20_001, 0, 'not_sent'],
    ['too old by the clock that nobody sets', 0, 20_001, 'not_sent'],
    ['older than nothing: the clock was set back', -1, 0, 'not_sent'],
  ])('%s', async (_, clockMs, monotonicMs, type) => {
    server.play(json(200, { success: true }));
    const now = addMilliseconds(noon, clockMs);
    const { deps } = connect({ clock: { now: () => now }, monotonicMs: () => noon.getTime() + monotonicMs });
    expect(await carryOut(deps, aWarrant())).toMatchObject({ type });
    expect(server.received).toHaveLength(type === 'confirmed' ? 1 : 0);
  });
});
