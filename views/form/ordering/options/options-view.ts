import type { ModalView, SectionBlock } from '@slack/types';
import type { AliasForm, DraftHosting, DraftTool, OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/form/draft-input.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import type { DomainInput } from '../../../../src/acts/custom_order/rules/order-input.ts';
import { chosenIn, type DraftLogin } from '../../../../src/acts/custom_order/saved-login.ts';
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
      optionRow('Sending tool', toolText(draft), ACTION.changeSequencer),
      ...(draft.source === 'other' ? [optionRow('Hosting login', hostingText(draft), ACTION.changeHosting)] : []),
      optionRow('Profile picture', pictureText(draft), ACTION.changePicture),
      ...(draft.holds ? [] : chargeRows(draft)),
      backRow(),
    ],
  });
}

/** What belongs to what is charged. */
const chargeRows = (draft: OrderDraft): SectionBlock[] => [
  plainSection(
    `Invoice tag: ${tagEnding(draft.label, '······')} (made from the label; ends with the order’s reference)`,
  ),
  optionRow('Coupon', couponText(draft), ACTION.changeCoupon),
];

/** `Coupon: None`, and the button that changes it. What people typed reads as they typed it. */
export function optionRow(title: string, value: string | null, action: ActionId): SectionBlock {
  return {
    type: 'section',
    text: plain(`${title}: ${value ?? 'None'}`, 500),
    accessory: button(action, value === null ? 'Add…' : 'Change…', { about: title }),
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

/** The sending tool of a form, by the login that is chosen or typed; null for none. */
export const toolText = ({ sequencer, logins }: DraftTool): string | null =>
  sequencer ? accountText(sequencer, logins?.sequencer) : null;

function hostingText({ hosting, logins }: OrderDraft): string | null {
  const isEmpty = !hosting || (hosting.provider.trim() === '' && hosting.loginId === null);
  return isEmpty && !chosenIn(logins?.hosting) ? null : accountText(hosting ?? NO_HOSTING, logins?.hosting);
}

const NO_HOSTING = { provider: '', loginId: null };

/** `Namecheap`, `Namecheap (acme-ops)` with a saved login, or that the login is missing. */
function accountText({ provider, loginId }: Pick<DraftHosting, 'provider' | 'loginId'>, login?: DraftLogin): string {
  const chosen = chosenIn(login);
  if (chosen) return `${inPlain(chosen.provider)} (${inPlain(chosen.name)})`;
  const isMissing = loginId === null || (login?.choice ?? null) !== null;
  return isMissing ? `${inPlain(provider)}, its login is missing` : inPlain(provider);
}

const couponText = ({ coupon = '' }: OrderDraft): string | null => typedText(coupon);

/** `https://acme.com/ada.png`, and how many domains have pictures of their own; null when there are none at all. */
function pictureText(draft: OrderDraft): string | null {
  const { profilePicture = '', lines } = draftInput(draft);
  const own = lines.flatMap(({ domains }) => domains).filter(hasOwnPicture).length;
  const parts = [
    ...(profilePicture === '' ? [] : [oneLine(profilePicture)]),
    ...(own === 0 ? [] : [`${counted(own, 'domain')} with ${own === 1 ? 'its' : 'their'} own`]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

const hasOwnPicture = ({ profilePicture, naming }: DomainInput): boolean =>
  profilePicture !== undefined ||
  (naming?.form === 'aliases' && naming.aliases.some((alias) => alias.profilePicture !== undefined));

const typedText = (text: string): string | null => (text.trim() === '' ? null : oneLine(text));
