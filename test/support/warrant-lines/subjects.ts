import type { Act } from '../../../src/acts/act.ts';
import type { OrderIn } from '../../../src/orders/order.ts';
import { linesOfAny, type Spoilt } from './of-any.ts';
import { approvedBoth, OF_BOTH } from './of-both.ts';
import { approvedBuy, OF_BUY } from './of-buy.ts';
import { approvedCancel, OF_CANCEL } from './of-cancel.ts';
import { approvedFilling, OF_FILLING } from './of-filling.ts';
import { approvedPackage, OF_PACKAGE } from './of-package.ts';
import { approvedPrewarmed, OF_PREWARMED } from './of-prewarmed.ts';
import { approvedPurchase, OF_PURCHASE } from './of-purchase.ts';

import { approvedRedirect, OF_REDIRECT } from './of-redirect.ts';
import { approvedSender, OF_SENDER } from './of-sender.ts';
import { approvedSwap, OF_SWAP } from './of-swap.ts';
import { approvedSpace, OF_WORKSPACE } from './of-workspace.ts';

/** An approved order that is to get a warrant, and each way in which a line can fail for it. */
export interface Subject {
  readonly approved: OrderIn<'approved'>;
  readonly spoilt: readonly Spoilt[];
}

/** One of each kind; a kind without its row does not compile. */
export const SUBJECTS = {
  custom_order: { approved: approvedPurchase, spoilt: [...linesOfAny(approvedPurchase), ...OF_PURCHASE] },
  cancel_order: { approved: approvedCancel, spoilt: [...linesOfAny(approvedCancel), ...OF_CANCEL] },
  change_redirect: { approved: approvedRedirect, spoilt: [...linesOfAny(approvedRedirect), ...OF_REDIRECT] },
  buy_prewarmed: { approved: approvedPrewarmed, spoilt: [...linesOfAny(approvedPrewarmed), ...OF_PREWARMED] },
  buy_domains: { approved: approvedBuy, spoilt: [...linesOfAny(approvedBuy), ...OF_BUY] },
  fixed_package: { approved: approvedPackage, spoilt: [...linesOfAny(approvedPackage), ...OF_PACKAGE] },
  fill_form: { approved: approvedFilling, spoilt: [...linesOfAny(approvedFilling), ...OF_FILLING] },
  change_sender: { approved: approvedSender, spoilt: [...linesOfAny(approvedSender), ...OF_SENDER] },
  create_workspace: { approved: approvedSpace, spoilt: [...linesOfAny(approvedSpace), ...OF_WORKSPACE] },
  swap_domain: { approved: approvedSwap, spoilt: [...linesOfAny(approvedSwap), ...OF_SWAP] },
  buy_and_order: { approved: approvedBoth, spoilt: [...linesOfAny(approvedBoth), ...OF_BOTH] },
} satisfies Record<Act['kind'], Subject>;
