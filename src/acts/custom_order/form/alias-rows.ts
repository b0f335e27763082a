import { orderedName, usualSenders } from '../aliases/alias-input.ts';
import { type AliasesOfDomain, aliasLines } from '../aliases/alias-lines.ts';
import { aliasesFromText } from '../aliases/aliases-from-text.ts';
import type { EmailProvider } from '../custom-order.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import { sendersFrom } from '../reading/senders.ts';
import type { DomainInput } from '../rules/order-input.ts';
import type { OrderDraft } from './draft.ts';
import { draftInput } from './draft-input.ts';

/** One mailbox as a sheet has it; empty where nothing is said. */
export interface AliasRow {
  readonly domain: string;
  readonly first: string;
  readonly last: string;
  readonly alias: string;
  readonly picture: string;
}

/**
 * The aliases of a provider as a sheet: those that are made, or one's own with all that is typed, also for domains that are
 * not ordered. Where there are too few, rows without an alias stand for those to be filled in.
 */
export function aliasRows(draft: OrderDraft, provider: EmailProvider): AliasRow[] {
  const plain = domainsOf({ ...draft, aliases: {} }, provider);
  const usualOf = usualSenders(plain, sendersFrom(draft.defaultName));
  const given = new Map(aliasesOf(draft, provider).map((each) => [each.name, each.aliases]));
  const rows = plain.flatMap((domain): AliasRow[] => {
    const aliases = given.get(orderedName(domain)) ?? [];
    const usual = usualOf(domain);
    const wanted = PROVIDER_FACTS[provider].mailboxesPerDomain;
    const empty = Array.from({ length: Math.max(0, wanted - aliases.length) }, () => NO_ALIAS);
    return [...aliases, ...empty].map((each) => rowOf(orderedName(domain), { ...each, person: each.person ?? usual }));
  });
  const ordered = new Set(plain.map(orderedName));
  const strays = [...given].filter(([name]) => !ordered.has(name));
  return [...rows, ...strays.flatMap(([name, aliases]) => aliases.map((each) => rowOf(name, each)))];
}

const NO_ALIAS = { alias: '', person: null, picture: null };

function rowOf(domain: string, { alias, person, picture }: AliasesOfDomain['aliases'][number]): AliasRow {
  const { firstName: first, lastName: last } = person ?? { firstName: '', lastName: '' };
  return { domain, first, last, alias, picture: picture ?? '' };
}

/**
 * The draft with what is made from senders as lines of one's own: a name stands where it is not that of the domain's sender
 * anyway. Null when nothing can be made.
 */
export function takenAsOwn(draft: OrderDraft, provider: EmailProvider): OrderDraft | null {
  const text = madeAsLines(draft, provider);
  if (text === '') return null;
  const { leftOut: _, ...before } = asMade(draft, provider);
  return { ...draft, aliases: { ...draft.aliases, [provider]: { ...before, form: 'own', text } } };
}

function madeAsLines(draft: OrderDraft, provider: EmailProvider): string {
  return aliasLines(
    aliasesOf({ ...draft, aliases: { ...draft.aliases, [provider]: asMade(draft, provider) } }, provider),
  );
}

const asMade = ({ aliases }: OrderDraft, provider: EmailProvider) => ({
  text: '',
  ...aliases?.[provider],
  form: 'senders' as const,
});

/** The aliases that a provider's domains have by now. */
function aliasesOf(draft: OrderDraft, provider: EmailProvider): readonly Omit<AliasesOfDomain, 'line'>[] {
  const { form, text } = draft.aliases?.[provider] ?? { form: 'made', text: '' };
  if (form === 'own') return aliasesFromText(text).domains;
  const plain = domainsOf({ ...draft, aliases: {} }, provider);
  const usualOf = usualSenders(plain, sendersFrom(draft.defaultName));
  const usual = new Map(plain.map((domain) => [orderedName(domain), usualOf(domain)]));
  return domainsOf(draft, provider).flatMap((domain) => {
    const { naming } = domain;
    if (naming?.form !== 'aliases' || naming.aliases.length === 0) return [];
    const name = orderedName(domain);
    const sender = usual.get(name);
    const aliases = naming.aliases.map(({ alias, firstName, lastName }) => {
      const isUsual = sender?.firstName === firstName && sender.lastName === lastName;
      return { alias, person: isUsual ? null : { form: 'names' as const, firstName, lastName }, picture: null };
    });
    return [{ name, aliases }];
  });
}

const domainsOf = (draft: OrderDraft, provider: EmailProvider): readonly DomainInput[] =>
  draftInput(draft).lines.find((line) => line.provider === provider)?.domains ?? [];
