import { labelOf } from '../../acts/act.ts';
import type { OrderDraft } from '../../acts/custom_order/draft.ts';
import { addEffects } from '../../orders/effect.ts';
import { nextEntry } from '../../orders/history.ts';
import type { Limits } from '../../orders/limits.ts';
import { newOrder } from '../../orders/new-order.ts';
import type { Order } from '../../orders/order.ts';
import type { AuthorityRefusal } from '../../orders/policy.ts';
import { type ChannelId, Reference, type UserId } from '../../values/ids.ts';
import { type AuthorityDeps, refuseToServe } from '../authority.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyValueStore } from '../ports/key-value-store.ts';
import type { OrderStore } from '../ports/order-store.ts';
import { type AboveLimit, aboveLimit } from './price-draft.ts';

export interface SendingDeps extends AuthorityDeps {
  readonly orders: OrderStore;
  readonly keyValues: KeyValueStore;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly channelId: ChannelId;
  readonly newReference: () => Reference;
  readonly nudge: () => void;
}

export type Sent =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'not_reviewed' }
  | AboveLimit
  | { readonly ok: false; readonly refusal: 'domains_taken'; readonly taken: ReadonlyMap<string, Reference> };

/** How long a second click on the same form finds the first one's order. */
const SENT_TTL_MS = 48 * 60 * 60 * 1_000;
/** References that exist already are unlikely once; ten in a row mean that something is wrong. */
const MAX_TRIES = 10;

/**
 * Makes the order that the review showed to the form's owner, at the price it showed, and puts it up for approval. However often the same form
 * is sent, and even when the process died in between, one order comes of it.
 */
export const sendDraft =
  (deps: SendingDeps) =>
  async (draft: OrderDraft): Promise<Sent> => {
    const refusal = await refuseToServe(deps, draft.ownerId);
    if (refusal) return { ok: false, refusal };
    if (!draft.review) return { ok: false, refusal: 'not_reviewed' };
    const above = aboveLimit(draft.review.quote, deps.limits);
    if (above) return above;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const reference = await referenceFor(deps, draft);
      const sentBefore = await sentAs(deps, draft, reference);
      if (sentBefore) return { ok: true, order: sentBefore };
      const inserted = await insert(deps, draft.review, reference, draft.ownerId);
      if (inserted.ok) {
        deps.nudge();
        return inserted;
      }
      // A double click may have been a moment faster: then the reference and the names are taken by our own order.
      const sentMeanwhile = await sentAs(deps, draft, reference);
      if (sentMeanwhile) return { ok: true, order: sentMeanwhile };
      if (inserted.refusal === 'domains_taken') return inserted;
      await deps.keyValues.delete(sentKey(draft));
    }
    throw new Error('No free reference was found');
  };

/** The version that inserting makes. */
const FIRST_VERSION = 1;
const sentKey = (draft: OrderDraft) => `sent:${draft.id}`;

/** The reference of this form's order: the first click's, for all clicks. */
async function referenceFor(deps: SendingDeps, draft: OrderDraft): Promise<Reference> {
  const reference = deps.newReference();
  if (await deps.keyValues.setIfAbsent(sentKey(draft), reference, SENT_TTL_MS)) return reference;
  return Reference.parse(await deps.keyValues.get(sentKey(draft)));
}

async function insert(deps: SendingDeps, review: NonNullable<OrderDraft['review']>, reference: Reference, by: UserId) {
  const facts = {
    reference,
    teamId: deps.teamId,
    requestedBy: by,
    requestedAt: deps.clock.now(),
    channelId: deps.channelId,
    purchase: review.purchase,
  };
  const { order, event, effects } = newOrder(facts, review.quote, deps.policy);
  const entry = nextEntry(null, event, order.terms.fingerprint, facts.requestedAt);
  const inserted = await deps.orders.insert(order, addEffects([], effects, FIRST_VERSION, entry.hash), entry);
  return inserted.ok ? ({ ok: true, order } as const) : inserted;
}

/** The order that came of this form under `reference`; null when there is none. */
async function sentAs(deps: SendingDeps, draft: OrderDraft, reference: Reference): Promise<Order | null> {
  const stored = await deps.orders.get(reference);
  return stored && isOf(stored.order, draft) ? stored.order : null;
}

function isOf(order: Order, draft: OrderDraft): boolean {
  return order.facts.requestedBy === draft.ownerId && labelOf(order.facts.purchase) === draft.review?.purchase.label;
}
