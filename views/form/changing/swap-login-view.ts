import type { ModalView } from '@slack/types';
import type { DraftHosting, OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import type { OfferedLogin } from '../../../src/acts/custom_order/saved-login.ts';
import { context, plainSection, section } from '../../blocks.ts';
import { FORM } from '../../ids.ts';
import { SEND_FREELY } from '../../words/approval/free.ts';
import { plain } from '../../words/text.ts';
import { formMetadata } from '../metadata.ts';
import { hostingFields } from '../ordering/hosting-view.ts';
import { backRow, type PageOptions, problemBlocks } from '../page.ts';
import { changeNote } from './change-note.ts';
import { SWAP_TITLE, type SwapFormToDraw } from './swap-view.ts';

/** A form that asks for a name that is held elsewhere, as the page with its login draws it. */
export interface SwapLoginToDraw extends SwapFormToDraw, Pick<OrderDraft, 'logins'> {
  readonly hosting: DraftHosting | null;
}

/** Where the new name is held, and the login that ScaledMail needs there. Never draws a saved login. */
export const swapLoginView = (
  form: SwapLoginToDraw,
  {
    policy,
    offered,
    problems = [],
    problem = null,
    seen = null,
  }: PageOptions & { readonly offered: readonly OfferedLogin[]; readonly problems?: readonly Problem[] },
): ModalView => ({
  type: 'modal',
  callback_id: FORM.swapLogin,
  private_metadata: formMetadata(form.id, form, seen),
  title: plain(SWAP_TITLE, 24),
  submit: plain(form.isFree ? SEND_FREELY : 'Ask for the change', 24),
  close: plain('Close', 24),
  blocks: [
    ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
    ...problemBlocks(problems),
    plainSection(`${form.domain} → ${form.typed.elsewhere}, which is held elsewhere.`),
    ...hostingFields({ draft: form, fill: form.fill, offered }),
    context(changeNote(form, policy)),
    backRow(),
  ],
});
