import type { KnownBlock, ModalView } from '@slack/types';
import type { EmailProvider } from '../../../../src/acts/custom_order/custom-order.ts';
import { BOXES, lengthOf } from '../../../../src/acts/custom_order/form/boxes.ts';
import type { AliasForm, OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/form/draft-input.ts';
import type { Problem } from '../../../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { MAX_SENDERS } from '../../../../src/acts/custom_order/reading/senders.ts';
import type { DomainInput, LineInput } from '../../../../src/acts/custom_order/rules/order-input.ts';
import { actions, button, context, plainSection } from '../../../blocks.ts';
import { ACTION, FORM } from '../../../ids.ts';
import { choice, type FormToDraw, inputBlock, textField } from '../../inputs.ts';
import type { FormPlace } from '../../metadata.ts';
import { backRow, formPage, problemBlocks } from '../../page.ts';
import { fileField } from '../file-blocks.ts';
import { boxesOf } from './alias-boxes.ts';
import { countText } from './alias-count.ts';
import { patternBlocks } from './alias-patterns.ts';
import { optionStep } from './step.ts';

/**
 * The page with the aliases of each provider: made by ScaledMail, made from senders by patterns, or one's own lines. A choice
 * draws it again with what belongs to that. `note` is what came of something that was pressed.
 */
export function aliasesView(
  form: FormToDraw,
  trail: readonly FormPlace[],
  problems: readonly Problem[] = [],
  note: string | null = null,
): ModalView {
  const { draft } = form;
  return formPage(draft, {
    callbackId: FORM.aliases,
    submit: 'Save',
    trail,
    blocks: [
      optionStep(draft, trail),
      ...(note === null ? [] : [plainSection(note)]),
      ...problemBlocks(problems),
      ...(draft.providers.some((provider) => formOf(draft, provider) === 'senders') ? [senderField(form)] : []),
      ...draftInput(draft).lines.flatMap((line, index) => providerBlocks(form, line, index === 0)),
      backRow(),
    ],
  });
}

const formOf = ({ aliases }: OrderDraft, provider: EmailProvider): AliasForm => aliases?.[provider]?.form ?? 'made';

/** The same field as on the page with the domains. */
const senderField = ({ draft, fill }: FormToDraw): KnownBlock =>
  textField('default_name', fill, {
    label: 'Senders',
    value: draft.defaultName,
    placeholder: 'Ada Park',
    hint: 'First and last names, one a line or with ; between them. Each domain has the aliases of its own sender, or of the one whose turn it is; where these do not suffice, the others fill up.',
    isMultiline: true,
    isOptional: true,
    maxLength: MAX_SENDERS,
  });

function providerBlocks(form: FormToDraw, { provider, domains }: LineInput, isFirst: boolean): KnownBlock[] {
  const { draft, fill } = form;
  const { label, mailboxesPerDomain } = PROVIDER_FACTS[provider];
  const options = [
    choice('made', 'Made by ScaledMail', 'From the sender of each domain'),
    choice('senders', 'From senders, by patterns', 'jane, jane.doe, j.doe: you tick which, and see what comes of it'),
    choice('own', 'My own lines', `Exactly ${mailboxesPerDomain} a domain, for all ${label} domains`),
  ];
  const chosen = options.find(({ value }) => value === formOf(draft, provider));
  const radio = inputBlock(`alias_form_${provider}`, fill, {
    label: `${label}: who names the mailboxes?`,
    element: {
      type: 'radio_buttons',
      action_id: ACTION.chooseAliases,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
      ...(isFirst ? { focus_on_load: true } : {}),
    },
  });
  return [
    { ...radio, dispatch_action: true },
    context(countText(draft, provider, domains)),
    ...BLOCKS_OF[formOf(draft, provider)](form, provider, domains),
  ];
}

/** What belongs to a choice, for a provider with its domains. */
type BlocksOf = (form: FormToDraw, provider: EmailProvider, domains: readonly DomainInput[]) => KnownBlock[];

const BLOCKS_OF = {
  made: () => [],
  senders: patternBlocks,
  own: ownBlocks,
} satisfies Record<AliasForm, BlocksOf>;

function ownBlocks(form: FormToDraw, provider: EmailProvider, domains: readonly DomainInput[]): KnownBlock[] {
  const { draft, fill } = form;
  const { label } = PROVIDER_FACTS[provider];
  const text = draft.aliases?.[provider]?.text ?? '';
  const boxes = boxesOf(text, provider, domains.length);
  const file = [
    fileField(form, `alias_file_${provider}`, {
      label: `Or upload a sheet with the aliases for ${label}`,
      hint: 'CSV or TSV, up to 2 MB: Domain, First name, Last name, Alias, Picture. Its lines take the place of those above.',
    }),
    actions(button(ACTION.aliasFile, `Send me the ${label} file`, { value: provider })),
  ];
  if (!boxes) return [plainSection(doesNotFit(label, text)), ...file];
  return [
    ...BOXES.slice(0, boxes.length).map((box, index) =>
      textField(`aliases_${provider}_${box}`, fill, {
        label: `${label}: aliases${linesText(boxes, index)}`,
        value: boxes[index]?.text ?? '',
        ...(index === 0 ? { placeholder: 'getacme.com, jane, jane.doe (Jane Doe), https://acme.com/jane.png' } : {}),
        ...(index === 0 ? { hint: HINT } : {}),
        isOptional: true,
        isMultiline: true,
      }),
    ),
    ...file,
  ];
}

const HINT =
  'One a line: domain, alias, alias… A name in brackets is for that mailbox alone, and a link after it is its picture; the others have the sender and picture of the domain. Or paste from a sheet: Domain, First name, Last name, Alias, Picture.';

/** Nothing of it is lost: a field that is not on the page keeps what it holds. */
const doesNotFit = (label: string, text: string): string =>
  `${label}: these ${lengthOf(text)} characters do not fit the boxes here. They are kept and ordered as they are; to change them, get the file, and upload it again.`;

/** Which lines a box holds, as mistakes name them, when there are several. */
function linesText(boxes: NonNullable<ReturnType<typeof boxesOf>>, index: number): string {
  const box = boxes[index];
  if (boxes.length === 1 || !box) return '';
  return box.lines === 0 ? ', more lines' : `, lines ${box.from} to ${box.from + box.lines - 1}`;
}
