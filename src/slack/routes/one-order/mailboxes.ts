import { noticeView } from '../../../../views/form/notice-view.ts';
import { mailboxFile, mailboxFileText } from '../../../../views/messages/mailbox-list.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import { sendFile } from '../../say/send-file.ts';
import { inModal } from '../modals/modal.ts';
import type { ActionRoute, CommandCall } from '../route.ts';
import type { RouteContext } from '../route-context.ts';
import { pressedOrder } from './about-order.ts';
import { detailsPage, detailsTitle } from './details.ts';

/** Sends the mailboxes of an order to somebody as a file, by direct message; answers what is said of it. */
async function sendMailboxes({ useCases, clients }: RouteContext, by: UserId, reference: Reference): Promise<string> {
  const sent = await useCases.sendMailboxes(by, reference, (order, list) =>
    sendFile(clients.web, by, mailboxFile(order, list), mailboxFileText(list)),
  );
  if (sent.ok) return `The file is in your direct messages with this app. ${mailboxFileText(sent.list)}`;
  return refusalMessage(sent.refusal === 'unknown_order' ? 'not_visible' : sent.refusal, null);
}

/** *Mailboxes.csv*: the modal says at once that they are being read, then what came of it; in *Details*, above these. */
export const mailboxesByButton: ActionRoute = (context, call) => {
  const { reference } = pressedOrder(call);
  const isInModal = call.payload.view?.type === 'modal';
  return inModal(context, call, detailsTitle(reference), async () => {
    const said = await sendMailboxes(context, call.userId, reference);
    if (isInModal) return detailsPage(context, call.userId, { reference }, said);
    return noticeView(detailsTitle(reference), said);
  });
};

/** `/scaledmail mailboxes 7f3k2q`: a line at once, for reading may take a minute, and one when it came to something. */
export async function mailboxesByReference(
  context: RouteContext,
  { userId, answer }: CommandCall,
  reference: Reference,
): Promise<void> {
  await answer(`One moment: the mailboxes of order \`${reference}\` are being read.`);
  await answer(await sendMailboxes(context, userId, reference));
}
