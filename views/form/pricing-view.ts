import type { ModalView } from '@slack/types';
import type { OrderDraft } from '../../src/acts/custom_order/draft.ts';
import { section } from '../blocks.ts';
import { VIEW } from '../ids.ts';
import { formPage, stepIndicator } from './page.ts';

/** While the vendor is asked for the price. */
export function pricingView(draft: OrderDraft): ModalView {
  return formPage(draft, {
    callbackId: VIEW.busy,
    blocks: [
      stepIndicator(draft, 'Review'),
      section('⏳ *Checking and pricing…*\nScaledMail is asked what this costs now. Nothing is ordered by that.'),
    ],
  });
}
