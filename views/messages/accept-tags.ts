import type { TagsAccepted } from '../../src/orders/tags-accepted.ts';
import { section } from '../blocks.ts';
import { COMMAND } from '../ids.ts';
import { localTime, mention } from '../words/text.ts';
import type { MessageView } from './message-view.ts';
import { reasonQuotation } from './pause.ts';

const message = (text: string): MessageView => ({ text, blocks: [section(text)] });

/** What accepting it means. */
const MEANING = 'An order whose answer is lost can only be found by its names.';

/** Orders are placed without the field for the tag from now on; or were already, since somebody accepted it `before`. */
export function tagsAcceptedMessage(reason: string, before: TagsAccepted | null): MessageView {
  const { text, blocks } = message(
    before
      ? `That was accepted already by ${mention(before.by)} (${localTime(before.at)}). Nothing changed. ${MEANING}`
      : `Accepted. Orders are placed though ScaledMail’s orders do not show this app’s tag. ${MEANING} Orders that waited for this go on by themselves.`,
  );
  return { text, blocks: [...blocks, reasonQuotation(before?.reason ?? reason)] };
}

/** It lasts, so it needs a reason: somebody will ask. */
export const acceptReasonMissing = (): MessageView =>
  message(
    `Please say why, for the others: \`${COMMAND} accept-tags support says the field comes in May\`. It cannot be taken back. ${MEANING}`,
  );
