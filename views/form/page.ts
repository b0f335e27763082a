import type { ActionsBlock, Button, ContextBlock, KnownBlock, ModalView } from '@slack/types';
import type { OrderDraft } from '../../src/acts/custom_order/form/draft.ts';
import type { Problem } from '../../src/acts/custom_order/problem.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { actions, button, context, plainSection, section } from '../blocks.ts';
import { ACTION, type FormId, type ViewId } from '../ids.ts';
import { problemList } from '../words/input/problem.ts';
import { plain } from '../words/text.ts';
import { draftMetadata, type FormPlace } from './metadata.ts';

/** Title of the order form on its pages. */
export const FORM_TITLE = 'New order';

/** The same of a form that fills in what waits at ScaledMail. */
export const FILLING_TITLE = 'Names for paid domains';

/** Title of a form. */
export const titleOf = ({ holds }: Pick<OrderDraft, 'holds'>): string => (holds ? FILLING_TITLE : FORM_TITLE);

/** What tells the pages apart; only a form can be sent. */
type Page = { blocks: KnownBlock[]; trail?: readonly FormPlace[] } & (
  | { callbackId: FormId; submit: string }
  | { callbackId: ViewId; submit?: undefined }
);

/** A page of the order form: the same modal, updated in place. Without `submit` it cannot be sent; then `token` tells it apart. */
export function formPage(
  draft: OrderDraft,
  { callbackId, submit, blocks, trail = [] }: Page,
  token: string | null = null,
): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: draftMetadata(draft.id, token, trail),
    title: plain(titleOf(draft), 24),
    close: plain('Cancel', 24),
    ...(submit === undefined ? {} : { submit: plain(submit, 24) }),
    blocks,
  };
}

const STEPS = ['What', 'Domains', 'Hosting', 'Review'] as const;
export type Step = (typeof STEPS)[number];

/** `What › *Domains* › Review · step 2 of 3`. Hosting is a step only for domains held elsewhere. */
export function stepIndicator(draft: OrderDraft, step: Step): ContextBlock {
  const steps = STEPS.filter((each) => each !== 'Hosting' || draft.source === 'other');
  const path = steps.map((each) => (each === step ? `*${each}*` : each)).join(' › ');
  return context(`${path} · step ${steps.indexOf(step) + 1} of ${steps.length}`);
}

/** How the page of a form that is kept on the server is drawn. */
export interface PageOptions {
  readonly policy: ApprovalPolicy;
  /** Why the page is shown again: mrkdwn. */
  readonly problem?: string | null;
  /** What the page shows, told from anything else: it comes back when the page is sent. */
  readonly seen?: string | null;
}

/** *Back*, and what else can be pressed, as a row of its own: a modal's footer has room for one button only. */
export const backRow = (...others: readonly Button[]): ActionsBlock =>
  actions(button(ACTION.back, '‹ Back'), ...others);

/** What has to be fixed before the form can go on; nothing when there is nothing. */
export function problemBlocks(problems: readonly Problem[]): KnownBlock[] {
  if (problems.length === 0) return [];
  return [section('⚠️ *Please fix this; everything you typed is still here.*'), plainSection(problemList(problems))];
}
