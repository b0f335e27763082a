import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { type LoginFields, sealedLogin } from '../../../../src/acts/act-request.ts';
import type {
  Alias,
  CustomOrder,
  HostingAccount,
  Naming,
  SequencerAccount,
} from '../../../../src/acts/custom_order/custom-order.ts';
import { customOrderRequest, withSealedLogins } from '../../../../src/acts/custom_order/request.ts';
import { aDomain, aLine, aPurchase } from '../../../support/builders.ts';

const TAG = 'acme-7f3k2q';
const login: LoginFields = { username: 'ops@example.com', password: 'correct horse' };
const other: LoginFields = { username: 'ada', password: 'battery staple' };

/** The call of an order whose first login is opened as `login`, and whose second as `other`. */
const callOf = (purchase: CustomOrder) =>
  customOrderRequest(purchase, TAG, (loginId) => (loginId === 'login-1' ? login : other));

const Body = z.record(z.string(), z.unknown());
const bodyOf = (purchase: CustomOrder) => Body.parse(callOf(purchase).body);

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
    expect(callOf(purchase).body).toStrictEqual({
      tag: TAG,
      providers: { google: { domains: [{ domain: 'acme.com', ...sent }] } },
    });
  });
});

test('each provider has its own domains', () => {
  const purchase = aPurchase({ lines: [aLine('google', 2), aLine('outlook', 1), aLine('smtp', 1)] });
  expect(bodyOf(purchase).providers).toMatchObject({
    google: { domains: [{ domain: 'getgoogle1.com' }, { domain: 'getgoogle2.com' }] },
    outlook: { domains: [{ domain: 'getoutlook1.com' }] },
    smtp: { domains: [{ domain: 'getsmtp1.com' }] },
  });
});

test('the call is a paid one, and nothing stands in its path', () => {
  expect(callOf(aPurchase())).toMatchObject({ operation: 'createCustomOrder', parameters: {} });
});

describe('the query', () => {
  test.each<{ overrides: Partial<CustomOrder>; query: object }>`
    overrides               | query
    ${{}}                   | ${{ provider: 'scaledmail', organization_id: 'recNorthwind' }}
    ${{ source: 'other' }}  | ${{ provider: 'other', organization_id: 'recNorthwind' }}
    ${{ coupon: 'FALL10' }} | ${{ provider: 'scaledmail', organization_id: 'recNorthwind', coupon: 'FALL10' }}
    ${{ coupon: '' }}       | ${{ provider: 'scaledmail', organization_id: 'recNorthwind' }}
  `('of $overrides is $query', ({ overrides, query }) => {
    expect(callOf(aPurchase(overrides)).query).toStrictEqual(query);
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
    expect(bodyOf(purchase).hosting).toStrictEqual({ provider: 'Namecheap', ...login, ...texts });
  });

  test.each(subsets(Object.entries({ link: 'https://instantly.example.com', workspace: 'Sales', tag: '{{ID}}' })))(
    'sequencer with %j',
    (texts) => {
      const purchase = aPurchase({ sequencer: { provider: 'Instantly', loginId: 'login-2', ...texts } });
      const body = bodyOf(purchase);
      expect(body.sequencer).toStrictEqual({ provider: 'Instantly', ...other, ...texts });
      expect(body).not.toHaveProperty('hosting');
    },
  );

  test('and each with its own', () => {
    const hosting = { provider: 'Porkbun', loginId: 'login-1' };
    const sequencer = { provider: 'Instantly', loginId: 'login-2' };
    expect(bodyOf(aPurchase({ hosting, sequencer }))).toMatchObject({
      hosting: { provider: 'Porkbun', ...login },
      sequencer: { provider: 'Instantly', ...other },
    });
  });

  test('and without the id of the sealed login', () => {
    const hosting = { provider: 'Porkbun', loginId: 'login-1' };
    expect(JSON.stringify(callOf(aPurchase({ hosting })))).not.toContain('login-1');
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
        const sent = leaves(callOf(order));
        expect(sent.filter((leaf) => leaf === undefined || leaf === '' || leaf === null)).toEqual([]);
        expect(sent).not.toContain('mailboxes_per_domain');
      }),
    );
  });
});

describe('the logins of a call are sealed', () => {
  const hosting = { provider: 'Porkbun', link: 'https://porkbun.example', loginId: 'login-1' };
  const sequencer = { provider: 'Instantly', loginId: 'login-2' };
  const withBoth = aPurchase({ hosting, sequencer });

  test('each by the id of its own copy, and the rest stays as it is', () => {
    const { body, ...call } = callOf(withBoth);
    expect(withSealedLogins(withBoth, { ...call, body })).toEqual({
      ...call,
      body: {
        ...body,
        hosting: { provider: 'Porkbun', link: hosting.link, username: 'login:login-1', password: 'login:login-1' },
        sequencer: { provider: 'Instantly', username: 'login:login-2', password: 'login:login-2' },
      },
    });
  });

  test('whatever is ordered: as if it had been built with sealed ones, and no login is in it', () => {
    fc.assert(
      fc.property(purchase, (order) => {
        const sealed = withSealedLogins(order, callOf(order));
        expect(sealed).toStrictEqual(customOrderRequest(order, TAG, sealedLogin));
        const secrets: unknown[] = [...Object.values(login), ...Object.values(other)];
        expect(leaves(sealed).filter((leaf) => secrets.includes(leaf))).toEqual([]);
      }),
    );
  });

  test.each<[string, CustomOrder, CustomOrder]>([
    ['an account that nobody ordered', aPurchase(), aPurchase({ hosting })],
    ['no account where one was ordered', aPurchase({ hosting }), aPurchase()],
    ['another account', aPurchase({ sequencer }), aPurchase({ sequencer: { ...sequencer, provider: 'Smartlead' } })],
    ['a login in another place', aPurchase({ hosting }), aPurchase({ sequencer: { ...hosting } })],
  ])('and %s is told from what was ordered', (_, ordered, sent) => {
    const expected = customOrderRequest(ordered, TAG, sealedLogin);
    expect(withSealedLogins(ordered, callOf(sent))).not.toEqual(expected);
  });

  test.each<[string, ReturnType<typeof callOf>['body']]>([
    ['has no body', null],
    ['has no password', { hosting: { provider: 'Porkbun', username: 'ops' } }],
    ['has a login that is no text', { sequencer: { username: 'ops', password: 7 } }],
  ])('a call that %s has no place for them', (_, body) => {
    expect(() => withSealedLogins(withBoth, { ...callOf(withBoth), body })).toThrow(z.ZodError);
  });
});
