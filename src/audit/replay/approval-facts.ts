import type { OrderEvent } from '../../orders/event.ts';
import type { HistoryEntry } from '../../orders/history/history.ts';
import type { Fingerprint, UserId } from '../../values/ids.ts';

/** An approval as the history has it. `by` is null when its person was erased: it is somebody's, and nobody else's. */
export interface ApprovalFacts {
  readonly by: UserId | null;
  readonly at: Date;
  readonly fingerprint: Fingerprint;
  readonly isFirstForm: boolean;
}

type Click = Extract<OrderEvent, { type: 'approved' }>;

/** Whether people of the entry were erased: their names are not known any more. */
export const isErased = (entry: HistoryEntry): boolean => entry.form === 2 && entry.erased !== undefined;

/** The approvals with one more. A second one of the same person on the same terms takes the place of the first. */
export function withApproval(
  approvals: readonly ApprovalFacts[],
  entry: HistoryEntry,
  { by, fingerprint }: Click,
): ApprovalFacts[] {
  const approval = { by: isErased(entry) ? null : by, at: entry.at, fingerprint, isFirstForm: entry.form === 1 };
  return [...approvals.filter((each) => !isSameClick(each, approval)), approval];
}

const isSameClick = (left: ApprovalFacts, right: ApprovalFacts): boolean =>
  left.by !== null && left.by === right.by && left.fingerprint === right.fingerprint;

/** How many different people gave these; each of those who were erased is one of them. */
export function peopleIn(approvals: readonly ApprovalFacts[]): number {
  const named = approvals.flatMap(({ by }) => (by === null ? [] : [by]));
  return new Set(named).size + approvals.filter(({ by }) => by === null).length;
}

/**
 * How many people have agreed with a click, itself included: those before it count where the policy of that moment still let
 * them, which a history of the first form does not say.
 */
export function peopleWith(approvals: readonly ApprovalFacts[], entry: HistoryEntry, click: Click): number {
  const { entitled } = click;
  const before = approvals.filter(({ by, fingerprint }) => {
    const isCounted = entitled === undefined || by === null || entitled.includes(by);
    return isCounted && fingerprint === click.fingerprint;
  });
  return peopleIn(withApproval(before, entry, click));
}

/** Whether the same person had agreed before, and still counted. */
export const isAgain = (approvals: readonly ApprovalFacts[], { by, fingerprint, entitled }: Click): boolean =>
  approvals.some(
    (each) => each.by === by && each.fingerprint === fingerprint && (entitled === undefined || entitled.includes(by)),
  );
