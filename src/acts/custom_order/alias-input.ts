import type { EmailProvider, NamesNaming } from './custom-order.ts';
import type { OrderDraft } from './draft.ts';
import { type AliasesOfDomain, readAliases } from './reading/alias-lines.ts';
import { takenInTurn } from './reading/senders.ts';
import { parseDomainName } from './rules/domain-name.ts';
import type { DomainInput, StrayAliases } from './rules/order-input.ts';

/** What is typed of one's own aliases of a provider; null where ScaledMail makes them. */
export function ownAliases({ aliases }: OrderDraft, provider: EmailProvider): readonly AliasesOfDomain[] | null {
  const typed = aliases?.[provider];
  return typed?.isOwn ? readAliases(typed.text) : null;
}

/** Domains with the mailboxes that are typed for them, and lines of domains that are not among these. */
export function withAliases(
  domains: readonly DomainInput[],
  typed: readonly AliasesOfDomain[],
  { provider, senders }: { readonly provider: EmailProvider; readonly senders: readonly NamesNaming[] },
): { readonly domains: readonly DomainInput[]; readonly stray: readonly StrayAliases[] } {
  const byName = new Map(typed.map((each) => [each.name, each]));
  const ordered = new Set(domains.map(orderedName));
  const turns = takenInTurn(domains, senders);
  const usualOf = (domain: DomainInput) =>
    domain.naming?.form === 'names' ? domain.naming : (turns.get(domain) ?? null);
  return {
    domains: domains.map((domain) =>
      named(domain, byName.get(orderedName(domain)), { provider, usual: usualOf(domain) }),
    ),
    stray: typed.filter(({ name }) => !ordered.has(name)),
  };
}

/** A domain with its mailboxes. Whoever has no name of their own has that of its sender, whose turn it is; one who is missing is asked for. */
function named(
  domain: DomainInput,
  typed: AliasesOfDomain | undefined,
  { provider, usual }: { readonly provider: EmailProvider; readonly usual: NamesNaming | null },
): DomainInput {
  const aliases = (typed?.aliases ?? []).map(({ alias, person }) => ({ alias, person: person ?? usual }));
  const isNamed = aliases.every(({ person }) => person !== null);
  const naming = isNamed
    ? {
        form: 'aliases' as const,
        aliases: aliases.map(({ alias, person }) => ({
          firstName: person?.firstName ?? '',
          lastName: person?.lastName ?? '',
          alias,
        })),
      }
    : null;
  return { ...domain, naming, namedAt: { field: `aliases_${provider}`, line: typed?.line ?? null } };
}

function orderedName({ name }: DomainInput): string {
  const parsed = parseDomainName(name);
  return parsed.ok ? parsed.name : name;
}
