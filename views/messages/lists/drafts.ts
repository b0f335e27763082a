import type { Button, KnownBlock } from '@slack/types';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../src/acts/custom_order/form/draft-input.ts';
import { actions, button, context, header, plainSection, section } from '../../blocks.ts';
import { ACTION, COMMAND } from '../../ids.ts';
import { counted, inPlain, localTime, plain } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';

/** Most code points of a label. */
const MAX_LABEL = 60;

/** Forms that were not sent: for whom, how many domains, since when; each with *Go on* and *Delete*. */
export const draftRows = (drafts: readonly OrderDraft[]): KnownBlock[] =>
  drafts.flatMap((draft) => {
    return [
      plainSection(`Not sent yet: ${labelOfDraft(draft)}`),
      context(`${sizeText(draft)} · begun ${localTime(draft.startedAt)}`),
      actions(goOn(draft), deletion(draft)),
    ];
  });

/** `3 domains`; of a sheet that nobody could read yet without a word, how many lines are kept. */
function sizeText(draft: OrderDraft): string {
  const domains = draftInput(draft).lines.flatMap((line) => line.domains).length;
  const typed = Object.values(draft.domainText).join('\n').split('\n');
  const lines = typed.filter((line) => line.trim() !== '').length;
  return domains === 0 && lines > 0 ? `${counted(lines, 'line')}, not read yet` : counted(domains, 'domain');
}

const labelOfDraft = ({ label }: OrderDraft): string =>
  label.trim() === '' ? 'an order without a label' : inPlain(label, MAX_LABEL);

const goOn = (draft: OrderDraft): Button =>
  button(ACTION.resumeDraft, 'Go on', { value: draft.id, about: labelOfDraft(draft) });

const deletion = (draft: OrderDraft): Button => ({
  ...button(ACTION.deleteDraft, 'Delete', { value: draft.id, about: labelOfDraft(draft) }),
  confirm: {
    title: plain('Delete this draft?', 100),
    text: plain(`What was typed for ${labelOfDraft(draft)} is gone then. Nothing was ordered.`, 300),
    confirm: plain('Delete', 30),
    deny: plain('Not now', 30),
    style: 'danger',
  },
});

/** Everything that somebody typed and did not send; `most` is how many are listed at most. */
export function draftsMessage(drafts: readonly OrderDraft[], most: number): MessageView {
  if (drafts.length === 0) {
    const sentence = 'Nothing waits to be sent.';
    return { text: sentence, blocks: [section(`${sentence} \`${COMMAND} order\` starts an order.`)] };
  }
  const kept = 'What is not sent is kept for a week after its last change.';
  return {
    text: `${counted(drafts.length, 'order')} not sent yet`,
    blocks: [
      header('Not sent yet'),
      ...draftRows(drafts),
      context(drafts.length < most ? kept : `${kept} Only the ${most} newest are listed.`),
    ],
  };
}
