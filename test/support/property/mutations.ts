import fc from 'fast-check';
import type { Alias, Naming } from '../../../src/acts/custom_order/custom-order.ts';
import type { CustomOrderInput, DomainInput, LineInput } from '../../../src/acts/custom_order/rules/order-input.ts';
import { BAD_REDIRECTS } from './house-rules.ts';
import { ALIASES_PER_DOMAIN, aliasesNamed, MOST_DOMAINS } from './orders.ts';

/** Slips and mischief: each changes an order in one place. Whether the result is still an order is for the rules to say. */
export type Mutation = (order: CustomOrderInput) => CustomOrderInput;

/** Names that nobody can order. */
const BAD_NAMES: readonly string[] = [
  '',
  ' ',
  'localhost',
  'co.uk',
  'mail.acme.com',
  'acme.notatld',
  '192.168.0.1',
  'https://acme.com/x',
  'ada@acme.com',
  'ac me.com',
  '-acme.com',
  'ac_me.com',
  'acme..com',
  'acme.com,',
  '🚀',
  `${'x'.repeat(64)}.com`,
  `${'x'.repeat(300)}.com`,
  '<!channel>',
  'ac\u0000me.com',
  'acme.com\u0000',
  'acme%2ecom',
  '%61cme.com',
];
const BAD_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u00a0',
  'A\nB',
  'A\u0007',
  'x'.repeat(51),
  'x'.repeat(50),
  '🚀'.repeat(50),
  '🚀'.repeat(51),
  'é'.repeat(10_000),
];
const BAD_ALIASES: readonly string[] = [
  '',
  ' ',
  'a@b',
  'a b',
  'a\tb',
  'a\u0000',
  'x'.repeat(65),
  'x'.repeat(64),
  '🚀'.repeat(64),
  '@',
];
const BAD_PICTURES: readonly string[] = [
  '',
  ' ',
  'ada.png',
  'data:image/png;base64,AAAA',
  `https://a.io/${'x'.repeat(138)}`,
  `https://a.io/${'x'.repeat(137)}`,
];

const at = <Item>(items: readonly Item[], pick: number, change: (item: Item) => Item): Item[] =>
  items.map((item, index) => (index === pick % items.length ? change(item) : item));

const inLine =
  (pick: number, change: (line: LineInput) => LineInput): Mutation =>
  (order) => ({
    ...order,
    lines: at(order.lines, pick, change),
  });

const inDomain = (pick: number, change: (domain: DomainInput, line: LineInput) => DomainInput): Mutation =>
  inLine(pick, (line) => ({ ...line, domains: at(line.domains, pick, (domain) => change(domain, line)) }));

const inNaming = (pick: number, change: (naming: Naming) => Naming): Mutation =>
  inDomain(pick, (domain) => (domain.naming ? { ...domain, naming: change(domain.naming) } : domain));

const inAlias = (pick: number, change: (alias: Alias) => Alias): Mutation =>
  inNaming(pick, (naming) =>
    naming.form === 'aliases' ? { ...naming, aliases: at(naming.aliases, pick, change) } : naming,
  );

const ofAliases = (pick: number, change: (aliases: Alias[]) => Alias[]): Mutation =>
  inNaming(pick, (naming) => (naming.form === 'aliases' ? { ...naming, aliases: change(naming.aliases) } : naming));

const ada = { firstName: 'Ada', lastName: 'Park' };

/** Changes of one domain, or of the list that it stands in. */
const domainMutations = (pick: number): fc.Arbitrary<Mutation>[] => [
  fc.constantFrom(...BAD_NAMES).map((name) => inDomain(pick, (domain) => ({ ...domain, name }))),
  fc.constantFrom<Mutation>(
    inLine(pick, (line) => ({ ...line, domains: [...line.domains, ...line.domains.slice(0, 1)] })),
    inLine(pick, (line) => ({
      ...line,
      domains: at(line.domains, 1, (each) => ({ ...each, name: (line.domains[0] ?? each).name.toUpperCase() })),
    })),
    (order) => ({
      ...order,
      lines: at(order.lines, 1, (line) => ({
        ...line,
        domains: [...line.domains, ...(order.lines[0]?.domains.slice(0, 1) ?? [])],
      })),
    }),
    inLine(pick, (line) => ({ ...line, domains: [] })),
    inLine(pick, (line) => ({
      ...line,
      domains: Array.from({ length: MOST_DOMAINS[line.provider] + 1 }, (_, index) => ({
        ...(line.domains[0] ?? { naming: { form: 'names', ...ada } }),
        line: index,
        name: `more-${line.provider}${index}.com`,
      })),
    })),
    inDomain(pick, (domain) => ({ ...domain, naming: null })),
    inLine(pick, (line) => ({ ...line, domains: line.domains.map((domain) => ({ ...domain, naming: null })) })),
    inDomain(pick, (domain) => ({ ...domain, naming: { form: 'names', ...ada } })),
    inDomain(pick, (domain, { provider }) => ({
      ...domain,
      naming: aliasesNamed('ada', ALIASES_PER_DOMAIN[provider], ada),
    })),
  ),
  fc.constantFrom(...BAD_REDIRECTS, '', ' ').map((redirect) => inDomain(pick, (domain) => ({ ...domain, redirect }))),
  fc.constantFrom(...BAD_PICTURES).map((profilePicture) => inDomain(pick, (domain) => ({ ...domain, profilePicture }))),
];

/** Changes of how a domain's mailboxes are named. */
const namingMutations = (pick: number): fc.Arbitrary<Mutation>[] => [
  fc
    .constantFrom(...BAD_TEXTS, '<!channel>')
    .map((firstName) => inNaming(pick, (each) => (each.form === 'names' ? { ...each, firstName } : each))),
  fc
    .constantFrom(...BAD_TEXTS, 'acme.com/start')
    .map((lastName) => inNaming(pick, (each) => (each.form === 'names' ? { ...each, lastName } : each))),
  fc.constantFrom(...BAD_TEXTS).map((firstName) => inAlias(pick, (each) => ({ ...each, firstName }))),
  fc.constantFrom(...BAD_TEXTS).map((lastName) => inAlias(pick, (each) => ({ ...each, lastName }))),
  fc.constantFrom(...BAD_ALIASES).map((alias) => inAlias(pick, (each) => ({ ...each, alias }))),
  fc.constantFrom(...BAD_PICTURES).map((profilePicture) => inAlias(pick, (each) => ({ ...each, profilePicture }))),
  fc.constantFrom<Mutation>(
    ofAliases(pick, (aliases) => aliases.slice(1)),
    ofAliases(pick, () => []),
    ofAliases(pick, (aliases) => [...aliases, { ...ada, alias: 'one.more' }]),
    ofAliases(pick, (aliases) =>
      at(aliases, 1, (each) => ({ ...each, alias: (aliases[0] ?? each).alias.toUpperCase() })),
    ),
  ),
];

const blank = fc.constantFrom('', ' ', '\t');

/** Changes of what is said once for the whole order. */
const orderMutations: fc.Arbitrary<Mutation>[] = [
  fc.constantFrom(...BAD_TEXTS, 'x'.repeat(61)).map(
    (label): Mutation =>
      (order) => ({ ...order, label }),
  ),
  blank.map(
    (coupon): Mutation =>
      (order) => ({ ...order, coupon }),
  ),
  blank.map(
    (provider): Mutation =>
      (order) =>
        order.hosting ? { ...order, hosting: { ...order.hosting, provider } } : order,
  ),
  fc.oneof(blank, fc.constantFrom('namecheap.com', 'ftp://namecheap.com', 'mailto:ops@acme.com')).map(
    (link): Mutation =>
      (order) =>
        order.hosting ? { ...order, hosting: { ...order.hosting, link } } : order,
  ),
  fc.tuple(fc.constantFrom('provider', 'link', 'workspace', 'tag'), blank).map(
    ([field, text]): Mutation =>
      (order) => ({
        ...order,
        sequencer: { provider: 'Instantly', loginId: 'login-2', ...order.sequencer, [field]: text },
      }),
  ),
  fc.constantFrom<Mutation>(
    (order) => ({ ...order, workspace: null }),
    (order) => ({ ...order, lines: [] }),
    (order) => ({ ...order, lines: [...order.lines, ...order.lines.slice(0, 1)] }),
    (order) => ({ ...order, source: 'scaledmail' }),
    (order) => ({ ...order, source: 'other' }),
    ({ hosting: _, ...order }) => order,
    (order) => ({ ...order, hosting: { provider: 'Porkbun', loginId: '' } }),
    (order) => ({ ...order, sequencer: { provider: 'Instantly', loginId: '' } }),
  ),
];

const mutation: fc.Arbitrary<Mutation> = fc
  .nat({ max: 300 })
  .chain((pick) =>
    fc.oneof(
      { arbitrary: fc.oneof(...domainMutations(pick)), weight: 2 },
      { arbitrary: fc.oneof(...namingMutations(pick)), weight: 4 },
      { arbitrary: fc.oneof(...orderMutations), weight: 1 },
    ),
  );

/** An order after `most` slips at most. */
export const slipped = (order: fc.Arbitrary<CustomOrderInput>, most: number): fc.Arbitrary<CustomOrderInput> =>
  fc
    .tuple(order, fc.array(mutation, { minLength: 1, maxLength: most }))
    .map(([start, slips]) => slips.reduce<CustomOrderInput>((now, slip) => slip(now), start));
