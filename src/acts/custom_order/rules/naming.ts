import type { Alias, EmailProvider, NamesNaming, Naming } from '../custom-order.ts';
import { fieldProblem, lineProblem, type OrderField, type Problem } from '../problem.ts';
import { ORDER_LIMITS, PROVIDER_FACTS } from '../provider-facts.ts';
import { parseDomainName } from './domain-name.ts';
import { nameInstead, whyNoName } from './no-name.ts';
import type { DomainInput } from './order-input.ts';
import { capital, characterCount, hasControlCharacters, isInvisible, isWebAddress } from './text.ts';

const { maxPersonNameLength, maxAliasLength, maxProfilePictureLength } = ORDER_LIMITS;

/** Makes a problem at one place. */
type At = (code: string, message: string) => Problem;

/**
 * Problems of how a domain's mailboxes are named: both names there and at most 50 characters, or exactly as many
 * aliases as the provider asks for, each a local part of at most 64 characters, none twice. A domain without a naming
 * is fine where there is a field for senders, which are checked by `sendersProblems`.
 * Source: docs/vendor/notes.md, "Rules of a custom order".
 */
export function namingProblems(
  field: OrderField,
  provider: EmailProvider,
  domain: DomainInput,
  hasSenders: boolean,
): Problem[] {
  const { field: place, line } = domain.namedAt ?? { field, line: domain.line };
  const at: At = (code, message) => lineProblem(place, line, code, `${domain.name}: ${message}`);
  const picture = pictureProblems(domain.profilePicture, (code, message) =>
    lineProblem(field, domain.line, code, `${domain.name}: ${message}`),
  );
  if (!domain.naming) {
    return hasSenders ? picture : [...picture, at('name_missing', 'no sender name. Write “First Last” after it.')];
  }
  if (domain.naming.form === 'names') return [...picture, ...personProblems(domain.naming, at)];
  return [...picture, ...aliasProblems(domain.naming.aliases, provider, at)];
}

/** Whether a first and last name are one that the rules let pass. */
export const isPerson = (person: NamesNaming): boolean =>
  personProblems(person, (code, message) => fieldProblem('default_name', code, message)).length === 0;

/** What is wrong with a first and a last name, as whole sentences. */
export const nameProblemsOf = (person: { readonly firstName: string; readonly lastName: string }): string[] =>
  personProblems(person, (code, message) => fieldProblem('default_name', code, message)).map(({ message }) =>
    capital(message),
  );

function personProblems(person: { firstName: string; lastName: string }, at: At): Problem[] {
  const parts = [
    { part: 'first name', text: person.firstName },
    { part: 'last name', text: person.lastName },
  ];
  return parts.flatMap(({ part, text }) => {
    if (isInvisible(text)) return [at('name_incomplete', `the ${part} is missing. Write first and last name.`)];
    if (characterCount(text) > maxPersonNameLength) {
      return [
        at('name_too_long', `the ${part} has ${characterCount(text)} characters; ${maxPersonNameLength} are allowed.`),
      ];
    }
    if (hasControlCharacters(text)) return [at('name_malformed', `the ${part} has characters that cannot be printed.`)];
    const why = whyNoName(text);
    return why === null ? [] : [at('name_malformed', `“${text}” is not a ${part}: ${why}. ${nameInstead(text)}`)];
  });
}

function aliasProblems(aliases: readonly Alias[], provider: EmailProvider, at: At): Problem[] {
  const { label, mailboxesPerDomain } = PROVIDER_FACTS[provider];
  const problems: Problem[] = [];
  if (aliases.length !== mailboxesPerDomain) {
    problems.push(
      at('alias_count', `${label} takes exactly ${mailboxesPerDomain} aliases a domain, not ${aliases.length}.`),
    );
  }
  // Whoever has several mailboxes is told of once.
  const people = new Map(aliases.map((alias) => [JSON.stringify([alias.firstName, alias.lastName]), alias]));
  problems.push(...[...people.values()].flatMap((person) => personProblems(person, at)));
  const seen = new Set<string>();
  for (const alias of aliases) {
    problems.push(...oneAliasProblems(alias, at));
    const key = alias.alias.toLowerCase();
    if (seen.has(key)) problems.push(at('alias_twice', `the alias “${alias.alias}” stands there twice.`));
    seen.add(key);
  }
  return problems;
}

function oneAliasProblems(alias: Alias, at: At): Problem[] {
  const problems = pictureProblems(alias.profilePicture, at);
  if (alias.alias === '') return [...problems, at('alias_missing', 'an alias is empty.')];
  if (/^https?:/i.test(alias.alias)) {
    return [
      ...problems,
      at('alias_malformed', `“${alias.alias}” is a link: write it after the alias whose picture it is.`),
    ];
  }
  if (/[@\s]/.test(alias.alias) || hasControlCharacters(alias.alias)) {
    problems.push(at('alias_malformed', `the alias “${alias.alias}” may have no @ and no spaces.`));
  }
  if (characterCount(alias.alias) > maxAliasLength) {
    problems.push(at('alias_too_long', `the alias “${alias.alias}” has more than ${maxAliasLength} characters.`));
  }
  return problems;
}

function pictureProblems(link: string | undefined, at: At): Problem[] {
  if (link === undefined) return [];
  if (link === '') return [at('picture_empty', 'the link to the profile picture is empty.')];
  if (characterCount(link) > maxProfilePictureLength) {
    return [
      at('picture_too_long', `the link to the profile picture has more than ${maxProfilePictureLength} characters.`),
    ];
  }
  return isWebAddress(link)
    ? []
    : [at('picture_malformed', 'the profile picture has to be a link that starts with http:// or https://.')];
}

/** Problems of the picture that serves all domains, told once: at the field where it is filled in. */
export const commonPictureProblems = (link: string | undefined): Problem[] =>
  pictureProblems(link, (code, message) => fieldProblem('profile_picture', code, capital(message)));

/**
 * Problems of the senders of the domains without one of their own, told once: at the field where they are filled in. Which of
 * several senders is meant is said, and the first of those domains; a line that is no domain is told of elsewhere.
 */
export function sendersProblems(senders: readonly NamesNaming[], unnamed: readonly DomainInput[]): Problem[] {
  if (unnamed.length === 0) return [];
  const at: At = (code, message) => fieldProblem('default_name', code, capital(message));
  if (senders.length > 0) return senders.flatMap((sender) => senderProblems(sender, senders.length > 1, at));
  const meant = unnamed.filter(({ name }) => isMeant(name));
  const count = meant.length;
  if (count === 0) return [];
  const domains = count === 1 ? 'one domain has' : `${count} domains have`;
  const first = meant.find(({ name }) => parseDomainName(name).ok)?.name;
  const which = first === undefined ? '' : `: ${first}${count === 1 ? '' : ' first'}`;
  return [
    at('name_missing', `${domains} no sender name${which}. Fill this in, or write “First Last” after the domain.`),
  ];
}

/** Whether a text is a domain, or so nearly one that it is known which is meant. */
function isMeant(text: string): boolean {
  const parsed = parseDomainName(text);
  return parsed.ok || parsed.instead !== null;
}

function senderProblems(sender: NamesNaming, isOneOfSeveral: boolean, at: At): Problem[] {
  const whole = `${sender.firstName} ${sender.lastName}`.trim();
  const hint = whole.includes(',') ? ' Write several senders one a line, or with ; between them.' : '';
  return personProblems(sender, (code, message) => at(code, `${isOneOfSeveral ? `${whole}: ` : ''}${message}${hint}`));
}

/** The same naming without spaces around the people's names. */
export function trimmedNaming(naming: Naming): Naming {
  const trimmed = <Person extends { firstName: string; lastName: string }>(person: Person): Person => ({
    ...person,
    firstName: person.firstName.trim(),
    lastName: person.lastName.trim(),
  });
  return naming.form === 'names' ? trimmed(naming) : { ...naming, aliases: naming.aliases.map(trimmed) };
}

/** Whether domains are named in different forms: a provider allows one form only. */
export function mixedForms(domains: readonly { readonly naming: Naming | null }[]): boolean {
  return new Set(domains.flatMap(({ naming }) => (naming ? [naming.form] : []))).size > 1;
}
