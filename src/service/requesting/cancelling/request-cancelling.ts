import { type CancelOrder, cancelWorth } from '../../../acts/cancel_order/cancel-order.ts';
import type { Ending } from '../../../acts/cancel_order/ending.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { UserId } from '../../../values/ids.ts';
import { refuseByPolicy, refuseToAsk } from '../../authority.ts';
import { showOrder } from '../../reading/find-orders.ts';
import type { FormOf } from '../kept-forms.ts';
import type { InsertingDeps } from '../sending/insert-once.ts';
import { checkPage, type PageKind, reopenPage, requestPage } from '../sending/page-form.ts';
import { type CancelForm, type CancelTarget, CHOICE_FORMS } from './cancel-form.ts';
import {
  CANCEL_PAGE,
  type CancelChoice,
  type CancellingDeps,
  type CancelPage,
  type CancelRefusal,
  endingOf,
  readTarget,
} from './start-cancelling.ts';

export interface RequestingCancelDeps extends CancellingDeps, InsertingDeps {}

/**
 * What would end by the choice with that number, read from the vendor now, in a form of its own: whoever chooses another one,
 * in another window or after *Back*, changes nothing of it. Throws what vendor reads throw.
 */
export const chooseEnding =
  (deps: CancellingDeps) =>
  async ({ formId, by }: FormOf, choice: number): Promise<CancelPage | CancelRefusal> => {
    const form = await CHOICE_FORMS.own(deps.keyValues, { formId, by });
    const listed = form?.choices[choice];
    if (!listed) return { ok: false, refusal: 'form_forgotten' };
    const { workspace, vendorOrderId, reference } = listed;
    const refusal = await refuseTarget(deps, by, listed);
    if (refusal) return { ok: false, refusal };
    return endingOf(deps, by, { workspace, vendorOrderId, reference });
  };

/** The list once more, which was left while one was being chosen. */
export const reopenChoice =
  ({ keyValues }: Pick<CancellingDeps, 'keyValues'>) =>
  async (of: FormOf): Promise<CancelChoice | CancelRefusal> => {
    const form = await CHOICE_FORMS.own(keyValues, of);
    return form ? { ok: true, form } : { ok: false, refusal: 'form_forgotten' };
  };

type Field = 'reason';

const CANCEL: PageKind<CancelForm, string, Field, CancelRefusal, RequestingCancelDeps> = {
  ...CANCEL_PAGE,
  withTyped: (form, reason) => ({ ...form, reason }),
  problems: ({ reason }) => (reason === '' ? { reason: 'Please say why: who decides reads it.' } : {}),
  // The reason tells no two of them apart: sent again with another one, it is the order that waits already.
  sent: ({ id: formId, ownerId: by, seen, reason }) => {
    const act: CancelOrder = { kind: 'cancel_order', ...seen, reason };
    return { formId, by, act, worth: cancelWorth(act) };
  },
  drawnAnew: (form) => ({ ...form, fill: form.fill + 1 }),
  readAgain: async (deps, form) => {
    const refusal = await refuseTarget(deps, form.ownerId, form.chosen);
    return refusal ? { ok: false, refusal } : readTarget(deps, form);
  },
  isAsShown: (shown, now) => isSameEnd(shown.seen, now.seen),
  claimed: (_form, taken) => ({ ok: false, refusal: 'claimed', by: [...taken.values()][0] ?? null }),
};

/** As `checkPage`. */
export const checkCancelling = (deps: Pick<RequestingCancelDeps, 'keyValues'>) => checkPage(CANCEL, deps);

/** Asks that what the form showed be ended: as `requestPage`. */
export const requestCancelling = (deps: RequestingCancelDeps) => requestPage(CANCEL, deps);

/** As `reopenPage`. */
export const reopenCancelling = (deps: RequestingCancelDeps) => reopenPage(CANCEL, deps);

/** Whether as much would end as was shown: the same amount and names. */
const isSameEnd = (left: Ending, right: Ending): boolean =>
  left.monthCents === right.monthCents && left.names.toSorted().join() === right.names.toSorted().join();

/** Null when somebody may ask for the end of it: whoever may see the order of ours, or, without one, who can decide. */
async function refuseTarget(
  deps: CancellingDeps,
  by: UserId,
  { reference }: CancelTarget,
): Promise<AuthorityRefusal | 'unknown_order' | null> {
  if (reference === null) return refuseByPolicy(deps, by);
  const found = await showOrder(deps)(by, reference);
  return found.ok ? refuseToAsk(deps, by) : found.refusal;
}
