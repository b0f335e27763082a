import type { ModalView, SectionBlock } from '@slack/types';
import type { DraftSequencer, OrderDraft } from '../../../../src/acts/custom_order/draft.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { tagEnding } from '../../../../src/acts/custom_order/tag.ts';
import { button, plainSection } from '../../../blocks.ts';
import { ACTION, type ActionId, FORM } from '../../../ids.ts';
import { inPlain, listed, oneLine, plain } from '../../../words/text.ts';
import type { FormToDraw } from '../../inputs.ts';
import type { FormPlace } from '../../metadata.ts';
import { backRow, formPage } from '../../page.ts';
import { optionStep } from './step.ts';

/** Everything that may be left out of an order, a row each, with the page on which it is changed. */
export function optionsView({ draft }: FormToDraw, trail: readonly FormPlace[]): ModalView {
  return formPage(draft, {
    callbackId: FORM.options,
    submit: 'Review',
    trail,
    blocks: [
      optionStep(draft, trail),
      optionRow('Aliases', aliasesText(draft), ACTION.changeAliases),
      optionRow('Sending tool', sequencerText(draft), ACTION.changeSequencer),
      optionRow('Profile picture', pictureText(draft), ACTION.changePicture),
      optionRow('Coupon', couponText(draft), ACTION.changeCoupon),
      plainSection(
        `Invoice tag: ${tagEnding(draft.label, '······')} (made from the label; ends with the order’s reference)`,
      ),
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

/** `Made by ScaledMail`, or of which providers they are one's own. */
function aliasesText({ providers, aliases }: OrderDraft): string {
  const own = providers.filter((provider) => aliases?.[provider]?.isOwn).map((each) => PROVIDER_FACTS[each].label);
  return own.length === 0 ? 'Made by ScaledMail' : `Your own for ${listed(own)}`;
}

function sequencerText({ sequencer }: OrderDraft): string | null {
  if (!sequencer) return null;
  return sequencer.loginId === null ? `${toolText(sequencer)}, its login is missing` : toolText(sequencer);
}

const toolText = ({ provider }: DraftSequencer): string => inPlain(provider);

const couponText = ({ coupon = '' }: OrderDraft): string | null => typedText(coupon);
const pictureText = ({ profilePicture = '' }: OrderDraft): string | null => typedText(profilePicture);

const typedText = (text: string): string | null => (text.trim() === '' ? null : oneLine(text));
