import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { EmailProvider } from '../../src/acts/custom_order/custom-order.ts';
import type { Problem } from '../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../src/acts/custom_order/provider-facts.ts';
import { button } from '../blocks.ts';
import { ACTION, FORM, MENU } from '../ids.ts';
import { plain } from '../words/text.ts';
import { choice, type FormToDraw, inputBlock, textField } from './inputs.ts';
import { backRow, formPage, problemBlocks, stepIndicator } from './page.ts';

/** Most names that the picker starts with, and the longest that fits an option. Source: docs/slack.md, "Limits". */
const MAX_OPTIONS = 100;
const MAX_OPTION = 75;

/** The second page: the domains of each chosen provider, and the sender of lines without a name. */
export function domainsView(form: FormToDraw, problems: readonly Problem[] = []): ModalView {
  const { draft, fill } = form;
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Domains'),
    ...problemBlocks(problems),
    textField('default_name', fill, {
      label: 'Default sender',
      hasFocus: true,
      value: draft.defaultName,
      placeholder: 'Ada Park',
      hint: 'First and last name, for domains without a name of their own.',
      isOptional: true,
      maxLength: 150,
    }),
    ...draft.providers.flatMap((provider) => providerFields(form, provider)),
    backRow(button(ACTION.moreOptions, 'More options…')),
  ];
  return formPage(draft, { callbackId: FORM.domains, submit: draft.source === 'other' ? 'Next' : 'Review', blocks });
}

function providerFields(form: FormToDraw, provider: EmailProvider): KnownBlock[] {
  const { draft, fill } = form;
  const { label, maxDomains } = PROVIDER_FACTS[provider];
  const hasPicker = draft.source === 'scaledmail';
  const lines = textField(`domains_${provider}`, fill, {
    label: hasPicker ? `${label}: or type them, one a line` : `${label}: one domain a line`,
    value: draft.domainText[provider] ?? '',
    placeholder: 'getacme.com, Ada Park, https://acme.com',
    hint: `One a line: domain, first and last name, redirect. Or paste from a sheet, heading and all. At most ${maxDomains}.`,
    isMultiline: true,
    isOptional: hasPicker,
  });
  return hasPicker ? [picker(form, provider), lines] : [lines];
}

/** Searches the unused names bought through ScaledMail; the options are asked for as people type. */
function picker({ draft, fill }: FormToDraw, provider: EmailProvider): InputBlock {
  const picked = (draft.pickedNames[provider] ?? [])
    .filter((name) => name !== '' && Array.from(name).length <= MAX_OPTION)
    .slice(0, MAX_OPTIONS)
    .map((name) => choice(name, name));
  return inputBlock(`picked_${provider}`, fill, {
    label: `${PROVIDER_FACTS[provider].label}: pick unused domains`,
    isOptional: true,
    element: {
      type: 'multi_external_select',
      action_id: MENU.pickNames,
      min_query_length: 0,
      placeholder: plain('Search your domains', 150),
      ...(picked.length > 0 ? { initial_options: picked } : {}),
    },
  });
}
