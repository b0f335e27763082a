import type { EmailProvider, NamesNaming } from '../custom-order.ts';
import { takenInTurn } from '../reading/senders.ts';
import { parseDomainName } from '../rules/domain-name.ts';
import type { DomainInput, StrayAliases } from '../rules/order-input.ts';
import type { AliasesOfDomain, TypedAlias } from './alias-lines.ts';

/** Domains with the mailboxes that are typed for them, and lines of domains that are not among these. */
export function withAliases(
  domains: readonly DomainInput[],
  typed: readonly AliasesOfDomain[],
  { provider, senders }: { readonly provider: EmailProvider; readonly senders: readonly NamesNaming[] },
): { readonly domains: readonly DomainInput[]; readonly stray: readonly StrayAliases[] } {
  const byName = new Map(typed.map((each) => [each.name, each]));
  const ordered = new Set(domains.map(orderedName));
  const usualOf = usualSenders(domains, senders);
  return {
    domains: domains.map((domain) =>
      named(domain, byName.get(orderedName(domain)), { provider, usual: usualOf(domain) }),
    ),
    stray: typed.filter(({ name }) => !ordered.has(name)),
  };
}

/** Whose a mailbox of a domain is when nothing is said: of its own sender, else of the one whose turn it is. */
export function usualSenders(
  domains: readonly DomainInput[],
  senders: readonly NamesNaming[],
): (domain: DomainInput) => NamesNaming | null {
  const turns = takenInTurn(domains, senders);
  return (domain) => (domain.naming?.form === 'names' ? domain.naming : (turns.get(domain) ?? null));
}

/** A domain with its mailboxes. Whoever has no name of their own has the `usual` one; a sender who is missing is asked for. */
function named(
  domain: DomainInput,
  typed: AliasesOfDomain | undefined,
  { provider, usual }: { readonly provider: EmailProvider; readonly usual: NamesNaming | null },
): DomainInput {
  const aliases = (typed?.aliases ?? []).map((alias) => ({ ...alias, person: alias.person ?? usual }));
  const isNamed = aliases.every(({ person }) => person !== null);
  const naming = isNamed ? { form: 'aliases' as const, aliases: aliases.map(orderedAlias) } : null;
  return { ...domain, naming, namedAt: { field: `aliases_${provider}`, line: typed?.line ?? null } };
}

const orderedAlias = ({ alias, person, picture }: TypedAlias) => ({
  firstName: person?.firstName ?? '',
  lastName: person?.lastName ?? '',
  alias,
  ...(picture === null ? {} : { profilePicture: picture }),
});

/** A name as it would be ordered. */
export function orderedName({ name }: Pick<DomainInput, 'name'>): string {
  const parsed = parseDomainName(name);
  return parsed.ok ? parsed.name : name;
}
