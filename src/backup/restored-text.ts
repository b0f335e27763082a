import { counted } from '../audit/terminal.ts';
import type { OrderState } from '../orders/order.ts';

/** What the operator reads when a store was put back. */
interface Restored {
  readonly where: string;
  readonly audit: string;
  readonly madeAt: Date;
  /** References by the states that have to be looked at. */
  readonly states: ReadonlyMap<OrderState, readonly string[]>;
}

/** More references than this are counted. */
const MOST_NAMED = 10;

/** What was put back, and what to look at before anything is placed again. */
export function restoredText({ where, audit, madeAt, states }: Restored): string {
  const of = (state: OrderState, words: string): string => {
    const references = states.get(state) ?? [];
    if (references.length === 0) return '';
    const named = references.slice(0, MOST_NAMED).join(', ');
    const more = references.length > MOST_NAMED ? ` and ${references.length - MOST_NAMED} more` : '';
    return `     ${counted(references.length, 'order')} ${words}: ${named}${more}\n`;
  };
  const waiting = [
    of('awaiting_approval', 'waiting for approval'),
    of('approved', 'approved and not placed'),
    of('placing', 'about to be sent then'),
    of('outcome_unknown', 'of which nobody knew whether ScaledMail took them'),
  ].join('');
  return `Put into ${where}: ${audit}.

It is as of ${madeAt.toISOString()}. Placing is paused, and stays so until an approver types /scaledmail resume. Before that:
  1. Start one process on it, with the ENCRYPTION_KEY of that time, and run npm run doctor. Never start a bot on the store of
     before again: two stores would pay the same orders.
  2. Compare ScaledMail's own list of orders since then with /scaledmail status REFERENCE; the end of a tag is the reference.
     What was asked for since then is not known here. docs/operations.md, "Copies of the store", from step 6 on, says what to do.
${waiting === '' ? '  3. No order waited for anybody then.\n' : `  3. Look at these first:\n${waiting}`}  4. Tell people in the approvers' channel that what they pressed since then is forgotten.
`;
}
