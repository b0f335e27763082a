import type { MailboxList } from '../../../acts/custom_order/mailbox-list.ts';
import type { Notice, ToldByMessage } from '../../../orders/effect.ts';
import type { OrderEvent } from '../../../orders/event.ts';
import type { CardMark } from '../../../orders/history/card-mark.ts';
import type { Order } from '../../../orders/order.ts';
import type { Pause } from '../../../orders/pause.ts';
import type { AnnounceFailure, MessageRef } from '../../../orders/surface.ts';
import type { UserId } from '../../../values/ids.ts';

/** What became of posting the card. */
export type Announced =
  | { readonly ok: true; readonly card: MessageRef }
  | { readonly ok: false; readonly failure: AnnounceFailure; readonly word: string };

/**
 * A card that can be changed no more, and Slack's word for why. `isShown`: people still see it as it was; `mayReturn`: that is
 * about its channel, which may be opened to the app again.
 */
export interface LostCard {
  readonly card: MessageRef;
  readonly word: string;
  readonly isShown?: true;
  readonly mayReturn?: true;
}

/** What became of redrawing: `lost` is the card when it can be changed no more. */
export interface Redrawn {
  readonly lost: LostCard | null;
  /** Whether the requester's message shows the order as it is, as far as it ever will. */
  readonly isRequesterDrawn: boolean;
}

/**
 * Tells people in Slack. Each method throws when Slack does not take the message for now, so that the effect stays due.
 * `effectId` marks the message: when `isRetry`, a message with this mark is looked for first, and not posted twice.
 * `tellRequester` and `tellApprover` throw `PersonUnreachable` when no later try would reach that person; what writes into the
 * card's thread throws `ThreadClosed` when no later try would get it there.
 */
export interface Notifier {
  /** The card carries `mark`. A card of the order that is found first keeps its own, unless it is one that is gone. */
  announce(order: Order, delivery: Delivery, pause: Pause | null, mark: CardMark): Promise<Announced>;
  /** Throws `FileInDoubt` when nobody knows for now whether Slack has the file; so does `handOver`. */
  attachList(order: Order, delivery: Delivery): Promise<void>;
  note(order: Order, event: OrderEvent, delivery: Delivery): Promise<void>;
  /** Answers the message when it is the one that is redrawn later (`requested`), else null. */
  tellRequester(order: Order, notice: Notice, delivery: Delivery): Promise<MessageRef | null>;
  /** Sends whoever asked the mailboxes of their order as a file. Throws `PersonUnreachable` as `tellRequester` does. */
  handOver(order: Order, list: MailboxList, delivery: Delivery): Promise<void>;
  tellApprover(order: Order, approver: UserId, notice: Notice, delivery: Delivery): Promise<void>;
  /** Writes into the card's thread what those whom no direct message reaches would have read. Needs a card. */
  tellThread(order: Order, to: ToldByMessage, notice: Notice, delivery: Delivery): Promise<void>;
  remind(order: Order, delivery: Delivery): Promise<void>;
  /**
   * `pause` stands on the card while it keeps the order from going on. `mark` null: the card keeps the one that it has. Where an
   * order needs no card any more and has none, the one before it is drawn.
   */
  redraw(order: Order, pause: Pause | null, mark: CardMark | null): Promise<Redrawn>;
}

export interface Delivery {
  readonly effectId: string;
  readonly isRetry: boolean;
}
