import { type ChangeSender, senderDomains } from '../../../acts/change_sender/change-sender.ts';
import { senderSeen } from '../../../acts/change_sender/mailboxes-seen.ts';
import type { KnownProgress, MailboxesFailed, Progress, ProgressReads } from '../act-at-vendor.ts';
import { readAgainAt } from '../custom_order/progress.ts';
import { STEP_DONE } from '../domain-rows.ts';
import { isActive } from '../vendor-status.ts';
import { mailboxesSeen, wantedSender } from './sender-rows.ts';

/**
 * One of several is done once the vendor took it: its staff apply all of them later. The whole is done when the mailboxes of
 * each domain show the new sender, and those that were made anew work. Domains that were seen to have it are not read again;
 * one whose mailboxes were not read is unread, and comes first at the next look. Null when the domains cannot be read.
 */
export async function changeSenderProgress(
  reads: Pick<ProgressReads, 'domains' | 'mailboxes' | 'soFar'>,
  act: ChangeSender,
  known: KnownProgress,
): Promise<Progress | null> {
  if (known.step < act.changes.length) return STEP_DONE;
  const domainNamed = await reads.domains();
  if (!domainNamed) return null;
  const names = senderDomains(act);
  const ready = new Set(names.filter((name) => known.ready.has(name)));
  const steps = act.changes.map((_change, index) => wantedSender(act, index + 1));
  const toRead = steps.filter(({ domain }) => !ready.has(domain));
  const unread = new Set(toRead.map(({ domain }) => domain));
  const failures: MailboxesFailed[] = [];
  const progress = (isToGoOn: boolean): Progress => ({
    ready: names.filter((name) => ready.has(name)),
    isDone: ready.size === names.length,
    unread: names.filter((name) => unread.has(name)),
    isToGoOn,
    readAgainAt: readAgainAt(failures),
  });
  const isFirst = ({ domain }: { readonly domain: string }) => known.unread.has(domain);
  for (const wanted of [...toRead.filter(isFirst), ...toRead.filter((each) => !isFirst(each))]) {
    const row = domainNamed(wanted.domain);
    if (!row) continue;
    const mailboxes = await reads.mailboxes(row);
    if (mailboxes === 'not_its_turn') return progress(true);
    if (mailboxes !== null && 'failedUntil' in mailboxes) {
      failures.push(mailboxes);
      continue;
    }
    const is = senderSeen(mailboxesSeen(row.name, mailboxes), wanted);
    if (is !== 'unread') unread.delete(wanted.domain);
    const areWorking = act.mode === 'name_only' || mailboxes?.every(({ status }) => isActive(status)) === true;
    if (is === 'applied' && areWorking) ready.add(wanted.domain);
    await reads.soFar(progress(true));
  }
  return progress(false);
}
