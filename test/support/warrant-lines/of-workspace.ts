import { workspaceRequest } from '../../../src/acts/create_workspace/create-workspace.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, aWorth, bea } from '../builders.ts';
import { aNewSpace, anApprovedSpace } from '../changes.ts';
import { held, type Spoilt } from './of-any.ts';

/** A new workspace, approved by two where two are asked for. */
export const approvedSpace = anApprovedSpace(aNewSpace(), { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedSpace);

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });

/** Each way in which a line can fail for what makes a workspace, alone. */
export const OF_WORKSPACE: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row has another name than was approved',
    order: otherTerms({ act: aNewSpace({ name: 'Evil' }) }),
    event: held('not_as_approved'),
  },
  {
    line: 7,
    what: 'the row is asked for at another path than was approved',
    order: otherTerms({ act: aNewSpace({ path: '/create-workspace' }) }),
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
    what: 'another workspace would be made',
    facts: { request: workspaceRequest(aNewSpace({ name: 'Evil' })) },
    event: held('not_as_approved'),
  },
];
