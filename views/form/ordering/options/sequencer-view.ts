import type { KnownBlock, ModalView } from '@slack/types';
import type { Problem } from '../../../../src/acts/custom_order/problem.ts';
import { button } from '../../../blocks.ts';
import { ACTION, FORM } from '../../../ids.ts';
import { type FormWithLogins, type ToolToDraw, textField } from '../../inputs.ts';
import type { FormPlace } from '../../metadata.ts';
import { backRow, formPage, problemBlocks } from '../../page.ts';
import { keepLoginFields, loginNotice, savedLoginFields, secretFields } from '../login-fields.ts';
import { optionStep } from './step.ts';

/** The page with the sending tool that ScaledMail connects, and the login that it needs there. Never draws a saved login. */
export function sequencerView(
  form: FormWithLogins,
  trail: readonly FormPlace[],
  problems: readonly Problem[] = [],
): ModalView {
  const { draft } = form;
  return formPage(draft, {
    callbackId: FORM.sequencer,
    submit: 'Save',
    trail,
    blocks: [
      optionStep(draft, trail),
      ...problemBlocks(problems),
      ...toolFields(form),
      backRow(...(draft.sequencer ? [button(ACTION.dropSequencer, 'Leave it out')] : [])),
    ],
  });
}

/** The fields of a sending tool and its login. `isLinkNeeded`: it does not go without a link. */
export function toolFields(form: ToolToDraw, { isLinkNeeded = false } = {}): KnownBlock[] {
  const { draft, fill, offered } = form;
  const { sequencer = null } = draft;
  const isSaved = (sequencer?.loginId ?? null) !== null;
  return [
    loginNotice('ScaledMail connects the mailboxes to your sending tool, and needs its login for that.'),
    ...savedLoginFields('sequencer', form),
    textField('sequencer_provider', fill, {
      label: 'Sending tool',
      hasFocus: offered.length === 0,
      isOptional: offered.length > 0,
      value: sequencer?.provider ?? '',
      placeholder: 'Instantly',
      maxLength: 100,
    }),
    ...secretFields('sequencer', fill, { isKept: isSaved, isOptional: offered.length > 0 }),
    textField('sequencer_link', fill, {
      label: 'Link',
      value: sequencer?.link ?? '',
      placeholder: 'https://app.instantly.ai',
      isOptional: !isLinkNeeded || offered.length > 0,
      maxLength: 500,
    }),
    textField('sequencer_workspace', fill, {
      label: 'Workspace there',
      value: sequencer?.workspace ?? '',
      placeholder: 'my-workspace',
      isOptional: true,
      maxLength: 200,
    }),
    textField('sequencer_tag', fill, {
      label: 'Tag there',
      value: sequencer?.tag ?? '',
      placeholder: '{{ID}}',
      hint: 'Sent as it stands here. ScaledMail puts its payment number for {{ID}}.',
      isOptional: true,
      maxLength: 200,
    }),
    ...keepLoginFields('sequencer', form),
  ];
}
