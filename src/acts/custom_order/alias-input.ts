import type { EmailProvider, NamesNaming } from './custom-order.ts';
import type { OrderDraft } from './draft.ts';
import { type AliasesOfDomain, readAliases } from './reading/alias-lines.ts';
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
  { provider, sender }: { readonly provider: EmailProvider; readonly sender: NamesNaming | null },
): { readonly domains: readonly DomainInput[]; readonly stray: readonly StrayAliases[] } {
  const byName = new Map(typed.map((each) => [each.name, each]));
  const ordered = new Set(domains.map(orderedName));
  return {
    domains: domains.map((domain) => named(domain, byName.get(orderedName(domain)), { provider, sender })),
    stray: typed.filter(({ name }) => !ordered.has(name)),
  };
}

/** A domain with its mailboxes. Whoever has no name of their own has the sender's; a sender who is missing is asked for. */
function named(
  domain: DomainInput,
  typed: AliasesOfDomain | undefined,
  { provider, sender }: { readonly provider: EmailProvider; readonly sender: NamesNaming | null },
): DomainInput {
  const usual = domain.naming?.form === 'names' ? domain.naming : sender;
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
