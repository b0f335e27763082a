import { describe, expect, test } from '@jest/globals';
import { PLAN_TIERS } from '../../../src/acts/custom_order/planning/plan.ts';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import {
  connectTo,
  dropBeforeAnswer,
  json,
  recordingDeps,
  useScriptedServer,
} from '../../support/servers/scripted-server.ts';
import { API_KEY, NORTHWIND, useVendor } from '../local-scaledmail/support.ts';

const SPLIT = { volume: 30_000, period: 'month', shares: { google: 70, outlook: 30 } } as const;
const ALONE = { volume: 400, period: 'day', shares: { smtp: 100 } } as const;
const GOOGLE = { provider: 'google', requiredDomains: 24, requiredMailboxes: 48, totalPrice: 168, percentage: 70 };
const OUTLOOK = { provider: 'outlook', requiredDomains: 3, requiredMailboxes: 75, totalPrice: 150 };
const { percentage: _, ...googleRow } = GOOGLE;
const TOO_LOW = {
  error: 'Volume too low - Minimum 1 domain per ESP required',
  message: 'Your requested volume is below the minimum threshold',
  requested: { volume: 10, period: 'day' },
  minimum_required: { volume: 500, period: 'month' },
};

describe('a plan asked of a scripted vendor', () => {
  const server = useScriptedServer();
  const connect = () => connectTo(server.url);

  test('names volume, period, tier, and the share of each provider', async () => {
    server.play(json(200, { data: { providerBreakdown: [GOOGLE, OUTLOOK], totalPrice: 1 } }));
    expect(await connect().vendor.plan('rec1', SPLIT, 'low', 'person')).toEqual({
      ok: true,
      rows: [googleRow, OUTLOOK],
    });
    expect(server.received[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1/calculate-package',
      query: { organization_id: 'rec1' },
      body: {
        volume: 30_000,
        period: 'month',
        providers: ['google', 'outlook'],
        distribution: { google: 70, outlook: 30 },
        tier: 'low',
      },
    });
  });

  test('of one provider names no shares', async () => {
    server.play(json(200, { providerBreakdown: [{ requiredDomains: 10, requiredMailboxes: 40, totalPrice: 37.5 }] }));
    expect(await connect().vendor.plan('rec1', ALONE, 'max', 'person')).toMatchObject({
      rows: [{ provider: 'smtp', requiredDomains: 10 }],
    });
    expect(server.received[0]?.body).toEqual({ volume: 400, period: 'day', providers: ['smtp'], tier: 'max' });
  });

  test('is read in the order asked for, and rows of others are ignored', async () => {
    const smtp = { ...OUTLOOK, provider: 'smtp' };
    server.play(json(200, { providerBreakdown: [smtp, OUTLOOK, GOOGLE] }));
    expect(await connect().vendor.plan('rec1', SPLIT, 'low', 'person')).toMatchObject({ rows: [googleRow, OUTLOOK] });
  });

  test.each([
    ['half of it', [GOOGLE]],
    ['one provider twice', [GOOGLE, GOOGLE, OUTLOOK]],
    [
      'rows without names',
      [
        { ...GOOGLE, provider: undefined },
        { ...OUTLOOK, provider: undefined },
      ],
    ],
    ['a row without a price', [GOOGLE, { ...OUTLOOK, totalPrice: null }]],
    ['no domains', [GOOGLE, { ...OUTLOOK, requiredDomains: 0 }]],
    ['nothing', []],
  ])('answered with %s is a fault, and no plan', async (_what, providerBreakdown) => {
    server.play(json(200, { data: { providerBreakdown } }));
    await expect(connect().vendor.plan('rec1', SPLIT, 'low', 'person')).rejects.toMatchObject({ code: 'vendor_fault' });
  });

  test.each([400, 422])('that is too small, told with %d, has the minimum of ScaledMail', async (status) => {
    server.play(json(status, TOO_LOW));
    expect(await connect().vendor.plan('rec1', SPLIT, 'low', 'person')).toEqual({
      ok: false,
      minimum: { volume: 500, period: 'month' },
    });
  });

  test.each([
    ['without numbers', { ...TOO_LOW, minimum_required: undefined }],
    ['with half of them', { ...TOO_LOW, minimum_required: { volume: 500 } }],
    ['in weeks', { ...TOO_LOW, minimum_required: { volume: 500, period: 'week' } }],
    ['of nothing', { ...TOO_LOW, minimum_required: { volume: 0, period: 'month' } }],
  ])('that is too small, told %s, has the sentence of ScaledMail', async (_what, body) => {
    server.play(json(400, body));
    await expect(connect().vendor.plan('rec1', SPLIT, 'low', 'person')).rejects.toMatchObject({
      code: 'vendor_refused',
      userMessage: `ScaledMail says: ${TOO_LOW.error}`,
    });
  });

  test('is asked again after a wait, an error and a lost answer: it only reads', async () => {
    const answer = json(200, { providerBreakdown: [GOOGLE, OUTLOOK] });
    server.play(json(429, { message: 'Too many', retryAfter: 1 }), json(500, {}), answer);
    expect(await connect().vendor.plan('rec1', SPLIT, 'low', 'person')).toMatchObject({ ok: true });
    server.play(dropBeforeAnswer, answer);
    expect(await connect().vendor.plan('rec1', SPLIT, 'low', 'person')).toMatchObject({ ok: true });
  });
});

describe('a plan asked of the stand-in', () => {
  const sandbox = useVendor();
  const connect = () => {
    const { deps } = recordingDeps(sandbox.vendor.apiUrl, new Date('2026-11-02T09:00:00.000Z'), { apiKey: API_KEY });
    return scaledMailClient(deps);
  };

  test('has the sizes and prices of the worked example, at every tier', async () => {
    const vendor = connect();
    const totals = PLAN_TIERS.map(async (tier) => {
      const answer = await vendor.plan(NORTHWIND, SPLIT, tier, 'person');
      const rows = answer.ok ? answer.rows : [];
      const sum = (key: 'requiredDomains' | 'requiredMailboxes' | 'totalPrice') =>
        rows.reduce((total, row) => total + row[key], 0);
      return [sum('requiredDomains'), sum('requiredMailboxes'), sum('totalPrice')];
    });
    expect(await Promise.all(totals)).toEqual([
      [27, 123, 318],
      [20, 86, 226],
      [16, 78, 198],
    ]);
  });

  test('too small, it names the minimum', async () => {
    const question = { volume: 10, period: 'day', shares: { google: 100 } } as const;
    expect(await connect().plan(NORTHWIND, question, 'max', 'person')).toEqual({
      ok: false,
      minimum: { volume: 500, period: 'month' },
    });
  });
});
