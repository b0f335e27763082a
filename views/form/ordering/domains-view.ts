import type { Button, KnownBlock, ModalView } from '@slack/types';
import { MOST_NAMES } from '../../../src/acts/buy_domains/buy-domains.ts';
import type { EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import { BOXES, boxesOf, lengthOf, MOST_BOXES } from '../../../src/acts/custom_order/form/boxes.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { readSheet } from '../../../src/acts/custom_order/reading/read-sheet.ts';
import { FORM_COLUMNS } from '../../../src/acts/custom_order/reading/reading.ts';
import { MAX_SENDERS } from '../../../src/acts/custom_order/reading/senders.ts';
import { actions, button, context, plainSection } from '../../blocks.ts';
import { boxField } from '../../form-fields.ts';
import { ACTION, FORM } from '../../ids.ts';
import { type FormToDraw, textField } from '../inputs.ts';
import { backRow, formPage, problemBlocks, stepIndicator } from '../page.ts';
import { fileBlocks } from './file-blocks.ts';
import { heldLine } from './notes/held-line.ts';
import { plannedLine } from './notes/planned-line.ts';
import { packageLine } from './package-view.ts';

/**
 * The second page: the domains of each chosen provider, then what serves lines that say nothing of it. Typing begins in the
 * first box, or in the one that was added last: that of `boxAddedFor`.
 */
export function domainsView(
  form: FormToDraw,
  problems: readonly Problem[] = [],
  boxAddedFor: EmailProvider | null = null,
): ModalView {
  const { draft, fill } = form;
  const focused = boxAddedFor ?? draft.providers[0];
  const submit = draft.source === 'other' ? 'Next' : 'Review';
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'Domains'),
    ...plannedLine(draft),
    ...heldLine(draft),
    ...packageLine(draft),
    ...newNamesLine(draft),
    ...problemBlocks(problems),
    ...draft.providers.flatMap((provider) =>
      providerBlocks(form, provider, provider !== focused ? null : boxAddedFor === null ? 'first' : 'last'),
    ),
    textField('default_name', fill, {
      label: 'Sender for lines without a name',
      value: draft.defaultName,
      placeholder: 'Ada Park',
      hint: 'Several, one a line or with ; between them, are taken in turn, line by line.',
      isMultiline: true,
      isOptional: true,
      maxLength: MAX_SENDERS,
    }),
    textField('default_redirect', fill, {
      label: 'Redirect for lines without one',
      value: draft.defaultRedirect ?? '',
      placeholder: 'https://acme.com',
      isOptional: true,
    }),
    ...fileBlocks(form, submit),
    backRow(button(ACTION.moreOptions, 'More options…')),
  ];
  return formPage(draft, { callbackId: FORM.domains, submit, blocks });
}

/** That names may be new, how many, and where to look for some. */
const newNamesLine = ({ isNew }: OrderDraft): KnownBlock[] =>
  isNew
    ? [
        context(
          `New domains are bought first, at most ${MOST_NAMES} in one order; the review says which are free and what they cost. Domains that you have already are not bought again.`,
        ),
      ]
    : [];

/** The text of a provider, over as many boxes as it needs or its person asked for, and what adds to it. */
function providerBlocks(
  { draft, fill }: FormToDraw,
  provider: EmailProvider,
  focus: 'first' | 'last' | null,
): KnownBlock[] {
  const { label, maxDomains } = PROVIDER_FACTS[provider];
  const text = draft.domainText[provider] ?? '';
  const texts = boxesOf(text);
  if (!texts) return [plainSection(doesNotFit(label, text))];
  const count = Math.max(texts.length, draft.boxes?.[provider] ?? 1);
  const boxes = BOXES.slice(0, count).map((box) =>
    textField(boxField(provider, box), fill, {
      label: box > 1 ? `${label} · box ${box}` : `${label} · ${domainsIn(text)} of ${maxDomains} domains`,
      hasFocus: focus !== null && box === (focus === 'first' ? 1 : count),
      value: texts[box - 1] ?? '',
      ...(box === 1 ? { placeholder: 'getnorthwind.com, Ada Park, northwind.com' } : {}),
      hint:
        box === 1
          ? 'One a line: domain, first and last name, redirect. Or paste from a sheet, heading and all.'
          : 'Lines are counted on from the box above.',
      isMultiline: true,
      isOptional: true,
    }),
  );
  const buttons = [
    ...(draft.source === 'scaledmail' && !draft.holds ? [addUnused(draft, provider)] : []),
    ...(count < MOST_BOXES
      ? [button(ACTION.anotherBox, forProvider(draft, 'Another box', label), { value: provider })]
      : []),
  ];
  return [...boxes, ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}

/** As many as stand there now, those that cannot be ordered yet too. */
const domainsIn = (text: string): number => readSheet(text, FORM_COLUMNS).rows.length;

/** `Add from 12 unused…`; without the number where it is not known. */
function addUnused(draft: OrderDraft, provider: EmailProvider): Button {
  const known =
    draft.unused?.workspaceId === draft.workspaceId && draft.unused.count > 0 ? `${draft.unused.count} ` : '';
  const words = forProvider(draft, `Add from ${known}unused`, PROVIDER_FACTS[provider].label);
  return button(ACTION.addUnused, `${words}…`, { value: provider });
}

/** Of several providers, a button says for which it is. */
const forProvider = ({ providers }: OrderDraft, words: string, label: string): string =>
  providers.length > 1 ? `${words} for ${label}` : words;

/** Nothing of it is lost: a field that is not on the page keeps what it holds. */
const doesNotFit = (label: string, text: string): string =>
  `${label}: these ${lengthOf(text)} characters do not fit the boxes here. They are kept as they are; to change them, order fewer at once.`;
