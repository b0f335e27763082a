import type { ContextBlock } from '@slack/types';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import type { FormPlace } from '../../metadata.ts';
import { stepIndicator } from '../../page.ts';

/** The step of the form that options belong to: the page that they were come to from first. */
export const optionStep = (draft: OrderDraft, [first]: readonly FormPlace[]): ContextBlock =>
  stepIndicator(draft, first === 'review' ? 'Review' : 'Domains');
