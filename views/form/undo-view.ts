import type { ModalView } from '@slack/types';
import type { Act } from '../../src/acts/act.ts';
import type { Worth } from '../../src/acts/worth.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import type { Order } from '../../src/orders/order.ts';
import type { UserId } from '../../src/values/ids.ts';
import { context } from '../blocks.ts';
import { partBlocks } from '../card/parts.ts';
import { FORM } from '../ids.ts';
import { SEND_FREELY, SENT_AT_ONCE } from '../words/approval/free.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { plain } from '../words/text.ts';
import { undoMetadata } from './metadata.ts';

/** Title of the page that sets a change back, and of what it is answered with. */
export const UNDO_TITLE = 'Undo the change';

/** What sets a change back, as a page draws it. */
export interface UndoToDraw {
  readonly formId: string;
  readonly order: Order;
  readonly act: Act;
  readonly worth: Worth;
  readonly isFree: boolean;
}

/** What leads back to where, and whether somebody has to approve it. */
export function undoView(
  { formId, order, act, worth, isFree }: UndoToDraw,
  { policy, by }: { readonly policy: ApprovalPolicy; readonly by: UserId },
): ModalView {
  const { reference } = order.facts;
  const asked = `Will be asked: ${whoMayDecide(policy, by)}. Once it is approved, it is sent;`;
  return {
    type: 'modal',
    callback_id: FORM.undo,
    private_metadata: undoMetadata({ formId, reference, isFree }),
    title: plain(UNDO_TITLE, 24),
    submit: plain(isFree ? SEND_FREELY : 'Ask for the change', 24),
    close: plain('Close', 24),
    blocks: [
      ...partBlocks(act, worth, { hasUnitPrices: false, where: 'All of them stand in the details of the order.' }),
      context(
        `Sets back what order \`${reference}\` changed · costs nothing. ${isFree ? `${SENT_AT_ONCE}.` : asked} ScaledMail’s staff apply it.`,
      ),
    ],
  };
}
