import type { KnownBlock, ModalView } from '@slack/types';
import { DomainSource } from '../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import {
  type ChosenPackage,
  domainsOfPackage,
  MOST_PACKAGES,
  type PackageOffer,
} from '../../../src/acts/fixed_package/chosen-package.ts';
import { SOURCE_WORDS } from '../../acts/custom_order.ts';
import { context } from '../../blocks.ts';
import { FIELD_ACTION } from '../../form-fields.ts';
import { FORM } from '../../ids.ts';
import { monthly } from '../../words/price-text.ts';
import { capital, counted, oneLine, plain } from '../../words/text.ts';
import { choice, type FormToDraw, inputBlock, textField } from '../inputs.ts';
import { noticeView } from '../notice-view.ts';
import { backRow, FORM_TITLE, formPage, stepIndicator } from '../page.ts';

/** Slack's menus hold so many. Source: docs/slack.md, "Limits". */
const MOST_OFFERS = 100;

/** `70 Google mailboxes · $245.00 / month`. */
export const offerText = ({ provider, mailboxes, monthCents }: PackageOffer): string =>
  `${counted(mailboxes, `${PROVIDER_FACTS[provider].label} mailbox`, `${PROVIDER_FACTS[provider].label} mailboxes`)} · ${monthly(monthCents)}`;

/** The page on which a package is chosen, and how many of it; then where its domains are from. */
export function packageView(form: FormToDraw, offers: readonly PackageOffer[]): ModalView {
  const { draft, fill } = form;
  if (offers.length === 0) return noticeView(FORM_TITLE, NO_PACKAGE, { back: true, draftId: draft.id });
  const options = offers
    .slice(0, MOST_OFFERS)
    .map((offer) =>
      choice(offer.priceId, offerText(offer), `${counted(offer.domains, 'domain')} · ${oneLine(offer.name)}`),
    );
  const chosen = options.find(({ value }) => value === draft.package?.offer.priceId);
  const sources = DomainSource.options.map((source) => choice(source, capital(SOURCE_WORDS[source])));
  const source = sources.find(({ value }) => value === draft.source);
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'What'),
    inputBlock('package_offer', fill, {
      label: 'Package',
      element: {
        type: 'static_select',
        action_id: FIELD_ACTION,
        placeholder: plain('Choose a package', 150),
        options,
        ...(chosen ? { initial_option: chosen } : {}),
      },
    }),
    textField('package_quantity', fill, {
      label: 'How many of it?',
      value: String(draft.package?.quantity ?? 1),
      maxLength: 2,
      hint: `1 to ${MOST_PACKAGES}. Each is paid, and each takes its number of domains.`,
    }),
    inputBlock('source', fill, {
      label: 'Its domains',
      element: {
        type: 'radio_buttons',
        action_id: FIELD_ACTION,
        options: sources,
        ...(source ? { initial_option: source } : {}),
      },
    }),
    backRow(),
  ];
  return formPage(draft, { callbackId: FORM.package, submit: 'Next', blocks });
}

const NO_PACKAGE =
  'ScaledMail sells no package that can be ordered here: one of a single kind of mailboxes, with a price that is clear. *Back* to order the mailboxes themselves.';

/** Which package a form is of, and how many domains it takes: nothing on another form. */
export const packageLine = ({ package: chosen }: OrderDraft) => (chosen ? [context(packageText(chosen))] : []);

function packageText(chosen: ChosenPackage): string {
  const { offer, quantity } = chosen;
  const times = quantity > 1 ? `${quantity} × ` : '';
  return `*Package* · ${times}${offerText(offer)} · exactly ${counted(domainsOfPackage(chosen), 'domain')}`;
}
