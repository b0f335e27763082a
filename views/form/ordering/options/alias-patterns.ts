import type { Button, KnownBlock } from '@slack/types';
import { ALIAS_PATTERNS } from '../../../../src/acts/custom_order/aliases/patterns.ts';
import type { EmailProvider } from '../../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { tickedPatterns } from '../../../../src/acts/custom_order/form/draft-input.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import type { DomainInput } from '../../../../src/acts/custom_order/rules/order-input.ts';
import { actions, button, plainSection } from '../../../blocks.ts';
import { FIELD_ACTION, PATTERN_GROUPS } from '../../../form-fields.ts';
import { ACTION } from '../../../ids.ts';
import { mrkdwn, plain } from '../../../words/text.ts';
import { choice, type FormToDraw, inputBlock } from '../../inputs.ts';
import { previewText } from './alias-count.ts';

/** Most boxes to tick in one element. Source: docs/slack.md, "Limits". */
const MOST_TICKS = 10;

/** What is made by now, the patterns to tick, and what can be done with that. */
export function patternBlocks(
  { draft, fill }: FormToDraw,
  provider: EmailProvider,
  domains: readonly DomainInput[],
): KnownBlock[] {
  const { label, mailboxesPerDomain } = PROVIDER_FACTS[provider];
  const ticked = tickedPatterns(draft, provider);
  // One sender alone has to be able to fill a domain.
  const groups = PATTERN_GROUPS.slice(0, Math.ceil(mailboxesPerDomain / MOST_TICKS));
  return [
    plainSection(previewText(domains)),
    ...groups.map((group) => {
      const options = ALIAS_PATTERNS.slice((group - 1) * MOST_TICKS, group * MOST_TICKS).map((each) =>
        choice(each, each),
      );
      const numbers = `${(group - 1) * MOST_TICKS + 1} to ${group * MOST_TICKS}`;
      const chosen = options.filter(({ value }) => ticked.some((pattern) => pattern === value));
      return inputBlock(`alias_patterns_${provider}_${group}`, fill, {
        label: group === 1 ? `${label}: patterns, as for Jane Doe` : `${label}: patterns ${numbers}`,
        isOptional: true,
        element: {
          type: 'checkboxes',
          action_id: FIELD_ACTION,
          options,
          ...(chosen.length > 0 ? { initial_options: chosen } : {}),
        },
      });
    }),
    actions(
      button(ACTION.chooseAliases, 'Preview', { about: label }),
      takeButton(draft, provider),
      button(ACTION.aliasFile, `Send me the ${label} file`, { value: provider }),
    ),
  ];
}

/** Asks first where it would take the place of lines that somebody typed. */
function takeButton({ aliases }: OrderDraft, provider: EmailProvider): Button {
  const take = button(ACTION.takeAliases, 'Edit them as my own lines', {
    value: provider,
    about: PROVIDER_FACTS[provider].label,
  });
  if ((aliases?.[provider]?.text ?? '').trim() === '') return take;
  return {
    ...take,
    confirm: {
      title: plain('Replace your lines?', 100),
      text: mrkdwn(`You typed lines for ${PROVIDER_FACTS[provider].label} before. These take their place.`, 300),
      confirm: plain('Replace them', 30),
      deny: plain('Keep mine', 30),
    },
  };
}
