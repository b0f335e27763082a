import type { ModalView, SectionBlock } from '@slack/types';
import type { DraftSequencer, OrderDraft } from '../../../src/acts/custom_order/draft.ts';
import { button } from '../../blocks.ts';
import { ACTION, type ActionId, FORM } from '../../ids.ts';
import { inPlain, oneLine, plain } from '../../words/text.ts';
import type { FormToDraw } from '../inputs.ts';
import type { FormPlace } from '../metadata.ts';
import { backRow, formPage } from '../page.ts';
import { optionStep } from './step.ts';

/** Everything that may be left out of an order, a row each, with the page on which it is changed. */
export function optionsView({ draft }: FormToDraw, trail: readonly FormPlace[]): ModalView {
  return formPage(draft, {
    callbackId: FORM.options,
    submit: 'Review',
    trail,
    blocks: [
      optionStep(draft, trail),
      optionRow('Sending tool', sequencerText(draft), ACTION.changeSequencer),
      optionRow('Profile picture', pictureText(draft), ACTION.changePicture),
      optionRow('Coupon', couponText(draft), ACTION.changeCoupon),
      backRow(),
    ],
  });
}

/** `Coupon: None`, and the button that changes it. What people typed reads as they typed it. */
function optionRow(title: string, value: string | null, action: ActionId): SectionBlock {
  return {
    type: 'section',
    text: plain(`${title}: ${value ?? 'None'}`, 500),
    accessory: button(action, value === null ? 'Add…' : 'Change…'),
  };
}

function sequencerText({ sequencer }: OrderDraft): string | null {
  if (!sequencer) return null;
  return sequencer.loginId === null ? `${toolText(sequencer)}, its login is missing` : toolText(sequencer);
}

const toolText = ({ provider }: DraftSequencer): string => inPlain(provider);

const couponText = ({ coupon = '' }: OrderDraft): string | null => typedText(coupon);
const pictureText = ({ profilePicture = '' }: OrderDraft): string | null => typedText(profilePicture);

const typedText = (text: string): string | null => (text.trim() === '' ? null : oneLine(text));
