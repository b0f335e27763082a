import { SENDER_WORTH, senderRequest } from '../../../src/acts/change_sender/change-sender.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, aWorth, bea } from '../builders.ts';
import { anApprovedSender, aSenderChange } from '../changes.ts';
import { held, type Spoilt } from './of-any.ts';

const act = aSenderChange();
/** Another sender, approved by two where two are asked for. */
export const approvedSender = anApprovedSender(act, { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedSender);

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const moved = aSenderChange({ changes: act.changes.map((change) => ({ ...change, from: ['Ben Lee'] })) });

/** Each way in which a line can fail for what changes senders, alone. */
export const OF_SENDER: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row deletes mailboxes, which nobody approved',
    order: otherTerms({ act: aSenderChange({ mode: 'name_and_alias' }) }),
    event: held('not_as_approved'),
  },
  {
    line: 10,
    what: 'somebody else sends from it by now than people saw',
    facts: { appraised: { worth: SENDER_WORTH, act: moved } },
    event: { type: 'terms_changed', reason: 'target_changed', to: { worth: SENDER_WORTH, act: moved } },
  },
  {
    line: 10,
    what: 'it would charge something',
    facts: { appraised: { worth: aWorth() } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: aWorth() } },
  },
  {
    line: 12,
    what: 'it would delete mailboxes',
    facts: { request: senderRequest(aSenderChange({ mode: 'name_and_alias' }), 1) },
    event: held('not_as_approved'),
  },
  {
    line: 12,
    what: 'it would be another sender',
    facts: { request: senderRequest(aSenderChange({ to: { firstName: 'Eve', lastName: 'Il' } }), 1) },
    event: held('not_as_approved'),
  },
];
