import type { ModalView, SectionBlock } from '@slack/types';
import type { AliasForm, DraftSequencer, OrderDraft } from '../../../../src/acts/custom_order/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/draft-input.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import type { DomainInput } from '../../../../src/acts/custom_order/rules/order-input.ts';
import { tagEnding } from '../../../../src/acts/custom_order/tag.ts';
import { button, plainSection } from '../../../blocks.ts';
import { ACTION, type ActionId, FORM } from '../../../ids.ts';
import { counted, inPlain, listed, oneLine, plain } from '../../../words/text.ts';
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

/** `Made by ScaledMail`, or of which providers they are one's own, or made from senders. */
function aliasesText({ providers, aliases }: OrderDraft): string {
  const labelsOf = (form: AliasForm) =>
    listed(providers.filter((each) => aliases?.[each]?.form === form).map((each) => PROVIDER_FACTS[each].label));
  const [senders, own] = [labelsOf('senders'), labelsOf('own')];
  const parts = [
    ...(senders === '' ? [] : [`From senders for ${senders}`]),
    ...(own === '' ? [] : [`Your own for ${own}`]),
  ];
  return parts.length === 0 ? 'Made by ScaledMail' : parts.join(' · ');
}

function sequencerText({ sequencer }: OrderDraft): string | null {
  if (!sequencer) return null;
  return sequencer.loginId === null ? `${toolText(sequencer)}, its login is missing` : toolText(sequencer);
}

const toolText = ({ provider }: DraftSequencer): string => inPlain(provider);

const couponText = ({ coupon = '' }: OrderDraft): string | null => typedText(coupon);

/** `https://acme.com/ada.png`, and how many domains have one of their own; null when there are none at all. */
function pictureText(draft: OrderDraft): string | null {
  const { profilePicture = '', lines } = draftInput(draft);
  const own = lines.flatMap(({ domains }) => domains).filter(hasOwnPicture).length;
  const parts = [
    ...(profilePicture === '' ? [] : [oneLine(profilePicture)]),
    ...(own === 0 ? [] : [`${counted(own, 'domain')} with their own`]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

const hasOwnPicture = ({ profilePicture, naming }: DomainInput): boolean =>
  profilePicture !== undefined ||
  (naming?.form === 'aliases' && naming.aliases.some((alias) => alias.profilePicture !== undefined));

const typedText = (text: string): string | null => (text.trim() === '' ? null : oneLine(text));
