import type { InputBlock, ModalView } from '@slack/types';
import { context, plainSection, section } from '../../blocks.ts';
import { FIELD_ACTION } from '../../form-fields.ts';
import { FORM } from '../../ids.ts';
import { SEND_FREELY } from '../../words/approval/free.ts';
import { counted, plain } from '../../words/text.ts';
import { choice, inputBlock, textField } from '../inputs.ts';
import { formMetadata } from '../metadata.ts';
import type { PageOptions } from '../page.ts';
import { changeNote } from './change-note.ts';

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
  /** Null for an order that was not made here. */
  readonly reference: string | null;
  readonly vendorOrderId: string;
  readonly domain: string;
  readonly unused: readonly string[];
  readonly typed: { readonly chosen: string; readonly elsewhere: string };
  readonly fill: number;
  /** Whether it is sent at once, without approval. */
  readonly isFree?: boolean;
}

/** The old name, and what it can be swapped for. */
export function swapView(form: SwapFormToDraw, { policy, problem = null, seen = null }: PageOptions): ModalView {
  return {
    type: 'modal',
    callback_id: FORM.swap,
    private_metadata: formMetadata(form.id, form, seen),
    title: plain(SWAP_TITLE, 24),
    submit: plain(form.isFree ? SEND_FREELY : 'Ask for the change', 24),
    close: plain('Close', 24),
    blocks: [
      ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
      plainSection(`${form.domain} gets another name. Its addresses end in the new one then.`),
      ...boughtField(form),
      elsewhereField(form),
      context(changeNote(form, policy)),
    ],
  };
}

/** A menu of the unused names; more than it holds are typed. Nothing where there are none. */
function boughtField({ unused, typed: { chosen }, fill }: SwapFormToDraw): InputBlock[] {
  if (unused.length === 0) return [];
  const label = 'Which name does it get?';
  const hint = 'Bought through ScaledMail, and not used so far.';
  const isMenu = unused.length <= MOST_OPTIONS && unused.every((name) => name.length <= MAX_VALUE);
  if (!isMenu) {
    return [
      textField('new_name', fill, {
        label,
        hasFocus: true,
        isOptional: true,
        value: chosen,
        placeholder: unused[0] ?? 'acme-mail.com',
        hint: `${hint} These are ${counted(unused.length, 'name')}: type one of them.`,
        maxLength: MAX_NAME,
      }),
    ];
  }
  const options = unused.map((name) => choice(name, name));
  const initial = options.find(({ value }) => value === chosen);
  return [
    inputBlock('new_name', fill, {
      label,
      hint,
      isOptional: true,
      element: {
        type: 'static_select',
        action_id: FIELD_ACTION,
        focus_on_load: true,
        placeholder: plain('Choose a name', 150),
        options,
        ...(initial ? { initial_option: initial } : {}),
      },
    }),
  ];
}

/** A name that is typed: the login of its registrar is asked for next. */
const elsewhereField = ({ unused, typed: { elsewhere }, fill }: SwapFormToDraw): InputBlock =>
  textField('new_name_elsewhere', fill, {
    label: unused.length === 0 ? 'Which name does it get?' : 'Or a name that is held elsewhere',
    hasFocus: unused.length === 0,
    isOptional: unused.length > 0,
    value: elsewhere,
    placeholder: 'acme-mail.com',
    hint:
      unused.length === 0
        ? 'One that is held elsewhere: no name that was bought through ScaledMail is unused here. The login of its registrar is asked for next.'
        : 'The login of its registrar is asked for next.',
    maxLength: MAX_NAME,
  });
