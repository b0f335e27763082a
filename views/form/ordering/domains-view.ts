import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { BOXES, boxesOf, lengthOf, MOST_BOXES } from '../../../src/acts/custom_order/boxes.ts';
import type { EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { actions, button, plainSection } from '../../blocks.ts';
import { ACTION, boxField, FORM, MENU } from '../../ids.ts';
import { plain } from '../../words/text.ts';
import { choice, type FormToDraw, inputBlock, textField } from '../inputs.ts';
import { backRow, formPage, problemBlocks, stepIndicator } from '../page.ts';

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
  return [...(form.draft.source === 'scaledmail' ? [picker(form, provider)] : []), ...boxBlocks(form, provider)];
}

/** The text, over as many boxes as it needs or its person asked for; below them, while there may be more, one for the next. */
function boxBlocks({ draft, fill }: FormToDraw, provider: EmailProvider): KnownBlock[] {
  const { label, maxDomains } = PROVIDER_FACTS[provider];
  const hasPicker = draft.source === 'scaledmail';
  const text = draft.domainText[provider] ?? '';
  const texts = boxesOf(text);
  if (!texts) return [plainSection(doesNotFit(label, text))];
  const count = Math.max(texts.length, draft.boxes?.[provider] ?? 1);
  const boxes = BOXES.slice(0, count).map((box) =>
    textField(boxField(provider, box), fill, {
      label:
        box > 1
          ? `${label}: box ${box}`
          : hasPicker
            ? `${label}: or type them, one a line`
            : `${label}: one domain a line`,
      value: texts[box - 1] ?? '',
      ...(box === 1 ? { placeholder: 'getacme.com, Ada Park, https://acme.com' } : {}),
      hint:
        box === 1
          ? `One a line: domain, first and last name, redirect. Or paste from a sheet, heading and all. At most ${maxDomains}.`
          : 'Lines are counted on from the box above.',
      isMultiline: true,
      isOptional: hasPicker || box > 1,
    }),
  );
  if (count >= MOST_BOXES) return boxes;
  const words = draft.providers.length > 1 ? `Another box for ${label}` : 'Another box';
  return [...boxes, actions(button(ACTION.anotherBox, words, { value: provider }))];
}

/** Nothing of it is lost: a field that is not on the page keeps what it holds. */
const doesNotFit = (label: string, text: string): string =>
  `${label}: these ${lengthOf(text)} characters do not fit the boxes here. They are kept as they are; to change them, order fewer at once.`;

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
