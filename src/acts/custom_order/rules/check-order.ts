import type { CustomOrder, EmailProvider, NamesNaming, OrderedDomain, ProviderLine } from '../custom-order.ts';
import { fieldProblem, lineProblem, type OrderField, type Problem } from '../problem.ts';
import { ORDER_LIMITS, PROVIDER_FACTS } from '../provider-facts.ts';
import { takenInTurn } from '../reading/senders.ts';
import { hostingProblems, sequencerProblems } from './accounts.ts';
import { aliasLineProblems } from './alias-lines.ts';
import { parseDomainName } from './domain-name.ts';
import { commonPictureProblems, mixedForms, namingProblems, sendersProblems, trimmedNaming } from './naming.ts';
import type { CustomOrderInput, DomainInput, LineInput } from './order-input.ts';
import { circlesOf, redirectProblem } from './redirects.ts';
import { capital, characterCount, hasControlCharacters } from './text.ts';

/** A label is shown everywhere; the tag takes its beginning. Our own limit. */
export const MAX_LABEL_LENGTH = 60;

export type CheckedOrder =
  | { readonly ok: true; readonly purchase: CustomOrder }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The field that holds a provider's domains. */
export const domainsField = (provider: EmailProvider): OrderField => `domains_${provider}`;

/**
 * Every rule of the vendor for a custom order and ours, on a whole order. All problems come at once, each with its
 * field and line. `taken` tells which names stand in another open order, and in which.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function checkOrder(input: CustomOrderInput, taken: ReadonlyMap<string, string>): CheckedOrder {
  const { senders } = input;
  const common = { senders, picture: input.profilePicture, redirect: input.defaultRedirect };
  const lines = input.lines.map((line) => checkLine(line, common));
  const unnamed = input.lines.flatMap((line) => line.domains).filter(({ naming }) => naming === null);
  const named = lines.flatMap((line) => line.named);
  const problems = [
    ...labelProblems(input.label),
    ...(input.workspace ? [] : [fieldProblem('workspace', 'workspace_missing', 'Choose a workspace.')]),
    ...providerProblems(input.lines),
    ...(senders === undefined ? [] : sendersProblems(senders, unnamed)),
    ...defaultRedirectProblems(input.defaultRedirect),
    ...lines.flatMap((line) => line.problems),
    ...input.lines.flatMap(aliasLineProblems),
    ...totalProblems(named.length),
    ...duplicateProblems(named),
    ...circleProblems(named),
    ...takenProblems(named, taken),
    ...commonPictureProblems(input.profilePicture),
    ...(input.coupon?.trim() === '' ? [fieldProblem('coupon', 'empty_text', 'Leave it out, or fill it in.')] : []),
    ...hostingProblems(input.source, input.hosting),
    ...sequencerProblems(input.sequencer),
  ];
  if (problems.length > 0 || !input.workspace) return { ok: false, problems };
  const { source, coupon, hosting, sequencer, workspace } = input;
  const purchase: CustomOrder = {
    kind: 'custom_order',
    workspace,
    source,
    label: input.label.trim(),
    lines: lines.map(
      ({ provider, named: all }): ProviderLine => ({ provider, domains: all.flatMap(({ domain }) => domain ?? []) }),
    ),
    ...(coupon === undefined ? {} : { coupon: coupon.trim() }),
    ...(hosting === undefined ? {} : { hosting }),
    ...(sequencer === undefined ? {} : { sequencer }),
  };
  return { ok: true, purchase };
}

/** A domain whose name is one, where it stands: what holds of its name is told whatever else is missing. */
interface NamedDomain {
  readonly field: OrderField;
  readonly line: number;
  readonly name: string;
  readonly redirect?: string | undefined;
  /** As it would be ordered; null while nobody says who sends from it. */
  readonly domain: OrderedDomain | null;
}

/** What serves domains that have none of their own; its problems are told elsewhere. Absent `senders`: nobody is asked for them. */
interface Common {
  readonly senders: readonly NamesNaming[] | undefined;
  readonly picture: string | undefined;
  readonly redirect: string | undefined;
}

interface Turn {
  readonly turn: NamesNaming | undefined;
}

function checkLine({ provider, domains, unread = [], shortAliases }: LineInput, common: Common) {
  const field = domainsField(provider);
  const { label, maxDomains } = PROVIDER_FACTS[provider];
  const problems = unread.map(({ line, code, message }) => lineProblem(field, line, code, message));
  const named: NamedDomain[] = [];
  if (domains.length === 0 && unread.length === 0)
    problems.push(fieldProblem(field, 'domains_missing', `Add at least one domain for ${label}.`));
  if (domains.length > maxDomains) {
    const message = `${label} takes at most ${maxDomains} domains in one order; these are ${domains.length}.`;
    problems.push(fieldProblem(field, 'too_many_domains', message));
  }
  // Who chose to have all made has mixed nothing: what could not be made is told on its own.
  if (shortAliases === undefined && mixedForms(domains)) {
    problems.push(fieldProblem(field, 'mixed_naming', `All ${label} domains have to be named in the same way.`));
  }
  const turns = takenInTurn(domains, common.senders ?? []);
  for (const domain of domains) {
    const result = checkDomain(field, provider, domain, { ...common, turn: turns.get(domain) });
    if (result.named) named.push(result.named);
    // Told once for all of them.
    const isShort = ({ code }: Problem) => shortAliases !== undefined && code === 'alias_count';
    problems.push(...result.problems.filter((problem) => !isShort(problem)));
  }
  return { provider, named, problems };
}

function checkDomain(field: OrderField, provider: EmailProvider, input: DomainInput, common: Common & Turn) {
  const parsed = parseDomainName(input.name);
  const problems = parsed.ok ? [] : [lineProblem(field, input.line, parsed.code, parsed.message)];
  problems.push(
    ...namingProblems(field, provider, input, common.senders !== undefined),
    ...redirectProblems(field, input),
  );
  const naming = input.naming ?? common.turn ?? null;
  if (!parsed.ok) return { named: null, problems };
  const { redirect = common.redirect, profilePicture = common.picture } = input;
  const domain: OrderedDomain | null = naming && {
    name: parsed.name,
    naming: trimmedNaming(naming),
    ...(redirect === undefined ? {} : { redirect: redirect.trim() }),
    ...(profilePicture === undefined ? {} : { profilePicture }),
  };
  const named: NamedDomain = { field, line: input.line, name: parsed.name, redirect: redirect?.trim(), domain };
  return { named, problems };
}

function defaultRedirectProblems(redirect: string | undefined): Problem[] {
  const problem = redirect === undefined ? null : redirectProblem(redirect);
  return problem ? [fieldProblem('default_redirect', problem.code, capital(problem.message))] : [];
}

function redirectProblems(field: OrderField, { redirect, line, name }: DomainInput): Problem[] {
  const problem = redirect === undefined ? null : redirectProblem(redirect);
  return problem ? [lineProblem(field, line, problem.code, `${name}: ${problem.message}`)] : [];
}

/** Redirects that lead back to where they come from. */
function circleProblems(domains: readonly NamedDomain[]): Problem[] {
  const circles = circlesOf(domains);
  return domains.flatMap(({ field, line, name }) => {
    const way = circles.get(name);
    if (!way) return [];
    const message =
      way.length === 2 ? 'the redirect leads to itself.' : `the redirects lead in a circle: ${way.join(' → ')}.`;
    return [lineProblem(field, line, 'redirect_in_circle', `${name}: ${message}`)];
  });
}

/** What is wrong with a label, told at its field. */
export function labelProblems(label: string): Problem[] {
  const length = characterCount(label.trim());
  if (length === 0) return [fieldProblem('label', 'label_missing', 'Say whom the order is for.')];
  if (length > MAX_LABEL_LENGTH) {
    return [
      fieldProblem('label', 'label_too_long', `The label has ${length} characters; ${MAX_LABEL_LENGTH} are allowed.`),
    ];
  }
  return hasControlCharacters(label) ? [fieldProblem('label', 'label_malformed', 'Write the label on one line.')] : [];
}

function providerProblems(lines: readonly LineInput[]): Problem[] {
  if (lines.length === 0) return [fieldProblem('providers', 'providers_missing', 'Choose at least one provider.')];
  const isTwice = new Set(lines.map((line) => line.provider)).size !== lines.length;
  return isTwice ? [fieldProblem('providers', 'provider_twice', 'A provider stands there twice.')] : [];
}

function totalProblems(count: number): Problem[] {
  const { maxDomains } = ORDER_LIMITS;
  const message = `One order takes at most ${maxDomains} domains in all; these are ${count}. Split it into several orders.`;
  return count > maxDomains ? [fieldProblem('providers', 'too_many_domains_in_all', message)] : [];
}

function duplicateProblems(domains: readonly NamedDomain[]): Problem[] {
  const first = new Map<string, NamedDomain>();
  return domains.flatMap((each) => {
    const earlier = first.get(each.name);
    if (!earlier) {
      first.set(each.name, each);
      return [];
    }
    const where = earlier.field === each.field ? `line ${earlier.line}` : 'another provider';
    return [lineProblem(each.field, each.line, 'domain_twice', `${each.name} stands in ${where} already.`)];
  });
}

function takenProblems(domains: readonly NamedDomain[], taken: ReadonlyMap<string, string>): Problem[] {
  return domains.flatMap(({ field, line, name }) => {
    const reference = taken.get(name);
    if (reference === undefined) return [];
    return [lineProblem(field, line, 'domain_in_open_order', `${name} is in the open order ${reference}.`)];
  });
}
