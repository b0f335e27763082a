import { z } from 'zod';
import { CustomOrder, domainNames, loginIds, type VendorWorkspace } from './custom_order/custom-order.ts';

/** What an order does at ScaledMail, one of a few kinds. Every kind goes through the same approval. */
export const Act = z.discriminatedUnion('kind', [CustomOrder]);
export type Act = z.infer<typeof Act>;

/** Every kind by its name: with this, the rules of a kind are known to fit an act of that kind. */
export type Kinds = { [Each in Act as Each['kind']]: Each };

/** An act of one kind; see `Kinds`. */
export type ActOf<Kind extends keyof Kinds> = { [Each in Kind]: { readonly kind: Each } & Kinds[Each] }[Kind];

/** What the engine asks of an act, of whatever kind. */
interface Rules<Each> {
  /** What the call does: charges the card, ends something, or changes something that costs nothing. */
  readonly effect: 'spend' | 'cancel' | 'write';
  /** The domain names that an open order speaks for, and that work in the end; may be none. */
  readonly names: (act: Each) => readonly string[];
  /** Ids of the sealed logins that the call needs. */
  readonly loginIds: (act: Each) => readonly string[];
  readonly workspace: (act: Each) => VendorWorkspace;
  /** What people call it; the tag at the vendor begins with it. */
  readonly label: (act: Each) => string;
}

/** A kind without its row does not compile. */
const RULES: { readonly [Kind in keyof Kinds]: Rules<ActOf<Kind>> } = {
  custom_order: {
    effect: 'spend',
    names: domainNames,
    loginIds,
    workspace: ({ workspace }) => workspace,
    label: ({ label }) => label,
  },
};

/** See `Rules`. */
export const namesOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly string[] => RULES[act.kind].names(act);
/** See `Rules`. */
export const loginIdsOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly string[] =>
  RULES[act.kind].loginIds(act);
/** See `Rules`. */
export const workspaceOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): VendorWorkspace =>
  RULES[act.kind].workspace(act);
/** See `Rules`. */
export const labelOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): string => RULES[act.kind].label(act);
