import { type Act, type ActOf, type Kinds, stepsOf, worthAfter } from '../../src/acts/act.ts';
import type { Worth } from '../../src/acts/worth.ts';
import { actOf, type Order, termsOf } from '../../src/orders/order.ts';
import { isOver } from '../../src/orders/standing/ends.ts';
import { stepOf, stepsDone } from '../../src/orders/standing/steps.ts';
import type { Words } from '../words/text.ts';
import type { ActConfirm, ActFile, ActPart, ActView, HalfDone, Likeness, PartDrawing } from './act-view.ts';
import { buyAndOrderView } from './buy_and_order.ts';
import { buyDomainsView } from './buy_domains.ts';
import { buyPrewarmedView } from './buy_prewarmed.ts';
import { cancelOrderView } from './cancel_order.ts';
import { changeRedirectView } from './change_redirect.ts';
import { changeSenderView } from './change_sender.ts';
import { createWorkspaceView } from './create_workspace.ts';
import { customOrderView } from './custom_order.ts';
import { fillFormView } from './fill_form.ts';
import { fixedPackageView } from './fixed_package.ts';
import { swapDomainView } from './swap_domain.ts';

/** A kind without its row does not compile. */
const VIEWS: { readonly [Kind in keyof Kinds]: ActView<ActOf<Kind>> } = {
  custom_order: customOrderView,
  cancel_order: cancelOrderView,
  change_redirect: changeRedirectView,
  buy_prewarmed: buyPrewarmedView,
  buy_domains: buyDomainsView,
  fill_form: fillFormView,
  swap_domain: swapDomainView,
  fixed_package: fixedPackageView,
  change_sender: changeSenderView,
  create_workspace: createWorkspaceView,
  buy_and_order: buyAndOrderView,
};

/** See `ActView`. */
export const headingOf = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth): string =>
  VIEWS[act.kind].heading(act, worth);
/** See `ActView`. */
export const contentOf = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth): string =>
  VIEWS[act.kind].content(act, worth);
/** See `ActView`. */
export const asksOf = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, done = 0): string =>
  VIEWS[act.kind].asks(act, worth, done);
/** See `ActView`. */
export const reasonOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): string | null => VIEWS[act.kind].reason(act);
/** See `ActView`. */
export const oddOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): string | null => VIEWS[act.kind].odd(act);
/** See `ActView`. */
export const hurryOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): string | null => VIEWS[act.kind].hurry(act);
/** See `ActView`. */
export const partsOf = <Kind extends keyof Kinds>(
  act: ActOf<Kind>,
  worth: Worth,
  drawing: PartDrawing,
): readonly ActPart[] => VIEWS[act.kind].parts(act, worth, drawing);
/** See `ActView`. */
export const greyOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): readonly (string | Words)[] =>
  VIEWS[act.kind].grey(act);
/** See `ActView`. */
export const factsOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): [title: string, value: string | Words][] =>
  VIEWS[act.kind].facts(act);
/** See `ActView`. */
export const buttonOf = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, done = 0): string =>
  VIEWS[act.kind].button(act, worthAfter(act, worth, done), done);
/** See `ActView`. */
export const confirmOf = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, done = 0): ActConfirm =>
  VIEWS[act.kind].confirm(act, worthAfter(act, worth, done), done);
/** See `ActView`. */
export const detailsOf = <Kind extends keyof Kinds>(
  act: ActOf<Kind>,
): { readonly heading: string | null; readonly lines: readonly string[] }[] => VIEWS[act.kind].details(act);
/** See `ActView`; null while no step is done, and once all are. */
export function halfDoneOf(order: Order): HalfDone | null {
  const done = stepsDone(order);
  const act = actOf(order);
  return done > 0 && done < stepsOf<Act['kind']>(act) ? halfDone(act, done, isOver(order)) : null;
}

const halfDone = <Kind extends keyof Kinds>(act: ActOf<Kind>, done: number, hasEnded: boolean): HalfDone =>
  VIEWS[act.kind].halfDone(act, done, hasEnded);

/** What the call is about that an order is at: all of it, unless that is said otherwise. See `ActView`. */
export const contentAtStep = (order: Order): string => atStep(actOf(order), termsOf(order).worth, stepOf(order));

const atStep = <Kind extends keyof Kinds>(act: ActOf<Kind>, worth: Worth, step: number): string =>
  VIEWS[act.kind].atStep?.(act, step) ?? VIEWS[act.kind].content(act, worth);

/** See `ActView`; null for one that makes a vendor order. */
export const likenessOf = <Kind extends keyof Kinds>(act: ActOf<Kind>): Likeness | null =>
  VIEWS[act.kind].likeness?.(act) ?? null;

/** See `ActView`. */
export const fileOf = <Kind extends keyof Kinds>(act: ActOf<Kind>, reference: string): ActFile =>
  VIEWS[act.kind].file(act, reference);
