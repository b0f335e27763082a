import type { EmailProvider } from './custom-order.ts';
import type { OrderDraft } from './draft.ts';
import { namesFrom, parseDomainLines } from './rules/domain-lines.ts';
import type { CustomOrderInput, DomainInput } from './rules/order-input.ts';

/** The order that a form stands for, before it is checked. Names from the picker come after the typed lines. */
export function draftInput(draft: OrderDraft): CustomOrderInput {
  const { hosting } = draft;
  return {
    label: draft.label,
    workspace: draft.workspaces.find(({ id }) => id === draft.workspaceId) ?? null,
    source: draft.source,
    defaultNaming: namesFrom(draft.defaultName),
    lines: draft.providers.map((provider) => ({ provider, domains: domainsOf(draft, provider) })),
    ...(draft.source === 'other' && hosting ? { hosting: hostingOf(hosting) } : {}),
  };
}

function domainsOf(draft: OrderDraft, provider: EmailProvider): DomainInput[] {
  const picked = draft.source === 'scaledmail' ? (draft.pickedNames[provider] ?? []) : [];
  return [
    ...parseDomainLines(draft.domainText[provider] ?? ''),
    ...picked.map((name): DomainInput => ({ line: null, name, naming: null })),
  ];
}

function hostingOf(hosting: NonNullable<OrderDraft['hosting']>) {
  const { provider, link, loginId } = hosting;
  return { provider, loginId: loginId ?? '', ...(link.trim() === '' ? {} : { link: link.trim() }) };
}
