import { shortFingerprint } from '../../orders/approval/fingerprint.ts';
import type { Terms } from '../../orders/approval/terms.ts';
import type { Moved, OrderEvent } from '../../orders/event.ts';
import { type Order, termsOf } from '../../orders/order.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import type { Fingerprint } from '../../values/ids.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import { inForce } from '../replay/facts.ts';
import { keptTerms, tagOfCall } from '../replay/known-terms.ts';
import type { Move } from '../replay/replay.ts';
import { unless, type Violation, violation } from './violation.ts';

/** Every fingerprint is the one of the terms that it stands with, and all terms are those that the history asked for. */
export function checkTerms(audited: AuditedOrder): Violation[] {
  const { order, history, replayed } = audited;
  const wrong = keptTerms(order, history).filter(({ fingerprint, named }) => fingerprint !== named);
  const { fingerprint } = termsOf(order);
  const known = inForce(replayed.known);
  return [
    ...wrong.map(({ where }) =>
      violation('fingerprint_differs', `The terms ${where} do not match the fingerprint that is kept with them.`),
    ),
    ...unless(
      known === null || known === fingerprint,
      'fingerprint_differs',
      `Its terms have the fingerprint ${shortFingerprint(fingerprint)}; its history agreed on other terms.`,
    ),
    ...requestViolations(audited),
    ...replayed.moves.flatMap((move) => moveViolations(order, move)),
    ...strangeTerms(audited),
  ];
}

function requestViolations({ history: [first], replayed }: AuditedOrder): Violation[] {
  if (first?.event.type !== 'requested') return [];
  const { fingerprint, totalCents, nowCents } = first.event;
  const terms = replayed.termsOf(fingerprint);
  const isRight = terms === undefined || ((terms.cents ?? 0) === totalCents && terms.once.nowCents === nowCents);
  return unless(isRight, 'detail_differs', 'It was requested at a different price than its terms say.');
}

const termsNamed = ({ terms }: Order, fingerprint: Fingerprint | null): Terms | undefined =>
  terms.find((each) => each.fingerprint === fingerprint);

/** New terms are those before with what moved, under the next number and the tag of the next call. */
function moveViolations(order: Order, { entry, event, from, number }: Move): Violation[] {
  const where = `Entry ${entry.sequence} asks for new terms`;
  const kept = termsNamed(order, entry.fingerprint);
  if (!kept) return [violation('fingerprint_differs', `${where}, which are not kept.`)];
  const before = termsNamed(order, from);
  if (!before) return [violation('fingerprint_differs', `${where}; those before are not kept.`)];
  const { act = before.act, worth = before.worth } = movedIn(event);
  const expected = {
    number: before.number + 1,
    act,
    worth,
    tag: tagOfCall(order, act, number),
    because: event.type === 'terms_changed' ? event.reason : event.type,
    at: entry.at,
  };
  const { fingerprint: _name, firstForm: _none, ...said } = kept;
  const isAsSaid = canonicalJson(said) === canonicalJson(expected);
  return unless(isAsSaid, 'detail_differs', `${where}, but others are kept under their fingerprint.`);
}

const movedIn = (event: Extract<OrderEvent, { type: 'terms_changed' | 'declared_absent' }>): Moved =>
  event.type === 'terms_changed' ? event.to : (event.again ?? {});

/** Terms that the history never asked for. */
function strangeTerms({ order, history }: AuditedOrder): Violation[] {
  const asked = new Set(history.map(({ fingerprint }) => fingerprint));
  return order.terms.flatMap(({ number, fingerprint }) =>
    unless(
      asked.has(fingerprint),
      'fingerprint_differs',
      `Its history knows nothing of the terms with the number ${number}.`,
    ),
  );
}
