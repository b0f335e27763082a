import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { ApprovalPolicy } from '../../../src/orders/policy.ts';
import { redirectText } from '../../acts/change_redirect.ts';
import { context, plainSection, section } from '../../blocks.ts';
import { ALSO_GROUPS, FIELD_ACTION, FORM } from '../../ids.ts';
import { SEND_FREELY } from '../../words/free.ts';
import { oneLine, plain } from '../../words/text.ts';
import { choice, inputBlock, textField } from '../inputs.ts';
import { formMetadata } from '../metadata.ts';
import { changeNote } from './change-note.ts';

/** Title of the form that asks for another redirect, and of what it is answered with. */
export const REDIRECT_TITLE = 'Change the redirect';

/** Checkboxes hold so many. Source: docs/slack.md, "Limits". */
const MOST_BOXES = 10;
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
  readonly label: string;
  readonly domain: Shown;
  readonly others: readonly Shown[];
  readonly typed: { readonly redirect: string; readonly also: readonly string[] };
  readonly fill: number;
  /** Whether it is sent at once, without approval. */
  readonly isFree?: boolean;
}

/** Where the domain leads, and where it is to lead. `problem` is a sentence about why the page is shown again. */
export function redirectView(
  form: RedirectFormToDraw,
  { policy, problem = null }: { readonly policy: ApprovalPolicy; readonly problem?: string | null },
): ModalView {
  const { domain, from } = form.domain;
  return {
    type: 'modal',
    callback_id: FORM.redirect,
    private_metadata: formMetadata(form.id),
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
      ...alsoFields(form),
      context(changeNote(form, policy)),
    ],
  };
}

/** Further domains that get the same redirect, in groups of as many as Slack takes. */
function alsoFields({ others, typed, fill }: RedirectFormToDraw): KnownBlock[] {
  return ALSO_GROUPS.flatMap((group): InputBlock[] => {
    const these = others.slice((group - 1) * MOST_BOXES, group * MOST_BOXES);
    if (these.length === 0) return [];
    const options = these.map(({ domain, from }) => choice(domain, domain, oneLine(redirectText(from))));
    const ticked = options.filter(({ value }) => value !== undefined && typed.also.includes(value));
    return [
      inputBlock(`also_${group}`, fill, {
        label: group === 1 ? 'The same for' : 'And for',
        isOptional: true,
        element: {
          type: 'checkboxes',
          action_id: FIELD_ACTION,
          options,
          ...(ticked.length > 0 ? { initial_options: ticked } : {}),
        },
      }),
    ];
  });
}
