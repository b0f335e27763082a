import type { OrderDraft } from '../acts/custom_order/draft.ts';
import type { CheckedOrder } from '../acts/custom_order/rules/check-order.ts';
import type { ApprovalPolicy } from '../orders/policy.ts';
import type { approveOrder } from '../service/deciding/approve-order.ts';
import type { declineOrder, mayDecline } from '../service/deciding/decline-order.ts';
import type { pausePlacing, resumePlacing } from '../service/deciding/pause-placing.ts';
import type {
  lookAgain,
  maySettleAsAbsent,
  maySettleAsFound,
  settleAsAbsent,
  settleAsFound,
} from '../service/deciding/settle-outcome.ts';
import type { ruleOutResembling, takeResembling } from '../service/deciding/settle-resembling.ts';
import type { withdrawOrder } from '../service/deciding/withdraw-order.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { KeyValueStore } from '../service/ports/key-value-store.ts';
import type { LoginVault } from '../service/ports/login-vault.ts';
import type { auditOrder } from '../service/reading/audit-order.ts';
import type { listOrders, showOrder } from '../service/reading/find-orders.ts';
import type { Drafts } from '../service/requesting/drafts.ts';
import type { priceDraft } from '../service/requesting/price-draft.ts';
import type { purchasedNames } from '../service/requesting/purchased-names.ts';
import type { sendDraft } from '../service/requesting/send-draft.ts';
import type { startDraft } from '../service/requesting/start-draft.ts';
import type { UserId } from '../values/ids.ts';

/** Everything that the Slack context can ask of the service layer. */
export interface UseCases {
  readonly startDraft: ReturnType<typeof startDraft>;
  readonly checkDraft: (draft: OrderDraft, options: { withHosting: boolean }) => Promise<CheckedOrder>;
  readonly priceDraft: ReturnType<typeof priceDraft>;
  readonly sendDraft: ReturnType<typeof sendDraft>;
  readonly purchasedNames: ReturnType<typeof purchasedNames>;
  readonly approveOrder: ReturnType<typeof approveOrder>;
  readonly mayDecline: ReturnType<typeof mayDecline>;
  readonly declineOrder: ReturnType<typeof declineOrder>;
  readonly withdrawOrder: ReturnType<typeof withdrawOrder>;
  readonly lookAgain: ReturnType<typeof lookAgain>;
  readonly maySettleAsFound: ReturnType<typeof maySettleAsFound>;
  readonly settleAsFound: ReturnType<typeof settleAsFound>;
  readonly maySettleAsAbsent: ReturnType<typeof maySettleAsAbsent>;
  readonly settleAsAbsent: ReturnType<typeof settleAsAbsent>;
  readonly takeResembling: ReturnType<typeof takeResembling>;
  readonly ruleOutResembling: ReturnType<typeof ruleOutResembling>;
  readonly listOrders: ReturnType<typeof listOrders>;
  readonly showOrder: ReturnType<typeof showOrder>;
  readonly auditOrder: ReturnType<typeof auditOrder>;
  readonly pausePlacing: ReturnType<typeof pausePlacing>;
  readonly resumePlacing: ReturnType<typeof resumePlacing>;
  readonly mayDecide: (userId: UserId) => Promise<boolean>;
  readonly drafts: Drafts;
  readonly vault: LoginVault;
  readonly keyValues: KeyValueStore;
  readonly policy: ApprovalPolicy;
  readonly clock: Clock;
}
