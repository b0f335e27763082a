import type { Act } from '../../../acts/act.ts';
import type { HowRead } from '../../../acts/custom_order/reading/how-read.ts';
import type { Worth } from '../../../acts/worth.ts';
import { askedHashOf } from '../../../orders/approval/fingerprint.ts';
import { requirementFor } from '../../../orders/approval/requirement.ts';
import { addEffects } from '../../../orders/effect.ts';
import { nextEntry } from '../../../orders/history/history.ts';
import { newOrder } from '../../../orders/new-order.ts';
import { newestTerms, type Order } from '../../../orders/order.ts';
import { Reference, type UserId } from '../../../values/ids.ts';
import { type FreeActsDeps, maySendFreely } from '../../free-acts.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { InsertResult } from '../../ports/stores/order-store.ts';
import type { RecordingDeps } from '../../record-event.ts';
import { DRAFT_TTL_MS } from '../form/drafts.ts';

export interface InsertingDeps extends FreeActsDeps, RecordingDeps {
  readonly keyValues: KeyValueStore;
  readonly newReference: () => Reference;
  readonly nudge: () => void;
}

/** What a form asks for, checked and appraised, and by whom. */
export interface FormSent {
  readonly formId: string;
  readonly by: UserId;
  readonly act: Act;
  readonly worth: Worth;
  /** Whether its page said that it is sent at once, without approval; then it is, if they still may. Absent: it asks for approval. */
  readonly isShownFree?: boolean;
  /** The order that this one was asked for again from. */
  readonly follows?: Reference;
  /** How the form was read, when that is to be told. */
  readonly howRead?: HowRead;
}

export type Inserted =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly taken: ReadonlyMap<string, Reference> };

/** How long a second click on the same form finds the first one's order: longer than the form is kept. */
const SENT_TTL_MS = DRAFT_TTL_MS + 24 * 60 * 60 * 1_000;
/** References that exist already are unlikely once; ten in a row mean that something is wrong. */
const MAX_TRIES = 10;
/** The version that inserting makes. */
const FIRST_VERSION = 1;

/** A form that asks for something else by now is another one: its order is not the one that came of it before. */
const sentKey = (sent: FormSent) => `sent:${sent.formId}:${askedHashOf(sent)}`;

/**
 * Makes the order of a form: it is put up for approval, or sent at once where it is free by rule. However often the same form is sent with the same in it, and even
 * when the process died in between, one order comes of it.
 */
export async function insertOnce(deps: InsertingDeps, sent: FormSent): Promise<Inserted> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const reference = await referenceFor(deps, sent);
    const before = await orderUnder(deps, reference, sent);
    if (before) return { ok: true, order: before };
    const inserted = await insert(deps, sent, reference);
    if (inserted.ok) {
      deps.nudge();
      return inserted;
    }
    // A double click may have been a moment faster: then the reference and the claims are taken by our own order.
    const meanwhile = await orderUnder(deps, reference, sent);
    if (meanwhile) return { ok: true, order: meanwhile };
    if (inserted.refusal === 'claimed') return inserted;
    await deps.keyValues.delete(sentKey(sent));
  }
  throw new Error('No free reference was found');
}

/** The order that came of a form with the same in it already; null when there is none. */
export async function sentBefore(
  deps: Pick<InsertingDeps, 'keyValues' | 'orders'>,
  sent: FormSent,
): Promise<Order | null> {
  const known = Reference.safeParse(await deps.keyValues.get(sentKey(sent)));
  return known.success ? orderUnder(deps, known.data, sent) : null;
}

/** The reference of this form's order: the first click's, for all clicks. */
async function referenceFor(deps: InsertingDeps, sent: FormSent): Promise<Reference> {
  const reference = deps.newReference();
  const key = sentKey(sent);
  if (await deps.keyValues.setIfAbsent(key, reference, SENT_TTL_MS)) return reference;
  return Reference.parse(await deps.keyValues.get(key));
}

async function insert(
  deps: InsertingDeps,
  { by, act, worth, isShownFree = false, follows, howRead }: FormSent,
  reference: Reference,
): Promise<{ readonly ok: true; readonly order: Order } | Extract<InsertResult, { ok: false }>> {
  const facts = {
    reference,
    account: deps.teamId,
    requestedBy: by,
    requestedAt: deps.clock.now(),
    ...(follows === undefined ? {} : { follows }),
    ...(howRead === undefined ? {} : { howRead }),
  };
  const isSentFreely = isShownFree && (await maySendFreely(deps, by, { act, worth }));
  const requirement = requirementFor({ act, worth, requester: by, isSentFreely }, deps.policy);
  const { order, event, effects } = newOrder(facts, { act, worth, requirement });
  const { fingerprint } = newestTerms(order);
  const entry = nextEntry(null, { event, fingerprint, at: facts.requestedAt, salt: deps.newSalt() });
  const inserted = await deps.orders.insert(order, addEffects([], effects, FIRST_VERSION, entry.hash), entry);
  return inserted.ok ? { ok: true, order } : inserted;
}

/** The order under `reference`, when it is what this form asks for, by the same person; else null. */
async function orderUnder(
  { orders }: Pick<InsertingDeps, 'orders'>,
  reference: Reference,
  sent: FormSent,
): Promise<Order | null> {
  const order = (await orders.get(reference))?.order ?? null;
  const [requested] = order?.terms ?? [];
  if (!requested || order?.facts.requestedBy !== sent.by) return null;
  return askedHashOf(requested) === askedHashOf(sent) ? order : null;
}
