import type { EmailProvider, NamesNaming } from '../custom-order.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import { takenInTurn } from '../reading/senders.ts';
import { isPerson } from '../rules/naming.ts';
import type { DomainInput, ShortAliases } from '../rules/order-input.ts';
import { makeAliases } from './make-aliases.ts';
import type { AliasPattern } from './patterns.ts';
import { isUnwritable } from './spelling.ts';

/** From whom aliases are made, and how. */
interface Making {
  readonly provider: EmailProvider;
  readonly senders: readonly NamesNaming[];
  readonly patterns: readonly AliasPattern[];
}

/**
 * Domains with mailboxes made from senders: those of the domain's own sender first, else of the one whose turn it is; where
 * these do not suffice, the other senders fill up. A domain whose sender is missing or no name stays as it is, for the rules
 * to say; one for which all of them do not suffice is among `short`. Why in this order:
 * docs/decisions/0075-senders-take-turns-within-a-provider.md.
 */
export function withMadeAliases(
  domains: readonly DomainInput[],
  { provider, senders, patterns }: Making,
): { readonly domains: readonly DomainInput[]; readonly short: readonly ShortAliases[] } {
  const wanted = PROVIDER_FACTS[provider].mailboxesPerDomain;
  const turns = takenInTurn(domains, senders);
  const short: ShortAliases[] = [];
  const named = domains.map((domain): DomainInput => {
    const sender = domain.naming?.form === 'names' ? domain.naming : turns.get(domain);
    if (!sender || !isPerson(sender)) return domain;
    const people = [sender, ...othersAfter(sender, senders)].filter(isPerson);
    const made = makeAliases(people, patterns, wanted);
    if (made.length < wanted) {
      short.push({ name: domain.name, made: made.length, unwritable: people.filter(isUnwritable) });
    }
    const aliases = made.map(({ alias, person: { firstName, lastName } }) => ({ firstName, lastName, alias }));
    return { ...domain, naming: { form: 'aliases', aliases } };
  });
  return { domains: named, short };
}

/** The other senders, from the one after it on. */
function othersAfter(sender: NamesNaming, senders: readonly NamesNaming[]): readonly NamesNaming[] {
  const at = senders.indexOf(sender);
  return [...senders.slice(at + 1), ...senders.slice(0, Math.max(0, at))];
}
