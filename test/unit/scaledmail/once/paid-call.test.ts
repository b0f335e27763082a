import { describe, expect, test } from '@jest/globals';
import { createCustomOrder } from '../../../../src/scaledmail/once/paid-call.ts';
import { aPurchase, noon } from '../../../support/builders.ts';
import { json, recordingDeps, useScriptedServer } from '../../../support/servers/scripted-server.ts';

const server = useScriptedServer();
const withoutLogins = {
  purchase: aPurchase(),
  tag: 'acme-7f3k2q',
  hostingLogin: null,
  sequencerLogin: null,
  timeoutMs: 10_000,
};

/** What an order without logins comes to when the vendor answers so. */
async function answered(status: number) {
  server.play(json(status, status >= 300 ? { message: 'Nothing to say' } : { success: true }));
  const { deps } = recordingDeps(`${server.url}/api/v1`, noon);
  return createCustomOrder(deps, withoutLogins, () => true);
}

describe('an order that needs no logins', () => {
  test('is sent, and its answer is read', async () => {
    expect(await answered(200)).toEqual({ type: 'confirmed', vendorOrderId: null });
    expect(server.received).toHaveLength(1);
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
