import type { KnownBlock, ModalView } from '@slack/types';
import type { Ending } from '../../src/acts/cancel_order/ending.ts';
import { DOMAINS_ON_CARD } from '../../src/orders/decide/messages.ts';
import { endedText, endingText } from '../acts/cancel_order.ts';
import { context, plainSection, section } from '../blocks.ts';
import { FORM } from '../ids.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { monthly } from '../words/price-text.ts';
import { inline, nameText, oneLine, plain } from '../words/text.ts';
import { MAX_REASON } from './decline-view.ts';
import { textField } from './inputs.ts';
import { formMetadata } from './metadata.ts';
import type { PageOptions } from './page.ts';

/** Title of the form that asks to end an order at the vendor, and of what it is answered with. */
export const CANCEL_TITLE = 'Cancel at ScaledMail';

/** A form that asks to cancel, as a page draws it. */
export interface CancelFormToDraw {
  readonly id: string;
  readonly ownerId: string;
  readonly reason: string;
  readonly fill: number;
  /** What is to end. */
  readonly chosen: { readonly reference: string | null; readonly vendorOrderId: string };
}

/** What ends, and why it is to. */
export function cancelView(
  form: CancelFormToDraw,
  ending: Ending,
  { policy, problem = null, seen = null }: PageOptions,
): ModalView {
  const blocks: KnownBlock[] = [
    ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
    plainSection(oneLine(ending.label)),
    section(`This ends *${endingText(ending)}*${amountOf(ending)}. *It cannot be undone.*`),
    section(`${endedText(ending)} · ${nameText(ending.workspace.name)}`),
    ...namesBlocks(ending),
    textField('reason', form.fill, {
      label: 'Why?',
      hasFocus: true,
      value: form.reason,
      placeholder: 'The campaign is over',
      hint: 'Approvers read it first; everybody in their channel can see it.',
      isMultiline: true,
      maxLength: MAX_REASON,
    }),
    context(
      `Will be asked: ${whoMayDecide(policy, form.ownerId)}. Nothing is sent before somebody else approved it. The mailboxes may stop at once, and ScaledMail may pay nothing back.`,
    ),
  ];
  return {
    type: 'modal',
    callback_id: FORM.cancel,
    private_metadata: formMetadata(form.id, form.chosen, seen),
    title: plain(CANCEL_TITLE, 24),
    submit: plain('Ask to cancel', 24),
    close: plain('Close', 24),
    blocks,
  };
}

const amountOf = ({ monthCents }: Ending): string =>
  monthCents === null ? '; ScaledMail does not say what they cost' : `, *${monthly(monthCents)}*`;

/** The first names; how many more there are. */
function namesBlocks({ names }: Ending): KnownBlock[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, DOMAINS_ON_CARD).map((name) => inline(name, 253));
  const rest = names.length - shown.length;
  return [section(`${shown.join(', ')}${rest > 0 ? ` _and ${rest} more_` : ''}`)];
}
