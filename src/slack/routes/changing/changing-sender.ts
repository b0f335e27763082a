import type { ModalView } from '@slack/types';
import { SENDER_TITLE, senderView } from '../../../../views/form/changing/sender-view.ts';
import { FormMetadata } from '../../../../views/form/metadata.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import { sentView } from '../../../../views/form/ordering/sent-view.ts';
import { ALSO_GROUPS } from '../../../../views/form-fields.ts';
import { CHANGED_THERE, cannotChangeText, unansweredText } from '../../../../views/words/refusals/changing.ts';
import { SenderMode } from '../../../acts/change_sender/change-sender.ts';
import type { SenderProblems } from '../../../acts/change_sender/sender-problems.ts';
import type { DomainOf } from '../../../service/requesting/changing/order-to-change.ts';
import type { SenderRequested } from '../../../service/requesting/changing/request-sender.ts';
import type { SenderTyped } from '../../../service/requesting/changing/start-sender.ts';
import type { UserId } from '../../../values/ids.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';
import { fieldErrorsAt } from '../field-errors.ts';
import { replacedWhenDone } from '../modals/modal.ts';
import type { SubmissionRoute } from '../route.ts';
import { type RouteContext, sentenceFor } from '../route-context.ts';

/** The page of a choice in the menu of a domain. */
export interface Opened {
  readonly title: string;
  readonly draw: (context: RouteContext, by: UserId, which: DomainOf) => Promise<ModalView>;
}

/** The page of *Sender…*. */
export const SENDER_PAGE: Opened = {
  title: SENDER_TITLE,
  draw: async ({ useCases }, by, which) => {
    const page = await useCases.startSender(by, which);
    return page.ok
      ? senderView(page.form, { policy: useCases.policy })
      : noticeView(SENDER_TITLE, cannotChangeText(page));
  },
};

/** The page with the new sender, sent: it becomes an order that waits for approval. */
export const senderForm: SubmissionRoute = async (context, { view }, by) => {
  const { formId } = FormMetadata.parse(JSON.parse(view.private_metadata));
  const typed = typedSender(view);
  const { sender, also } = await context.useCases.checkSender({ formId, by }, typed);
  if (sender !== undefined) return fieldErrorsAt(view, 'new_sender', sender);
  if (also !== undefined) return fieldErrorsAt(view, 'also_1', also);
  const draw = async () => requestedView(context, await context.useCases.requestSender({ formId, by }, typed));
  return replacedWhenDone(context, view, { title: SENDER_TITLE, draw });
};

function typedSender(view: ViewPayload): SenderTyped {
  const values = formValues(view.state?.values ?? {});
  const also = ALSO_GROUPS.flatMap((group) => values.chosen(`also_${group}`) ?? []);
  // Less is destroyed by the name alone.
  const mode = SenderMode.catch('name_only').parse(values.chosen('sender_mode')?.[0]);
  return { sender: (values.text('new_sender') ?? '').trim(), mode, also };
}

const mistakenText = ({ sender, also }: SenderProblems): string => [sender, also].filter(Boolean).join(' ');

function requestedView({ useCases: { policy }, channelId }: RouteContext, requested: SenderRequested): ModalView {
  if (requested.ok) return sentView(requested.order, channelId);
  switch (requested.refusal) {
    case 'unanswered': {
      const problem = unansweredText(sentenceFor(requested.error));
      return senderView(requested.page.form, { policy, problem });
    }
    case 'changed_there':
      return senderView(requested.page.form, { policy, problem: CHANGED_THERE });
    case 'mistaken':
      return senderView(requested.page.form, { policy, problem: mistakenText(requested.problems) });
    default:
      return noticeView(SENDER_TITLE, cannotChangeText(requested));
  }
}
