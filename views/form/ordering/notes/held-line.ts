import type { ContextBlock } from '@slack/types';
import type { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { needNames } from '../../../acts/fill_form.ts';
import { context } from '../../../blocks.ts';

/** What a form that is held to paid domains is for, and that these stay as they are; nothing on an order. */
export const heldLine = ({ holds }: OrderDraft): ContextBlock[] =>
  holds ? [context(`*Free, paid already* · ${needNames(holds.names.length)} · all of them, and no others`)] : [];
