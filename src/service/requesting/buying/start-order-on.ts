import { refuseToAsk } from '../../authority.ts';
import type { FormOf } from '../kept-forms.ts';
import { type Started, type StartingDeps, startForm } from '../starting/start-draft.ts';
import { ownBuyForm } from './buy-form.ts';

export type StartedOrderOn = Started | { readonly ok: false; readonly refusal: 'form_forgotten' | 'nothing_chosen' };

/**
 * Starts the order form with the names that are chosen in a search: they are bought first, by the same order. They get the
 * mailboxes that are chosen first. Throws what `startDraft` throws.
 */
export const startOrderOn =
  (deps: StartingDeps) =>
  async (of: FormOf): Promise<StartedOrderOn> => {
    const refusal = await refuseToAsk(deps, of.by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const form = await ownBuyForm(deps.keyValues, of);
    if (!form) return { ok: false, refusal: 'form_forgotten' };
    if (form.chosen.length === 0) return { ok: false, refusal: 'nothing_chosen' };
    const text = form.chosen.map(({ name }) => name).join('\n');
    return startForm(deps, of.by, {
      label: form.label,
      workspaceId: form.workspaceId,
      source: 'scaledmail',
      isNew: true,
      sheet: { name: '', text, leftOut: { notUsed: [], secrets: [] }, from: 'message' },
    });
  };
