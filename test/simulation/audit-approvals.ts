import type { UserId } from '../../src/values/ids.ts';
import type { Audited, Kept } from './audited.ts';
import type { Intent } from './witness.ts';

/** Each call had a quorum of others who pressed Approve on a card with exactly these terms, and who may decide now. */
export function approvalViolations(audited: Audited, kept: Kept): string[] {
  const { reference, requestedBy } = kept.order.facts;
  const violations: string[] = [];
  for (const intent of audited.witness.intents.filter((each) => each.reference === reference)) {
    const approvers = approvalsBefore(intent).map(({ by }) => by);
    const { fingerprint } = intent.entry;
    const pressed = approvers.filter((by) =>
      audited.clicks.some(
        (click) =>
          click.kind === 'approve' &&
          click.by === by &&
          click.reference === reference &&
          click.fingerprint === fingerprint,
      ),
    );
    const { policy, isAlone } = intent;
    if (approvers.length < policy.quorum) violations.push('placed without a quorum');
    if (pressed.length < approvers.length) violations.push('approved by somebody who had not seen these terms');
    if (approvers.includes(requestedBy)) violations.push('approved by its own requester');
    const entitled = approvers.filter((by) => mightDecide(audited, intent, by));
    if (isAlone && entitled.length < policy.quorum)
      violations.push('placed for an approver who may not decide any more');
  }
  return violations;
}

/** Whether somebody could decide at some moment since the last answer that the process had waited for. */
const mightDecide = ({ witness }: Audited, { policy, senses, moment }: Intent, by: UserId): boolean =>
  policy.users.includes(by) || witness.wasInGroup(by, senses.readAt, moment);

interface Given {
  readonly by: UserId;
  readonly at: Date;
}

/** The approvals of a call's terms, one a person, without those that were taken away. */
export function approvalsBefore({ before, entry }: Intent): readonly Given[] {
  let given: readonly Given[] = [];
  for (const { event, at, fingerprint } of before) {
    if (event.type === 'approved' && event.fingerprint === entry.fingerprint) {
      given = [...given.filter(({ by }) => by !== event.by), { by: event.by, at }];
    }
    if (event.type === 'approvals_insufficient' && fingerprint === entry.fingerprint) {
      given = event.reason === 'approval_too_old' ? [] : given.filter(({ by }) => !event.without.includes(by));
    }
  }
  return given;
}
