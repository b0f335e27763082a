import type { InputBlock, ModalView } from '@slack/types';
import { sendersText } from '../../acts/change_sender.ts';
import { context, plainSection, section } from '../../blocks.ts';
import { FIELD_ACTION } from '../../form-fields.ts';
import { FORM } from '../../ids.ts';
import { SENT_AT_ONCE } from '../../words/approval/free.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import { counted, plain } from '../../words/text.ts';
import { choice, inputBlock, textField } from '../inputs.ts';
import { formMetadata } from '../metadata.ts';
import type { PageOptions } from '../page.ts';
import { alsoFields } from './also-fields.ts';

/** Title of the form that asks for another sender, and of what it is answered with. */
export const SENDER_TITLE = 'Change the sender';

/** Longest first name, space and last name. Source: docs/vendor/notes.md, "Rules of a custom order". */
const MAX_NAME = 101;

/** A form that asks for another sender, as a page draws it. */
export interface SenderFormToDraw {
  readonly id: string;
  readonly ownerId: string;
  readonly reference: string;
  readonly vendorOrderId: string;
  readonly domain: { readonly domain: string; readonly from: readonly string[]; readonly addresses: readonly string[] };
  readonly others: readonly { readonly domain: string; readonly from: readonly string[] }[];
  readonly typed: {
    readonly sender: string;
    readonly mode: 'name_only' | 'name_and_alias';
    readonly also: readonly string[];
  };
  readonly fill: number;
  /** Whether the name alone is changed without approval. */
  readonly isFree?: boolean;
}

/** Who sends from the domain, and who is to. */
export function senderView(form: SenderFormToDraw, { policy, problem = null, seen = null }: PageOptions): ModalView {
  const { domain, from, addresses } = form.domain;
  return {
    type: 'modal',
    callback_id: FORM.sender,
    private_metadata: formMetadata(form.id, form, seen),
    title: plain(SENDER_TITLE, 24),
    submit: plain(form.isFree ? 'Send' : 'Ask for the change', 24),
    close: plain('Close', 24),
    blocks: [
      ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
      plainSection(`${domain} · ${sendersText(from)} now · ${counted(addresses.length, 'mailbox', 'mailboxes')}`),
      textField('new_sender', form.fill, {
        label: 'Who is to send from it?',
        hasFocus: true,
        value: form.typed.sender,
        placeholder: 'Zoë Neil',
        hint: 'First and last name. All of its mailboxes get this one.',
        maxLength: MAX_NAME,
      }),
      modeField(form),
      ...alsoFields(form, sendersText),
      context(
        `Order \`${form.reference}\` · costs nothing. ${form.isFree ? `Name only: ${SENT_AT_ONCE}. Name and address: will` : 'Will'} be asked: ${whoMayDecide(policy, form.ownerId)}. Once it is approved, it is sent; ScaledMail’s staff apply it.`,
      ),
    ],
  };
}

/** How far it goes: what destroys something says so. */
function modeField({ typed, fill }: SenderFormToDraw): InputBlock {
  const options = [
    choice('name_only', 'Name only', 'Every address stays as it is.'),
    choice('name_and_alias', 'Name and address', 'Deletes the old mailboxes with their mail. New ones are made.'),
  ];
  const chosen = options.find(({ value }) => value === typed.mode) ?? options[0];
  return inputBlock('sender_mode', fill, {
    label: 'What changes?',
    element: {
      type: 'radio_buttons',
      action_id: FIELD_ACTION,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  });
}
