import type { ModalView } from '@slack/types';
import type { Problem } from '../../../../src/acts/custom_order/problem.ts';
import { ORDER_LIMITS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { FORM } from '../../../ids.ts';
import { type FormToDraw, textField } from '../../inputs.ts';
import type { FormPlace } from '../../metadata.ts';
import { backRow, formPage, problemBlocks } from '../../page.ts';
import { optionStep } from './step.ts';

/** The page with the link to one profile picture for all mailboxes. Nobody here opens it. */
export function pictureView(
  { draft, fill }: FormToDraw,
  trail: readonly FormPlace[],
  problems: readonly Problem[] = [],
): ModalView {
  return formPage(draft, {
    callbackId: FORM.picture,
    submit: 'Save',
    trail,
    blocks: [
      optionStep(draft, trail),
      ...problemBlocks(problems),
      textField('profile_picture', fill, {
        label: 'Profile picture of all mailboxes',
        hasFocus: true,
        value: draft.profilePicture ?? '',
        placeholder: 'https://acme.com/ada.png',
        hint: `A link of at most ${ORDER_LIMITS.maxProfilePictureLength} characters. This app does not open it: look whether it shows what you mean. A column “Picture” in the sheet of domains, or a link after an alias, comes before it. Empty for none.`,
        isOptional: true,
      }),
      backRow(),
    ],
  });
}
