import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { aliases, answerProblems, customOrder, named, type Request, send, useVendor } from './support.ts';

const local = useVendor();

const google = (domains: unknown, more: object = {}) => ({ providers: { google: { domains, ...more } } });
const one = (more: object) => google([{ ...named('getnorthwind.com'), ...more }]);
const listed = (count: number, more: object = {}) => ({ domain: 'getnorthwind.com', aliases: aliases(count), ...more });
const many = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => named(`${prefix}${index}.com`));
const spread = (googleCount: number, outlookCount: number, smtpCount: number) => ({
  providers: {
    google: { domains: many(googleCount, 'g') },
    outlook: { domains: many(outlookCount, 'o') },
    smtp: { domains: many(smtpCount, 's') },
  },
});
const hosting = { provider: 'Namecheap', username: 'example-user', password: 'example-password' };
const sequencer = { provider: 'Instantly', username: 'ops@example.com', password: 'example-password' };
const other = { provider: 'other' };
const withAlias = (alias: object) => google([listed(1, { aliases: [{ ...aliases(1)[0], ...alias }, ...aliases(1)] })]);

test.each<[string, unknown, Record<string, string>, string]>([
  ['a source that does not exist', one({}), { provider: 'elsewhere' }, 'Invalid provider'],
  ['no source', one({}), { provider: '' }, 'provider is required'],
  ['buying with the order while that is off', one({}), { provider: 'buy' }, 'Invalid provider'],
  ['an empty coupon', one({}), { coupon: '' }, 'coupon cannot be empty'],
  ['an unknown coupon', one({}), { coupon: 'FREE' }, 'Invalid coupon'],
  ['no providers', {}, {}, 'providers is required'],
  ['an empty providers object', { providers: {} }, {}, 'at least one provider'],
  ['a fourth kind of provider', { providers: { yahoo: { domains: [named('a.com')] } } }, {}, 'yahoo'],
  ['a provider without domains', google([]), {}, 'at least one domain'],
  ['101 google domains', google(many(101, 'g')), {}, 'google allows at most 100 domains, got 101'],
  ['31 outlook domains', spread(1, 31, 1), {}, 'outlook allows at most 30 domains, got 31'],
  ['71 smtp domains', spread(1, 1, 71), {}, 'smtp allows at most 70 domains, got 71'],
  ['a tag of 21 characters', { ...one({}), tag: 'x'.repeat(21) }, {}, 'tag must be at most 20 characters'],
  ['an empty tag', { ...one({}), tag: '' }, {}, 'tag cannot be empty'],
  ['a domain without a name', google([{ first_name: 'Ada', last_name: 'Sample' }]), {}, 'domain is required'],
  ['a name that is no domain', google([named('not a domain')]), {}, 'must be a domain name'],
  ['an empty redirect', one({ redirect: '' }), {}, 'redirect cannot be empty'],
  ['an empty picture', one({ profile_picture: '' }), {}, 'profile_picture cannot be empty'],
  ['a picture link of 151 characters', one({ profile_picture: `https://${'x'.repeat(143)}` }), {}, 'at most 150'],
  ['a picture in base64', one({ profile_picture: 'data:image/png;base64,AAAA' }), {}, 'base64 data is not allowed'],
  ['a first name of 51 characters', one({ first_name: 'x'.repeat(51) }), {}, 'first_name must be at most 50'],
  ['an empty last name', one({ last_name: '' }), {}, 'last_name cannot be empty'],
  ['no naming form', google([{ domain: 'getnorthwind.com' }]), {}, 'needs first_name and last_name, or aliases'],
  ['half a name', google([{ domain: 'getnorthwind.com', first_name: 'Ada' }]), {}, 'needs first_name and last_name'],
  ['both naming forms on a domain', one({ aliases: aliases(2) }), {}, 'cannot mix'],
  ['both forms in a provider', google([listed(2), named('trynorthwind.com')]), {}, 'must use the same format'],
  ['one google alias', google([listed(1)]), {}, 'must have exactly 2 aliases, got 1'],
  ['24 outlook aliases', { providers: { outlook: { domains: [listed(24)] } } }, {}, 'exactly 25 aliases, got 24'],
  ['five smtp aliases', { providers: { smtp: { domains: [listed(5)] } } }, {}, 'exactly 4 aliases, got 5'],
  ['an alias with an at sign', withAlias({ alias: 'ada@x' }), {}, 'must be the local part only'],
  ['an alias with a space', withAlias({ alias: 'ada x' }), {}, 'must be the local part only'],
  ['an alias of 65 characters', withAlias({ alias: 'x'.repeat(65) }), {}, 'alias must be at most 64'],
  ['an alias without a last name', withAlias({ last_name: undefined }), {}, 'last_name is required'],
  ['the same alias twice', withAlias({ alias: 'ADA0' }), {}, 'lists the alias ada0 twice'],
  ['a name twice', google([named('getnorthwind.com'), named('GetNorthwind.com')]), {}, 'listed more than once'],
  [
    'mailboxes per domain while that is off',
    google([named('a.com')], { mailboxes_per_domain: 3 }),
    {},
    'not supported',
  ],
  ['hosting left out for other names', google([named('own.com')]), other, 'hosting is required'],
  ['hosting without a password', { ...one({}), hosting: { ...hosting, password: '' } }, other, 'password cannot be'],
  ['an empty hosting link', { ...one({}), hosting: { ...hosting, link: '' } }, other, 'hosting.link cannot be empty'],
  [
    'a sequencer without a user',
    { ...one({}), sequencer: { provider: 'Instantly', password: 'p' } },
    {},
    'username is',
  ],
  ['an empty sequencer workspace', { ...one({}), sequencer: { ...sequencer, workspace: '' } }, {}, 'workspace cannot'],
  ['an empty sequencer tag', { ...one({}), sequencer: { ...sequencer, tag: '' } }, {}, 'sequencer.tag cannot be empty'],
  ['a name already in use', google([named('northwindmail.com')]), {}, 'northwindmail.com is already in use'],
  ['an own name already in use', { ...google([named('northwindmail.com')]), hosting }, other, 'is already in use'],
  ['a name that was not bought', google([named('own.com')]), {}, 'own.com is not available in this workspace'],
  ['a name of another workspace', google([named('getcontoso.com')]), {}, 'not available in this workspace'],
  ['a good name beside a bad one', google([named('getnorthwind.com'), named('own.com')]), {}, 'own.com is not'],
])('a custom order with %s is refused as a whole', async (_what, body, query, text) => {
  const before = local.vendor.state();
  const reply = await send(local.vendor, customOrder(body, query));
  expect(reply).toMatchObject({ status: 400, body: { error: expect.stringContaining(text) } });
  expect(answerProblems('createCustomOrder', reply)).toBe('');
  expect(local.vendor.state()).toMatchObject({ orders: before.orders, charges: [] });
});

test('the largest order of all, 200 domains, is accepted and charged', async () => {
  const reply = await send(local.vendor, customOrder({ ...spread(100, 30, 70), hosting }, other));
  expect(reply.status).toBe(200);
  expect(local.vendor.state().charges).toMatchObject([{ amountCents: 100 * 700 + 30 * 5000 + 70 * 375 }]);
});

const calculate = (body: object): Request => ({ method: 'POST', path: '/calculate-package', body });
const row = (provider: string, requiredDomains: number, requiredMailboxes: number, totalPrice: number) =>
  expect.objectContaining({ provider, requiredDomains, requiredMailboxes, totalPrice });

const EXAMPLE_A = {
  volume: 30_000,
  period: 'month',
  providers: ['google', 'outlook'],
  distribution: { google: 70, outlook: 30 },
  tier: 'low',
};
const EXAMPLE_C = { volume: 400, period: 'day', providers: ['smtp'], tier: 'max' };

test.each([
  ['A', EXAMPLE_A, [row('google', 24, 48, 168), row('outlook', 3, 75, 150)], [27, 123, 318]],
  ['B', { volume: 30_000, providers: ['google'] }, [row('google', 20, 40, 140)], [20, 40, 140]],
  ['C', EXAMPLE_C, [row('smtp', 10, 40, 37.5)], [10, 40, 37.5]],
  [
    'D',
    { ...EXAMPLE_A, volume: 12_000, tier: 'medium', distribution: { google: 50, outlook: 50 } },
    [row('google', 5, 10, 35), row('outlook', 1, 25, 50)],
    [6, 35, 85],
  ],
  [
    'the order of seven google domains',
    { ...EXAMPLE_C, volume: 350, providers: ['google'] },
    [row('google', 7, 14, 49)],
    [7, 14, 49],
  ],
])('worked example %s of the vendor notes is sized and priced', async (_name, body, breakdown, totals) => {
  const reply = await send(local.vendor, calculate(body));
  const [totalDomains, totalMailboxes, totalPrice] = totals;
  expect(reply.body).toMatchObject({
    data: { providerBreakdown: breakdown, totalDomains, totalMailboxes, totalPrice },
  });
});

test('prices can be in cents, dearer, and without their wrapper', async () => {
  local.vendor.settings({ priceUnit: 'cents', wrapInData: false });
  expect((await send(local.vendor, calculate(EXAMPLE_C))).body).toMatchObject({
    totalPrice: 3750,
    providerBreakdown: [{ pricePerUnit: 375 }],
  });
  local.vendor.settings({ priceUnit: 'dollars', priceChangePercent: 10 });
  expect((await send(local.vendor, calculate({ ...EXAMPLE_C, providers: ['google'] }))).body).toMatchObject({
    totalPrice: 16 * 3.85,
    providerBreakdown: [{ pricePerUnit: 3.85 }],
  });
});

test('a volume below the minimum is refused with the numbers, and the minimum can be moved', async () => {
  const request = calculate({ ...EXAMPLE_C, volume: 10 });
  expect(await send(local.vendor, request)).toEqual({
    status: 400,
    body: {
      error: 'Volume too low - Minimum 1 domain per ESP required',
      message: 'Your requested volume is below the minimum threshold',
      requested: { volume: 10, period: 'day' },
      minimum_required: { volume: 500, period: 'month' },
    },
  });
  local.vendor.settings({ minimumMonthlyVolume: 300 });
  expect((await send(local.vendor, request)).status).toBe(200);
});

test.each([
  ['no volume', { providers: ['google'] }, 'volume is required'],
  ['a volume of zero', { ...EXAMPLE_C, volume: 0 }, 'volume must be more than 0'],
  ['no providers', { ...EXAMPLE_C, providers: [] }, 'at least one provider'],
  ['several providers without shares', { ...EXAMPLE_A, distribution: undefined }, 'distribution is required'],
  ['shares that do not add up', { ...EXAMPLE_A, distribution: { google: 70, outlook: 20 } }, 'add up to 100'],
  ['a share of another provider', { ...EXAMPLE_A, distribution: { google: 70, smtp: 30 } }, 'exactly the chosen'],
])('a calculation with %s is refused', async (_what, body, text) => {
  const reply = await send(local.vendor, calculate(body));
  expect(reply).toMatchObject({ status: 400, body: { error: expect.stringContaining(text) } });
});

const names = (domains: string[]) => ({ method: 'POST', path: '/search-domains', body: { domains } });
const Rows = z.array(z.object({ domain: z.string(), status: z.string(), blacklisted: z.array(z.string()) }));

test('a search tells free names from taken ones, block-listed ones, and leaves one out', async () => {
  const asked = ['sunny-reach.com', 'taken-reach.com', 'getcontoso.com', 'blacklisted-reach.com', 'missing-reach.com'];
  const rows = Rows.parse((await send(local.vendor, names(asked))).body);
  expect(rows.map(({ domain, status, blacklisted }) => [domain, status, blacklisted.length])).toEqual([
    ['sunny-reach.com', 'available', 0],
    ['taken-reach.com', 'taken', 0],
    ['getcontoso.com', 'taken', 0],
    ['blacklisted-reach.com', 'available', 1],
  ]);
});

test('a search takes ten names, or thirty when it is set so', async () => {
  const eleven = names(Array.from({ length: 11 }, (_, index) => `sunny${index}.com`));
  expect((await send(local.vendor, eleven)).status).toBe(400);
  local.vendor.settings({ searchMaximum: 30 });
  expect((await send(local.vendor, eleven)).status).toBe(200);
});
