import type { ActFile } from '../../../../views/acts/act-view.ts';
import { accountView } from '../../../../views/form/account-view.ts';
import { noticeView } from '../../../../views/form/notice-view.ts';
import type { MessageView } from '../../../../views/messages/message-view.ts';
import { refusalMessage } from '../../../../views/words/refusals/refusal.ts';
import type { AccountSeen } from '../../../service/account/seen-account.ts';
import type { UserId } from '../../../values/ids.ts';
import { replaceThroughUrl } from '../../say/response-url.ts';
import { sendFile } from '../../say/send-file.ts';
import { answerInTime, inModal } from '../modals/modal.ts';
import type { ActionCall, CommandCall } from '../route.ts';
import type { RouteContext } from '../route-context.ts';

/** The account as its reader may see it, with whether that is all of it. */
export type Seen = Extract<AccountSeen, { ok: true }>['account'] & { readonly isAll: boolean };

/** What is drawn of an account, or why nobody may see it. */
export async function drawnAccount<Drawn>(
  { useCases, log }: RouteContext,
  by: UserId,
  draw: (seen: Seen) => Drawn,
): Promise<{ readonly ok: true; readonly drawn: Drawn } | { readonly ok: false; readonly sentence: string }> {
  const found = await useCases.seeAccount(by);
  if (!found.ok) return { ok: false, sentence: refusalMessage(found.refusal, null, useCases.policy) };
  const { account, isAll, unread } = found;
  if (unread) log.warn({ userId: by, error: unread }, 'The account is shown without the rights of its reader');
  return { ok: true, drawn: draw({ ...account, isAll }) };
}

type Draw = (seen: Seen) => MessageView;

/** Answers a command with what is drawn of the account. */
export async function answerWithAccount(
  context: RouteContext,
  { userId, answer }: Pick<CommandCall, 'userId' | 'answer'>,
  draw: Draw,
): Promise<void> {
  const shown = await drawnAccount(context, userId, draw);
  await answer(shown.ok ? shown.drawn : shown.sentence);
}

/** The same for a press: in the place of the private message that was pressed in; on Home and in a page, as a page. */
export async function showAccount(context: RouteContext, call: ActionCall, title: string, draw: Draw): Promise<void> {
  const { payload, userId } = call;
  const { response_url: responseUrl } = payload;
  if (!payload.view && responseUrl) {
    return answerWithAccount(context, { userId, answer: replaceThroughUrl(responseUrl) }, draw);
  }
  await openAccount(context, call, title, draw);
}

/** Shows it as a page to whoever pressed: what was pressed in is everybody's, and stays. */
export async function openAccount(context: RouteContext, call: ActionCall, title: string, draw: Draw): Promise<void> {
  await inModal(context, call, title, async () => {
    const shown = await drawnAccount(context, call.userId, draw);
    return shown.ok ? accountView(title, shown.drawn) : noticeView(title, shown.sentence);
  });
}

/** Sends a file of the account to whoever pressed for it, by direct message, and says so. */
export const sendAccountFile = (
  context: RouteContext,
  call: ActionCall,
  title: string,
  fileOf: (seen: Seen) => ActFile,
): Promise<void> =>
  answerInTime(context, call, title, async () => {
    const drawn = await drawnAccount(context, call.userId, fileOf);
    if (!drawn.ok) return drawn.sentence;
    await sendFile(context.clients.web, call.userId, drawn.drawn, FILE_WORDS);
    return `The file is in your direct messages with this app: ${drawn.drawn.name}.`;
  });

/** What comes with a file. */
const FILE_WORDS = 'As far as it is known; “not known” is no amount.';
