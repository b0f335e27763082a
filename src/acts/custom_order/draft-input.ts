import { ownAliases, withAliases } from './alias-input.ts';
import type { EmailProvider, HostingAccount, SequencerAccount } from './custom-order.ts';
import type { DraftHosting, DraftSequencer, OrderDraft } from './draft.ts';
import { readSheet } from './reading/read-sheet.ts';
import { FORM_COLUMNS, type ReadRow } from './reading/reading.ts';
import { sendersFrom } from './reading/senders.ts';
import type { CustomOrderInput, DomainInput, LineInput } from './rules/order-input.ts';

/** The order that a form stands for, before it is checked. */
export function draftInput(draft: OrderDraft): CustomOrderInput {
  const { hosting, sequencer, coupon = '', defaultRedirect = '', profilePicture = '' } = draft;
  return {
    label: draft.label,
    workspace: draft.workspaces.find(({ id }) => id === draft.workspaceId) ?? null,
    source: draft.source,
    senders: sendersFrom(draft.defaultName),
    ...(defaultRedirect.trim() === '' ? {} : { defaultRedirect: defaultRedirect.trim() }),
    lines: filledLines(draft.providers.map((provider) => lineOf(draft, provider))),
    ...(profilePicture.trim() === '' ? {} : { profilePicture: profilePicture.trim() }),
    ...(coupon.trim() === '' ? {} : { coupon }),
    ...(draft.source === 'other' && hosting ? { hosting: hostingOf(hosting) } : {}),
    ...(sequencer ? { sequencer: sequencerOf(sequencer) } : {}),
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
  const own = ownAliases(draft, provider);
  const named = own && withAliases(domains, own, { provider, senders: sendersFrom(draft.defaultName) });
  return {
    provider,
    domains: named?.domains ?? domains,
    ...(named ? { strayAliases: named.stray } : {}),
    ...(problems.length === 0 ? {} : { unread: problems }),
  };
}

const domainOf = ({ line, domain, naming, redirect, picture }: ReadRow): DomainInput => ({
  line,
  name: domain,
  naming,
  ...(redirect === null ? {} : { redirect }),
  ...(picture === null ? {} : { profilePicture: picture }),
});

/** Hosting as it is ordered; see `sequencerOf`. */
export function hostingOf({ provider, link, loginId }: DraftHosting): HostingAccount {
  return { provider: provider.trim(), loginId: loginId ?? '', ...(link.trim() === '' ? {} : { link: link.trim() }) };
}

/** A sending tool as it is ordered; what is left empty is left out. A login that is not there yet is an empty one. */
export function sequencerOf({ provider, link, workspace, tag, loginId }: DraftSequencer): SequencerAccount {
  return {
    provider: provider.trim(),
    loginId: loginId ?? '',
    ...(link.trim() === '' ? {} : { link: link.trim() }),
    ...(workspace.trim() === '' ? {} : { workspace: workspace.trim() }),
    ...(tag.trim() === '' ? {} : { tag: tag.trim() }),
  };
}
