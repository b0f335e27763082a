import type { Reference } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';
import { type ActRequest, type LoginFields, sealedLogin } from './act-request.ts';
import type { Rules } from './act-rules.ts';
import type { Claim } from './claim.ts';
import type { CustomOrder, EmailProvider, VendorWorkspace } from './custom_order/custom-order.ts';
import type { Act, ActOf, Kinds } from './kinds.ts';
import { RULES } from './rules-by-kind.ts';
import { monthlyCents, type Worth } from './worth.ts';

export { Act, type ActOf, type Kinds } from './kinds.ts';
export { WRITE_KINDS, type WriteKind } from './rules-by-kind.ts';

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
/** See `Rules`. */
export const mayBeCheaper = <Kind extends keyof Kinds>(act: ActOf<Kind>): boolean => RULES[act.kind].mayBeCheaper(act);
/** See `Rules`. */
export const claimsOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly Claim[] => RULES[act.kind].claims(act);
/** See `Rules`. */
export const tagOf = <Kind extends keyof Kinds>(
  act: ActOf<Kind>,
  reference: Reference,
  number: number,
): string | null => RULES[act.kind].tag(act, reference, number);
/** See `Rules`. */
export const lasts = ({ kind }: Act): boolean => RULES[kind].lasts;
/** See `Rules`. */
export const openHoursOf = ({ kind }: Act): number => RULES[kind].openHours;
/** See `Rules`. */
export const mailboxesOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): CustomOrder | null =>
  RULES[act.kind].mailboxes(act);
/** See `Rules`. */
export const mailNamesOf = <Kind extends keyof Kinds>(
  act: ActOf<Kind>,
): readonly (readonly [string, EmailProvider])[] => RULES[act.kind].mailNames(act);
/** See `Rules`. */
export const alwaysNeedsApproval = <Kind extends keyof Kinds>(act: ActOf<Kind>): boolean =>
  RULES[act.kind].alwaysNeedsApproval(act);
/** See `Rules`. */
export const namesBoughtBy = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly string[] =>
  RULES[act.kind].buys?.(act) ?? [];
/** See `Rules`. */
export const targetOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): string | null => RULES[act.kind].target(act);
/** See `Rules`. */
export const effectOf = ({ kind }: Pick<Act, 'kind'>): Rules<Act>['effect'] => RULES[kind].effect;
/** See `Rules`. */
export const undoOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): Act | null => RULES[act.kind].undo(act);
/** See `Rules`; the call of the first step, when none is named. */
export const requestOf = <Kind extends keyof Kinds>(
  act: ActOf<Kind>,
  tag: string | null,
  loginOf: (loginId: string) => LoginFields = sealedLogin,
  step = 1,
): ActRequest => RULES[act.kind].request(act, tag, loginOf, step);
/** See `Rules`. */
export const stepsOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): number => RULES[act.kind].steps(act);
/**
 * The part of what a step charges that is paid once, as a record of the call has it; absent when nothing is. What is charged
 * each month is charged by the last step: it makes what goes on.
 */
export function paidOnceAtStep<Kind extends keyof Kinds>(
  act: ActOf<Kind>,
  worth: Worth,
  step: number,
): { readonly nowCents?: Cents } {
  const nowCents = chargedAtStep(act, worth, step) - (step === stepsOf(act) ? monthlyCents(worth) : 0);
  return nowCents > 0 ? { nowCents } : {};
}

/** See `Rules`. */
export const chargedAtStep = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, step: number): Cents =>
  RULES[act.kind].chargedAt(act, worth, step);
/** What an act still charges once its first steps are done: what these charged is paid. */
export function worthAfter<Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, stepsDone: number): Worth {
  if (worth.effect !== 'spend') return worth;
  let paidCents = 0;
  for (let step = 1; step <= stepsDone; step += 1) paidCents += paidOnceAtStep(act, worth, step).nowCents ?? 0;
  const nowCents = Math.max(0, worth.nowCents - paidCents);
  // What is paid whole is renewed whatever becomes of the rest.
  return { ...worth, nowCents, yearCents: nowCents === 0 && paidCents > 0 ? 0 : worth.yearCents };
}
/** The trace that a step leaves at the vendor: that of the terms is on what the last step makes. */
export const tagOfStep = (act: Act, tag: string | null, step: number): string | null =>
  step === stepsOf(act) ? tag : null;
/** The calls of all steps as they are hashed and shown: logins by the ids of their sealed copies. */
export const requestsOf = (act: Act, tag: string | null): ActRequest[] =>
  Array.from({ length: stepsOf(act) }, (_, index) =>
    requestOf(act, tagOfStep(act, tag, index + 1), sealedLogin, index + 1),
  );
/** See `Rules`. */
export const sealedRequest = <Kind extends keyof Kinds>(act: ActOf<Kind>, request: ActRequest): ActRequest =>
  RULES[act.kind].sealed(act, request);
