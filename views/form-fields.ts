import type { EmailProvider } from '../src/acts/custom_order/custom-order.ts';
import type { BoxNumber } from '../src/acts/custom_order/form/boxes.ts';
import type { OrderField } from '../src/acts/custom_order/problem.ts';
import type { LoginKind } from '../src/acts/custom_order/saved-login.ts';

/** Action id of every input of a form; the block id says which field it is. */
export const FIELD_ACTION = 'field';

/**
 * Block id of a form field. `fill` is in it because Slack keeps what stood under an old id, whatever we fill in.
 * Source: docs/slack.md, "What breaks in practice", rows 6 and 7.
 */
export const fieldBlockId = (field: FormField, fill: number): string => `${field}.${fill}`;

/** Groups of patterns to tick: one element holds ten. Source: docs/slack.md, "Limits". */
export const PATTERN_GROUPS = [1, 2, 3] as const;

/** Groups of further domains to tick: one element holds ten. Source: docs/slack.md, "Limits". */
export const ALSO_GROUPS = [1, 2, 3, 4] as const;

/**
 * Fields of the forms that are not fields of an order: reasons, what somebody found, a text to copy, the picker of purchased
 * names, lines to correct, boxes for more domains, what a column is, a file and whom it is for, the boxes and patterns for
 * aliases with the choice who names them, those of a plan and of names to buy, what a login that is kept is for, and who may use
 * it; where a domain is to lead, who is to send from it and how far that goes, and for which further ones; what is chosen of the stock; what a new
 * workspace is to be called.
 */
export type FormField =
  | OrderField
  | 'reason'
  | 'vendor_order_id'
  | 'vendor_order'
  | 'has_looked'
  | 'what_next'
  | 'support_text'
  | 'new_redirect'
  | 'new_name'
  | 'new_name_elsewhere'
  | 'new_sender'
  | 'workspace_name'
  | 'sender_mode'
  | `also_${(typeof ALSO_GROUPS)[number]}`
  | `${LoginKind}_sharing`
  | 'login_kind'
  | `${'picked' | 'wrong' | 'alias_form' | 'alias_file'}_${EmailProvider}`
  | `domains_${EmailProvider}_${BoxNumber}`
  | `column_${EmailProvider | 'file'}_${number}`
  | 'file'
  | 'file_for'
  | `package_${'offer' | 'quantity'}`
  | 'prewarmed_inboxes'
  | `aliases_${EmailProvider}_${BoxNumber}`
  | `alias_patterns_${EmailProvider}_${(typeof PATTERN_GROUPS)[number]}`
  | `buy_${'search' | 'names' | 'label' | 'workspace' | 'endings'}`
  | `buy_kept_${number}`
  | `plan_${'volume' | 'period' | 'workspace' | 'tier' | `share_${EmailProvider}`}`;

/** What stands in the menu of saved logins for a login that is typed. */
export const NO_SAVED_LOGIN = 'none';

/** Who may use a login that is kept. */
export const SHARING = { owner: 'owner', others: 'others' } as const;

/** Field of a box with domains; the first one is that of the order. */
export const boxField = (provider: EmailProvider, box: BoxNumber): FormField =>
  box === 1 ? `domains_${provider}` : `domains_${provider}_${box}`;
