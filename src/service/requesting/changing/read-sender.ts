import {
  type ChangeSender,
  MOST_MAILBOXES,
  MOST_SENDER_CHANGES,
  SENDER_WORTH,
  type SenderChange,
} from '../../../acts/change_sender/change-sender.ts';
import { sendersIn, wholeName } from '../../../acts/change_sender/mailboxes-seen.ts';
import { worksOnName, worksOnVendorOrder } from '../../../acts/claim.ts';
import type { UserId } from '../../../values/ids.ts';
import { mailboxesSeen } from '../../acts/change_sender/sender-rows.ts';
import { maySendFreely } from '../../free-acts.ts';
import {
  type ChangeRefusal,
  type ChangingDeps,
  type DomainOf,
  type OrderToChange,
  orderToChange,
  refuseDomain,
} from './order-to-change.ts';
import type { SenderForm, TickableDomain } from './sender-form.ts';

/** Longest value of a box to tick: a longer name is changed alone. Source: docs/slack.md, "Limits". */
const MAX_VALUE = 150;

/** What somebody typed, chose and ticked. */
export type SenderTyped = SenderForm['typed'];

/** Whoever it will be is not typed yet. */
const NOBODY = { firstName: '', lastName: '' };

interface ToRead extends DomainOf {
  readonly ownerId: UserId;
  readonly id: string;
  readonly typed: SenderTyped;
  /** How often its page was filled in before. */
  readonly fill: number;
}

/** A form with who sends from the domain and from those that are ticked, for whoever may see the order. Throws what vendor reads throw. */
export async function readSender(
  deps: ChangingDeps,
  { ownerId: by, reference, index, id, typed, fill }: ToRead,
): Promise<{ readonly ok: true; readonly form: SenderForm } | ChangeRefusal> {
  if (reference === null) return { ok: false, refusal: 'made_elsewhere' };
  const found = await orderToChange(deps, by, reference);
  if (!found.ok) return found;
  const name = found.names[index] ?? '';
  const refusal = (await refuseDomain(deps, found, name)) ?? (await refuseOrder(deps, found, name));
  if (refusal) return refusal;
  const domain = await seenOf(deps, found, name);
  if (!domain.ok) return domain;
  const others = await othersBeside(deps, found, index);
  const read: SenderChange[] = [];
  for (const ticked of others.filter((each) => typed.also.includes(each.domain))) {
    const seen = await seenOf(deps, found, ticked.domain);
    if (!seen.ok) return seen;
    read.push(seen.change);
  }
  const { workspace, vendorOrderId, label } = found;
  const changed = { workspace, vendorOrderId, of: reference, label, to: NOBODY, changes: [domain.change] };
  const act: ChangeSender = { kind: 'change_sender', mode: 'name_only', ...changed };
  const form: SenderForm = {
    id,
    ownerId: by,
    reference,
    workspace,
    vendorOrderId,
    label,
    index,
    domain: domain.change,
    others,
    typed,
    read,
    fill: fill + 1,
    isFree: await maySendFreely(deps, by, { act, worth: SENDER_WORTH }),
  };
  return { ok: true, form };
}

/** Two orders do not change senders of one vendor order at once. */
async function refuseOrder(
  { orders }: Pick<ChangingDeps, 'orders'>,
  { vendorOrderId }: OrderToChange,
  name: string,
): Promise<ChangeRefusal | null> {
  const claim = worksOnVendorOrder(vendorOrderId);
  const by = (await orders.claimed([claim])).get(claim.key);
  return by === undefined ? null : { ok: false, refusal: 'claimed', name, by };
}

type Seen = { readonly ok: true; readonly change: SenderChange };

/** The mailboxes of a domain as the vendor lists them. */
async function seenOf(deps: ChangingDeps, found: OrderToChange, domain: string): Promise<Seen | ChangeRefusal> {
  const row = found.rowOf(domain);
  if (!row) return { ok: false, refusal: 'not_at_vendor', name: domain };
  const list = await deps.vendor.mailboxes(found.workspace.id, row.id, 'person');
  const seen = sendersIn(mailboxesSeen(row.name, list));
  if (!seen || seen.addresses.length > MOST_MAILBOXES) return { ok: false, refusal: 'senders_not_said', name: domain };
  return { ok: true, change: { domain, ...seen } };
}

/**
 * Those that stand on the same page of the order's details and can be changed now, with the senders that the list of domains
 * names: their mailboxes are read once they are ticked.
 */
async function othersBeside(deps: ChangingDeps, found: OrderToChange, index: number): Promise<TickableDomain[]> {
  const first = index - (index % MOST_SENDER_CHANGES);
  const beside = found.names
    .slice(first, first + MOST_SENDER_CHANGES)
    .filter((name) => name !== found.names[index] && found.isReady(name));
  const claimed = await deps.orders.claimed(beside.map(worksOnName));
  return beside
    .filter((name) => name.length <= MAX_VALUE && !claimed.has(worksOnName(name).key) && found.rowOf(name))
    .map((domain) => ({ domain, from: [...new Set(found.rowOf(domain)?.mailboxes?.map(wholeName))] }));
}
