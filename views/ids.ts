import { z } from 'zod';

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
