import { createHash } from 'node:crypto';
import { type Act, labelOf, requestsOf, workspaceOf } from '../../acts/act.ts';
import type { ActRequest } from '../../acts/act-request.ts';
import { vendorTag } from '../../acts/custom_order/tag.ts';
import { worthOfQuote } from '../../acts/worth.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import { Fingerprint, type Reference } from '../../values/ids.ts';
import type { FirstFormTerms, Terms } from './terms.ts';

/**
 * Fingerprint of what an approval agrees to: the exact calls with their tag, and each amount. Who can decide is no part of it,
 * nor is the moment of pricing: asking again at the same price changes nothing. New terms have another one even when they say
 * what earlier ones said: who approved those has not approved these. Logins count by the id of their sealed copy, so that
 * nothing is ever hashed that holds a password.
 */
export function fingerprintOf(
  reference: Reference,
  { number, act, tag, worth }: Pick<Terms, 'number' | 'act' | 'tag' | 'worth'>,
): Fingerprint {
  return hashed({ form: 2, reference, number, ...callsOf(act, tag), worth });
}

/** What is sent: one call by itself, the calls of several steps as a list. */
function callsOf(act: Act, tag: string | null) {
  const requests = requestsOf(act, tag);
  return requests.length === 1 ? { request: requests[0] } : { requests };
}

/**
 * The fingerprint that terms have by the rule of their own form. Those of the first form that say something else by now than
 * was agreed to then have no name of that form.
 */
export const fingerprintByForm = (reference: Reference, terms: Terms): Fingerprint =>
  terms.firstForm && saysAsAgreed(reference, terms, terms.firstForm)
    ? firstFormFingerprint(reference, terms.firstForm)
    : fingerprintOf(reference, terms);

function saysAsAgreed(reference: Reference, { act, worth, tag }: Terms, agreed: FirstFormTerms): boolean {
  const { purchase, workspaceName: name = workspaceOf(purchase).name, quote, attempt } = agreed;
  const then = {
    act: { ...purchase, workspace: { ...workspaceOf(purchase), name } },
    worth: worthOfQuote(quote),
    tag: vendorTag(labelOf(purchase), reference, attempt),
  };
  return canonicalJson({ act, worth, tag }) === canonicalJson(then);
}

/** How terms of the first form were named: with the policy, and the amounts as the price of mailboxes. */
export function firstFormFingerprint(reference: Reference, terms: FirstFormTerms): Fingerprint {
  const { purchase, policy, quote, attempt, workspaceName } = terms;
  const { lines, totalCents } = quote;
  const tag = vendorTag(labelOf(purchase), reference, attempt);
  const renamed = workspaceName === undefined ? {} : { workspaceName };
  return hashed({ reference, purchase, tag, quote: { lines, totalCents }, policy, ...renamed });
}

/**
 * Names what somebody asks for, before it has a reference: what they call it, the exact calls without a tag, and each amount.
 * Logins count by the ids of their sealed copies.
 */
export const askedHashOf = ({ act, worth }: Pick<Terms, 'act' | 'worth'>): string =>
  hashed({ kind: act.kind, label: labelOf(act), ...callsOf(act, null), worth });

/** Names what is sent. The logins in it have to be sealed already: nothing that holds a password is hashed. */
export const sentHashOf = (sealed: ActRequest): string => hashed(sealed);

/** Long enough that two of one form are never the same by chance. */
const MARK_CHARACTERS = 16;

/** Tells what a page showed from anything else. Nothing that holds a password is marked. */
export const markOf = (shown: unknown): string => hashed(shown).slice(0, MARK_CHARACTERS);

const hashed = (content: unknown): Fingerprint =>
  Fingerprint.parse(createHash('sha256').update(canonicalJson(content)).digest('hex'));

/** The part of a fingerprint that people see and compare. */
export function shortFingerprint(fingerprint: Fingerprint): string {
  return fingerprint.slice(0, 8);
}
