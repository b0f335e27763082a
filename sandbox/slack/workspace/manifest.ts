/** What the app's manifest declares, as a client of the workspace shows it. */
import type { Snapshot } from './protocol.ts';

export const COMMANDS: Snapshot['commands'] = [
  {
    command: '/scaledmail',
    description: 'Order mailboxes, or see how an order is doing',
    usageHint:
      '[order | again 7f3k2q | plan 30000 | drafts | logins | orders | status 7f3k2q | mailboxes 7f3k2q | forms | workspaces | audit 7f3k2q | cancel 7f3k2q | domains acme | prewarmed | fleet acme | spend october | packages | export | pause | resume | accept-tags | help]',
    shouldEscape: false,
  },
];

export const SHORTCUTS: Snapshot['shortcuts'] = [
  { callbackId: 'start_order_shortcut', name: 'Order mailboxes', type: 'global' },
  { callbackId: 'order_from_list_shortcut', name: 'Order from this list', type: 'message' },
];

/** Whether people can read the app's messages, and not write to it. */
export const IS_MESSAGES_TAB_READ_ONLY = true;
