import { mailboxFile, mailboxFileText } from '../../../views/messages/mailbox-list.ts';
import { refusalMessage } from '../../../views/words/refusal.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { sendFile } from '../say/send-file.ts';
import { pressedOrder } from './about-order.ts';
import { redrawDetails } from './details.ts';
import type { ActionRoute } from './route.ts';
import type { RouteContext } from './route-context.ts';

/** Sends the mailboxes of an order to somebody as a file, by direct message; answers what is said of it. */
export async function sendMailboxes(context: RouteContext, by: UserId, reference: Reference): Promise<string> {
  const found = await context.useCases.listMailboxes(by, reference);
  if (!found.ok) return refusalMessage(found.refusal === 'unknown_order' ? 'not_visible' : found.refusal, null);
  const text = mailboxFileText(found.list);
  await sendFile(context.clients.web, by, mailboxFile(found.order, found.list), text);
  return `The file is in your direct messages with this app. ${text}`;
}

/** *Mailboxes.csv* in *Details*. */
export const mailboxesByButton: ActionRoute = async (context, call) => {
  const { reference } = pressedOrder(call);
  const said = await sendMailboxes(context, call.userId, reference);
  if (call.payload.view?.type === 'modal') await redrawDetails(context, call, reference, said);
  else await call.answer(said);
};
