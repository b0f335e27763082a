import type { InputBlock, ModalView } from '@slack/types';
import type { ApprovalPolicy } from '../../../src/orders/policy.ts';
import { context, plainSection, section } from '../../blocks.ts';
import { FIELD_ACTION, FORM } from '../../ids.ts';
import { whoMayDecide } from '../../words/people.ts';
import { counted, plain } from '../../words/text.ts';
import { choice, inputBlock, textField } from '../inputs.ts';
import { formMetadata } from '../metadata.ts';

/** Title of the form that asks for another name, and of what it is answered with. */
export const SWAP_TITLE = 'Swap the domain';

/** A menu holds so many, with values so long. Source: docs/slack.md, "Limits". */
const MOST_OPTIONS = 100;
const MAX_VALUE = 150;
/** Longest name. */
const MAX_NAME = 253;

/** A form that asks for another name, as a page draws it. */
export interface SwapFormToDraw {
  readonly id: string;
  readonly ownerId: string;
  readonly reference: string;
  readonly domain: string;
  readonly unused: readonly string[];
  readonly typed: string;
  readonly fill: number;
}

/** The old name, and what it can be swapped for. `problem` is a sentence about why the page is shown again. */
export function swapView(
  form: SwapFormToDraw,
  { policy, problem = null }: { readonly policy: ApprovalPolicy; readonly problem?: string | null },
): ModalView {
  return {
    type: 'modal',
    callback_id: FORM.swap,
    private_metadata: formMetadata(form.id),
    title: plain(SWAP_TITLE, 24),
    submit: plain('Ask for the change', 24),
    close: plain('Close', 24),
    blocks: [
      ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
      plainSection(`${form.domain} gets another name. Its addresses end in the new one then.`),
      nameField(form),
      context(
        `Order \`${form.reference}\` · costs nothing. Will be asked: ${whoMayDecide(policy, form.ownerId)}. Once it is approved, it is sent; ScaledMail’s staff apply it.`,
      ),
    ],
  };
}

/** A menu of the unused names; more than it holds are typed. */
function nameField({ unused, typed, fill }: SwapFormToDraw): InputBlock {
  const label = 'Which name does it get?';
  const hint = 'Bought through ScaledMail, and not used so far.';
  const isMenu = unused.length <= MOST_OPTIONS && unused.every((name) => name.length <= MAX_VALUE);
  if (!isMenu) {
    return textField('new_name', fill, {
      label,
      hasFocus: true,
      value: typed,
      placeholder: unused[0] ?? 'acme-mail.com',
      hint: `${hint} These are ${counted(unused.length, 'name')}: type one of them.`,
      maxLength: MAX_NAME,
    });
  }
  const options = unused.map((name) => choice(name, name));
  const chosen = options.find(({ value }) => value === typed);
  return inputBlock('new_name', fill, {
    label,
    hint,
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      focus_on_load: true,
      placeholder: plain('Choose a name', 150),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  });
}
