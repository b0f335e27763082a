import { z } from 'zod';
import { type Act, chargedAtStep, paidOnceAtStep, stepsOf, tagOf } from '../../acts/act.ts';
import { chargedCents, paidOnce, worthOfQuote } from '../../acts/worth.ts';
import { fingerprintByForm, firstFormFingerprint } from '../../orders/approval/fingerprint.ts';
import type { ApprovalPolicy } from '../../orders/approval/policy.ts';
import type { Terms } from '../../orders/approval/terms.ts';
import type { HistoryEntry } from '../../orders/history/history.ts';
import { newestTerms, type Order } from '../../orders/order.ts';
import { FirstFormEvent } from '../../storage/first-form/event.ts';
import type { FirstFormAgreed } from '../../storage/first-form/order.ts';
import type { Fingerprint } from '../../values/ids.ts';
import type { Cents } from '../../values/money.ts';

type PaidOnce = { readonly nowCents?: Cents };

/** Terms that are kept somewhere with an order; `where` completes “the terms …”. */
export interface KeptTerms {
  readonly where: string;
  readonly fingerprint: Fingerprint;
  /** The fingerprint that they should have, by the rule of their form. */
  readonly named: Fingerprint;
  /** What they let all calls charge at once; null when they spend nothing. */
  readonly cents: Cents | null;
  /** What of it is paid once; nothing in the first form. */
  readonly once: PaidOnce;
  /** The same for the call of one step. */
  readonly centsAt: (step: number) => Cents | null;
  readonly onceAt: (step: number) => PaidOnce;
  /** The trace of what the last call makes; null when that leaves none. */
  readonly tag: string | null;
  /** Who had to approve them, in the first form. */
  readonly policy: ApprovalPolicy | null;
  readonly act: Act;
}

/** All terms that order and history keep: a history of the first form has its own. */
export function keptTerms(order: Order, history: readonly HistoryEntry[]): KeptTerms[] {
  const newest = newestTerms(order);
  const listed = order.terms.map((terms) => ofOrder(order, terms, newest));
  const purchase = order.terms[0]?.firstForm?.purchase;
  if (!purchase) return listed;
  const told = history.flatMap((entry) =>
    firstFormTermsIn(entry).map((terms) => ofFirstForm(order, purchase, terms, `of entry ${entry.sequence}`)),
  );
  return [...told, ...listed];
}

const ofOrder = ({ facts }: Order, terms: Terms, newest: Terms): KeptTerms => ({
  where: terms === newest ? 'in force' : `with the number ${terms.number}`,
  fingerprint: terms.fingerprint,
  named: fingerprintByForm(facts.reference, terms),
  cents: terms.worth.effect === 'spend' ? chargedCents(terms.worth) : null,
  once: paidOnce(terms.worth),
  centsAt: (step) => (terms.worth.effect === 'spend' ? chargedAtStep<Act['kind']>(terms.act, terms.worth, step) : null),
  onceAt: (step) => paidOnceAtStep<Act['kind']>(terms.act, terms.worth, step),
  tag: terms.tag,
  policy: terms.firstForm?.policy ?? null,
  act: terms.act,
});

function ofFirstForm({ facts }: Order, purchase: Act, agreed: FirstFormAgreed, where: string): KeptTerms {
  const { attempt, quote, policy, workspaceName, fingerprint } = agreed;
  const renamed = workspaceName === undefined ? {} : { workspaceName };
  return {
    where,
    fingerprint,
    named: firstFormFingerprint(facts.reference, { attempt, quote, policy, purchase, ...renamed }),
    cents: chargedCents(worthOfQuote(quote)),
    once: {},
    centsAt: () => chargedCents(worthOfQuote(quote)),
    onceAt: () => ({}),
    tag: tagOfCall({ facts }, purchase, attempt),
    policy,
    act: purchase,
  };
}

const FirstFormContent = z.object({ event: FirstFormEvent });

/** The terms that an entry of the first form asks for, with those of the attempts before; none in the present form. */
function firstFormTermsIn(entry: HistoryEntry): FirstFormAgreed[] {
  if (entry.form !== 1) return [];
  const content = FirstFormContent.safeParse(entry.original);
  const event = content.data?.event;
  if (event?.type !== 'terms_changed' && event?.type !== 'declared_absent') return [];
  const { terms } = event;
  return terms ? [terms, ...(terms.lostAttempts ?? []).map((lost) => lost.terms)] : [];
}

/** Looks terms up by their fingerprint; undefined for terms that nobody kept. */
export type TermsLookup = (fingerprint: Fingerprint | null) => KeptTerms | undefined;

export function lookupIn(kept: readonly KeptTerms[]): TermsLookup {
  const byFingerprint = new Map(kept.map((terms) => [terms.fingerprint, terms]));
  return (fingerprint) => (fingerprint === null ? undefined : byFingerprint.get(fingerprint));
}

/** The tag of a call of an order: its trace at the vendor. Null for an act that leaves none. */
export const tagOfCall = (order: Pick<Order, 'facts'>, act: Act, number: number): string | null =>
  tagOf<Act['kind']>(act, order.facts.reference, number);

/**
 * The tag of the call of a step. What the last of several makes has the tag of the terms, whatever its number: the calls before
 * it leave none.
 */
export function tagAt(
  order: Order,
  { act, tag }: Pick<KeptTerms, 'act' | 'tag'>,
  { number, step }: { readonly number: number; readonly step: number },
): string | null {
  const steps = stepsOf<Act['kind']>(act);
  if (steps === 1) return tagOfCall(order, act, number);
  return step === steps ? tag : null;
}
