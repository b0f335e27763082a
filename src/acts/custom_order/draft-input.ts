import { ownAliases, withAliases } from './alias-input.ts';
import type { EmailProvider, SequencerAccount } from './custom-order.ts';
import type { DraftSequencer, OrderDraft } from './draft.ts';
import { namesFrom } from './reading/person-name.ts';
import { readSheet } from './reading/read-sheet.ts';
import { FORM_COLUMNS, type ReadRow } from './reading/reading.ts';
import { parseDomainName } from './rules/domain-name.ts';
import type { CustomOrderInput, DomainInput, LineInput } from './rules/order-input.ts';

/** The order that a form stands for, before it is checked. Names from the picker come after the typed lines. */
export function draftInput(draft: OrderDraft): CustomOrderInput {
  const { hosting, sequencer, coupon = '', profilePicture = '' } = draft;
  return {
    label: draft.label,
    workspace: draft.workspaces.find(({ id }) => id === draft.workspaceId) ?? null,
    source: draft.source,
    defaultNaming: namesFrom(draft.defaultName),
    lines: draft.providers.map((provider) => lineOf(draft, provider)),
    ...(profilePicture.trim() === '' ? {} : { profilePicture: profilePicture.trim() }),
    ...(coupon.trim() === '' ? {} : { coupon }),
    ...(draft.source === 'other' && hosting ? { hosting: hostingOf(hosting) } : {}),
    ...(sequencer ? { sequencer: sequencerOf(sequencer) } : {}),
  };
}

function lineOf(draft: OrderDraft, provider: EmailProvider): LineInput {
  const { rows, problems } = readSheet(draft.domainText[provider] ?? '', FORM_COLUMNS);
  const picked = pickedOnly(draft, provider, rows).map((name): DomainInput => ({ line: null, name, naming: null }));
  const domains = [...rows.map(domainOf), ...picked];
  const own = ownAliases(draft, provider);
  const named = own && withAliases(domains, own, { provider, sender: namesFrom(draft.defaultName) });
  return {
    provider,
    domains: named?.domains ?? domains,
    ...(named ? { strayAliases: named.stray } : {}),
    ...(problems.length === 0 ? {} : { unread: problems }),
  };
}

const domainOf = ({ line, domain, naming, redirect }: ReadRow): DomainInput => ({
  line,
  name: domain,
  naming,
  ...(redirect === null ? {} : { redirect }),
});

/** The names from the picker. */
export const pickedNames = ({ source, pickedNames: picked }: OrderDraft, provider: EmailProvider): readonly string[] =>
  source === 'scaledmail' ? (picked[provider] ?? []) : [];

/** Those of them that are not typed as well: what is said twice is ordered once. */
export function pickedOnly(draft: OrderDraft, provider: EmailProvider, rows: readonly ReadRow[]): string[] {
  const picked = pickedNames(draft, provider);
  if (picked.length === 0) return [];
  const typed = new Set(rows.map(({ domain }) => orderedName(domain)));
  return picked.filter((name) => !typed.has(orderedName(name)));
}

function orderedName(domain: string): string {
  const parsed = parseDomainName(domain);
  return parsed.ok ? parsed.name : domain;
}

function hostingOf(hosting: NonNullable<OrderDraft['hosting']>) {
  const { provider, link, loginId } = hosting;
  return { provider, loginId: loginId ?? '', ...(link.trim() === '' ? {} : { link: link.trim() }) };
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
