import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { addDays, addMinutes } from 'date-fns';
import fc from 'fast-check';
import { z } from 'zod';
import { storyViolations } from '../../../src/audit/check/order.ts';
import { auditedOrder } from '../../../src/audit/replay/audited-order.ts';
import { decide } from '../../../src/orders/decide/decide.ts';
import { addEffects } from '../../../src/orders/effect.ts';
import { nextEntry } from '../../../src/orders/history/history.ts';
import { type Order, termsOf } from '../../../src/orders/order.ts';
import type { StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { readFirstFormEvent } from '../../../src/storage/first-form/read-event.ts';
import { decodeEntry, decodeOrder, requestedOf } from '../../../src/storage/rows/row.ts';
import { canonicalJson } from '../../../src/values/canonical-json.ts';
import { aSalt } from '../../support/builders.ts';
import { property } from '../../support/property/check.ts';
import { happenings, livedOn } from '../../support/property/lives.ts';
import { FIRST_FORM_ORDERS, firstFormEventOf, firstFormOrder, type Step } from '../../support/rows/first-form.ts';

/** Orders that a bot wrote which knew the first form only: the audit judges them by the rule of their form. */

const noActs = () => undefined;

type Told = Pick<StoredOrder, 'order' | 'effects'> & { readonly history: readonly string[] };

const rowOf = (name: string): Told => {
  const { row, history } = firstFormOrder(name);
  const { version, content, effects, head } = row;
  const stored = decodeOrder({ version, content, effects, head, leaseToken: null, leaseUntilMs: null }, noActs);
  return { ...stored, history };
};

const readEntries = ({ order, history }: Told) => {
  const requested = requestedOf({ version: 1, order, effects: [], head: { sequence: 1, hash: '' }, lease: null });
  return history.map((text) => decodeEntry(text, { actOf: noActs, requested }));
};

function rulesOf(told: Told, more: ReturnType<typeof readEntries> = []): string[] {
  const history = [...readEntries(told), ...more];
  const last = history.at(-1);
  const head = { sequence: last?.sequence ?? 0, hash: last?.hash ?? '' };
  // After all that is due, so that nothing of it is due too late.
  const later = addDays(last?.at ?? 0, 2_000);
  return storyViolations(auditedOrder({ ...told, head }, history), later).map(({ sentence }) => sentence);
}

/** The order after a story in the present form, with the entries that were added. */
function goneOn(told: Told, story: readonly Step[], from: Date) {
  const [...history] = readEntries(told);
  const count = history.length;
  let { order, effects } = told;
  let at = from;
  for (const { event: text } of story) {
    at = addMinutes(at, 1);
    const { act, firstForm, fingerprint } = termsOf(order);
    const event = readFirstFormEvent(firstFormEventOf(text, fingerprint), firstForm?.purchase ?? act);
    const decision = decide(order, event, at);
    if (!decision.ok) continue;
    order = decision.order;
    effects = addEffects(effects, decision.effects, 99);
    const news = { event: decision.event ?? event, fingerprint: termsOf(order).fingerprint, at, salt: aSalt };
    if (decision.isNews) history.push(nextEntry(history.at(-1) ?? null, news));
  }
  return { told: { ...told, order, effects }, more: history.slice(count) };
}

const Entry = z.record(z.string(), z.unknown());
/** The entries with some changed, chained anew: what somebody would write who knows how the chain was made. */
function rewritten(told: Told, change: (entry: Record<string, unknown>) => Record<string, unknown> | null): Told {
  let previousHash = '';
  let sequence = 0;
  const history = told.history.flatMap((text) => {
    const { hash: _hash, ...entry } = Entry.parse(JSON.parse(text));
    const changed = change(entry);
    if (!changed) return [];
    sequence += 1;
    const content = { ...changed, sequence, previousHash };
    previousHash = createHash('sha256').update(canonicalJson(content)).digest('hex');
    return [JSON.stringify({ ...content, hash: previousHash })];
  });
  return { ...told, history };
}
const Event = z.looseObject({ type: z.string() });
const withEvents = (told: Told, type: string, change: (event: Record<string, unknown>) => object) =>
  rewritten(told, (entry) => {
    const event = Event.parse(entry.event);
    return event.type === type ? { ...entry, event: { ...event, ...change(event) } } : entry;
  });
const kept = (told: Told, change: (order: Order) => Order): Told => ({ ...told, order: change(told.order) });

describe('an order of the first form', () => {
  test.each(FIRST_FORM_ORDERS)('%s breaks no promise', (name) => {
    expect(rulesOf(rowOf(name))).toEqual([]);
  });

  test.each(FIRST_FORM_ORDERS)('%s breaks none either once it has gone on in the present form', (name) => {
    const told = rowOf(name);
    const { row, stories } = firstFormOrder(name);
    for (const story of stories) {
      const on = goneOn(told, story, row.at);
      expect([on.more.map(({ event }) => event.type), rulesOf(on.told, on.more)]).toEqual([expect.anything(), []]);
    }
  });

  property(
    'breaks none whatever happens to it in the present form',
    fc.tuple(fc.constantFrom(...FIRST_FORM_ORDERS), happenings),
    ([name, all]) => {
      const told = rowOf(name);
      const { version, at } = firstFormOrder(name).row;
      const history = readEntries(told);
      const on = livedOn({ ...told, history, version }, all, at);
      expect([name, rulesOf({ ...told, ...on, history: told.history }, on.history.slice(history.length))]).toEqual([
        name,
        [],
      ]);
    },
    { runs: 150 },
  );

  test.each<{ what: string; spoiled: () => Told; sentence: RegExp }>`
    what                                        | spoiled                                                                                                                      | sentence
    ${'somebody whom the policy does not name'} | ${() => withEvents(rowOf('placing'), 'approved', () => ({ by: 'U0EVE' }))}                                                   | ${/whom its policy does not name|about its approvals/}
    ${'the requester as an approver'}           | ${() => withEvents(rowOf('placing'), 'approved', () => ({ by: rowOf('placing').order.facts.requestedBy }))}                  | ${/is an approval by the requester/}
    ${'approvals of other terms'}               | ${() => withEvents(rowOf('placing'), 'approved', () => ({ fingerprint: '0'.repeat(64) }))}                                   | ${/of 1 needed approvals/}
    ${'a higher price than was approved'}       | ${() => withEvents(rowOf('placing'), 'placing_started', quotedAs(999_999))}                                                  | ${/sends it at 999999 cents/}
    ${'a tag of another order'}                 | ${() => withEvents(rowOf('placing'), 'placing_started', taggedAs('acme-zzzzzz'))}                                            | ${/sends a tag that is not/}
    ${'a policy under the same fingerprint'}    | ${() => kept(rowOf('placing'), withFirstForm)}                                                                               | ${/do not match the fingerprint/}
    ${'a policy in its history'}                | ${() => withEvents(rowOf('awaiting-approval-policy-changed'), 'terms_changed', withOtherQuorum)}                             | ${/of entry \d+ do not match the fingerprint/}
    ${'terms that are kept nowhere'}            | ${() => kept(rowOf('awaiting-approval-dearer'), (order) => ({ ...order, terms: order.terms.slice(0, 1) }))}                  | ${/its history agreed on other terms/}
    ${'a step that was taken out'}              | ${() => rewritten(rowOf('placed-without-number'), (entry) => (Event.parse(entry.event).type === 'approved' ? null : entry))} | ${/is impossible/}
    ${'an attempt that the history has not'}    | ${() => kept(rowOf('placing-again'), (order) => ({ ...order, attempts: order.attempts.slice(1) }))}                          | ${/what was sent to ScaledMail/}
  `('is found out that has $what', ({ spoiled, sentence }) => {
    expect(rulesOf(spoiled())).toContainEqual(expect.stringMatching(sentence));
  });
});

const ofAttempt = (change: object) => (event: Record<string, unknown>) => ({
  attempt: { ...Entry.parse(event.attempt), ...change },
});
const quotedAs = (quotedCents: number) => ofAttempt({ quotedCents });
const taggedAs = (tag: string) => ofAttempt({ tag });

function withFirstForm(order: Order): Order {
  const terms = order.terms.map(({ firstForm, ...each }) => ({
    ...each,
    ...(firstForm ? { firstForm: { ...firstForm, policy: { ...firstForm.policy, quorum: 9 } } } : {}),
  }));
  return { ...order, terms };
}

function withOtherQuorum({ terms }: Record<string, unknown>): object {
  const asked = Entry.parse(terms);
  return { terms: { ...asked, policy: { ...Entry.parse(asked.policy), quorum: 7 } } };
}
