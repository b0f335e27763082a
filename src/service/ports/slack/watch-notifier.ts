import type { MessageRef } from '../../../orders/surface.ts';
import type { Finding } from '../../../watch/finding.ts';

/** Tells people in the approvers' channel what the account watch found. Each method throws when Slack does not take it for now. */
export interface WatchNotifier {
  /** Posts the message; one that an earlier try posted is found, and drawn anew instead. */
  post(finding: Finding): Promise<MessageRef>;
  /** Sends the file of what is too much for a message into its thread, unless it is there. */
  attachFile(finding: Finding, message: MessageRef): Promise<void>;
  /** Draws the message anew. One that is gone stays gone. */
  redraw(finding: Finding, message: MessageRef): Promise<void>;
}
