import { z } from 'zod';
import { MessageRef } from '../orders/surface.ts';
import { Instant, Reference, UserId } from '../values/ids.ts';
import { Cents } from '../values/money.ts';
import { Standing } from './known.ts';

/** A vendor order as it was when something about it was found. */
export const SeenOrder = z.object({
  id: z.string().min(1),
  workspace: z.object({ id: z.string().min(1), name: z.string() }),
  amountCents: Cents.nullable(),
  status: z.string(),
  standing: Standing,
  createdAt: Instant.nullable(),
  /** The vendor's own words for what was bought; empty where it says none. */
  description: z.string(),
  /** The order of ours that made it; null when none did. */
  reference: Reference.nullable(),
  /** What its own page says; null when that was not read. */
  page: z
    .object({
      tag: z.string().nullable(),
      names: z.array(z.string()),
      /** A reference in its tag that looks like one of ours, and is not kept here. */
      unknownReference: z.string().nullable(),
    })
    .nullable(),
  /** How many mailboxes the vendor's list of domains counts; null when it does not say. */
  mailboxes: z.int().nonnegative().nullable(),
});
export type SeenOrder = z.infer<typeof SeenOrder>;

/** A name whose renewal became dearer. */
export const DearerName = z.object({
  name: z.string().min(1),
  fromCents: Cents,
  toCents: Cents,
  renewsAt: Instant.nullable(),
});
export type DearerName = z.infer<typeof DearerName>;

/** A name that was bought, and nobody approved that. */
export const BoughtName = z.object({
  name: z.string().min(1),
  workspace: z.object({ id: z.string().min(1), name: z.string() }),
  renewalCents: Cents.nullable(),
  boughtAt: Instant.nullable(),
});
export type BoughtName = z.infer<typeof BoughtName>;

/** What was found about one vendor order. */
export const AboutOrder = z.discriminatedUnion('kind', [
  /** `mayBe`: orders of ours that it may be, as they are still looked for; absent: none. */
  z.object({ kind: z.literal('unapproved'), order: SeenOrder, mayBe: z.array(Reference).min(1).exactOptional() }),
  /** `isApproved`: what it was before is what people approved here. */
  z.object({ kind: z.literal('amount'), order: SeenOrder, fromCents: Cents, isApproved: z.boolean() }),
  z.object({ kind: z.literal('cancelled'), order: SeenOrder }),
  z.object({ kind: z.literal('vanished'), order: SeenOrder, since: Instant }),
  z.object({ kind: z.literal('status'), order: SeenOrder }),
  /** It goes on, and had ended, or was not listed any more. */
  z.object({ kind: z.literal('resumed'), order: SeenOrder, was: z.enum(['ended', 'missing']) }),
]);
export type AboutOrder = z.infer<typeof AboutOrder>;

/**
 * What was found: about one order, about names and their renewals, what stood there before the watch began, or more than anybody reads one by
 * one.
 */
export const About = z.discriminatedUnion('kind', [
  ...AboutOrder.options,
  z.object({ kind: z.literal('renewals'), names: z.array(DearerName).min(1) }),
  z.object({ kind: z.literal('bought'), names: z.array(BoughtName).min(1) }),
  z.object({ kind: z.literal('stood_before'), orders: z.array(SeenOrder).min(1) }),
  z.object({ kind: z.literal('many'), found: z.array(AboutOrder).min(1) }),
]);
export type About = z.infer<typeof About>;
export type FindingKind = About['kind'];

/** Something that people hear of, once. `key` is its name for ever: what was found once is not found again. */
export const Finding = z.object({
  key: z.string().min(1),
  foundAt: Instant,
  about: About,
  /** Its message in the channel; null before it was posted. */
  message: MessageRef.nullable(),
  /** Who said what it was; null before anybody did. A reason that was not asked for is empty. */
  settled: z.object({ by: UserId, reason: z.string(), at: Instant }).nullable(),
  /** Which of its orders turned out to be made by one of ours; absent: none. */
  turnedOut: z
    .array(z.object({ id: z.string().min(1), reference: Reference }))
    .min(1)
    .exactOptional(),
});
export type Finding = z.infer<typeof Finding>;

/** The vendor orders that a finding is about. */
export function ordersIn(about: About): readonly SeenOrder[] {
  switch (about.kind) {
    case 'renewals':
    case 'bought':
      return [];
    case 'stood_before':
      return about.orders;
    case 'many':
      return about.found.map(({ order }) => order);
    default:
      return [about.order];
  }
}

/** Those of them that nobody had approved: whoever says that this was them explains these. */
export function unapprovedIn(about: About): readonly SeenOrder[] {
  if (about.kind === 'unapproved') return [about.order];
  if (about.kind !== 'many') return [];
  return about.found.filter(({ kind }) => kind === 'unapproved').map(({ order }) => order);
}

/** The order of ours that explains all that a finding is about, as it turned out; null while none does. */
export const explainedBy = ({ about, turnedOut }: Finding): Reference | null =>
  about.kind === 'unapproved' ? (turnedOut?.[0]?.reference ?? null) : null;

/** Whether it still waits for somebody to say what it was: nobody did, and it did not turn out to be an order of ours. */
export const isOpen = (finding: Finding): boolean => finding.settled === null && explainedBy(finding) === null;

/** Most rows that *Look* shows in full; of more than these there is a file. */
export const MOST_ROWS_SHOWN = 30;

/** Whether it comes with a file that lists all that it is about. */
export function hasFile(about: About): boolean {
  if (about.kind === 'stood_before' || about.kind === 'many') return true;
  return 'names' in about && about.names.length > MOST_ROWS_SHOWN;
}
