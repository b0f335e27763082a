import { z } from 'zod';

/**
 * The rules of a custom order said a second time, from the vendor's page alone, as naively as they can be said. The
 * property tests ask both tellings about the same orders; where they differ, one of them misread the page.
 *
 * Named at each rule: "page" is what the vendor's page of create-custom-order says, by its headings, as told in
 * docs/vendor/notes.md, "Rules of a custom order"; "contract" is docs/vendor/openapi.yaml by the name of its schema;
 * "notes" is docs/vendor/notes.md by the number of its section.
 */

const text = z.string().optional();
const WireAlias = z.strictObject({ first_name: text, last_name: text, alias: text, profile_picture: text });
type WireAlias = z.infer<typeof WireAlias>;
const WireDomain = z.strictObject({
  domain: text,
  redirect: text,
  profile_picture: text,
  first_name: text,
  last_name: text,
  aliases: z.array(WireAlias).optional(),
});
export type WireDomain = z.infer<typeof WireDomain>;
const account = { provider: text, username: text, password: text, link: text };

/** A create-custom-order request as it travels: the query and the JSON body, with nothing that the page does not name. */
export const WireRequest = z.strictObject({
  query: z.strictObject({ provider: text, organization_id: text, coupon: text }),
  body: z.strictObject({
    tag: text,
    providers: z.record(z.string(), z.strictObject({ domains: z.array(WireDomain) })),
    sequencer: z.strictObject({ ...account, workspace: text, tag: text }).optional(),
    hosting: z.strictObject(account).optional(),
  }),
});
export type WireRequest = z.infer<typeof WireRequest>;

/** One broken rule and the part of the request that breaks it: a provider's key, or the parameter's name. */
export interface BrokenRule {
  readonly rule: string;
  readonly part: string;
}

interface PageRule {
  readonly name: string;
  /** The parts of the request that break the rule; none when it holds. */
  readonly brokenBy: (request: WireRequest) => string[];
}

// Page, "providers (required)": domains of each provider.
const MOST_DOMAINS: Readonly<Record<string, number>> = { google: 100, outlook: 30, smtp: 70 };
// Page, "Aliases Handling", the table at its end.
const ALIASES_PER_DOMAIN: Readonly<Record<string, number>> = { google: 2, outlook: 25, smtp: 4 };

/** Length as people count it. The page says "characters", and JSON Schema counts code points too. */
const charactersOf = (text: string): number => [...text].length;
const isMissing = (text: string | undefined): boolean => text === undefined || text === '';
const isEmpty = (text: string | undefined): boolean => text === '';
const hasDuplicates = (texts: readonly string[]): boolean => new Set(texts).size !== texts.length;

/** A rule about each domain, broken by the providers of the domains of which `isBroken` says so. */
const ofDomains = (name: string, isBroken: (domain: WireDomain, provider: string) => boolean): PageRule => ({
  name,
  brokenBy: ({ body }) =>
    Object.entries(body.providers)
      .filter(([provider, { domains }]) => domains.some((domain) => isBroken(domain, provider)))
      .map(([provider]) => provider),
});

/** A rule about each listed alias. */
const ofAliases = (name: string, isBroken: (alias: WireAlias) => boolean): PageRule =>
  ofDomains(name, ({ aliases = [] }) => aliases.some(isBroken));

/** A rule about all domains of one provider. */
const ofProviders = (
  name: string,
  isBroken: (domains: readonly WireDomain[], provider: string) => boolean,
): PageRule => ({
  name,
  brokenBy: ({ body }) =>
    Object.entries(body.providers)
      .filter(([provider, { domains }]) => isBroken(domains, provider))
      .map(([provider]) => provider),
});

/** A rule about one named part of the request. */
const ofPart = (name: string, part: string, isBroken: (request: WireRequest) => boolean): PageRule => ({
  name,
  brokenBy: (request) => (isBroken(request) ? [part] : []),
});

const pictureIsRefused = (picture: string | undefined): boolean =>
  picture !== undefined && (picture === '' || charactersOf(picture) > 150 || picture.toLowerCase().startsWith('data:'));

const isHostName = (name: string): boolean => {
  const labels = name.split('.');
  return (
    name.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
  );
};

const isNamesForm = ({ first_name, last_name }: WireDomain): boolean =>
  first_name !== undefined || last_name !== undefined;
const isAliasesForm = ({ aliases }: WireDomain): boolean => aliases !== undefined;

const textOf = ({ body }: WireRequest, part: 'hosting' | 'sequencer', field: string): string | undefined =>
  new Map(Object.entries(body[part] ?? {})).get(field);

const accountRules = (part: 'hosting' | 'sequencer', optional: readonly string[]): PageRule[] => [
  ...['provider', 'username', 'password'].map((field) =>
    // Page, "sequencer" and "hosting": "provider, username, password are required."
    ofPart(
      `${part} has its ${field}`,
      `${part}.${field}`,
      (request) => request.body[part] !== undefined && isMissing(textOf(request, part, field)),
    ),
  ),
  ...optional.map((field) =>
    // Page, "sequencer" and "hosting": "optional but cannot be empty if provided."
    ofPart(`${part} ${field} is not empty`, `${part}.${field}`, (request) => isEmpty(textOf(request, part, field))),
  ),
];

export const PAGE_RULES: readonly PageRule[] = [
  // Page, "provider (required)": "scaledmail" or "other".
  ofPart('source is known', 'provider', ({ query }) => query.provider !== 'scaledmail' && query.provider !== 'other'),
  // Notes 1: send organization_id with every call except the workspace list; notes 3: "send it anyway".
  ofPart('organization is named', 'organization_id', ({ query }) => isMissing(query.organization_id)),
  // Contract, create-custom-order x-rules: "Optional strings must not be empty when present."
  ofPart('coupon is not empty', 'coupon', ({ query }) => isEmpty(query.coupon)),
  // Page, "tag (optional)": "Maximum: 20 characters"; contract, OrderTag: at least 1.
  ofPart('tag fits', 'tag', ({ body }) => body.tag !== undefined && (body.tag === '' || charactersOf(body.tag) > 20)),

  // Page, "providers (required)": "At least one provider must be included. Maximum 3 provider types."
  ofPart('one to three providers', 'providers', ({ body }) => {
    const count = Object.keys(body.providers).length;
    return count < 1 || count > 3;
  }),
  // Page, "providers (required)": "Supported provider keys".
  ofProviders('provider is supported', (_domains, provider) => !(provider in MOST_DOMAINS)),
  // Contract, …ProviderDomains: minItems 1.
  ofProviders('provider has a domain', (domains) => domains.length === 0),
  // Page, "providers (required)": "Maximum domains per provider".
  ofProviders(
    'provider has not too many domains',
    (domains, provider) => domains.length > (MOST_DOMAINS[provider] ?? 0),
  ),
  // Page, "providers (required)": "Maximum total domains across all providers: 200".
  ofPart(
    'not more than 200 domains',
    'providers',
    ({ body }) => Object.values(body.providers).flatMap(({ domains }) => domains).length > 200,
  ),
  // Notes 3: "Check on our side as well: duplicate names in the request"; contract, x-rules: "may appear once in the whole request".
  ofPart('each domain once', 'providers', ({ body }) =>
    hasDuplicates(
      Object.values(body.providers).flatMap(({ domains }) => domains.map(({ domain = '' }) => domain.toLowerCase())),
    ),
  ),

  // Page, "domain (required)"; contract, DomainName: "Bare lower-case host name"; notes 10: "ASCII only".
  ofDomains('domain is a host name', ({ domain }) => domain === undefined || !isHostName(domain)),
  // Notes 3: "Check on our side as well: … lower case".
  ofDomains('domain is in lower case', ({ domain = '' }) => domain !== domain.toLowerCase()),
  // Page, "redirect (optional)": "Cannot be empty if provided."
  ofDomains('redirect is not empty', ({ redirect }) => isEmpty(redirect)),
  // Page, "Profile Picture Options": "Maximum: 150 characters. Base64-encoded data is not allowed." Contract: at least 1.
  ofDomains('picture of a domain is a short link', ({ profile_picture }) => pictureIsRefused(profile_picture)),
  ofAliases('picture of an alias is a short link', ({ profile_picture }) => pictureIsRefused(profile_picture)),

  // Page, "Aliases Handling": "You have two ways"; notes 3: "Exactly one naming form per domain".
  ofDomains('domain has one naming form', (domain) => isNamesForm(domain) === isAliasesForm(domain)),
  // Page, "Aliases Handling": "All domains within the same provider must use the same format."
  ofProviders('provider has one naming form', (domains) => domains.some(isNamesForm) && domains.some(isAliasesForm)),
  // Page, "1. Pass first_name and last_name": "Maximum 50 characters each." Contract, PersonName: at least 1, both required.
  ofDomains(
    'names are there and short',
    (domain) => isNamesForm(domain) && [domain.first_name, domain.last_name].some(nameIsRefused),
  ),
  // Page, "2. Pass an aliases array": "Each alias requires first_name, last_name, and alias." Contract, Alias: PersonName.
  ofAliases('names of an alias are there and short', (alias) =>
    [alias.first_name, alias.last_name].some(nameIsRefused),
  ),
  // Page, "2. Pass an aliases array": "local part only … no @ symbol, no spaces. Maximum 64 characters."
  ofAliases(
    'alias is a local part',
    ({ alias = '' }) => alias === '' || charactersOf(alias) > 64 || /[@\s]/.test(alias),
  ),
  // Page, "2. Pass an aliases array": "The number of aliases per domain must match the provider requirement".
  ofDomains(
    'aliases are as many as the provider gives',
    ({ aliases }, provider) => aliases !== undefined && aliases.length !== ALIASES_PER_DOMAIN[provider],
  ),
  // Notes 3: "Check on our side as well: … duplicate aliases on a domain".
  ofDomains('each alias of a domain once', ({ aliases = [] }) =>
    hasDuplicates(aliases.map(({ alias = '' }) => alias.toLowerCase())),
  ),

  // Page, "hosting (conditionally required)": "Required only when provider = "other"."
  ofPart('other has hosting', 'hosting', ({ query, body }) => query.provider === 'other' && body.hosting === undefined),
  ...accountRules('hosting', ['link']),
  ...accountRules('sequencer', ['link', 'workspace', 'tag']),
];

function nameIsRefused(name: string | undefined): boolean {
  return name === undefined || name === '' || charactersOf(name) > 50;
}

/** Every rule of the page that the request breaks, and by which part; none when the vendor would take it. */
export function brokenPageRules(request: WireRequest): BrokenRule[] {
  return PAGE_RULES.flatMap(({ name, brokenBy }) => brokenBy(request).map((part) => ({ rule: name, part })));
}
