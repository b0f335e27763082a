import { REDIRECT_WORTH, redirectRequest } from '../../../src/acts/change_redirect/change-redirect.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, aWorth, bea } from '../builders.ts';
import { anApprovedRedirect, aRedirect } from '../changes.ts';
import { held, type Spoilt } from './of-any.ts';

const act = aRedirect();
/** Another redirect, approved by two where two are asked for. */
export const approvedRedirect = anApprovedRedirect(act, { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedRedirect);

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const leadingTo = (to: string) => ({ domain: 'getgoogle1.com', from: 'https://old.com', to });
const moved = aRedirect({ changes: [{ ...leadingTo('https://new.com'), from: 'https://other.com' }] });

/** Each way in which a line can fail for what changes redirects, alone. */
export const OF_REDIRECT: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row leads somewhere else than was approved',
    order: otherTerms({ act: aRedirect({ changes: [leadingTo('https://evil.example')] }) }),
    event: held('not_as_approved'),
  },
  {
    line: 10,
    what: 'it leads somewhere else by now than people saw',
    facts: { appraised: { worth: REDIRECT_WORTH, act: moved } },
    event: { type: 'terms_changed', reason: 'target_changed', to: { worth: REDIRECT_WORTH, act: moved } },
  },
  {
    line: 10,
    what: 'it would charge something',
    facts: { appraised: { worth: aWorth() } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: aWorth() } },
  },
  {
    line: 12,
    what: 'another domain would be changed',
    facts: {
      request: redirectRequest(aRedirect({ changes: [{ ...leadingTo('https://new.com'), domain: 'other.com' }] }), 1),
    },
    event: held('not_as_approved'),
  },
  {
    line: 12,
    what: 'it would lead somewhere else',
    facts: { request: redirectRequest(aRedirect({ changes: [leadingTo('')] }), 1) },
    event: held('not_as_approved'),
  },
];
