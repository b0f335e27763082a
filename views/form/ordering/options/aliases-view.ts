import type { KnownBlock, ModalView } from '@slack/types';
import { ownAliases } from '../../../../src/acts/custom_order/alias-input.ts';
import type { EmailProvider } from '../../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../../src/acts/custom_order/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/draft-input.ts';
import type { Problem } from '../../../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { context } from '../../../blocks.ts';
import { ALIAS_BOXES, FIELD_ACTION, FORM } from '../../../ids.ts';
import { counted } from '../../../words/text.ts';
import { choice, type FormToDraw, inputBlock, textField } from '../../inputs.ts';
import type { FormPlace } from '../../metadata.ts';
import { backRow, formPage, problemBlocks } from '../../page.ts';
import { boxesOf } from './alias-boxes.ts';
import { optionStep } from './step.ts';

/** The page with the aliases of each provider: made by ScaledMail, or one's own lines in as many boxes as they need. */
export function aliasesView(
  form: FormToDraw,
  trail: readonly FormPlace[],
  problems: readonly Problem[] = [],
): ModalView {
  const { draft } = form;
  return formPage(draft, {
    callbackId: FORM.aliases,
    submit: 'Save',
    trail,
    blocks: [
      optionStep(draft, trail),
      ...problemBlocks(problems),
      ...draft.providers.flatMap((provider, index) => providerBlocks(form, provider, index === 0)),
      backRow(),
    ],
  });
}

function providerBlocks({ draft, fill }: FormToDraw, provider: EmailProvider, isFirst: boolean): KnownBlock[] {
  const { label, mailboxesPerDomain } = PROVIDER_FACTS[provider];
  const made = choice('made', 'Made by ScaledMail', 'From the sender of each domain');
  const own = choice('own', 'My own lines', `Exactly ${mailboxesPerDomain} a domain, for all ${label} domains`);
  const boxes = boxesOf(draft, provider);
  return [
    inputBlock(`alias_form_${provider}`, fill, {
      label: `${label}: who names the mailboxes?`,
      element: {
        type: 'radio_buttons',
        action_id: FIELD_ACTION,
        options: [made, own],
        initial_option: draft.aliases?.[provider]?.isOwn ? own : made,
        ...(isFirst ? { focus_on_load: true } : {}),
      },
    }),
    context(countText(draft, provider)),
    ...ALIAS_BOXES.slice(0, boxes.length).map((box, index) =>
      textField(`aliases_${provider}_${box}`, fill, {
        label: `${label}: aliases${linesText(boxes, index)}`,
        value: boxes[index]?.text ?? '',
        placeholder: 'getacme.com, jane, jane.doe (Jane Doe)',
        hint: 'One a line: domain, alias, alias… A name in brackets is for that mailbox alone; the others have the sender of the domain.',
        isOptional: true,
        isMultiline: true,
      }),
    ),
  ];
}

/** Which lines a box holds, as mistakes name them, when there are several. */
function linesText(boxes: ReturnType<typeof boxesOf>, index: number): string {
  const box = boxes[index];
  if (boxes.length === 1 || !box) return '';
  return box.lines === 0 ? ', more lines' : `, lines ${box.from} to ${box.from + box.lines - 1}`;
}

/** `Google: 3 of exactly 4 aliases, 2 for each of 2 domains`. */
function countText(draft: OrderDraft, provider: EmailProvider): string {
  const { label, mailboxesPerDomain } = PROVIDER_FACTS[provider];
  const line = draftInput(draft).lines.find((each) => each.provider === provider);
  const domains = line?.domains.length ?? 0;
  const needed = `exactly ${domains * mailboxesPerDomain} aliases, ${mailboxesPerDomain} for each of ${counted(domains, 'domain')}`;
  const typed = ownAliases(draft, provider);
  if (!typed) return `${label}: your own have to be ${needed}.`;
  return `${label}: ${typed.reduce((sum, { aliases }) => sum + aliases.length, 0)} of ${needed}.`;
}
