import { withAliases } from '../aliases/alias-input.ts';
import { aliasesFromText } from '../aliases/aliases-from-text.ts';
import { withMadeAliases } from '../aliases/made-input.ts';
import { ALIAS_PATTERNS, type AliasPattern } from '../aliases/patterns.ts';
import type { EmailProvider, HostingAccount, SequencerAccount } from '../custom-order.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import { cleanRedirect } from '../reading/cells/clean-domain.ts';
import { readSheet } from '../reading/read-sheet.ts';
import { FORM_COLUMNS, type ReadRow } from '../reading/reading.ts';
import { sendersFrom } from '../reading/senders.ts';
import type { CustomOrderInput, DomainInput, LineInput } from '../rules/order-input.ts';
import { chosenIn, type DraftLogin } from '../saved-login.ts';
import type { DraftHosting, DraftSequencer, DraftTool, OrderDraft } from './draft.ts';

/** The order that a form stands for, before it is checked. */
export function draftInput(draft: OrderDraft): CustomOrderInput {
  const { hosting, coupon = '', defaultRedirect = '', profilePicture = '', logins } = draft;
  const redirect = cleanRedirect(defaultRedirect).text;
  const picture = cleanRedirect(profilePicture).text;
  return {
    label: draft.label,
    workspace: draft.workspaces.find(({ id }) => id === draft.workspaceId) ?? null,
    source: draft.source,
    senders: sendersFrom(draft.defaultName),
    ...(redirect === '' ? {} : { defaultRedirect: redirect }),
    lines: filledLines(draft.providers.map((provider) => lineOf(draft, provider))),
    ...(picture === '' ? {} : { profilePicture: picture }),
    ...(coupon.trim() === '' ? {} : { coupon }),
    ...(draft.source === 'other' && hosting ? { hosting: hostingFor({ hosting, ...(logins ? { logins } : {}) }) } : {}),
    ...toolOf(draft),
  };
}

/** A chosen provider without domains is left out, unless none has any. */
function filledLines(lines: readonly LineInput[]): readonly LineInput[] {
  const filled = lines.filter(({ domains, unread = [] }) => domains.length + unread.length > 0);
  return filled.length === 0 ? lines : filled;
}

function lineOf(draft: OrderDraft, provider: EmailProvider): LineInput {
  const { rows, problems } = readSheet(draft.domainText[provider] ?? '', FORM_COLUMNS);
  const domains = rows.map(domainOf);
  return {
    provider,
    ...withNaming(draft, provider, domains),
    ...(problems.length === 0 ? {} : { unread: problems }),
  };
}

type Named = Pick<LineInput, 'domains' | 'strayAliases' | 'unreadAliases' | 'shortAliases'>;

/** The domains with their mailboxes, by whoever names these. */
function withNaming(draft: OrderDraft, provider: EmailProvider, domains: readonly DomainInput[]): Named {
  const { form, text } = draft.aliases?.[provider] ?? { form: 'made', text: '' };
  const senders = sendersFrom(draft.defaultName);
  switch (form) {
    case 'made':
      return { domains };
    case 'senders': {
      const made = withMadeAliases(domains, { provider, senders, patterns: tickedPatterns(draft, provider) });
      return { domains: made.domains, shortAliases: made.short };
    }
    case 'own': {
      const typed = aliasesFromText(text);
      const named = withAliases(domains, typed.domains, { provider, senders });
      return {
        domains: named.domains,
        strayAliases: named.stray,
        ...(typed.problems.length === 0 ? {} : { unreadAliases: typed.problems }),
      };
    }
  }
}

/** The patterns that are ticked for a provider; as many as it takes mailboxes, until somebody ticks others. */
export const tickedPatterns = ({ aliases }: OrderDraft, provider: EmailProvider): readonly AliasPattern[] =>
  aliases?.[provider]?.patterns ?? ALIAS_PATTERNS.slice(0, PROVIDER_FACTS[provider].mailboxesPerDomain);

const domainOf = ({ line, domain, naming, redirect, picture }: ReadRow): DomainInput => ({
  line,
  name: domain,
  naming,
  ...(redirect === null ? {} : { redirect }),
  ...(picture === null ? {} : { profilePicture: picture }),
});

/** What a chosen login says instead of what is typed. One that was not taken yet is missing, as one that was not typed. */
function byChoice(login: DraftLogin | undefined): Pick<HostingAccount, 'provider' | 'link' | 'loginId'> | undefined {
  if (!login || login.choice === null) return undefined;
  const chosen = chosenIn(login);
  if (!chosen) return { provider: '…', link: undefined, loginId: '' };
  return { provider: chosen.provider, link: chosen.link === '' ? undefined : chosen.link, loginId: chosen.loginId };
}

/** Hosting as it is ordered; see `sequencerOf`. */
export function hostingOf({ provider, link, loginId }: DraftHosting): HostingAccount {
  const led = cleanRedirect(link).text;
  return { provider: provider.trim(), loginId: loginId ?? '', ...(led === '' ? {} : { link: led }) };
}

/** Where the names of a form are held, by the login that is chosen or typed. */
export const hostingFor = ({
  hosting,
  logins,
}: Pick<OrderDraft, 'logins'> & { readonly hosting: DraftHosting }): HostingAccount => ({
  ...hostingOf(hosting),
  ...byChoice(logins?.hosting),
});

/** The sending tool of a form, by the login that is chosen or typed; nothing for none. */
export const toolOf = ({ sequencer, logins }: DraftTool): { sequencer?: SequencerAccount } =>
  sequencer ? { sequencer: { ...sequencerOf(sequencer), ...byChoice(logins?.sequencer) } } : {};

/** A sending tool as it is ordered; what is left empty is left out. A login that is not there yet is an empty one. */
export function sequencerOf({ provider, link, workspace, tag, loginId }: DraftSequencer): SequencerAccount {
  const led = cleanRedirect(link).text;
  return {
    provider: provider.trim(),
    loginId: loginId ?? '',
    ...(led === '' ? {} : { link: led }),
    ...(workspace.trim() === '' ? {} : { workspace: workspace.trim() }),
    ...(tag.trim() === '' ? {} : { tag: tag.trim() }),
  };
}
