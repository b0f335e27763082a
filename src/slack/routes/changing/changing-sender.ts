import { SENDER_TITLE, senderView } from '../../../../views/form/changing/sender-view.ts';
import { CHANGED_THERE, cannotChangeText, unansweredText } from '../../../../views/words/refusals/changing.ts';
import { SenderMode } from '../../../acts/change_sender/change-sender.ts';
import type { ChangeRefusal } from '../../../service/requesting/changing/order-to-change.ts';
import type { SenderTyped } from '../../../service/requesting/changing/read-sender.ts';
import type { SenderForm } from '../../../service/requesting/changing/sender-form.ts';
import { askingRoutes } from '../asking-page.ts';
import { tickedAlso } from './ticked-also.ts';

/** The page with the new sender. */
export const SENDER_PAGE = askingRoutes<SenderForm, SenderTyped, 'sender' | 'also', ChangeRefusal>({
  title: SENDER_TITLE,
  uses: ({ checkSender: check, requestSender: request, reopenSender: reopen }) => ({ check, request, reopen }),
  typed: (values) => ({
    sender: (values.text('new_sender') ?? '').trim(),
    // Less is destroyed by the name alone.
    mode: SenderMode.catch('name_only').parse(values.chosen('sender_mode')?.[0]),
    also: tickedAlso(values),
  }),
  fields: [
    ['sender', 'new_sender'],
    ['also', 'also_1'],
  ],
  draw: senderView,
  refused: cannotChangeText,
  changedThere: CHANGED_THERE,
  unanswered: unansweredText,
});
