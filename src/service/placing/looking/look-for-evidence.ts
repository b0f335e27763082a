import type { Evidence } from '../../acts/act-at-vendor.ts';
import { evidenceOf } from '../../acts/acts-at-vendor.ts';
import { lookForCancelled } from './look-for-cancelled.ts';
import { lookForDomainRow } from './look-for-domain-row.ts';
import { lookForFilled } from './look-for-filled.ts';
import { lookForNames } from './look-for-names.ts';
import { lookForSender } from './look-for-sender.ts';
import { lookForWorkspace } from './look-for-workspace.ts';
import { lookForTrace } from './own-trace.ts';

type Look = typeof lookForTrace;

/** A sort of evidence that nobody looks for does not compile. */
const LOOKS = {
  vendor_order: lookForTrace,
  target_cancelled: lookForCancelled,
  domain_row: lookForDomainRow,
  names_bought: lookForNames,
  form_gone: lookForFilled,
  mailboxes: lookForSender,
  workspace_listed: lookForWorkspace,
} satisfies Record<Evidence, Look>;

/** Looks for what the step that an order is at leaves at the vendor; as `lookForTrace`. */
export const lookForEvidence: Look = (reads, order, isAnothers, onUnread) =>
  LOOKS[evidenceOf(order)](reads, order, isAnothers, onUnread);
