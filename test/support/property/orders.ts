import fc from 'fast-check';
import { EMAIL_PROVIDERS, type EmailProvider, type Naming } from '../../../src/acts/custom_order/custom-order.ts';
import type { CustomOrderInput, DomainInput, LineInput } from '../../../src/acts/custom_order/rules/order-input.ts';
import { cut, isNoName, lineOf } from './texts.ts';

/** Orders that every rule lets through, from one domain to all that an order can hold. */

/** Sizes of a custom order, said again so that a wrong table in src cannot hide itself. */
export const MOST_DOMAINS = { google: 100, outlook: 30, smtp: 70 } as const;
export const ALIASES_PER_DOMAIN = { google: 2, outlook: 25, smtp: 4 } as const;

/** Suffixes under which names are registered, so that a generated name is known to be registrable. */
export const SUFFIXES: readonly string[] = ['com', 'net', 'io', 'de', 'co.uk', 'com.au', 'agency'];

/** Ways to type a name that all mean the same domain. */
const TYPINGS: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) => ` ${name}\t`,
  (name) => `\u00a0${name}.`,
  (name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
];

const picture = fc.constantFrom(
  'https://img.example.com/ada.png',
  'http://a.io/x?y=1&z=<2>',
  `https://img.example.com/${'x'.repeat(126)}`,
);
const redirect = fc.oneof(
  fc.constantFrom('acme.com', 'https://acme.com', 'acme.io/start', 'http://x.example/<a>&b'),
  fc.webUrl().map((url) => cut(url, 500)),
);
const localPart = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9._-]{0,20}$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).map((text) => text.replace(/[@\s\p{Cc}]/gu, 'x')),
  fc.constantFrom('<!channel>', 'x'.repeat(64)),
);

/** Any text that may be somebody's name. */
const personName = lineOf(50).map((text) => (isNoName(text) ? 'Ada' : text));

/** What many domains of a line have in common; each gets a name, and aliases, of its own. */
const shape = fc.record(
  {
    word: fc.oneof(fc.stringMatching(/^[a-z]{1,10}$/), fc.constantFrom('bücher', '日本', 'x'.repeat(57))),
    suffix: fc.constantFrom(...SUFFIXES),
    typing: fc.constantFrom(...TYPINGS),
    firstName: personName,
    lastName: personName,
    local: localPart,
    aliasPicture: picture,
    redirect,
    profilePicture: picture,
  },
  { requiredKeys: ['word', 'suffix', 'typing', 'firstName', 'lastName', 'local'], noNullPrototype: true },
);
type Shape = typeof shape extends fc.Arbitrary<infer Value> ? Value : never;

/** `count` different aliases. */
export function aliasesNamed(local: string, count: number, person: Pick<Shape, 'firstName' | 'lastName'>): Naming {
  const aliases = Array.from({ length: count }, (_, index) => ({
    firstName: person.firstName,
    lastName: person.lastName,
    alias: `${cut(local, 62)}${index}`,
  }));
  return { form: 'aliases', aliases };
}

function namingOf(made: Shape, provider: EmailProvider, form: Naming['form']): Naming {
  const { firstName, lastName, aliasPicture } = made;
  if (form === 'names') return { form, firstName, lastName };
  const named = aliasesNamed(made.local, ALIASES_PER_DOMAIN[provider], made);
  if (named.form === 'names' || aliasPicture === undefined) return named;
  return {
    form,
    aliases: named.aliases.map((alias, index) => (index === 0 ? { ...alias, profilePicture: aliasPicture } : alias)),
  };
}

function domainOf(made: Shape, provider: EmailProvider, form: Naming['form'], index: number): DomainInput {
  return {
    line: index + 1,
    name: made.typing(`${made.word}-${provider.slice(0, 1)}${index}.${made.suffix}`),
    naming: namingOf(made, provider, form),
    ...(made.redirect === undefined ? {} : { redirect: made.redirect }),
    ...(made.profilePicture === undefined ? {} : { profilePicture: made.profilePicture }),
  };
}

/** Between one domain and `most`: mostly few, often all. */
const countUpTo = (most: number): fc.Arbitrary<number> =>
  fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 3 }), weight: 12 },
    { arbitrary: fc.integer({ min: 1, max: most }), weight: 1 },
    { arbitrary: fc.constant(most), weight: 1 },
  );

const validLine = (provider: EmailProvider, forms: readonly Naming['form'][]): fc.Arbitrary<LineInput> =>
  fc
    .record({
      form: fc.constantFrom(...forms),
      shapes: fc.array(shape, { minLength: 1, maxLength: 3 }),
      count: countUpTo(MOST_DOMAINS[provider]),
    })
    .map(({ form, shapes, count }) => ({
      provider,
      domains: Array.from({ length: Math.ceil(count / shapes.length) }, () => shapes)
        .flat()
        .slice(0, count)
        .map((made, index) => domainOf(made, provider, form, index)),
    }));

/** One to three providers, each with up to as many domains as it takes, named in one of `forms`. */
export const validLines = (forms: readonly Naming['form'][] = ['names', 'aliases']): fc.Arbitrary<LineInput[]> =>
  fc
    .subarray([...EMAIL_PROVIDERS], { minLength: 1 })
    .chain((providers) => fc.tuple(...providers.map((provider) => validLine(provider, forms))));

const loginPage = fc.constantFrom('https://namecheap.com', 'http://app.instantly.ai/login?next=%2F#top');
const hosting = fc.record(
  { provider: lineOf(40), loginId: fc.constant('login-1'), link: loginPage },
  { requiredKeys: ['provider', 'loginId'], noNullPrototype: true },
);
const sequencer = fc.record(
  { provider: lineOf(40), loginId: fc.constant('login-2'), link: loginPage, workspace: lineOf(40), tag: lineOf(40) },
  { requiredKeys: ['provider', 'loginId'], noNullPrototype: true },
);

/** Orders that keep every rule of the page and of ours, with every mixture of what may be left out. */
export const validOrder: fc.Arbitrary<CustomOrderInput> = fc
  .record({
    required: fc.record({
      label: lineOf(60),
      workspace: fc.record({ id: fc.constantFrom('recNorthwind', 'x'), name: lineOf(60) }, { noNullPrototype: true }),
      lines: validLines(),
    }),
    optional: fc.record({ coupon: lineOf(30), sequencer }, { requiredKeys: [], noNullPrototype: true }),
    hosting: fc.option(hosting, { nil: null }),
  })
  .map(({ required, optional, hosting: account }) => ({
    ...required,
    ...optional,
    ...(account ? { source: 'other', hosting: account } : { source: 'scaledmail' }),
  }));
