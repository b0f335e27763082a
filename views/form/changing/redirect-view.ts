import type { ModalView } from '@slack/types';
import { redirectText } from '../../acts/change_redirect.ts';
import { context, plainSection, section } from '../../blocks.ts';
import { FORM } from '../../ids.ts';
import { SEND_FREELY } from '../../words/approval/free.ts';
import { plain } from '../../words/text.ts';
import { textField } from '../inputs.ts';
import { formMetadata } from '../metadata.ts';
import type { PageOptions } from '../page.ts';
import { alsoFields } from './also-fields.ts';
import { changeNote } from './change-note.ts';

/** Title of the form that asks for another redirect, and of what it is answered with. */
export const REDIRECT_TITLE = 'Change the redirect';

/** Longest address. */
const MAX_ADDRESS = 2_000;

/** A domain as the vendor showed it. */
interface Shown {
  readonly domain: string;
  readonly from: string;
}

/** A form that asks for another redirect, as a page draws it. */
export interface RedirectFormToDraw {
  readonly id: string;
  readonly ownerId: string;
  /** Null for an order that was not made here. */
  readonly reference: string | null;
  readonly vendorOrderId: string;
  readonly label: string;
  readonly domain: Shown;
  readonly others: readonly Shown[];
  readonly typed: { readonly redirect: string; readonly also: readonly string[] };
  readonly fill: number;
  /** Whether it is sent at once, without approval. */
  readonly isFree?: boolean;
}

/** Where the domain leads, and where it is to lead. */
export function redirectView(
  form: RedirectFormToDraw,
  { policy, problem = null, seen = null }: PageOptions,
): ModalView {
  const { domain, from } = form.domain;
  return {
    type: 'modal',
    callback_id: FORM.redirect,
    private_metadata: formMetadata(form.id, form, seen),
    title: plain(REDIRECT_TITLE, 24),
    submit: plain(form.isFree ? SEND_FREELY : 'Ask for the change', 24),
    close: plain('Close', 24),
    blocks: [
      ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
      plainSection(`${domain} · ${from === '' ? 'no redirect now' : `leads to ${redirectText(from)} now`}`),
      textField('new_redirect', form.fill, {
        label: 'Where is it to lead?',
        hasFocus: true,
        isOptional: true,
        value: form.typed.redirect,
        placeholder: 'https://acme.com',
        hint: 'Empty takes the redirect away.',
        maxLength: MAX_ADDRESS,
      }),
      ...alsoFields(form, redirectText),
      context(changeNote(form, policy)),
    ],
  };
}
