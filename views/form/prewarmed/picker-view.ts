import type { Button, InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { PrewarmedInbox } from '../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import type { VendorWorkspace } from '../../../src/acts/custom_order/custom-order.ts';
import type { DraftTool } from '../../../src/acts/custom_order/form/draft.ts';
import { MAX_LABEL_LENGTH } from '../../../src/acts/custom_order/rules/check-order.ts';
import { inboxText, mailboxesText } from '../../acts/buy_prewarmed.ts';
import { actions, button, context, section } from '../../blocks.ts';
import { FIELD_ACTION } from '../../form-fields.ts';
import { ACTION, FORM } from '../../ids.ts';
import { onceAndMonthly } from '../../words/price-text.ts';
import { inline, localTime, plain } from '../../words/text.ts';
import { choice, inputBlock, textField, workspaceChoices } from '../inputs.ts';
import { prewarmedMetadata } from '../metadata.ts';
import { optionRow, toolText } from '../ordering/options/options-view.ts';

/** Title of the picker, of its review, and of what they are answered with. */
export const PREWARMED_TITLE = 'Pre-warmed inboxes';

/** Most items of a page: a group of checkboxes holds no more. Source: docs/slack.md, "Limits". */
const PAGE_SIZE = 10;
/** Most names of other pages that are said. */
const MOST_NAMED = 5;

/** A form that chooses from the stock, as a page draws it. */
export interface PrewarmedToDraw extends DraftTool {
  readonly id: string;
  readonly workspaces: readonly VendorWorkspace[];
  readonly workspaceId: string;
  readonly stock: readonly PrewarmedInbox[];
  /** When the stock was read; absent when that is not known. */
  readonly readAt?: Date;
  readonly inOrders: number;
  readonly offset: number;
  readonly chosen: readonly string[];
  readonly redirect: string;
  readonly label: string;
  readonly fill: number;
}

/** What is in stock, ten a page, and for whom it is bought. `problem` is mrkdwn: why the page is shown again. */
export function pickerView(form: PrewarmedToDraw, problem: string | null = null): ModalView {
  const { fill, redirect, label, workspaces } = form;
  const blocks: KnownBlock[] = [
    ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
    context(countsText(form)),
    ...stockField(form),
    ...elsewhereBlocks(form),
    ...turnButtons(form),
    textField('default_redirect', fill, {
      label: 'Redirect',
      value: redirect,
      placeholder: 'https://acme.com',
      hint: 'Where all of these domains lead to.',
      isOptional: true,
      maxLength: 500,
    }),
    optionRow('Sending tool', toolText(form), ACTION.changePrewarmedTool),
    textField('label', fill, {
      label: 'For whom?',
      value: label,
      maxLength: MAX_LABEL_LENGTH,
      placeholder: 'Acme, spring campaign',
      hint: 'A client or a campaign. Approvers see it first, and the order is tagged with it.',
    }),
    ...(workspaces.length > 1 ? [workspaceField(form)] : []),
  ];
  return {
    type: 'modal',
    callback_id: FORM.prewarmed,
    private_metadata: prewarmedMetadata(form.id),
    title: plain(PREWARMED_TITLE, 24),
    submit: plain('Review', 24),
    close: plain('Cancel', 24),
    blocks,
  };
}

const pagesOf = ({ stock }: PrewarmedToDraw): number => Math.max(1, Math.ceil(stock.length / PAGE_SIZE));
const onPage = ({ stock, offset }: PrewarmedToDraw): readonly PrewarmedInbox[] =>
  stock.slice(offset, offset + PAGE_SIZE);

/** `12 in stock · page 1 of 2 · 3 more are in open orders`. */
function countsText(form: PrewarmedToDraw): string {
  const { stock, inOrders, offset } = form;
  const pages = pagesOf(form);
  return [
    `${stock.length} in stock`,
    ...(pages > 1 ? [`page ${Math.floor(offset / PAGE_SIZE) + 1} of ${pages}`] : []),
    ...(inOrders > 0 ? [`${inOrders} more in open orders`] : []),
    ...(form.readAt ? [`ScaledMail’s stock, ${localTime(form.readAt)}`] : []),
    'charged only after approval',
  ].join(' · ');
}

/** The items of this page; none where everything was sold. */
function stockField(form: PrewarmedToDraw): InputBlock[] {
  const options = onPage(form).map((inbox) =>
    choice(inbox.id, inboxText(inbox), `${mailboxesText(inbox)} · ${onceAndMonthly(inbox)}`),
  );
  if (options.length === 0) return [];
  const ticked = options.filter(({ value }) => value !== undefined && form.chosen.includes(value));
  return [
    inputBlock('prewarmed_inboxes', form.fill, {
      label: 'In stock',
      isOptional: true,
      element: {
        type: 'checkboxes',
        action_id: FIELD_ACTION,
        options,
        ...(ticked.length > 0 ? { initial_options: ticked } : {}),
      },
    }),
  ];
}

/** What is chosen on other pages, which nobody sees here. */
function elsewhereBlocks(form: PrewarmedToDraw): KnownBlock[] {
  const here = new Set(onPage(form).map(({ id }) => id));
  const names = form.stock.flatMap(({ id, name }) => (form.chosen.includes(id) && !here.has(id) ? [name] : []));
  if (names.length === 0) return [];
  const rest = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).map((name) => inline(name, 100));
  return [context(`Chosen on other pages: ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`)];
}

function turnButtons(form: PrewarmedToDraw): KnownBlock[] {
  const buttons: Button[] = [
    ...(form.offset > 0 ? [button(ACTION.prewarmedEarlier, '‹ Earlier')] : []),
    ...(form.offset + PAGE_SIZE < form.stock.length ? [button(ACTION.prewarmedNext, 'Next ›')] : []),
  ];
  return buttons.length > 0 ? [actions(...buttons)] : [];
}

function workspaceField({ workspaces, workspaceId, fill }: PrewarmedToDraw): InputBlock {
  const options = workspaceChoices(workspaces);
  const chosen = options.find(({ value }) => value === workspaceId);
  return inputBlock('workspace', fill, {
    label: 'Workspace',
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      placeholder: plain('Choose a workspace', 150),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  });
}
