import { z } from 'zod';
import type { BoxNumber } from '../src/acts/custom_order/boxes.ts';
import type { EmailProvider } from '../src/acts/custom_order/custom-order.ts';
import type { OrderField } from '../src/acts/custom_order/problem.ts';
import type { LoginKind } from '../src/acts/custom_order/saved-login.ts';
import { ListPlace } from '../src/orders/lists.ts';
import { Fingerprint, Reference } from '../src/values/ids.ts';

/** What a button or choice asks for. With `MENU`, the only home of action ids; each needs a route. */
export const ACTION = {
  approve: 'approve_order',
  newAct: 'new_act',
  decline: 'decline_order',
  details: 'show_order_details',
  withdraw: 'withdraw_order',
  undo: 'undo_change',
  lookAgain: 'look_again_for_order',
  isThere: 'name_vendor_order',
  isNotThere: 'declare_order_absent',
  isThisOne: 'take_vendor_order',
  isAnotherOne: 'rule_out_vendor_order',
  openCard: 'open_card',
  openBilling: 'open_billing',
  openVendor: 'open_vendor',
  startOrder: 'start_order',
  planByVolume: 'plan_by_volume',
  pricePlan: 'price_plan',
  usePlanVolume: 'use_plan_volume',
  resumeDraft: 'go_on_with_draft',
  deleteDraft: 'delete_draft',
  back: 'go_back',
  retryPricing: 'retry_pricing',
  moreOptions: 'more_options',
  changeAliases: 'change_aliases',
  chooseAliases: 'choose_aliases',
  takeAliases: 'take_made_aliases',
  aliasFile: 'send_alias_file',
  changeHosting: 'change_hosting',
  changeCoupon: 'change_coupon',
  changePicture: 'change_picture',
  changeSequencer: 'change_sequencer',
  dropSequencer: 'leave_out_sequencer',
  anotherBox: 'another_box',
  addUnused: 'add_unused_domains',
  leaveOutFile: 'leave_out_file',
  showLogins: 'show_saved_logins',
  moreLogins: 'more_saved_logins',
  addLogin: 'add_saved_login',
  changeLogin: 'change_saved_login',
  removeLogin: 'remove_saved_login',
  chooseColumn: 'choose_column',
  fixLines: 'fix_wrong_lines',
  leaveOutLines: 'leave_out_wrong_lines',
  putLinesBack: 'put_lines_back',
  showOrder: 'show_order',
  showOrders: 'show_orders',
  cancelAtVendor: 'cancel_vendor_order',
  cancelOne: 'cancel_one_vendor_order',
  prewarmedEarlier: 'earlier_prewarmed_inboxes',
  prewarmedNext: 'next_prewarmed_inboxes',
  changePrewarmedTool: 'change_prewarmed_tool',
  dropPrewarmedTool: 'leave_out_prewarmed_tool',
  searchNames: 'search_names',
  moreNames: 'more_names',
  otherEndings: 'other_endings',
  buyMissing: 'buy_missing_names',
  buyAndOrder: 'buy_and_order_missing',
  orderOnNames: 'order_on_names',
  orderAgain: 'order_again',
  mailboxes: 'send_mailboxes',
  changeDomain: 'change_domain',
  domainsBefore: 'domains_before',
  domainsAfter: 'domains_after',
  showVendorOrder: 'show_vendor_order',
  supportText: 'show_support_text',
  resume: 'resume_placing',
  homeToDecide: 'home_to_decide',
  homeMine: 'home_mine',
  homeRunning: 'home_running',
  homeSpend: 'home_spend',
  homeLabel: 'home_label',
  homeWorkspace: 'home_workspace',
  pageBefore: 'page_before',
  pageAfter: 'page_after',
  fillForm: 'fill_pending_form',
  showSpend: 'show_spend',
  openSpend: 'open_spend',
  openNames: 'open_owned_names',
  showMonth: 'show_spend_of_month',
  spendFile: 'send_spend_file',
  showFleet: 'show_fleet',
  fleetFile: 'send_fleet_file',
  namesFile: 'send_names_file',
  buyNames: 'buy_names',
  explainFinding: 'explain_finding',
  confirmFound: 'confirm_found_orders',
  lookAtFinding: 'look_at_finding',
  showFoundOrder: 'show_found_order',
  cancelFound: 'cancel_found_order',
  newWorkspace: 'new_workspace',
} as const;
export type ActionId = (typeof ACTION)[keyof typeof ACTION];

/** Menus that ask for their options while somebody types; each needs a route for that. */
export const MENU = { pickNames: 'pick_purchased_names' } as const;
export type MenuId = (typeof MENU)[keyof typeof MENU];

/** What *New…* on Home offers; each opens, in a modal, what the command for it opens or has a button for. */
export const NEW_ACTS = ['order', 'plan', 'domains', 'prewarmed', 'forms', 'cancel', 'workspace'] as const;
export const NewAct = z.enum(NEW_ACTS);
export type NewAct = z.infer<typeof NewAct>;

/** Which form was sent. With `VIEW`, the only home of callback ids; each needs a route. */
export const FORM = {
  what: 'order_form_what',
  domains: 'order_form_domains',
  unused: 'order_form_unused',
  columns: 'order_form_columns',
  mistakes: 'order_form_mistakes',
  hosting: 'order_form_hosting',
  package: 'order_form_package',
  review: 'order_form_review',
  options: 'order_form_options',
  aliases: 'order_form_aliases',
  coupon: 'order_form_coupon',
  picture: 'order_form_picture',
  sequencer: 'order_form_sequencer',
  plan: 'plan_form',
  decline: 'decline_order_form',
  withdraw: 'withdraw_order_form',
  isThere: 'name_vendor_order_form',
  isNotThere: 'declare_order_absent_form',
  chooseEnding: 'choose_vendor_order_to_cancel',
  cancel: 'cancel_vendor_order_form',
  redirect: 'change_redirect_form',
  swap: 'swap_domain_form',
  swapLogin: 'swap_domain_login_form',
  undo: 'undo_change_form',
  supportText: 'support_text_form',
  buyNames: 'buy_names_form',
  buyEndings: 'buy_endings_form',
  buyReview: 'buy_review_form',
  login: 'saved_login_form',
  prewarmed: 'prewarmed_form',
  prewarmedReview: 'prewarmed_review_form',
  prewarmedTool: 'prewarmed_tool_form',
  explain: 'explain_finding_form',
  sender: 'change_sender_form',
  workspace: 'new_workspace_form',
} as const;
export type FormId = (typeof FORM)[keyof typeof FORM];

/**
 * Views that cannot be sent: what is shown meanwhile, an answer, *Details* of an order, the list of saved logins, and the domains
 * of an order that was not made here.
 */
export const VIEW = {
  busy: 'order_form_busy',
  notice: 'order_notice',
  details: 'order_details',
  logins: 'saved_logins',
  vendorOrder: 'vendor_order_details',
} as const;
export type ViewId = (typeof VIEW)[keyof typeof VIEW];

/** The slash command and its words. */
export const COMMAND = '/scaledmail';
export const SUBCOMMANDS = [
  'order',
  'again',
  'plan',
  'drafts',
  'logins',
  'orders',
  'status',
  'mailboxes',
  'forms',
  'workspaces',
  'audit',
  'cancel',
  'prewarmed',
  'domains',
  'pause',
  'resume',
  'accept-tags',
  'fleet',
  'spend',
  'packages',
  'export',
  'help',
] as const;
export type Subcommand = (typeof SUBCOMMANDS)[number];

/** Shortcuts that start an order: from anywhere, and from a message. */
export const SHORTCUT = { order: 'start_order_shortcut', orderFromList: 'order_from_list_shortcut' } as const;

/** Marks our messages, so that one whose post was cut off can be found again. */
export const MESSAGE_METADATA_TYPE = 'scaledmail_order';

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

/** What a button on an order carries: which order, and the fingerprint it was drawn with. Opaque to people. */
export const OrderButtonValue = z
  .string()
  .regex(/^[a-z0-9]{6}:[0-9a-f]{64}$/)
  .transform((text) => ({ reference: text.slice(0, 6), fingerprint: text.slice(7) }))
  .pipe(z.object({ reference: Reference, fingerprint: Fingerprint }));
export const orderButtonValue = (reference: string, fingerprint: string): string => `${reference}:${fingerprint}`;

/** What can be asked for of one domain, from its menu. */
export const DOMAIN_CHANGES = ['swap', 'redirect', 'sender'] as const;
export type DomainChange = (typeof DOMAIN_CHANGES)[number];

/** An order of ours by its reference, or the kept look at one that was not made here, by its id. */
const orderIn = (of: string): { readonly reference: string | null; readonly elsewhere: string | null } =>
  Reference.safeParse(of).success ? { reference: of, elsewhere: null } : { reference: null, elsewhere: of };
const OrderIn = { reference: Reference.nullable(), elsewhere: z.string().nullable() };

/** What a choice in the menu of a domain carries: what is asked for, of which order, and the number of the domain in it. */
export const DomainMenuValue = z
  .string()
  .regex(/^[a-z]+:[\w-]{6,60}:\d{1,4}$/)
  .transform((text) => {
    const [change, of = '', index] = text.split(':');
    return { change, ...orderIn(of), index: Number(index) };
  })
  .pipe(z.object({ change: z.enum(DOMAIN_CHANGES), ...OrderIn, index: z.int().nonnegative() }));
export const domainMenuValue = (change: DomainChange, of: string, index: number): string => `${change}:${of}:${index}`;

/** What a button carries that shows other domains of an order: which order, and from which domain on. */
export const DomainsPageValue = z
  .string()
  .regex(/^[\w-]{6,60}:\d{1,4}$/)
  .transform((text) => {
    const [of = '', from] = text.split(':');
    return { ...orderIn(of), from: Number(from) };
  })
  .pipe(z.object({ ...OrderIn, from: z.int().nonnegative() }));
export const domainsPageValue = (of: string, from: number): string => `${of}:${from}`;

/** What a button that opens a page of a list carries: which list, and from which row on. */
export const ListButtonValue = z
  .string()
  .regex(/^[a-z_]+:\d{1,6}$/)
  .transform((text) => ({ list: text.split(':')[0], offset: Number(text.split(':')[1]) }))
  .pipe(ListPlace);
export const listButtonValue = ({ list, offset }: ListPlace): string => `${list}:${offset}`;

/** What a choice of a menu on Home carries: a label or a workspace's id, or that all are shown. Source: docs/slack.md, "Limits". */
const MAX_FILTER = 149;
export const FilterValue = z
  .string()
  .regex(/^[*=]/)
  .transform((text) => (text.startsWith('*') ? null : text.slice(1)));
/** See `FilterValue`; null for all. */
export const filterValue = (chosen: string | null): string =>
  chosen === null ? '*' : `=${Array.from(chosen).slice(0, MAX_FILTER).join('')}`;

/** Most of a vendor order's id that a button carries: enough to see that the question is still about the same one. */
const MAX_CARRIED_ID = 100;
/** The beginning of a vendor order's id, as a button carries it. */
export const carriedVendorId = (vendorOrderId: string): string =>
  Array.from(vendorOrderId).slice(0, MAX_CARRIED_ID).join('');

/** What an answer to “Is it this one?” carries: which order, its fingerprint, and the vendor order that was asked about. */
export const QuestionButtonValue = z
  .string()
  .regex(/^[a-z0-9]{6}:[0-9a-f]{64}:.+$/s)
  .transform((text) => ({ reference: text.slice(0, 6), vendorOrderId: text.slice(72) }))
  .pipe(z.object({ reference: Reference, vendorOrderId: z.string() }));
export const questionButtonValue = (reference: string, fingerprint: string, vendorOrderId: string): string =>
  `${orderButtonValue(reference, fingerprint)}:${carriedVendorId(vendorOrderId)}`;

/** What *Fill in…* carries: which form of which workspace. */
export const FormButtonValue = z
  .string()
  .regex(/^\{.*\}$/s)
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ workspaceId: z.string().min(1), uuid: z.string().min(1) }));
export const formButtonValue = (form: z.infer<typeof FormButtonValue>): string => JSON.stringify(form);
