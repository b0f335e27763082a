import { createHash } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { labelOf } from '../acts/act.ts';
import { vendorTag } from '../acts/custom_order/tag.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import { Fingerprint, type Reference } from '../values/ids.ts';
import type { Terms } from './order.ts';

/**
 * Fingerprint of what an approval agrees to: the exact payload with its tag, each price, and the policy. The moment of
 * pricing does not count, so asking again at the same price changes nothing. Logins count by the id of their sealed copy.
 */
export function fingerprintOf(
  reference: Reference,
  purchase: Act,
  terms: Pick<Terms, 'attempt' | 'quote' | 'policy' | 'workspaceName'>,
): Fingerprint {
  const { lines, totalCents } = terms.quote;
  const content = {
    reference,
    purchase,
    tag: vendorTag(labelOf(purchase), reference, terms.attempt),
    quote: { lines, totalCents },
    policy: terms.policy,
    ...(terms.workspaceName === undefined ? {} : { workspaceName: terms.workspaceName }),
  };
  return Fingerprint.parse(createHash('sha256').update(canonicalJson(content)).digest('hex'));
}

/** The part of a fingerprint that people see and compare. */
export function shortFingerprint(fingerprint: Fingerprint): string {
  return fingerprint.slice(0, 8);
}
