import { describe, expect, test } from '@jest/globals';
import { loginProblems } from '../../../../src/acts/custom_order/rules/accounts.ts';
import { checkOrder } from '../../../../src/acts/custom_order/rules/check-order.ts';
import { parseDomainName } from '../../../../src/acts/custom_order/rules/domain-name.ts';
import { nameInstead, whyNoName } from '../../../../src/acts/custom_order/rules/no-name.ts';
import type { CustomOrderInput, DomainInput } from '../../../../src/acts/custom_order/rules/order-input.ts';
import { REGISTRIES } from '../../../../src/acts/custom_order/rules/registries.ts';
import { hasControlCharacters, isInvisible, isWebAddress } from '../../../../src/acts/custom_order/rules/text.ts';

const workspace = { id: 'recNorthwind', name: 'Northwind Outbound' };
const names = { form: 'names', firstName: 'Ada', lastName: 'Park' } as const;
const domain = (name: string, overrides: Partial<DomainInput> = {}): DomainInput => ({
  line: 1,
  name,
  naming: names,
  ...overrides,
});
const google = (...domains: DomainInput[]): CustomOrderInput['lines'] => [{ provider: 'google', domains }];
const input = (overrides: Partial<CustomOrderInput> = {}): CustomOrderInput => ({
  label: 'Acme',
  workspace,
  source: 'scaledmail',
  lines: google(domain('getnorthwind.com')),
  ...overrides,
});
const aliased = (...aliases: object[]) => ({
  form: 'aliases' as const,
  aliases: aliases.map((alias, index) => ({ firstName: 'Ada', lastName: 'Park', alias: `ada${index}`, ...alias })),
});
function codes(order: CustomOrderInput): string[] {
  const checked = checkOrder(order, new Map());
  return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field}:${code}`);
}
function messages(order: CustomOrderInput): string[] {
  const checked = checkOrder(order, new Map());
  return checked.ok ? [] : checked.problems.map(({ message }) => message);
}
const hosting = { provider: 'Porkbun', loginId: 'login-1' };
const sequencer = { provider: 'Instantly', loginId: 'login-2' };
const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => domain(`${prefix}${index}.com`));

describe('a typed login', () => {
  test.each<{ username: string; password: string; problems: string[] }>`
    username | password | problems
    ${'ops'} | ${'one'} | ${[]}
    ${' '}   | ${'one'} | ${['hosting_username:username_missing']}
    ${'ops'} | ${''}    | ${['hosting_password:password_missing']}
    ${''}    | ${''}    | ${['hosting_username:username_missing', 'hosting_password:password_missing']}
    ${'ops'} | ${' '}   | ${[]}
  `('of $username and $password', ({ problems, ...login }) => {
    expect(loginProblems('hosting', login).map(({ field, code }) => `${field}:${code}`)).toEqual(problems);
  });
});

describe('an order keeps', () => {
  const purchaseOf = (order: CustomOrderInput) => {
    const checked = checkOrder(order, new Map());
    if (!checked.ok) throw new Error(checked.problems.map(({ code }) => code).join());
    return checked.purchase;
  };
  test('everything that was given, without spaces around it', () => {
    const picture = 'https://acme.io/ada.png';
    const spaced = { ...names, firstName: ' Ada', lastName: 'Park ' };
    const given = domain('acme.com', { naming: spaced, redirect: ' https://acme.io ', profilePicture: picture });
    const order = input({
      label: ' Acme ',
      source: 'other',
      lines: google(given),
      coupon: ' FALL10 ',
      hosting,
      sequencer,
    });
    expect(purchaseOf(order)).toEqual({
      kind: 'custom_order',
      workspace,
      source: 'other',
      label: 'Acme',
      lines: [
        {
          provider: 'google',
          domains: [{ name: 'acme.com', naming: names, redirect: 'https://acme.io', profilePicture: picture }],
        },
      ],
      coupon: 'FALL10',
      hosting,
      sequencer,
    });
  });
  test('nothing that was not given', () => {
    const { workspace: _, ...bare } = input();
    expect(purchaseOf(input())).toStrictEqual({
      kind: 'custom_order',
      workspace,
      source: bare.source,
      label: bare.label,
      lines: [{ provider: 'google', domains: [{ name: 'getnorthwind.com', naming: names }] }],
    });
  });
  test('aliases with their names trimmed', () => {
    const naming = aliased({ firstName: ' Ada ' }, { lastName: ' Park ' });
    const [line] = purchaseOf(input({ lines: google(domain('acme.com', { naming })) })).lines;
    expect(line?.domains[0]?.naming).toEqual(aliased({}, {}));
  });
});

describe('at the limit', () => {
  const picture = (length: number) => `https://a.io/${'x'.repeat(length - 13)}`;
  test.each<{ what: string; order: CustomOrderInput; problems: string[] }>`
    what                                | order                                                                                                 | problems
    ${'a label of 60 characters'}       | ${input({ label: 'x'.repeat(60) })}                                                                   | ${[]}
    ${'a label of two lines'}           | ${input({ label: 'Acme\nOutbound' })}                                                                 | ${['label:label_malformed']}
    ${'200 domains in all'} | ${input({ lines: [{ provider: 'google', domains: many('g', 100) }, { provider: 'outlook', domains: many('o', 30) }, { provider: 'smtp', domains: many('s', 70) }] })} | ${[]}
    ${'a provider that stands twice'}   | ${input({ lines: [...google(domain('a.com')), ...google(domain('b.com'))] })}                         | ${['providers:provider_twice']}
    ${'an alias of 64 characters'}      | ${input({ lines: google(domain('a.com', { naming: aliased({ alias: 'x'.repeat(64) }, {}) })) })}      | ${[]}
    ${'an empty alias'}                 | ${input({ lines: google(domain('a.com', { naming: aliased({ alias: '' }, {}) })) })}                  | ${['domains_google:alias_missing']}
    ${'an alias without a first name'}  | ${input({ lines: google(domain('a.com', { naming: aliased({ firstName: '' }, {}) })) })}              | ${['domains_google:name_incomplete']}
    ${'an alias’s picture as data'}     | ${input({ lines: google(domain('a.com', { naming: aliased({ profilePicture: 'data:x' }, {}) })) })}   | ${['domains_google:picture_malformed']}
    ${'aliases that differ by case'}    | ${input({ lines: google(domain('a.com', { naming: aliased({ alias: 'Ada' }, { alias: 'aDA' }) })) })} | ${['domains_google:alias_twice']}
    ${'a name that cannot be printed'}  | ${input({ lines: google(domain('a.com', { naming: { ...names, lastName: 'Pa\u0007rk' } })) })}        | ${['domains_google:name_malformed']}
    ${'a picture of 150 characters'}    | ${input({ lines: google(domain('a.com', { profilePicture: picture(150) })) })}                        | ${[]}
    ${'a redirect in capitals'}         | ${input({ lines: google(domain('a.com', { redirect: 'HTTPS://ACME.IO' })) })}                         | ${[]}
    ${'a redirect by http'}             | ${input({ lines: google(domain('a.com', { redirect: 'http://acme.io' })) })}                          | ${[]}
    ${'a redirect of spaces'}           | ${input({ lines: google(domain('a.com', { redirect: '  ' })) })}                                      | ${['domains_google:redirect_empty']}
    ${'a redirect with a login'}        | ${input({ lines: google(domain('a.com', { redirect: 'https://ada:pw@acme.io' })) })}                  | ${['domains_google:redirect_malformed']}
    ${'a redirect to an address in it'} | ${input({ lines: google(domain('a.com', { redirect: 'acme.io/?to=https://b.io' })) })}                | ${[]}
    ${'a coupon of spaces'}             | ${input({ coupon: ' ' })}                                                                             | ${['coupon:empty_text']}
    ${'a registrar of spaces'}          | ${input({ source: 'other', hosting: { ...hosting, provider: ' ' } })}                                 | ${['hosting_provider:account_provider_missing']}
    ${'a registrar without a login'}    | ${input({ source: 'other', hosting: { ...hosting, loginId: '' } })}                                   | ${['hosting_username:username_missing']}
    ${'a sequencer without a login'}    | ${input({ sequencer: { ...sequencer, loginId: '' } })}                                                | ${['sequencer_username:username_missing']}
  `('$what: $problems', ({ order, problems }) => {
    expect(codes(order)).toEqual(problems);
  });

  test('a name that stands twice is told with the place of the first', () => {
    const [first, second] = [domain('acme.com', { line: 3 }), domain('acme.com', { line: 7 })];
    expect(messages(input({ lines: google(first, second) }))).toEqual(['acme.com stands in line 3 already.']);
    const lines = [...google(first), { provider: 'smtp', domains: [second] } as const];
    expect(messages(input({ lines }))).toEqual(['acme.com stands in another provider already.']);
  });
});

describe('a domain name', () => {
  const label = 'a'.repeat(63);
  test.each<{ typed: string; code: string }>`
    typed                       | code
    ${'a%63me.com'}             | ${'domain_malformed'}
    ${'ac\u0001me.com'}         | ${'domain_malformed'}
    ${'ac<me.com'}              | ${'domain_malformed'}
    ${'https://mine.github.io'} | ${'domain_is_url'}
    ${'mine.github.io'}         | ${'domain_is_subdomain'}
    ${`${label}a.com`}          | ${'domain_not_registrable'}
  `('$typed is refused as $code', ({ typed, code }) => {
    expect(parseDomainName(typed)).toMatchObject({ ok: false, code });
  });
  test('of one letter, or of 63, is fine', () => {
    expect(parseDomainName('x.com')).toEqual({ ok: true, name: 'x.com' });
    expect(parseDomainName(`${label}.com`)).toEqual({ ok: true, name: `${label}.com` });
  });
  test.each([
    ['https://mine.github.io/x', '“https://mine.github.io/x” is a web address.'],
    ['https://github.io', '“https://github.io” is a web address.'],
    ['https://localhost/x', '“https://localhost/x” is a web address.'],
    ['https://mail.acme.us.com/x', '“https://mail.acme.us.com/x” is a web address. Write acme.us.com.'],
    ['mine.github.io', '“mine.github.io” is a name of a service, not one that is registered.'],
    ['shop.acme.uk.com', '“shop.acme.uk.com” is a sub-domain. Write acme.uk.com.'],
    ['us.com', '“us.com” is not a domain name that can be registered.'],
    ['github.io', '“github.io” is not a domain name that can be registered.'],
  ])('%s: a public suffix is never suggested', (typed, message) => {
    expect(parseDomainName(typed)).toMatchObject({ ok: false, message });
  });
  test.each([...REGISTRIES])('directly under the registry %s is one', (suffix) => {
    expect(parseDomainName(`Acme.${suffix}`)).toEqual({ ok: true, name: `acme.${suffix}` });
    expect(parseDomainName(suffix)).toMatchObject({ ok: false });
  });
});

describe('a redirect', () => {
  const chain = (...redirects: [string, string][]) =>
    messages(
      input({
        lines: google(...redirects.map(([name, redirect], index) => domain(name, { line: index + 1, redirect }))),
      }),
    );
  test.each(['a.com', 'https://a.com/start', 'http://WWW.A.com.', 'www.a.com?b=c'])(
    'to %s leads to itself',
    (redirect) => {
      expect(chain(['a.com', redirect])).toEqual(['a.com: the redirect leads to itself.']);
    },
  );
  test('in a circle is told of each domain in it', () => {
    expect(chain(['a.com', 'b.com'], ['b.com', 'https://c.com/x'], ['c.com', 'a.com'], ['d.com', 'a.com'])).toEqual([
      'a.com: the redirects lead in a circle: a.com → b.com → c.com → a.com.',
      'b.com: the redirects lead in a circle: b.com → c.com → a.com → b.com.',
      'c.com: the redirects lead in a circle: c.com → a.com → b.com → c.com.',
    ]);
  });
  test('to a sub-domain of its own, or along a way that ends, is fine', () => {
    expect(chain(['a.com', 'https://shop.a.com'], ['b.com', 'a.com'], ['c.com', 'www.com'])).toEqual([]);
  });
});

describe('a name of a person', () => {
  test.each([
    'Lotte',
    'van der Meer',
    'O’Brien',
    "D'Angelo",
    'Zoë',
    'Müller-Lüdenscheidt',
    'Park Jr.',
    'King III',
    'Md',
    'Drew',
    'Żółć',
    'محمد',
    'שלום',
    '山田',
    'ครูบา',
    'J. R.',
  ])('may be %s', (name) => {
    expect(whyNoName(name)).toBeNull();
  });
  test.each([
    ['`Ada', 'it has a `'],
    ['*Ada*', 'it has a *'],
    ['Dr. Ada', 'it has a title'],
    ['mrs Ada', 'it has a title'],
    ['Park PhD', 'it has a title'],
    ['Park, PhD', 'it has a comma'],
    ['Ada "Ace"', 'it has quotes'],
    ['“Ace”', 'it has quotes'],
    ['🚀', 'it has no letters'],
    ['12345', 'it has no letters'],
    ['---', 'it has no letters'],
    ['null', 'it is a word that sheets write'],
    [' Active ', 'it is a word that sheets write'],
    ['2025-01-05 Ben', 'it has a date'],
    ['5.1.2025', 'it has a date'],
    ['5 Jan 2025', 'it has a date'],
    ['1/5/2025', 'it has a /'],
    ['$12.99', 'it has an amount'],
    ['12,99 €', 'it has a comma'],
    ['12.99 USD', 'it has an amount'],
    ['ada@acme.com', 'it has a @'],
  ])('is not %s: %s', (text, why) => {
    expect(whyNoName(text)).toBe(why);
  });

  test.each([
    ['Dr. Ana', 'Write the name alone, without a title: “Ana”.'],
    ['Prof. Dr. Ana Maria', 'Write the name alone, without a title: “Ana Maria”.'],
    ['Park, PhD', 'Write the name alone, without a title: “Park”.'],
    ['Park,', 'Write the name alone, without a comma: “Park”.'],
    ['Park MBA', 'Write the name alone, without a title: “Park”.'],
    ['Dr.', 'Write the name alone: letters, with spaces, hyphens, apostrophes or full stops.'],
    ['Dr. null', 'Write the name alone: letters, with spaces, hyphens, apostrophes or full stops.'],
    ['ada@acme.com', 'Write the name alone: letters, with spaces, hyphens, apostrophes or full stops.'],
    ['Ada Park, Ben', 'Write the name alone: letters, with spaces, hyphens, apostrophes or full stops.'],
  ])('what to write instead of %s is said', (text, instead) => {
    expect(nameInstead(text)).toBe(instead);
  });

  test('a name that is refused says what is wrong and what to write', () => {
    const naming = { form: 'names' as const, firstName: 'Dr. Ana', lastName: 'Park' };
    const checked = checkOrder(
      input({ lines: [{ provider: 'google', domains: [domain('a.com', { naming })] }] }),
      new Map(),
    );
    expect(checked.ok ? [] : checked.problems.map(({ message }) => message)).toEqual([
      'a.com: “Dr. Ana” is not a first name: it has a title. Write the name alone, without a title: “Ana”.',
    ]);
  });
});

test('lines that could not be read are told with the others, and are not called missing', () => {
  const unread = [{ line: 4, code: 'second_domain', message: 'Is b.com another domain?' }];
  const lines = [{ provider: 'google', domains: [domain('mail.a.com')], unread }] as const;
  const checked = checkOrder(input({ lines }), new Map());
  expect(checked.ok ? [] : checked.problems.map(({ line, code }) => [line, code])).toEqual([
    [4, 'second_domain'],
    [1, 'domain_is_subdomain'],
  ]);
  expect(codes(input({ lines: [{ provider: 'google', domains: [], unread }] }))).toEqual([
    'domains_google:second_domain',
  ]);
});

test.each([
  ['https://acme.io', true],
  ['HTTP://acme.io/x?y#z', true],
  ['acme.io', false],
  ['ftp://acme.io', false],
  ['see https://acme.io', false],
  ['xhttps://acme.io', false],
  ['https://ac me.io', false],
  ['https://acme.io/a\tb', false],
  ['https://acme', false],
  ['https://ada@acme.io', false],
  ['https://:pw@acme.io', false],
  ['https://', false],
  ['https://203.0.113.5/x', true],
  ['https://203.0.113.5:8080', true],
  ['https://acme.io?x=1', true],
  ['https://bücher.de/%20a,b;c', true],
  ['https://301', false],
  ['https://12.99', false],
  ['https:////acme.io', false],
  ['https://acme.io;https://acme.de', false],
  ['https://acme.io,acme.de', false],
  ['https://acme.io%2eevil.com', false],
  ['https://acme.io\\@evil.com', false],
  ['https://acme\u200b.io', false],
])('%j is a web address: %s', (text, is) => {
  expect(isWebAddress(text)).toBe(is);
});

test('what cannot be seen, and what cannot be printed', () => {
  for (const text of ['', ' ', '\u200b', ' \u200d ', '\u3164', '\u2800 \u115f']) expect(isInvisible(text)).toBe(true);
  expect(isInvisible(' a\u200b')).toBe(false);
  expect(['a\tb', 'a\nb', 'a\u0007', 'ab'].map(hasControlCharacters)).toEqual([true, true, true, false]);
});
