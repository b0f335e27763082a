import { describe, expect, test } from '@jest/globals';
import { checkOrder } from '../../../../src/acts/custom_order/rules/check-order.ts';
import { parseDomainName } from '../../../../src/acts/custom_order/rules/domain-name.ts';
import type { CustomOrderInput, DomainInput } from '../../../../src/acts/custom_order/rules/order-input.ts';

const workspace = { id: 'recNorthwind', name: 'Northwind Outbound' };
const names = { form: 'names', firstName: 'Ada', lastName: 'Park' } as const;

function domain(name: string, overrides: Partial<DomainInput> = {}): DomainInput {
  return { line: 1, name, naming: names, ...overrides };
}
function aliases(count: number, overrides = {}) {
  const list = Array.from({ length: count }, (_, index) => ({
    firstName: 'Ada',
    lastName: 'Park',
    alias: `ada${index}`,
    ...overrides,
  }));
  return { form: 'aliases', aliases: list } as const;
}
function input(overrides: Partial<CustomOrderInput> = {}): CustomOrderInput {
  const lines = [{ provider: 'google', domains: [domain('getnorthwind.com')] }] as const;
  return { label: 'Acme', workspace, source: 'scaledmail', lines, ...overrides };
}
function google(...domains: DomainInput[]) {
  return input({ lines: [{ provider: 'google', domains }] });
}
function codes(order: CustomOrderInput, taken = new Map<string, string>()) {
  const checked = checkOrder(order, taken);
  return checked.ok ? [] : checked.problems.map((problem) => `${problem.field}:${problem.line ?? '-'}:${problem.code}`);
}
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => domain(`get${index}.com`, { line: index + 1 }));

describe('a domain name', () => {
  test.each<{ typed: string; name: string }>`
    typed                 | name
    ${'Acme.COM'}         | ${'acme.com'}
    ${' acme.co.uk '}     | ${'acme.co.uk'}
    ${'acme.com.'}        | ${'acme.com'}
    ${'bücher.de'}        | ${'xn--bcher-kva.de'}
    ${'xn--bcher-kva.de'} | ${'xn--bcher-kva.de'}
  `('$typed is ordered as $name', ({ typed, name }) => {
    expect(parseDomainName(typed)).toEqual({ ok: true, name });
  });

  test.each<{ typed: string; code: string; hint: string }>`
    typed                      | code                        | hint
    ${''}                      | ${'domain_missing'}         | ${''}
    ${'localhost'}             | ${'domain_not_registrable'} | ${''}
    ${'https://acme.com/x'}    | ${'domain_is_url'}          | ${'Write acme.com.'}
    ${'mail.acme.com'}         | ${'domain_is_subdomain'}    | ${'Write acme.com.'}
    ${'ada@acme.com'}          | ${'domain_is_email'}        | ${'Write acme.com.'}
    ${'ada@mail.acme.com'}     | ${'domain_is_email'}        | ${'Write acme.com.'}
    ${'ada@gmail.com'}         | ${'domain_is_email'}        | ${'Write the domain only.'}
    ${'Ada <ada@acme.com>'}    | ${'domain_is_email'}        | ${'Write the domain only.'}
    ${'192.168.0.1'}           | ${'domain_is_ip'}           | ${''}
    ${'acme.notatld'}          | ${'domain_not_registrable'} | ${''}
    ${'acme.con'}              | ${'domain_not_registrable'} | ${'Write acme.com.'}
    ${'acme,com'}              | ${'domain_not_registrable'} | ${'Write acme.com.'}
    ${'acme.vom'}              | ${'domain_not_registrable'} | ${'Write acme.com.'}
    ${'acme.org.con'}          | ${'domain_not_registrable'} | ${''}
    ${'co.uk'}                 | ${'domain_not_registrable'} | ${''}
    ${'ac me.com'}             | ${'domain_has_spaces'}      | ${'Write commas between'}
    ${'a.com Ada https://b.c'} | ${'domain_has_spaces'}      | ${'Write commas between'}
    ${'-acme.com'}             | ${'domain_not_registrable'} | ${''}
    ${'ac_me.com'}             | ${'domain_malformed'}       | ${''}
    ${`${'a'.repeat(64)}.com`} | ${'domain_not_registrable'} | ${''}
  `('$typed is refused as $code', ({ typed, code, hint }) => {
    expect(parseDomainName(typed)).toMatchObject({ ok: false, code, message: expect.stringContaining(hint) });
  });
});

describe('the default sender', () => {
  const unnamed = (senders: CustomOrderInput['senders'], ...named: DomainInput[]) => ({
    ...google(domain('a.com', { naming: null }), domain('b.com', { line: 2, naming: null }), ...named),
    ...(senders === undefined ? {} : { senders }),
  });

  test('serves the domains without a naming', () => {
    const checked = checkOrder(unnamed([{ ...names, firstName: ' Ada' }], domain('c.com')), new Map());
    expect(checked.ok && checked.purchase.lines[0]?.domains.map(({ naming }) => naming)).toEqual([names, names, names]);
  });

  test.each<{ what: string; order: CustomOrderInput; problems: string[] }>`
    what                           | order                                           | problems
    ${'half a name'}               | ${unnamed([{ ...names, lastName: '' }])}        | ${['default_name:-:name_incomplete']}
    ${'a mention'}                 | ${unnamed([{ ...names, lastName: '<!here>' }])} | ${['default_name:-:name_malformed']}
    ${'nothing'}                   | ${unnamed([])}                                  | ${['default_name:-:name_missing']}
    ${'nothing, and is not asked'} | ${unnamed(undefined)}                           | ${['domains_google:1:name_missing', 'domains_google:2:name_missing']}
  `('that is $what is told once, where it is filled in', ({ order, problems }) => {
    expect(codes(order)).toEqual(problems);
  });

  test.each<{ what: string; order: CustomOrderInput; message: string }>`
    what                   | order                                                            | message
    ${'half a name'}       | ${unnamed([{ ...names, lastName: '' }])}                         | ${'The last name is missing. Write first and last name.'}
    ${'none, two domains'} | ${unnamed([])}                                                   | ${'2 domains have no sender name: a.com first. Fill this in, or write “First Last” after the domain.'}
    ${'none, one domain'}  | ${{ ...google(domain('a.com', { naming: null })), senders: [] }} | ${'One domain has no sender name: a.com. Fill this in, or write “First Last” after the domain.'}
  `('that is $what is told in a sentence', ({ order, message }) => {
    const checked = checkOrder(order, new Map());
    expect(checked.ok ? [] : checked.problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('that is none is not missed by lines that are no domains, but by those whose domain is known', () => {
    const nameless = (...names: string[]) =>
      codes({ ...google(...names.map((name) => domain(name, { naming: null }))), senders: [] });
    expect(nameless('please get a.com', 'Thanks!')).not.toContain('default_name:-:name_missing');
    expect(nameless('mail.b.com')).toContain('default_name:-:name_missing');
  });

  const ben = { ...names, firstName: 'Ben', lastName: 'Ito' };
  test('that is several take turns at the domains without a naming, of each provider from the first', () => {
    const three = [domain('c.com', { line: 3 }), domain('d.com', { line: 4, naming: null })];
    const smtp = { provider: 'smtp' as const, domains: [domain('e.com', { naming: null })] };
    const order = unnamed([names, ben], ...three);
    const checked = checkOrder({ ...order, lines: [...order.lines, smtp] }, new Map());
    expect(checked.ok && checked.purchase.lines.map(({ domains }) => domains.map(({ naming }) => naming))).toEqual([
      [names, ben, names, names],
      [names],
    ]);
  });

  test('that is one of several and no name is told by name, and how several are parted', () => {
    const messagesOf = (order: CustomOrderInput) => {
      const checked = checkOrder(order, new Map());
      return checked.ok ? [] : checked.problems.map(({ field, message }) => `${field}: ${message}`);
    };
    expect(messagesOf(unnamed([names, { ...ben, lastName: '' }]))).toEqual([
      'default_name: Ben: the last name is missing. Write first and last name.',
    ]);
    expect(messagesOf(unnamed([{ ...names, firstName: 'Ada Park, Ben', lastName: 'Ito' }]))).toEqual([
      'default_name: “Ada Park, Ben” is not a first name: it has a comma. Write the name alone: letters, with spaces, hyphens, apostrophes or full stops. Write several senders one a line, or with ; between them.',
    ]);
  });

  test('is not asked for when every domain has a name', () => {
    expect(codes({ ...google(domain('a.com')), senders: [] })).toEqual([]);
  });
});

describe('an order', () => {
  test('that keeps every rule becomes a purchase', () => {
    const checked = checkOrder(google(domain('GetNorthwind.com', { redirect: 'https://northwind.com' })), new Map());
    expect(checked).toEqual({
      ok: true,
      purchase: {
        kind: 'custom_order',
        workspace,
        source: 'scaledmail',
        label: 'Acme',
        lines: [
          {
            provider: 'google',
            domains: [{ name: 'getnorthwind.com', naming: names, redirect: 'https://northwind.com' }],
          },
        ],
      },
    });
  });

  const hosting = { provider: 'Namecheap', loginId: 'login-1' };
  const sequencer = { provider: 'Instantly', loginId: 'login-2' };
  test.each<{ why: string; order: CustomOrderInput; problems: string[] }>`
    why                                      | order                                                                                                                                                      | problems
    ${'no label'}                            | ${input({ label: ' ' })}                                                                                                                                   | ${['label:-:label_missing']}
    ${'a label of 61 characters'}            | ${input({ label: 'x'.repeat(61) })}                                                                                                                        | ${['label:-:label_too_long']}
    ${'no workspace'}                        | ${input({ workspace: null })}                                                                                                                              | ${['workspace:-:workspace_missing']}
    ${'no provider'}                         | ${input({ lines: [] })}                                                                                                                                    | ${['providers:-:providers_missing']}
    ${'no domain'}                           | ${google()}                                                                                                                                                | ${['domains_google:-:domains_missing']}
    ${'101 Google domains'}                  | ${google(...many(101))}                                                                                                                                    | ${['domains_google:-:too_many_domains']}
    ${'31 Outlook domains'}                  | ${input({ lines: [{ provider: 'outlook', domains: many(31) }] })}                                                                                          | ${['domains_outlook:-:too_many_domains']}
    ${'71 SMTP domains'}                     | ${input({ lines: [{ provider: 'smtp', domains: many(71) }] })}                                                                                             | ${['domains_smtp:-:too_many_domains']}
    ${'no name'}                             | ${google(domain('acme.com', { naming: null }))}                                                                                                            | ${['domains_google:1:name_missing']}
    ${'no last name'}                        | ${google(domain('acme.com', { naming: { ...names, lastName: '' } }))}                                                                                      | ${['domains_google:1:name_incomplete']}
    ${'a first name of 51 characters'}       | ${google(domain('acme.com', { naming: { ...names, firstName: 'x'.repeat(51) } }))}                                                                         | ${['domains_google:1:name_too_long']}
    ${'a redirect that is an email address'} | ${google(domain('acme.com', { redirect: 'ada@acme.com' }))}                                                                                                | ${['domains_google:1:redirect_malformed']}
    ${'a redirect of another scheme'}        | ${google(domain('acme.com', { redirect: 'ftp://acme.com' }))}                                                                                              | ${['domains_google:1:redirect_malformed']}
    ${'an empty redirect'}                   | ${google(domain('acme.com', { redirect: '' }))}                                                                                                            | ${['domains_google:1:redirect_empty']}
    ${'a redirect that is none'}             | ${google(domain('acme.com', { redirect: 'javascript:alert(1)' }))}                                                                                         | ${['domains_google:1:redirect_malformed']}
    ${'an empty picture'}                    | ${google(domain('acme.com', { profilePicture: '' }))}                                                                                                      | ${['domains_google:1:picture_empty']}
    ${'a picture of 151 characters'}         | ${google(domain('acme.com', { profilePicture: `https://a.io/${'x'.repeat(138)}` }))}                                                                       | ${['domains_google:1:picture_too_long']}
    ${'a picture as data'}                   | ${google(domain('acme.com', { profilePicture: 'data:image/png;base64,AAAA' }))}                                                                            | ${['domains_google:1:picture_malformed']}
    ${'one alias for Google'}                | ${google(domain('acme.com', { naming: aliases(1) }))}                                                                                                      | ${['domains_google:1:alias_count']}
    ${'an alias with an at sign'}            | ${google(domain('acme.com', { naming: { form: 'aliases', aliases: [...aliases(1).aliases, { firstName: 'A', lastName: 'P', alias: 'a@b' }] } }))}          | ${['domains_google:1:alias_malformed']}
    ${'an alias of 65 characters'}           | ${google(domain('acme.com', { naming: { form: 'aliases', aliases: [...aliases(1).aliases, { firstName: 'A', lastName: 'P', alias: 'x'.repeat(65) }] } }))} | ${['domains_google:1:alias_too_long']}
    ${'the same alias twice'}                | ${google(domain('acme.com', { naming: aliases(2, { alias: 'Ada' }) }))}                                                                                    | ${['domains_google:1:alias_twice']}
    ${'two naming forms at one provider'}    | ${google(domain('acme.com'), domain('acme.io', { naming: aliases(2) }))}                                                                                   | ${['domains_google:-:mixed_naming']}
    ${'the same name twice'}                 | ${google(domain('acme.com'), domain('ACME.com', { line: 2 }))}                                                                                             | ${['domains_google:2:domain_twice']}
    ${'an empty coupon'}                     | ${input({ coupon: '' })}                                                                                                                                   | ${['coupon:-:empty_text']}
    ${'domains elsewhere without a login'}   | ${input({ source: 'other' })}                                                                                                                              | ${['hosting_provider:-:hosting_missing']}
    ${'a login that is not needed'}          | ${input({ hosting })}                                                                                                                                      | ${['hosting_provider:-:hosting_not_needed']}
    ${'an empty hosting link'}               | ${input({ source: 'other', hosting: { ...hosting, link: '' } })}                                                                                           | ${['hosting_link:-:empty_text']}
    ${'a hosting link that is none'}         | ${input({ source: 'other', hosting: { ...hosting, link: 'namecheap.com' } })}                                                                              | ${['hosting_link:-:link_malformed']}
    ${'a sequencer link with a login'}       | ${input({ sequencer: { ...sequencer, link: 'https://ada:x@app.instantly.ai' } })}                                                                          | ${['sequencer_link:-:link_malformed']}
    ${'an empty sequencer tag'}              | ${input({ sequencer: { ...sequencer, tag: ' ' } })}                                                                                                        | ${['sequencer_tag:-:empty_text']}
    ${'a sequencer without a name'}          | ${input({ sequencer: { ...sequencer, provider: '' } })}                                                                                                    | ${['sequencer_provider:-:account_provider_missing']}
  `('with $why is refused', ({ order, problems }) => {
    expect(codes(order)).toEqual(problems);
  });

  test.each<{ what: string; order: CustomOrderInput }>`
    what                             | order
    ${'100 Google domains'}          | ${google(...many(100))}
    ${'two aliases for Google'}      | ${google(domain('acme.com', { naming: aliases(2) }))}
    ${'25 aliases for Outlook'}      | ${input({ lines: [{ provider: 'outlook', domains: [domain('acme.com', { naming: aliases(25) })] }] })}
    ${'four aliases for SMTP'}       | ${input({ lines: [{ provider: 'smtp', domains: [domain('acme.com', { naming: aliases(4) })] }] })}
    ${'another form at each provider'} | ${input({ lines: [{ provider: 'google', domains: [domain('acme.com')] }, { provider: 'smtp', domains: [domain('acme.io', { naming: aliases(4) })] }] })}
    ${'a hosting login'}             | ${input({ source: 'other', hosting })}
    ${'a sequencer'}                 | ${input({ sequencer: { ...sequencer, tag: '{{ID}}' } })}
    ${'links of both'}               | ${input({ source: 'other', hosting: { ...hosting, link: 'https://namecheap.com' }, sequencer: { ...sequencer, link: 'http://app.instantly.ai/x?y=1' } })}
    ${'a redirect without a scheme'} | ${google(domain('acme.com', { redirect: 'acme.io/start' }))}
    ${'names of 50 characters'}      | ${google(domain('acme.com', { naming: { ...names, firstName: 'x'.repeat(50), lastName: 'y'.repeat(50) } }))}
  `('with $what is fine', ({ order }) => {
    expect(codes(order)).toEqual([]);
  });

  test('of more than 200 domains in all is refused as a whole', () => {
    const named = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => domain(`${prefix}${index}.com`));
    const lines = [
      { provider: 'google', domains: named('g', 100) },
      { provider: 'outlook', domains: named('o', 30) },
      { provider: 'smtp', domains: named('s', 71) },
    ] as const;
    expect(codes(input({ lines }))).toEqual(['domains_smtp:-:too_many_domains', 'providers:-:too_many_domains_in_all']);
  });

  test('names in another open order are told with that order', () => {
    const taken = new Map([['acme.com', '7f3k2q']]);
    const checked = checkOrder(google(domain('acme.com')), taken);
    expect(checked).toMatchObject({
      ok: false,
      problems: [{ code: 'domain_in_open_order', message: expect.stringContaining('7f3k2q') }],
    });
  });

  test('what is wrong with names is told although nobody says who sends from them', () => {
    const alone = (name: string, overrides: Partial<DomainInput> = {}) => domain(name, { naming: null, ...overrides });
    const order = google(
      alone('acme.com'),
      alone('acme.io', { line: 2, redirect: 'https://acme.io' }),
      alone('acme.com', { line: 3 }),
    );
    const found = codes({ ...order, senders: [] }, new Map([['acme.com', '7f3k2q']]));
    for (const problem of ['1:domain_in_open_order', '2:redirect_in_circle', '3:domain_twice'])
      expect(found).toContain(`domains_google:${problem}`);
    const lines = [
      { provider: 'google', domains: many(100).map((each) => ({ ...each, naming: null })) },
      { provider: 'smtp', domains: many(101).map((each) => ({ ...each, naming: null })) },
    ] as const;
    expect(codes(input({ lines, senders: [] }))).toContain('providers:-:too_many_domains_in_all');
  });

  test('tells all problems at once, each with its line', () => {
    const order = google(
      domain('localhost'),
      domain('acme.com', { line: 2, naming: null }),
      domain('www.acme.io', { line: 3 }),
    );
    expect(codes({ ...order, label: '' })).toEqual([
      'label:-:label_missing',
      'domains_google:1:domain_not_registrable',
      'domains_google:2:name_missing',
      'domains_google:3:domain_is_subdomain',
    ]);
  });
});
