import { shortFingerprint } from '../../orders/fingerprint.ts';
import { firstBrokenEntry } from '../../orders/history.ts';
import type { Order } from '../../orders/order.ts';
import { canonicalJson } from '../../values/canonical-json.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import type { HistoryFacts } from '../replay/history-facts.ts';
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
  const isRight = first.event.by === facts.requestedBy && first.at.getTime() === facts.requestedAt.getTime();
  return isRight ? [] : ['who asked for it, or when'];
}

/** `1 rec9` for each earlier attempt that stands at the vendor beside the newest, with its number when that is known. */
const secondOrders = ({ terms }: Order): string[] =>
  (terms.lostAttempts ?? []).flatMap(({ attempt, turnedUpAt, vendorOrderId }) =>
    turnedUpAt === undefined ? [] : [`${attempt.number} ${vendorOrderId ?? ''}`],
  );
const knownSeconds = ({ lost }: HistoryFacts): string[] =>
  lost.flatMap(({ attempt, isThere, vendorOrderId }) => (isThere ? [`${attempt.number} ${vendorOrderId ?? ''}`] : []));

function orderDifferences(order: Order, known: HistoryFacts): string[] {
  const differing: string[] = [];
  if ('approvals' in order && !isSame(order.approvals, known.approvals)) differing.push('its approvals');
  if ('attempt' in order && !isSame(order.attempt, known.attempt)) differing.push('what was sent to ScaledMail');
  if (order.terms.attempt !== known.attemptNumber) differing.push('the number of its attempt');
  if (!isSame(secondOrders(order), knownSeconds(known))) differing.push('which earlier attempts turned up');
  if ('vendorOrderId' in order) {
    const { vendorOrderId, vendorAmountCents } = order;
    const found = { vendorOrderId: known.vendorOrderId, vendorAmountCents: known.vendorAmountCents };
    if (!isSame({ vendorOrderId, vendorAmountCents }, found)) differing.push('what ScaledMail made of it');
  }
  if (order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired') {
    const by = order.state === 'expired' ? null : order.by;
    if (!isSame(known.end, { how: order.state, by, at: order.at })) differing.push('who ended it, or when');
  }
  return differing;
}
