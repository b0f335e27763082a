import { canBeOrderedAgain } from '../../acts/act.ts';
import type { EmailProvider } from '../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import { domainText } from '../../acts/custom_order/rules/domain-text.ts';
import { newestTerms } from '../../orders/order.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { type FindingDeps, type FoundOrder, showOrder } from '../reading/find-orders.ts';
import { type Started, type StartingDeps, startForm } from './start-draft.ts';

export type StartedAgain =
  | Extract<Started, { ok: true }>
  | Extract<FoundOrder, { ok: false }>
  /** What it does is not asked for by the order form. */
  | { readonly ok: false; readonly refusal: 'does_not_apply' };

/**
 * Starts a form with everything that an order asked for, as a new order that says which one it follows. For the same people
 * as `showOrder`. Logins are typed anew: those of the old order may be erased, and belong to it. Throws what `startDraft`
 * throws.
 */
export const orderAgain =
  (deps: FindingDeps & StartingDeps) =>
  async (by: UserId, reference: Reference): Promise<StartedAgain> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const { act } = newestTerms(found.order);
    if (!canBeOrderedAgain(act)) return { ok: false, refusal: 'does_not_apply' };
    const { label, workspace, source, lines, hosting } = act;
    const text: Partial<Record<EmailProvider, string>> = {};
    for (const { provider, domains } of lines) text[provider] = domainText(domains);
    const known: Partial<OrderDraft> = {
      follows: reference,
      label,
      workspaceId: workspace.id,
      source,
      providers: lines.map(({ provider }) => provider),
      domainText: text,
      hosting: hosting ? { provider: hosting.provider, link: hosting.link ?? '', loginId: null } : null,
    };
    return startForm(deps, by, known);
  };
