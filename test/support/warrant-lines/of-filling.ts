import { fillFormRequest } from '../../../src/acts/fill_form/fill-form.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, aWorth, bea } from '../builders.ts';
import { aFilling, anApprovedFilling } from '../filling.ts';
import { openedLogin } from '../warrants.ts';
import { held, type Spoilt } from './of-any.ts';

/** A form that is filled in, approved by two where two are asked for. */
export const approvedFilling = anApprovedFilling(aFilling(), { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedFilling);

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const otherForm = aFilling({ form: { uuid: 'form-2', vendorOrderId: 'recPaid' } });

/** Each way in which a line can fail for what fills in a form, alone. */
export const OF_FILLING: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row fills in another form than was approved',
    order: otherTerms({ act: otherForm }),
    event: held('not_as_approved'),
  },
  {
    line: 10,
    what: 'it would charge something',
    facts: { appraised: { worth: aWorth() } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: aWorth() } },
  },
  {
    line: 12,
    what: 'another form would be filled in',
    facts: { request: fillFormRequest(otherForm, openedLogin) },
    event: held('not_as_approved'),
  },
];
