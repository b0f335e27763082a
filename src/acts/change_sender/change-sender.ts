import { z } from 'zod';
import { Reference } from '../../values/ids.ts';
import type { ActRequest } from '../act-request.ts';
import { type Claim, worksOnName, worksOnVendorOrder } from '../claim.ts';
import { VendorWorkspace } from '../custom_order/custom-order.ts';
import type { Worth } from '../worth.ts';

/** Most domains whose senders change together: as many as a page of an order's details shows. */
export const MOST_SENDER_CHANGES = 40;
/** Most mailboxes of one domain that are kept: far more than any provider sets up. */
export const MOST_MAILBOXES = 500;

/**
 * How far a change goes: `name_only` keeps every address; `name_and_alias` deletes the mailboxes and makes them anew.
 * Source: docs/vendor/openapi.yaml, "swapSenderName".
 */
export const SENDER_MODES = ['name_only', 'name_and_alias'] as const;
export const SenderMode = z.enum(SENDER_MODES);
export type SenderMode = z.infer<typeof SenderMode>;

/** A first and a last name. */
export const Sender = z.object({ firstName: z.string(), lastName: z.string() });
export type Sender = z.infer<typeof Sender>;

/** The senders of one domain as people saw them: their whole names, each once, and the addresses of the mailboxes. */
export const SenderChange = z.object({
  domain: z.string().min(1),
  from: z.array(z.string()),
  /** In lower case. */
  addresses: z.array(z.string()).max(MOST_MAILBOXES),
});
export type SenderChange = z.infer<typeof SenderChange>;

/** Gives the mailboxes of domains of one vendor order another sender. It costs nothing; the vendor's staff apply it. */
export const ChangeSender = z.object({
  kind: z.literal('change_sender'),
  workspace: VendorWorkspace,
  /** The vendor order that has the domains. */
  vendorOrderId: z.string().min(1),
  /** The order of ours that it is. */
  of: Reference,
  /** What people call that order. */
  label: z.string(),
  mode: SenderMode,
  /** The one sender that all of their mailboxes get. */
  to: Sender,
  changes: z.array(SenderChange).min(1).max(MOST_SENDER_CHANGES),
});
export type ChangeSender = z.infer<typeof ChangeSender>;

/** Names of the domains whose senders change. */
export const senderDomains = ({ changes }: Pick<ChangeSender, 'changes'>): string[] =>
  changes.map(({ domain }) => domain);

/** It costs nothing, however many they are. */
export const SENDER_WORTH: Worth = { effect: 'write' };

/** It works on each of the names, whoever owns them, and on the vendor order that has them. */
export const senderClaims = ({ changes, vendorOrderId }: ChangeSender): Claim[] => [
  worksOnVendorOrder(vendorOrderId),
  ...changes.map(({ domain }) => worksOnName(domain)),
];

/**
 * The change that takes it back: the sender that all of its domains had. Null when they had several, or one that is not a first
 * and a last name; and of one that deleted mailboxes, which nothing brings back.
 */
export function undoneSender(act: ChangeSender): ChangeSender | null {
  const before = [...new Set(act.changes.flatMap(({ from }) => from))];
  const [firstName, lastName, ...more] = (before[0] ?? '').split(' ');
  if (act.mode !== 'name_only' || before.length !== 1 || !firstName || !lastName || more.length > 0) return null;
  const from = [`${act.to.firstName} ${act.to.lastName}`];
  return { ...act, to: { firstName, lastName }, changes: act.changes.map((change) => ({ ...change, from })) };
}

/** How many mailboxes it deletes, as people saw them. */
export const mailboxesDeleted = ({ mode, changes }: Pick<ChangeSender, 'mode' | 'changes'>): number =>
  mode === 'name_and_alias' ? changes.reduce((sum, { addresses }) => sum + addresses.length, 0) : 0;

/** The change that a step makes. Throws for a step that the act does not have. */
export function senderChangeAt({ changes }: Pick<ChangeSender, 'changes'>, step: number): SenderChange {
  const change = changes[step - 1];
  if (!change) throw new TypeError(`${changes.length} domains have no step ${step}`);
  return change;
}

/** The call of a step: one domain each. Source: docs/vendor/openapi.yaml, "swapSenderName". */
export const senderRequest = (act: ChangeSender, step: number): ActRequest => ({
  operation: 'swapSenderName',
  parameters: { domain: senderChangeAt(act, step).domain },
  query: { organization_id: act.workspace.id, mode: act.mode },
  body: { sender_names: [{ first_name: act.to.firstName, last_name: act.to.lastName }] },
});
