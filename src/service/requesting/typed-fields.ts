import { DomainSource, EMAIL_PROVIDERS, type EmailProvider } from '../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';

/** What stands in the fields of one page of the order form; null, or no entry, for a field that is not on it. */
export interface TypedFields {
  readonly label: string | null;
  /** The chosen workspace, if any: one at most. */
  readonly workspaceIds: readonly string[] | null;
  readonly source: string | null;
  readonly providers: readonly string[] | null;
  readonly defaultName: string | null;
  readonly domainText: Readonly<Partial<Record<EmailProvider, string>>>;
  readonly pickedNames: Readonly<Partial<Record<EmailProvider, string[]>>>;
  readonly hostingProvider: string | null;
  readonly hostingLink: string | null;
}

/** The draft with everything that the page holds; fields of other pages stay as they were. */
export function withTyped(draft: OrderDraft, typed: TypedFields): OrderDraft {
  const { workspaceIds, providers } = typed;
  return {
    ...draft,
    label: typed.label ?? draft.label,
    workspaceId: workspaceIds ? (workspaceIds[0] ?? null) : draft.workspaceId,
    source: DomainSource.safeParse(typed.source).data ?? draft.source,
    providers: providers ? EMAIL_PROVIDERS.filter((provider) => providers.includes(provider)) : draft.providers,
    defaultName: typed.defaultName ?? draft.defaultName,
    domainText: { ...draft.domainText, ...typed.domainText },
    pickedNames: { ...draft.pickedNames, ...typed.pickedNames },
    hosting: hostingOf(draft, typed),
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
