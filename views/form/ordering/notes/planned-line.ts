import type { ContextBlock } from '@slack/types';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { context } from '../../../blocks.ts';
import { counted } from '../../../words/text.ts';

/** How many domains a plan asked for: `19 domains planned for Google · 3 domains planned for Outlook`. */
export function plannedLine({ planned = {}, providers }: OrderDraft): ContextBlock[] {
  const texts = providers.flatMap((provider) => {
    const count = planned[provider];
    if (count === undefined) return [];
    const { label, maxDomains } = PROVIDER_FACTS[provider];
    const room = count > maxDomains ? `, ${maxDomains} in one order` : '';
    return [`${counted(count, 'domain')} planned for ${label}${room}`];
  });
  return texts.length === 0 ? [] : [context(texts.join(' · '))];
}
