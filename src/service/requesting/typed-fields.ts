import { DomainSource, EMAIL_PROVIDERS, type EmailProvider } from '../../acts/custom_order/custom-order.ts';
import type { DraftAliases, DraftSequencer, OrderDraft } from '../../acts/custom_order/draft.ts';
import { withCorrected } from '../../acts/custom_order/mistakes.ts';
import { readSheet } from '../../acts/custom_order/reading/read-sheet.ts';
import { FORM_COLUMNS } from '../../acts/custom_order/reading/reading.ts';

/** What stands in the fields of one page of the order form; null, or no entry, for a field that is not on it. */
export interface TypedFields {
  readonly label: string | null;
  /** The chosen workspace, if any: one at most. */
  readonly workspaceIds: readonly string[] | null;
  readonly source: string | null;
  readonly providers: readonly string[] | null;
  readonly defaultName: string | null;
  readonly domainText: Readonly<Partial<Record<EmailProvider, string>>>;
  /** What the lines with mistakes were made, on the page that shows them alone. */
  readonly corrected: Readonly<Partial<Record<EmailProvider, string>>>;
  readonly pickedNames: Readonly<Partial<Record<EmailProvider, string[]>>>;
  readonly hostingProvider: string | null;
  readonly hostingLink: string | null;
  readonly coupon: string | null;
  readonly aliases: Readonly<Partial<Record<EmailProvider, DraftAliases>>>;
  readonly profilePicture: string | null;
  /** The sending tool without its login; null when it is not on the page. */
  readonly sequencer: Omit<DraftSequencer, 'loginId'> | null;
}

/** The draft with everything that the page holds; fields of other pages stay as they were. */
export function withTyped(known: OrderDraft, typed: TypedFields): OrderDraft {
  const { workspaceIds, providers } = typed;
  const { draft, texts } = withCorrections(known, typed.corrected);
  const { leftOut: _, ...others } = draft;
  return {
    ...others,
    label: typed.label ?? draft.label,
    workspaceId: workspaceIds ? (workspaceIds[0] ?? null) : draft.workspaceId,
    source: DomainSource.safeParse(typed.source).data ?? draft.source,
    providers: providers ? EMAIL_PROVIDERS.filter((provider) => providers.includes(provider)) : draft.providers,
    defaultName: typed.defaultName ?? draft.defaultName,
    ...withTexts(draft, { ...texts, ...typed.domainText }),
    pickedNames: { ...draft.pickedNames, ...typed.pickedNames },
    hosting: hostingOf(draft, typed),
    ...(typed.coupon === null ? {} : { coupon: typed.coupon }),
    ...(typed.profilePicture === null ? {} : { profilePicture: typed.profilePicture }),
    ...sequencerOf(draft, typed.sequencer),
    ...(Object.keys(typed.aliases).length === 0 ? {} : { aliases: { ...draft.aliases, ...typed.aliases } }),
  };
}

/** Corrected lines go back to where they stood, once: after that nobody knows any more which were wrong. */
function withCorrections(
  known: OrderDraft,
  corrected: TypedFields['corrected'],
): { draft: OrderDraft; texts: TypedFields['domainText'] } {
  const { mistakes, ...others } = known;
  const providers = EMAIL_PROVIDERS.filter((provider) => corrected[provider] !== undefined);
  if (!mistakes || providers.length === 0) return { draft: known, texts: {} };
  const texts: Partial<Record<EmailProvider, string>> = {};
  let { pickedNames } = known;
  for (const provider of providers) {
    const after = withCorrected({ ...known, pickedNames }, provider, corrected[provider] ?? '');
    texts[provider] = after.domainText[provider] ?? '';
    pickedNames = after.pickedNames;
  }
  return { draft: { ...others, pickedNames }, texts };
}

/**
 * The texts as they are kept: without columns that are not used, which may hold passwords. What was left out before is still
 * told of a text that comes back as we filled it in, or with its heading unchanged.
 */
function withTexts(
  { domainText, leftOut = {} }: OrderDraft,
  typed: TypedFields['domainText'],
): Pick<OrderDraft, 'domainText' | 'leftOut'> {
  const texts = { ...domainText };
  const left = { ...leftOut };
  for (const provider of EMAIL_PROVIDERS) {
    const text = typed[provider];
    if (text === undefined) continue;
    const { kept, notUsed, secrets } = readSheet(text, FORM_COLUMNS);
    const isAsBefore = firstLine(text) === firstLine(domainText[provider] ?? '');
    if (notUsed.length + secrets.length > 0) left[provider] = { notUsed: [...notUsed], secrets: [...secrets] };
    else if (!isAsBefore) delete left[provider];
    texts[provider] = kept;
  }
  return { domainText: texts, ...(Object.keys(left).length === 0 ? {} : { leftOut: left }) };
}

const firstLine = (text: string): string => text.trim().split(/[\r\n]/)[0] ?? '';

function hostingOf({ hosting }: OrderDraft, { hostingProvider, hostingLink }: TypedFields): OrderDraft['hosting'] {
  if (hostingProvider === null && hostingLink === null) return hosting;
  return {
    provider: hostingProvider ?? hosting?.provider ?? '',
    link: hostingLink ?? hosting?.link ?? '',
    loginId: hosting?.loginId ?? null,
  };
}

/** A page that is left as empty as it was asks for no sending tool. */
function sequencerOf({ sequencer = null }: OrderDraft, typed: TypedFields['sequencer']): Pick<OrderDraft, 'sequencer'> {
  if (typed === null) return {};
  const isEmpty = Object.values(typed).every((text) => text.trim() === '');
  return isEmpty && !sequencer ? {} : { sequencer: { ...typed, loginId: sequencer?.loginId ?? null } };
}
