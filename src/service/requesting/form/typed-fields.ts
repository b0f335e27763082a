import { DomainSource, EMAIL_PROVIDERS, type EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import type { DraftSequencer, DraftTool, DraftUpload, OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { withCorrected } from '../../../acts/custom_order/form/mistakes.ts';
import {
  firstLine,
  isAsked,
  leftOutTogether,
  readAsSaid,
  withAnswer,
  withSaidOfSeconds,
} from '../../../acts/custom_order/form/said-columns.ts';
import { withNames } from '../../../acts/custom_order/reading/add-names.ts';
import type { ColumnUses } from '../../../acts/custom_order/reading/reading.ts';
import { type DraftLogin, LOGIN_KINDS, type LoginKind } from '../../../acts/custom_order/saved-login.ts';
import { type TypedAliases, withTypedAliases } from './typed-aliases.ts';
import { withFile, withSaidOfSheet } from './typed-file.ts';

/** What stands in the fields of one page of the order form; null, or no entry, for a field that is not on it. */
export interface TypedFields {
  readonly label: string | null;
  /** The chosen workspace, if any: one at most. */
  readonly workspaceIds: readonly string[] | null;
  readonly source: string | null;
  readonly providers: readonly string[] | null;
  readonly defaultName: string | null;
  readonly defaultRedirect: string | null;
  readonly domainText: Readonly<Partial<Record<EmailProvider, string>>>;
  /** What the lines with mistakes were made, on the page that shows them alone. */
  readonly corrected: Readonly<Partial<Record<EmailProvider, string>>>;
  /** Of which filling-in that page is; null for other pages. */
  readonly correctedOf: number | null;
  /** Unused names that were picked, to stand among the domains. */
  readonly addedNames: Readonly<Partial<Record<EmailProvider, readonly string[]>>>;
  /** What is said of columns, on the page that asks; absent on others, and when that page is left without an answer. */
  readonly columns?: Readonly<Partial<Record<EmailProvider | 'file', ColumnUses>>>;
  readonly hostingProvider: string | null;
  readonly hostingLink: string | null;
  /** Which saved login is chosen, and what a typed one is to be kept as. */
  readonly logins: Readonly<Partial<Record<LoginKind, Omit<DraftLogin, 'chosen'>>>>;
  readonly coupon: string | null;
  readonly aliases: Readonly<Partial<Record<EmailProvider, TypedAliases>>>;
  readonly profilePicture: string | null;
  /** A file that was chosen; null when none was, or the page has no field for it. */
  readonly upload: DraftUpload | null;
  /** Which mailboxes lines of the file get that name none, if that was chosen: one at most. */
  readonly sheetFor: readonly string[] | null;
  /** The sending tool without its login; null when it is not on the page. */
  readonly sequencer: Omit<DraftSequencer, 'loginId'> | null;
}

/** The draft with everything that the page holds; fields of other pages stay as they were. */
export function withTyped(known: OrderDraft, typed: TypedFields): OrderDraft {
  const { workspaceIds, providers } = typed;
  const { draft, texts } = withCorrections(known, typed.corrected);
  const names = withAdded({ ...draft.domainText, ...texts, ...typed.domainText }, typed.addedNames);
  const { leftOut: _, saidColumns: _said, added, ...others } = withFile(draft, typed);
  const kept = withTexts(draft, { ...texts, ...typed.domainText, ...names }, typed.columns);
  return {
    ...withSaidOfSheet({ ...others, ...kept }, typed.columns?.file),
    ...(added && isSameText(draft, kept) ? { added } : {}),
    label: typed.label ?? draft.label,
    workspaceId: workspaceIds ? (workspaceIds[0] ?? null) : draft.workspaceId,
    source: DomainSource.safeParse(typed.source).data ?? draft.source,
    providers: providers ? EMAIL_PROVIDERS.filter((provider) => providers.includes(provider)) : draft.providers,
    defaultName: typed.defaultName ?? draft.defaultName,
    ...(typed.defaultRedirect === null ? {} : { defaultRedirect: typed.defaultRedirect }),
    hosting: hostingOf(draft, typed),
    ...typedTool(draft, typed),
    ...(typed.coupon === null ? {} : { coupon: typed.coupon }),
    ...(typed.profilePicture === null ? {} : { profilePicture: typed.profilePicture }),
    ...withTypedAliases(draft, typed.aliases),
  };
}

const isSameText = (one: Pick<OrderDraft, 'domainText'>, other: Pick<OrderDraft, 'domainText'>): boolean =>
  EMAIL_PROVIDERS.every((provider) => (one.domainText[provider] ?? '') === (other.domainText[provider] ?? ''));

/** Corrected lines go back to where they stood, once: after that nobody knows any more which were wrong. */
function withCorrections(
  known: OrderDraft,
  corrected: TypedFields['corrected'],
): { draft: OrderDraft; texts: TypedFields['domainText'] } {
  const { mistakes, ...others } = known;
  const providers = EMAIL_PROVIDERS.filter((provider) => corrected[provider] !== undefined);
  if (!mistakes || providers.length === 0) return { draft: known, texts: {} };
  const texts: Partial<Record<EmailProvider, string>> = {};
  for (const provider of providers) {
    texts[provider] = withCorrected(known, provider, corrected[provider] ?? '').domainText[provider] ?? '';
  }
  return { draft: others, texts };
}

/** The texts to which names are added; what stands there already is not added again. */
function withAdded(texts: TypedFields['domainText'], names: TypedFields['addedNames']): TypedFields['domainText'] {
  const added: Partial<Record<EmailProvider, string>> = {};
  for (const provider of EMAIL_PROVIDERS) {
    const picked = names[provider] ?? [];
    if (picked.length > 0) added[provider] = withNames(texts[provider] ?? '', picked);
  }
  return added;
}

/**
 * The texts as they are kept: without columns that are not used, which may hold passwords. What was left out before is still
 * told of a text that comes back as we filled it in, or with its heading unchanged.
 */
function withTexts(
  { domainText, leftOut = {}, saidColumns }: OrderDraft,
  typed: TypedFields['domainText'],
  columns: TypedFields['columns'] = {},
): Pick<OrderDraft, 'domainText' | 'leftOut' | 'saidColumns'> {
  const texts = { ...domainText };
  const left = { ...leftOut };
  let said = saidColumns;
  for (const provider of EMAIL_PROVIDERS) {
    const before = texts[provider] ?? '';
    const answer = columns[provider];
    const shown = typed[provider] ?? (answer ? before : undefined);
    if (shown === undefined) continue;
    const text = withSaidOfSeconds(shown, answer);
    const isAsBefore = firstLine(text) === firstLine(before);
    if (answer && text === shown && isAsked(text)) said = withAnswer(said, firstLine(text), answer);
    const read = readAsSaid(text, said);
    const earlier = isAsBefore ? left[provider] : undefined;
    const names = leftOutTogether(earlier, read);
    if (names.notUsed.length + names.secrets.length > 0) left[provider] = names;
    else delete left[provider];
    texts[provider] = read.kept;
  }
  return {
    domainText: texts,
    ...(Object.keys(left).length === 0 ? {} : { leftOut: left }),
    ...(said ? { saidColumns: said } : {}),
  };
}

function hostingOf({ hosting }: OrderDraft, { hostingProvider, hostingLink }: TypedFields): OrderDraft['hosting'] {
  if (hostingProvider === null && hostingLink === null) return hosting;
  return {
    provider: hostingProvider ?? hosting?.provider ?? '',
    link: hostingLink ?? hosting?.link ?? '',
    loginId: hosting?.loginId ?? null,
  };
}

/** What a page says of a sending tool and of logins. */
export type TypedTool = Pick<TypedFields, 'sequencer' | 'logins'>;

/** What a page with a sending tool makes of what was known; nothing for a page without one. */
export const typedTool = (known: DraftTool, typed: TypedTool): DraftTool => ({
  ...loginsOf(known, typed),
  ...sequencerOf(known, typed),
});

/** What was chosen and taken before stays, for when it is chosen again. */
function loginsOf({ logins = {} }: DraftTool, { logins: typed }: TypedTool): Pick<OrderDraft, 'logins'> {
  const said = LOGIN_KINDS.flatMap((kind) => {
    const of = typed[kind];
    return of ? [[kind, { ...logins[kind], ...of }] as const] : [];
  });
  return said.length === 0 ? {} : { logins: { ...logins, ...Object.fromEntries(said) } };
}

/** A page that is left as empty as it was asks for no sending tool. */
function sequencerOf(
  { sequencer = null }: DraftTool,
  { sequencer: typed, logins }: TypedTool,
): Pick<OrderDraft, 'sequencer'> {
  if (typed === null) return {};
  const isChosen = (logins.sequencer?.choice ?? null) !== null;
  const isEmpty = !isChosen && Object.values(typed).every((text) => text.trim() === '');
  return isEmpty && !sequencer ? {} : { sequencer: { ...typed, loginId: sequencer?.loginId ?? null } };
}
