import type { InputBlock, KnownBlock, ModalView, PlainTextInput } from '@slack/types';
import { MOST_NAMES, type NameToBuy } from '../../../src/acts/buy_domains/buy-domains.ts';
import type { VendorWorkspace } from '../../../src/acts/custom_order/custom-order.ts';
import { MAX_LABEL_LENGTH } from '../../../src/acts/custom_order/rules/check-order.ts';
import { actions, button, context, greyLine, plainSection, section } from '../../blocks.ts';
import { FIELD_ACTION, type FormField, fieldBlockId } from '../../form-fields.ts';
import { ACTION, FORM } from '../../ids.ts';
import { type FoundName, notFreeText, ORDER_KEPT, yearsText } from '../../words/refusals/buying.ts';
import { oneLine, plain } from '../../words/text.ts';
import { choice, inputBlock, textField, workspaceChoices } from '../inputs.ts';
import { buyMetadata } from '../metadata.ts';
import { waitingHintInPlace } from '../waiting-hint.ts';

/** Title of the form, on every page. */
export const BUY_TITLE = 'Buy domains';

/** Checkboxes hold so many options. Source: docs/slack.md, "Limits". */
const OPTIONS_A_BLOCK = 10;
/** Longest search; whole names may be pasted. */
const MAX_SEARCH = 3_000;

/** A form for names as its pages draw it. */
export interface BuyFormToDraw {
  readonly id: string;
  readonly ownerId: string;
  readonly workspaces: readonly VendorWorkspace[];
  readonly workspaceId: string;
  readonly query: string;
  readonly label: string;
  readonly isForOrder: boolean;
  readonly endings: readonly string[];
  readonly found: { readonly shown: readonly ShownName[]; readonly hasMore: boolean } | null;
  readonly chosen: readonly NameToBuy[];
  readonly fill: number;
  readonly round: number;
}

/** A name of the page; what is free has its prices. */
export type ShownName =
  | ({ readonly state: 'free' } & NameToBuy)
  | (FoundName & { readonly state: 'taken' | 'blacklisted' | 'unclear' | 'ordered' });

/** What the page says beside the form. */
export interface BuyDrawn {
  /** Plain text about what was typed: what of it cannot be searched for. */
  readonly problems?: readonly string[];
  /** mrkdwn: why the page is shown again. */
  readonly said?: string;
  /** Whether ScaledMail is being asked. */
  readonly isSearching?: boolean;
  /** Plain text: names that are owned already and have what is searched for; empty for none. */
  readonly owned?: string;
}

/** Names to search for, and those to tick: ten a page, what is chosen stays chosen. */
export function buyView(
  form: BuyFormToDraw,
  { problems = [], said, isSearching = false, owned = '' }: BuyDrawn = {},
): ModalView {
  return {
    type: 'modal',
    callback_id: FORM.buyNames,
    private_metadata: buyMetadata(form.id),
    title: plain(BUY_TITLE, 24),
    submit: plain('Review', 24),
    close: plain('Cancel', 24),
    blocks: [
      ...(said === undefined ? [] : [section(`⚠️ ${said}`)]),
      searchField(form),
      ...(problems.length === 0 ? [] : [plainSection(problems.map((each) => `⚠️ ${oneLine(each)}`).join('\n'))]),
      ...(owned === '' ? [] : [plainSection(owned)]),
      ...(isSearching ? [section(SEARCHING), waitingHintInPlace()] : foundBlocks(form)),
      ...forWhom(form),
      ...(form.isForOrder ? [context(ORDER_KEPT)] : []),
    ],
  };
}

const SEARCHING =
  '⏳ *Asking ScaledMail…*\nIt says which names are free, and what they cost. Nothing is bought by that.';

/** Enter searches, in place: its block id stays, so that Slack keeps what is typed since. */
function searchField({ query, fill }: BuyFormToDraw): InputBlock {
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: ACTION.searchNames,
    max_length: MAX_SEARCH,
    placeholder: plain('acme growth', 150),
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    focus_on_load: true,
    ...(query === '' ? {} : { initial_value: Array.from(query).slice(0, MAX_SEARCH).join('') }),
  };
  const hint = 'Words, or whole names. Enter asks ScaledMail.';
  return {
    ...inputBlock('buy_search', fill, { label: 'Search', element, hint, isOptional: true }),
    dispatch_action: true,
  };
}

function foundBlocks(form: BuyFormToDraw): KnownBlock[] {
  const { found, chosen, endings, round } = form;
  const shown = found?.shown ?? [];
  const free = shown.flatMap((each) => (each.state === 'free' ? [each] : []));
  const notFree = notFreeText(shown.filter(({ state }) => state !== 'free'));
  const onPage = new Set(free.map(({ name }) => name));
  const kept = chosen.filter(({ name }) => !onPage.has(name));
  return [
    ...(found ? [context(`Free: ${free.length} of ${shown.length} · at most ${MOST_NAMES} in one order`)] : []),
    ...namesField('buy_names', round, { label: 'Free names', names: free, chosen }),
    ...(found && shown.length === 0 ? [context('No more ideas that are free on this page.')] : []),
    ...(notFree === '' ? [] : [greyLine({ words: notFree })]),
    ...groupsOf(kept).flatMap((names, index) =>
      namesField(`buy_kept_${index + 1}`, round, { label: index === 0 ? 'Chosen before' : 'And these', names, chosen }),
    ),
    actions(
      ...(found?.hasMore ? [button(ACTION.moreNames, 'More ideas')] : []),
      button(ACTION.otherEndings, 'Other endings…'),
      ...(form.isForOrder || free.length + kept.length === 0
        ? []
        : [button(ACTION.orderOnNames, 'Order mailboxes on them…')]),
    ),
    context(
      `Searched with ${endings.map((ending) => `.${ending}`).join(' ')} · a name costs nothing before an approval`,
    ),
  ];
}

/** Checkboxes with names and prices; nothing for none. */
function namesField(
  field: FormField,
  round: number,
  { label, names, chosen }: { label: string; names: readonly NameToBuy[]; chosen: readonly NameToBuy[] },
): InputBlock[] {
  const options = names.slice(0, OPTIONS_A_BLOCK).map((each) => choice(each.name, each.name, yearsText(each)));
  if (options.length === 0) return [];
  const ticked = options.filter(({ value }) => chosen.some(({ name }) => name === value));
  return [
    {
      type: 'input',
      block_id: fieldBlockId(field, round),
      label: plain(label, 2000),
      optional: true,
      element: {
        type: 'checkboxes',
        action_id: FIELD_ACTION,
        options,
        ...(ticked.length > 0 ? { initial_options: ticked } : {}),
      },
    },
  ];
}

function groupsOf(names: readonly NameToBuy[]): (readonly NameToBuy[])[] {
  const groups: (readonly NameToBuy[])[] = [];
  for (let from = 0; from < names.length; from += OPTIONS_A_BLOCK)
    groups.push(names.slice(from, from + OPTIONS_A_BLOCK));
  return groups;
}

/** For whom, once there are names to tick, as no order goes without; and in which workspace. */
function forWhom({ label, workspaces, workspaceId, fill, found, chosen }: BuyFormToDraw): KnownBlock[] {
  const options = workspaceChoices(workspaces);
  const current = options.find(({ value }) => value === workspaceId);
  const workspace = inputBlock('buy_workspace', fill, {
    label: 'Workspace',
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      options,
      ...(current ? { initial_option: current } : {}),
    },
  });
  const forWhomField = textField('buy_label', fill, {
    label: 'For whom?',
    value: label,
    maxLength: MAX_LABEL_LENGTH,
    placeholder: 'Acme, spring campaign',
    hint: 'A client or a campaign. Approvers see it first.',
  });
  return [
    ...(found !== null || chosen.length > 0 ? [forWhomField] : []),
    ...(workspaces.length > 1 ? [workspace] : []),
  ];
}
