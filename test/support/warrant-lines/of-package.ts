import { packageRequest, packageWorth } from '../../../src/acts/fixed_package/fixed-package.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import { newestTerms, type OrderIn } from '../../../src/orders/order.ts';
import { amir, aPolicy, bea } from '../builders.ts';
import { anApprovedPackage, aPackage } from '../packages.ts';
import { openedLogin } from '../warrants.ts';
import { held, type Spoilt } from './of-any.ts';

/** A package, approved by two where two are asked for. */
export const approvedPackage = anApprovedPackage(aPackage(), { policy: aPolicy({ quorum: 2 }), by: [amir, bea] });
const terms = newestTerms(approvedPackage);
const { offer } = aPackage().package;

/** The terms with something else in them, under the name that was approved. */
const otherTerms = (other: Partial<Terms>): Partial<OrderIn<'approved'>> => ({ terms: [{ ...terms, ...other }] });
const twice = aPackage({ package: { offer, quantity: 2 } });
const dearer = packageWorth({ offer: { ...offer, monthCents: offer.monthCents + 1 }, quantity: 1 });

/** Each way in which a line can fail for a package, alone. */
export const OF_PACKAGE: readonly Spoilt[] = [
  {
    line: 7,
    what: 'the row buys it twice',
    order: otherTerms({ act: twice }),
    event: held('not_as_approved'),
  },
  {
    line: 10,
    what: 'it is dearer than was approved',
    facts: { appraised: { worth: dearer } },
    event: { type: 'terms_changed', reason: 'price_rose', to: { worth: dearer } },
  },
  {
    line: 12,
    what: 'it would be bought twice',
    facts: { request: packageRequest(twice, openedLogin) },
    event: held('not_as_approved'),
  },
];
