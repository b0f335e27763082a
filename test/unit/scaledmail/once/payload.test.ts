import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type {
  Alias,
  CustomOrder,
  HostingAccount,
  Naming,
  SequencerAccount,
} from '../../../../src/acts/custom_order/custom-order.ts';
import { customOrderPayload } from '../../../../src/scaledmail/once/payload.ts';
import type { Login } from '../../../../src/service/ports/login-vault.ts';
import { requestProblems } from '../../../contract/local-scaledmail/support.ts';
import { aDomain, aLine, aPurchase } from '../../../support/builders.ts';

const login: Login = { username: 'ops@example.com', password: 'correct horse' };

function payloadOf(purchase: CustomOrder, hostingLogin: Login | null = null, sequencerLogin: Login | null = null) {
  return customOrderPayload({ purchase, tag: 'acme-7f3k2q', hostingLogin, sequencerLogin, timeoutMs: 1_000 });
}

function aliasesOf(count: number, overrides: Partial<Alias> = {}): Naming {
  const alias = (index: number) => ({ firstName: 'Ada', lastName: 'Park', alias: `ada${index}`, ...overrides });
  return { form: 'aliases', aliases: Array.from({ length: count }, (_, index) => alias(index)) };
}

describe('a domain is sent', () => {
  const sentAlias = { first_name: 'Ada', last_name: 'Park' };
  const picture = 'https://img.example.com/ada.png';
  test.each<{ how: string; overrides: Parameters<typeof aDomain>[1]; sent: object }>`
    how                                   | overrides                                                               | sent
    ${'with one name'}                    | ${{}}                                                                   | ${sentAlias}
    ${'with a redirect'}                  | ${{ redirect: 'https://northwind.com' }}                                | ${{ ...sentAlias, redirect: 'https://northwind.com' }}
    ${'with a picture'}                   | ${{ profilePicture: picture }}                                          | ${{ ...sentAlias, profile_picture: picture }}
    ${'without a redirect that is empty'} | ${{ redirect: '', profilePicture: '' }}                                 | ${sentAlias}
    ${'with aliases'} | ${{ naming: aliasesOf(2) }} | ${{ aliases: [{ ...sentAlias, alias: 'ada0' }, { ...sentAlias, alias: 'ada1' }] }}
    ${'with an alias that has a picture'} | ${{ naming: aliasesOf(1, { profilePicture: picture }) }}                | ${{ aliases: [{ ...sentAlias, alias: 'ada0', profile_picture: picture }] }}
    ${'with aliases, picture, redirect'}  | ${{ naming: aliasesOf(1), profilePicture: picture, redirect: 'a.com' }} | ${{ aliases: [{ ...sentAlias, alias: 'ada0' }], profile_picture: picture, redirect: 'a.com' }}
  `('$how', ({ overrides, sent }) => {
    const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain('acme.com', overrides)] }] });
    expect(payloadOf(purchase).body).toStrictEqual({
      tag: 'acme-7f3k2q',
      providers: { google: { domains: [{ domain: 'acme.com', ...sent }] } },
    });
  });
});

test('each provider has its own domains', () => {
  const purchase = aPurchase({ lines: [aLine('google', 2), aLine('outlook', 1), aLine('smtp', 1)] });
  expect(payloadOf(purchase).body.providers).toMatchObject({
    google: { domains: [{ domain: 'getgoogle1.com' }, { domain: 'getgoogle2.com' }] },
    outlook: { domains: [{ domain: 'getoutlook1.com' }] },
    smtp: { domains: [{ domain: 'getsmtp1.com' }] },
  });
});

describe('the query', () => {
  test.each<{ overrides: Partial<CustomOrder>; query: object }>`
    overrides               | query
    ${{}}                   | ${{ provider: 'scaledmail', organization_id: 'recNorthwind' }}
    ${{ source: 'other' }}  | ${{ provider: 'other', organization_id: 'recNorthwind' }}
    ${{ coupon: 'FALL10' }} | ${{ provider: 'scaledmail', organization_id: 'recNorthwind', coupon: 'FALL10' }}
    ${{ coupon: '' }}       | ${{ provider: 'scaledmail', organization_id: 'recNorthwind' }}
  `('of $overrides is $query', ({ overrides, query }) => {
    expect(payloadOf(aPurchase(overrides)).query).toStrictEqual(query);
  });
});

/** Every way to give or leave out some texts. */
function subsets(texts: readonly (readonly [string, string])[]): Record<string, string>[] {
  const [first, ...others] = texts;
  if (first === undefined) return [{}];
  return subsets(others).flatMap((subset) => [subset, { [first[0]]: first[1], ...subset }]);
}

describe('an account elsewhere is sent with its login', () => {
  test.each(subsets([['link', 'https://registrar.example.com']]))('hosting with %j', (texts) => {
    const purchase = aPurchase({ hosting: { provider: 'Namecheap', loginId: 'login-1', ...texts } });
    expect(payloadOf(purchase, login).body.hosting).toStrictEqual({ provider: 'Namecheap', ...login, ...texts });
  });

  test.each(subsets(Object.entries({ link: 'https://instantly.example.com', workspace: 'Sales', tag: '{{ID}}' })))(
    'sequencer with %j',
    (texts) => {
      const purchase = aPurchase({ sequencer: { provider: 'Instantly', loginId: 'login-2', ...texts } });
      const { body } = payloadOf(purchase, null, login);
      expect(body.sequencer).toStrictEqual({ provider: 'Instantly', ...login, ...texts });
      expect(body).not.toHaveProperty('hosting');
    },
  );

  test('and each with its own', () => {
    const hosting = { provider: 'Porkbun', loginId: 'login-1' };
    const sequencer = { provider: 'Instantly', loginId: 'login-2' };
    const other = { username: 'ada', password: 'battery staple' };
    expect(payloadOf(aPurchase({ hosting, sequencer }), login, other).body).toMatchObject({
      hosting: { provider: 'Porkbun', ...login },
      sequencer: { provider: 'Instantly', ...other },
    });
  });

  test('and without the id of the sealed login', () => {
    const hosting = { provider: 'Porkbun', loginId: 'login-1' };
    expect(JSON.stringify(payloadOf(aPurchase({ hosting }), login))).not.toContain('login-1');
  });
});

const word = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
/** Absent, empty or there: all three reach the payload. */
const optionalText = fc.constantFrom(undefined, '', 'https://example.com/a');
const given = <Value extends object>(value: Value) =>
  fc.constant(Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));
const texts = <Name extends string>(...names: Name[]) =>
  fc
    .tuple(...names.map(() => optionalText))
    .chain((values) => given(Object.fromEntries(names.map((name, index) => [name, values[index]]))));

const MAILBOXES = { google: 2, outlook: 25, smtp: 4 } as const;
const line = (provider: keyof typeof MAILBOXES) =>
  fc
    .tuple(
      fc.boolean(),
      fc.array(fc.tuple(word, word, texts('redirect', 'profilePicture')), { minLength: 1, maxLength: 3 }),
    )
    .map(([hasAliases, domains]) => ({
      provider,
      domains: domains.map(([firstName, lastName, optional], index) => ({
        name: `${provider}${index}.com`,
        naming: hasAliases ? aliasesOf(MAILBOXES[provider]) : ({ form: 'names', firstName, lastName } as const),
        ...optional,
      })),
    }));
const hostingAccount: fc.Arbitrary<HostingAccount> = texts('link').map((optional) => ({
  provider: 'Porkbun',
  loginId: 'login-1',
  ...optional,
}));
const sequencerAccount: fc.Arbitrary<SequencerAccount> = texts('link', 'workspace', 'tag').map((optional) => ({
  provider: 'Instantly',
  loginId: 'login-2',
  ...optional,
}));
const purchase: fc.Arbitrary<CustomOrder> = fc
  .tuple(
    fc
      .subarray(['google', 'outlook', 'smtp'] as const, { minLength: 1 })
      .chain((names) => fc.tuple(...names.map(line))),
    texts('coupon'),
    fc.option(hostingAccount, { nil: null }),
    fc.option(sequencerAccount, { nil: null }),
  )
  .map(([lines, coupon, hosting, sequencer]) =>
    aPurchase({ lines, ...coupon, ...(hosting && { hosting }), ...(sequencer && { sequencer }) }),
  );

/** Every name and every text or other leaf of a value. */
function leaves(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([name, part]) => [name, ...leaves(part)]);
}

describe('whatever is ordered', () => {
  test('nothing absent or empty is sent, and never the number of mailboxes', () => {
    fc.assert(
      fc.property(purchase, (order) => {
        const sent = leaves(payloadOf(order, login, login));
        expect(sent.filter((leaf) => leaf === undefined || leaf === '' || leaf === null)).toEqual([]);
        expect(sent).not.toContain('mailboxes_per_domain');
      }),
    );
  });

  test('the body fits the contract', () => {
    fc.assert(
      fc.property(purchase, (order) => {
        expect(requestProblems('createCustomOrder', payloadOf(order, login, login).body)).toBe('');
      }),
      { numRuns: 30 },
    );
  });
});
