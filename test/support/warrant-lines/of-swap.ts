import { sealedLogin } from '../../../src/acts/act-request.ts';
import { swapRequest } from '../../../src/acts/swap_domain/swap-domain.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, aWorth, bea } from '../builders.ts';
import { anApprovedSwap, aSwap } from '../changes.ts';
import { held, type Spoilt } from './of-any.ts';

/** Another name, approved by two where two are asked for. */
export const approvedSwap = anApprovedSwap(aSwap(), { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedSwap);

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });

/** Each way in which a line can fail for what swaps a domain, alone. */
export const OF_SWAP: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row has another new name than was approved',
    order: otherTerms({ act: aSwap({ to: 'other.io' }) }),
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
    what: 'another domain would be swapped',
    facts: { request: swapRequest(aSwap({ from: 'other.com' }), sealedLogin) },
    event: held('not_as_approved'),
  },
];
