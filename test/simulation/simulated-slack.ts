import type { CardMark } from '../../src/orders/card-mark.ts';
import type { Notice } from '../../src/orders/effect.ts';
import type { Order } from '../../src/orders/order.ts';
import { type MessageRef, surfaceOf } from '../../src/orders/surface.ts';
import { SlackAsksToWait } from '../../src/service/errors.ts';
import type { CardWitness } from '../../src/service/ports/card-witness.ts';
import type { Directory } from '../../src/service/ports/directory.ts';
import type { Delivery, Notifier } from '../../src/service/ports/notifier.ts';
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
  setApproverGroup(members: readonly UserId[]): void;
  approverGroup(): readonly UserId[];
}

const CHANNEL = ChannelId.parse('C0APPROVALS');
const DIRECT = ChannelId.parse('D0DIRECT');

/** Slack in memory: fails now and then, before or after a message was posted. */
export function simulatedSlack(random: Random, moment: () => number): SimulatedSlack {
  const messages: SimulatedMessage[] = [];
  const held: SimulatedSlack['held'] = [];
  let group: readonly UserId[] = [bea];
  const slack = { hasBadDays: true };
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
    // A card is found by its order, too.
    const isSought = (each: SimulatedMessage) =>
      (each.mark === delivery.effectId && each.to === to) ||
      (kind === 'card' && each.kind === 'card' && each.reference === reference);
    const earlier = delivery.isRetry ? messages.find(isSought) : undefined;
    if (earlier) {
      if (earlier.kind !== kind) held.push({ reference, kind, to });
      return earlier.ref;
    }
    const ref = { channelId: kind === 'card' ? CHANNEL : DIRECT, ts: `${messages.length + 1}.0` };
    const mark = delivery.effectId;
    messages.push({ ref, reference, kind, to, mark, state: order.state, shown, drawnAt: moment() });
    fail(0.05);
    return ref;
  };
  const notifier: Notifier = {
    announce: async (order, delivery, _pause, mark) => {
      if (slack.hasBadDays && random.chance(0.05)) {
        return { ok: false, failure: 'bot_not_in_channel', word: 'not_in_channel' };
      }
      return { ok: true, card: post(order, 'card', 'channel', delivery, mark) };
    },
    attachList: async (order, delivery) => void post(order, 'list', 'channel', delivery),
    note: async (order, _event, delivery) => void post(order, 'note', 'channel', delivery),
    tellRequester: async (order, notice, delivery) => {
      const ref = post(order, notice, order.facts.requestedBy, delivery);
      return notice === 'requested' ? ref : null;
    },
    handOver: async (order, _list, delivery) => void post(order, 'list', order.facts.requestedBy, delivery),
    tellApprover: async (order, approver, notice, delivery) => void post(order, notice, approver, delivery),
    tellThread: async (order, _to, notice, delivery) => void post(order, notice, 'channel', delivery),
    remind: async (order, delivery) => void post(order, 'reminder', 'channel', delivery),
    redraw: async (order, _pause, mark) => {
      fail(0.05);
      for (const ref of [surfaceOf(order, 'card'), surfaceOf(order, 'requester')]) {
        const message = messages.find((each) => each.ref.ts === ref?.ts);
        if (!message) continue;
        const shown = message.kind === 'card' ? (mark ?? message.shown) : null;
        Object.assign(message, { state: order.state, drawnAt: moment(), shown });
      }
      return { lost: null, isRequesterDrawn: true };
    },
  };
  const cards: CardWitness = {
    read: async ({ ts }) => {
      if (slack.hasBadDays && random.chance(0.1)) return { type: 'unreadable' };
      const shown = messages.find(({ ref }) => ref.ts === ts)?.shown;
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
