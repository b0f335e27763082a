import type { ModalView } from '@slack/types';
import type { EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { greyLine } from '../../blocks.ts';
import { FORM, MENU } from '../../ids.ts';
import { plain } from '../../words/text.ts';
import { type FormToDraw, inputBlock } from '../inputs.ts';
import { backRow, formPage, stepIndicator } from '../page.ts';

/** Searches the unused names bought through ScaledMail; what is picked goes into the box of the provider, a line each. */
export function unusedView({ draft, fill }: FormToDraw, provider: EmailProvider): ModalView {
  const { label } = PROVIDER_FACTS[provider];
  const workspace = draft.workspaces.find(({ id }) => id === draft.workspaceId);
  return formPage(draft, {
    callbackId: FORM.unused,
    submit: 'Add',
    blocks: [
      stepIndicator(draft, 'Domains'),
      ...(workspace ? [greyLine('Bought through ScaledMail, in no order yet', { words: workspace.name })] : []),
      inputBlock(`picked_${provider}`, fill, {
        label: `Unused domains for ${label}`,
        hint: `They are added to the ${label} domains, a line each. What stands there already is not added again.`,
        element: {
          type: 'multi_external_select',
          action_id: MENU.pickNames,
          min_query_length: 0,
          focus_on_load: true,
          placeholder: plain('Search your domains', 150),
        },
        isOptional: true,
      }),
      backRow(),
    ],
  });
}
