import type { ModalView } from '@slack/types';
import { context, section } from '../blocks.ts';
import { FORM } from '../ids.ts';
import { SEND_FREELY, SENT_AT_ONCE } from '../words/approval/free.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { counted, plain } from '../words/text.ts';
import { textField } from './inputs.ts';
import { formMetadata } from './metadata.ts';
import type { PageOptions } from './page.ts';

/** Title of the form that asks for a new workspace, and of what it is answered with. */
export const WORKSPACE_TITLE = 'New workspace';

/** More than any name that is taken: one that is too long is told at the field. */
const MAX_TYPED = 200;

/** A form that asks for a new workspace, as a page draws it. */
export interface WorkspaceFormToDraw {
  readonly id: string;
  readonly ownerId: string;
  readonly there: readonly unknown[];
  readonly typed: string;
  readonly fill: number;
  readonly isFree?: boolean;
}

/** The name of the new workspace. */
export function workspaceView(
  form: WorkspaceFormToDraw,
  { policy, problem = null, seen = null }: PageOptions,
): ModalView {
  return {
    type: 'modal',
    callback_id: FORM.workspace,
    private_metadata: formMetadata(form.id, null, seen),
    title: plain(WORKSPACE_TITLE, 24),
    submit: plain(form.isFree ? SEND_FREELY : 'Ask for the workspace', 24),
    close: plain('Close', 24),
    blocks: [
      ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
      textField('workspace_name', form.fill, {
        label: 'What is it to be called?',
        hasFocus: true,
        value: form.typed,
        placeholder: 'Acme',
        hint: `A client or a team. There ${form.there.length === 1 ? 'is' : 'are'} ${counted(form.there.length, 'workspace')} now.`,
        maxLength: MAX_TYPED,
      }),
      context(
        `Costs nothing. ${form.isFree ? `${SENT_AT_ONCE}.` : `Will be asked: ${whoMayDecide(policy, form.ownerId)}. Once it is approved, it is sent.`} It is done when ScaledMail lists it.`,
      ),
    ],
  };
}
