import type { Notice } from '../../src/orders/effect.ts';
import type { CardMark } from '../../src/orders/history/card-mark.ts';
import type { Order } from '../../src/orders/order.ts';
import { type MessageRef, postedAt, surfaceOf } from '../../src/orders/surface.ts';
import { SlackAsksToWait, ThreadClosed } from '../../src/service/errors.ts';
import type { CardWitness } from '../../src/service/ports/slack/card-witness.ts';
import type { Directory } from '../../src/service/ports/slack/directory.ts';
import type { Delivery, Notifier } from '../../src/service/ports/slack/notifier.ts';
import { ChannelId, type UserGroupId, type UserId } from '../../src/values/ids.ts';
import { amir, approversGroup, bea, rita, team } from '../support/builders.ts';
import type { Random } from './random.ts';

/** A message that people see. `mark` is the effect that posted it; `state` what it last showed. */
export interface SimulatedMessage {
  readonly ref: MessageRef;
  readonly reference: string;
  readonly kind: 'card' | 'note' | 'list' | 'reminder' | Notice;
  readonly to: string;
  readonly mark: string;
  state: Order['state'];
  /** From which entry of the order's history a card was drawn; null for other messages. */
  shown: CardMark | null;
  /** The moment at which it was posted, or redrawn for the last time. */
  drawnAt: number;
  /** Why it can be changed no more: an admin deleted it, or the time to edit it is over. */
  loss: 'message_not_found' | 'edit_window_closed' | null;
  /** Somebody was told that it can be changed no more, and has not changed it since. */
  isGivenUp: boolean;
  /** That was when it was no new message any more by anybody's clock. */
  isGivenUpLate: boolean;
}

export interface SimulatedSlack {
  readonly notifier: Notifier;
  readonly directory: Directory;
  /** Reads cards back; does not answer now and then. */
  readonly cards: CardWitness;
  readonly messages: SimulatedMessage[];
  /** Messages that were not posted because another one had their mark already; after a store went back, one of another kind. */
  readonly held: Pick<SimulatedMessage, 'reference' | 'kind' | 'to'>[];
  hasBadDays: boolean;
  /** The channel of the cards is archived: it can be read, and nobody writes in it. */
  isArchived: boolean;
  setApproverGroup(members: readonly UserId[]): void;
  approverGroup(): readonly UserId[];
}

const CHANNEL = ChannelId.parse('C0APPROVALS');
const DIRECT = ChannelId.parse('D0DIRECT');

/** A card that was lost so long after it was posted is posted anew, however wrong the clocks of processes are. */
const LATE_MS = 7 * 60_000;

/** Slack in memory: fails now and then, before or after a message was posted; `now` is its clock, in milliseconds. */
export function simulatedSlack(random: Random, moment: () => number, now: () => number): SimulatedSlack {
  const messages: SimulatedMessage[] = [];
  const messageAt = (ref: MessageRef | null) => messages.find(({ ref: { ts } }) => ts === ref?.ts);
  const held: SimulatedSlack['held'] = [];
  let group: readonly UserId[] = [bea];
  const slack = { hasBadDays: true, isArchived: false };
  const fail = (probability: number) => {
    if (!slack.hasBadDays || !random.chance(probability)) return;
    throw random.chance(0.3) ? new SlackAsksToWait(20_000) : new Error('The simulated Slack does not answer');
  };
  const post = (
    order: Order,
    kind: SimulatedMessage['kind'],
    to: string,
    delivery: Delivery,
    shown: CardMark | null = null,
  ): MessageRef => {
    fail(0.05);
    const { reference } = order.facts;
    // A card is found by its order, too, and none of those that are gone, or from before the one that is.
    const former =
      kind === 'card' ? messages.findIndex(({ ref }) => ref.ts === surfaceOf(order, 'former_card')?.ts) : -1;
    const isSought = (each: SimulatedMessage, index: number) =>
      each.loss !== 'message_not_found' &&
      index > former &&
      ((each.mark === delivery.effectId && each.to === to) ||
        (kind === 'card' && each.kind === 'card' && each.reference === reference));
    const earlier = delivery.isRetry ? messages.find(isSought) : undefined;
    if (earlier) {
      if (earlier.kind !== kind) held.push({ reference, kind, to });
      return earlier.ref;
    }
    const ts = `${Math.floor(now() / 1_000)}.${String(messages.length + 1).padStart(6, '0')}`;
    const ref = { channelId: kind === 'card' ? CHANNEL : DIRECT, ts };
    const mark = delivery.effectId;
    const fresh = { loss: null, isGivenUp: false, isGivenUpLate: false };
    messages.push({ ref, reference, kind, to, mark, state: order.state, shown, drawnAt: moment(), ...fresh });
    fail(0.05);
    return ref;
  };
  const giveUp = (message: SimulatedMessage, word: string): string => {
    const isLate = now() - postedAt(message.ref).getTime() >= LATE_MS;
    Object.assign(message, { isGivenUp: true, isGivenUpLate: isLate });
    return word;
  };
  /** Draws a message anew; answers Slack's word when it can be changed no more. */
  const draw = (ref: MessageRef | null, order: Order, mark: CardMark | null): string | null => {
    const message = messageAt(ref);
    if (!message) return null;
    const word = slack.isArchived && message.kind === 'card' ? 'is_inactive' : message.loss;
    if (word !== null) return giveUp(message, word);
    const shown = message.kind === 'card' ? (mark ?? message.shown) : null;
    Object.assign(message, { state: order.state, drawnAt: moment(), shown, isGivenUp: false, isGivenUpLate: false });
    return null;
  };
  /** Writes into the thread of a card; nothing is written while there is none. */
  const reply = (order: Order, kind: SimulatedMessage['kind'], delivery: Delivery): void => {
    const card = messageAt(surfaceOf(order, 'card'));
    if (!card) return;
    const gone = card.loss === 'message_not_found' ? 'thread_not_found' : null;
    const word = slack.isArchived ? 'is_archived' : gone;
    if (word !== null) throw new ThreadClosed(giveUp(card, word), true);
    post(order, kind, 'channel', delivery);
  };
  const notifier: Notifier = {
    announce: async (order, delivery, _pause, mark) => {
      if (slack.isArchived) return { ok: false, failure: 'channel_archived', word: 'is_archived' };
      if (slack.hasBadDays && random.chance(0.05)) {
        return { ok: false, failure: 'bot_not_in_channel', word: 'not_in_channel' };
      }
      return { ok: true, card: post(order, 'card', 'channel', delivery, mark) };
    },
    attachList: async (order, delivery) => reply(order, 'list', delivery),
    note: async (order, _event, delivery) => reply(order, 'note', delivery),
    tellRequester: async (order, notice, delivery) => {
      const ref = post(order, notice, order.facts.requestedBy, delivery);
      return notice === 'requested' ? ref : null;
    },
    handOver: async (order, _list, delivery) => void post(order, 'list', order.facts.requestedBy, delivery),
    tellApprover: async (order, approver, notice, delivery) => void post(order, notice, approver, delivery),
    tellThread: async (order, _to, notice, delivery) => reply(order, notice, delivery),
    remind: async (order, delivery) => reply(order, 'reminder', delivery),
    redraw: async (order, _pause, mark) => {
      fail(0.05);
      const card = surfaceOf(order, 'card');
      const word = draw(card, order, mark);
      draw(surfaceOf(order, 'requester'), order, null);
      const kind = {
        ...(word === 'edit_window_closed' && { isShown: true as const }),
        ...(word === 'is_archived' && { mayReturn: true as const }),
      };
      return { lost: card && word !== null ? { card, word, ...kind } : null, isRequesterDrawn: true };
    },
  };
  const cards: CardWitness = {
    read: async ({ ts }) => {
      if (slack.hasBadDays && random.chance(0.1)) return { type: 'unreadable' };
      const card = messages.find(({ ref }) => ref.ts === ts);
      const shown = card?.loss === 'message_not_found' ? null : card?.shown;
      return shown ? { type: 'drawn', ...shown } : { type: 'no_mark' };
    },
  };
  const people: readonly UserId[] = [rita, amir, bea];
  const directory: Directory = {
    member: async (userId) => {
      fail(0.02);
      if (!people.includes(userId)) return null;
      return { id: userId, teamIds: [team], realName: userId, isGuest: false, isDeactivated: false, isBot: false };
    },
    groupMembers: async (groupId: UserGroupId) => {
      fail(0.02);
      return groupId === approversGroup ? [...group] : [];
    },
  };
  return Object.assign(slack, {
    messages,
    held,
    notifier,
    directory,
    cards,
    setApproverGroup: (members: readonly UserId[]) => {
      group = members;
    },
    approverGroup: () => group,
  });
}
