import { shortFingerprint } from '../../orders/approval/fingerprint.ts';
import { firstBrokenEntry } from '../../orders/history/history.ts';
import { hasAttempt, type Order } from '../../orders/order.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import { isErased } from '../replay/approval-facts.ts';
import { ofPeople } from '../replay/asked-facts.ts';
import type { AttemptFacts } from '../replay/attempt-facts.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import type { HistoryFacts } from '../replay/facts.ts';
import { unless, type Violation, violation } from './violation.ts';

/** The chain of hashes is whole, nothing is missing at its end, and each entry names the terms that were in force. */
export function checkChain({ history, head, replayed }: AuditedOrder): Violation[] {
  const broken = firstBrokenEntry(history);
  const last = history.at(-1);
  const isAtHead = last !== undefined && last.sequence === head.sequence && last.hash === head.hash;
  const strange = history.find((entry, index) => entry.fingerprint !== replayed.fingerprints[index]);
  return [
    ...unless(
      broken === null,
      'chain_broken',
      `Its history is broken from entry ${broken} on: an entry was changed, lost or moved.`,
    ),
    ...unless(
      isAtHead,
      'history_cut',
      `Its history ends with entry ${last?.sequence ?? 0}, but entry ${head.sequence} was the last one written.`,
    ),
    ...unless(
      strange === undefined,
      'fingerprint_differs',
      `Entry ${strange?.sequence} names the terms ${strange ? shortFingerprint(strange.fingerprint) : ''}, which were not in force then.`,
    ),
  ];
}

/** The state that is kept is one that the history leads to. */
export function checkState({ order, history, replayed }: AuditedOrder): Violation[] {
  const { misfit, states } = replayed;
  if (misfit) {
    const { sequence, event } = misfit.entry;
    const stood = misfit.states.join(' or ');
    return [
      violation('history_impossible', `Entry ${sequence} (${event.type}) is impossible: the order was ${stood} then.`),
    ];
  }
  if (states === null) {
    const first = history[0]?.event.type ?? 'nothing';
    return [violation('history_impossible', `Its history begins with ${first}, not with the request.`)];
  }
  const sentence = `It is kept as ${order.state}, but by its history it is ${states.join(' or ')}.`;
  return unless(states.includes(order.state), 'state_differs', sentence);
}

/** Who asked, who agreed, what was sent and what was found are what the history says. */
export function checkDetails({ order, history, replayed }: AuditedOrder): Violation[] {
  const { known, states } = replayed;
  if (!states?.includes(order.state)) return [];
  const differing = [...requestDifferences(order, history), ...orderDifferences(order, known)];
  return differing.map((what) => violation('detail_differs', `Its history does not agree with it about ${what}.`));
}

const isSame = (left: unknown, right: unknown): boolean => canonicalJson(left) === canonicalJson(right);

function requestDifferences({ facts }: Order, history: AuditedOrder['history']): string[] {
  const [first] = history;
  if (first?.event.type !== 'requested') return [];
  const isRequester = isErased(first) || first.event.by === facts.requestedBy;
  const isRight = isRequester && first.at.getTime() === facts.requestedAt.getTime();
  return isRight ? [] : ['who asked for it, or when'];
}

function orderDifferences(order: Order, known: HistoryFacts): string[] {
  const differing: string[] = [];
  if (!hasSameApprovals(order, known)) differing.push('its approvals');
  if (!isAskedAsSaid(order, known)) differing.push('whose approval it needs');
  if ((hasAttempt(order) ? order.attempt : null) !== known.present) differing.push('the number of its attempt');
  const calls = known.attempts.map((call) => callIn(order, call));
  const numbers = order.attempts.map(({ number }) => number).toSorted();
  const isWhole = isSame(numbers, known.attempts.map(({ intent }) => intent.number).toSorted());
  if (!isWhole || calls.some(({ isSent }) => !isSent)) differing.push('what was sent to ScaledMail');
  if (calls.some(({ isMade }) => !isMade)) differing.push('what ScaledMail made of it');
  if (calls.some(({ isThere }) => !isThere)) differing.push('which earlier attempts turned up');
  if (calls.some(({ isGivenUp }) => !isGivenUp)) differing.push('who said that it is not there');
  if (order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired') {
    const by = order.state === 'expired' || known.end?.by === null ? null : order.by;
    if (!isSame(known.end, { how: order.state, by, at: order.at })) differing.push('who ended it, or when');
  }
  return differing;
}

/**
 * Whether the order asks for what the history says. A step of what was free may have brought people to decide on the rest: an order
 * that asks for more than its history says is in order, one that is free without it is not.
 */
const isAskedAsSaid = ({ asked }: Order, { asked: said }: HistoryFacts): boolean =>
  said === null ? asked.rule !== 'free' : isSame(asked, said) || isSame(asked, ofPeople(said));

/**
 * Whether the order keeps the approvals of the history, each once. Of people who were erased it is not known any more whose an
 * approval is, nor whether a later one took its place.
 */
function hasSameApprovals(order: Order, known: HistoryFacts): boolean {
  if (known.isUnsure) return true;
  const approvals = approvalsIn(order);
  const isGiven = (approval: Order['approvals'][number]) =>
    known.approvals.some(({ by, at, fingerprint }) => isSame(approval, { by: by ?? approval.by, at, fingerprint }));
  const isWhole = known.approvals.some(({ by }) => by === null) || approvals.length === known.approvals.length;
  return isWhole && approvals.every(isGiven);
}

/** The approvals of an order. The first form had those of a second order once more: one that a look found beside another. */
function approvalsIn({ approvals, terms }: Order): Order['approvals'] {
  if (!terms.some(({ firstForm }) => firstForm)) return approvals;
  return approvals.filter((each, index) => approvals.findIndex((other) => isSame(each, other)) === index);
}

/** What the order keeps of a call, beside what the history says of it. */
function callIn(order: Order, call: AttemptFacts) {
  const kept = order.attempts.find(({ number }) => number === call.intent.number);
  if (!kept) return { isSent: false, isMade: true, isThere: true, isGivenUp: true };
  const { number, step, tag, startedAt, lookFrom, quotedCents, nowCents, sentHash } = kept;
  const once = nowCents === undefined ? {} : { nowCents };
  const sent = { number, step, tag, startedAt, lookFrom, quotedCents, ...once, sentHash };
  // From when on it is looked for, the first form does not say.
  const intent = call.isFirstForm ? { ...call.intent, lookFrom } : call.intent;
  const terms = order.terms.find((each) => each.number === kept.terms)?.fingerprint ?? null;
  const isNotSent = kept.known === 'not_sent';
  return {
    isSent: isSame(sent, intent) && terms === call.fingerprint && isNotSent === call.isNotSent,
    isMade: kept.vendorOrderId === call.vendorOrderId && kept.vendorAmountCents === call.vendorAmountCents,
    isThere: (kept.turnedUpAt !== undefined) === call.isThere,
    isGivenUp: call.givenUpBy === null || kept.givenUpBy === call.givenUpBy,
  };
}
