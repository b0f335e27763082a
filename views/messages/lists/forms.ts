import type { KnownBlock } from '@slack/types';
import type { WaitingForm } from '../../../src/acts/fill_form/waiting-form.ts';
import { button, context, greyLine, header, plainSection, section } from '../../blocks.ts';
import { formButtonValue } from '../../button-values.ts';
import { ACTION, COMMAND } from '../../ids.ts';
import { counted, inline, inPlain, localTime } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';

/** Most names in the line below. */
const MOST_NAMED = 5;

/** `2 paid domains wait for names`. */
function waitText(count: number | null): string {
  if (count === null) return 'Paid domains wait for names';
  return count === 1 ? '1 paid domain waits for names' : `${count} paid domains wait for names`;
}

function namesText(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}

/** Paid domains that wait for names: how many, which, and where; each form with *Fill in…* while nobody fills it in. */
export const formRows = (forms: readonly WaitingForm[]): KnownBlock[] =>
  forms.flatMap(({ workspace, count, held, form, isIn }) => {
    const line = plainSection(waitText(count));
    const value = formButtonValue({ workspaceId: workspace.id, uuid: form.uuid });
    const mayFill = held !== null && isIn === undefined;
    const about = `for ${held?.names[0] ?? inPlain(workspace.name)}`;
    return [
      mayFill ? { ...line, accessory: button(ACTION.fillForm, 'Fill in…', { value, about }) } : line,
      greyLine(
        ...(isIn === undefined ? [] : [`order \`${isIn}\` fills them in`]),
        ...(held ? [] : ['ScaledMail does not say which, so they are filled in on its own pages']),
        { words: [namesText(held?.names ?? []), workspace.name].filter((text) => text !== '').join(' · ') },
        `order ${inline(form.vendorOrderId)} of ScaledMail`,
      ),
    ];
  });

/** Most forms of one message: with two blocks each they fit it. Source: docs/slack.md, "Limits". */
const MOST_FORMS = 20;

/** Forms that somebody may see, and when they were read. */
export interface FormsToDraw {
  readonly forms: readonly WaitingForm[];
  readonly readAt: Date;
  /** Whether these are all that wait; else those of orders that the reader asked for. */
  readonly isAll: boolean;
}

/** All paid domains that wait for names, as they were read at a moment. */
export function formsMessage({ forms, readAt, isAll }: FormsToDraw): MessageView {
  const whose = isAll ? '' : ' · only what you asked for';
  const read = context(`ScaledMail’s list, ${localTime(readAt)}${whose}`);
  if (forms.length === 0) {
    const sentence = isAll
      ? 'No paid domain waits for names.'
      : 'No paid domain of an order that you asked for waits for names.';
    return { text: sentence, blocks: [section(`${sentence} \`${COMMAND} order\` starts an order.`), read] };
  }
  const more = forms.length - MOST_FORMS;
  return {
    text: `${counted(forms.length, 'form')} to fill in: paid domains that wait for names`,
    blocks: [
      header('Paid domains that wait for names'),
      ...formRows(forms.slice(0, MOST_FORMS)),
      ...(more > 0 ? [context(`and ${more} more: they are listed once these are filled in`)] : []),
      read,
    ],
  };
}
