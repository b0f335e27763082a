import { randomBytes, randomUUID } from 'node:crypto';
import type { LoginFields } from '../../src/acts/act-request.ts';
import { CustomOrder } from '../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../src/acts/custom_order/form/draft.ts';
import { OPTION_FIELDS } from '../../src/acts/custom_order/options.ts';
import { savedLoginsIn } from '../../src/service/logins/saved-logins.ts';
import { checkDraft, readForm } from '../../src/service/requesting/filling/check-draft.ts';
import { type Filled, fillDomains, fillOption, fillWhat } from '../../src/service/requesting/filling/fill-draft.ts';
import { fillHosting, fillSequencer } from '../../src/service/requesting/filling/fill-logins.ts';
import { draftsIn } from '../../src/service/requesting/form/drafts.ts';
import type { FilledPage } from '../../src/service/requesting/form/own-form.ts';
import { type FormValues, formValues, typedFields } from '../../src/slack/receive/form-values.ts';
import { StateValues } from '../../src/slack/receive/payloads.ts';
import { loginSeal } from '../../src/storage/logins/login-seal.ts';
import { openSqliteStores } from '../../src/storage/open-stores.ts';
import { FIELD_ACTION, type FormField } from '../../views/form-fields.ts';
import { noon } from './builders.ts';
import { aDraft, rita } from './views/orders.ts';

/** Fields of a page as somebody leaves them: a text that is typed, or values that are chosen. */
export type PageFields = Readonly<Partial<Record<FormField, string | readonly string[]>>>;

/** The pages of an order form in the order in which they are sent; one that is absent is never opened. */
export interface FilledForm {
  readonly what: PageFields;
  readonly domains: PageFields;
  readonly aliases?: PageFields;
  readonly picture?: PageFields;
  readonly coupon?: PageFields;
  readonly sequencer?: PageFields;
  readonly hosting?: PageFields;
}

/** An order as it came of a form, and what opens the logins that were typed into it. */
export interface OrderFilledIn {
  readonly purchase: CustomOrder;
  readonly loginOf: (loginId: string) => LoginFields;
}

/**
 * Sends one page after the other, as Slack sends them, and answers the order that comes of it, as it is read back from a store.
 * Throws when a page is refused.
 */
export async function orderFrom(form: FilledForm, begun: Partial<OrderDraft> = {}): Promise<OrderFilledIn> {
  const { orders, keyValues, close } = openSqliteStores(null, { now: () => noon });
  const logins = new Map<string, LoginFields>();
  const vault = {
    seal: async (login: LoginFields) => {
      const loginId = `login-${logins.size + 1}`;
      logins.set(loginId, login);
      return loginId;
    },
    open: async (loginId: string) => logins.get(loginId) ?? null,
    erase: async () => undefined,
  };
  try {
    const drafts = draftsIn(keyValues);
    const seal = loginSeal({ keys: { current: Buffer.alloc(32, 1) }, randomBytes });
    const savedLogins = savedLoginsIn({ settings: keyValues, seal, clock: { now: () => noon }, newId: randomUUID });
    const deps = { orders, drafts, vault, savedLogins };
    await drafts.begin({ draft: aDraft(begun), fill: 1 });
    const send: Readonly<Record<keyof FilledForm, (page: FilledPage, values: FormValues) => Promise<Filled>>> = {
      what: fillWhat(deps),
      domains: fillDomains(deps),
      aliases: (page) => fillOption(deps)(page, OPTION_FIELDS.aliases),
      picture: (page) => fillOption(deps)(page, OPTION_FIELDS.picture),
      coupon: (page) => fillOption(deps)(page, OPTION_FIELDS.coupon),
      sequencer: (page, values) => fillSequencer(deps)(page, loginIn(values, 'sequencer')),
      hosting: (page, values) => fillHosting(deps)(page, loginIn(values, 'hosting')),
    };
    for (const name of ORDER_OF_PAGES) {
      const fields = form[name];
      if (!fields) continue;
      const values = formValues(stateOf(fields));
      const filled = await send[name]({ draftId: 'draft-1', by: rita, typed: typedFields(values) }, values);
      if (!filled?.ok) throw new Error(`The page ${name} is refused: ${JSON.stringify(filled?.problems)}`);
    }
    const open = await drafts.load('draft-1');
    const checked = open && (await checkDraft(orders, readForm(open)));
    if (!checked?.ok) throw new Error(`The order is refused: ${JSON.stringify(checked?.problems)}`);
    return {
      purchase: CustomOrder.parse(JSON.parse(JSON.stringify(checked.purchase))),
      loginOf: (loginId) => {
        const login = logins.get(loginId);
        if (!login) throw new Error(`Nobody typed the login ${loginId}`);
        return login;
      },
    };
  } finally {
    await close();
  }
}

const ORDER_OF_PAGES = ['what', 'domains', 'aliases', 'picture', 'coupon', 'sequencer', 'hosting'] as const;

const loginIn = (values: FormValues, kind: 'hosting' | 'sequencer') => ({
  username: values.text(`${kind}_username`) ?? '',
  password: values.text(`${kind}_password`) ?? '',
});

/** `state.values` of a page: an input that is left empty has null. Source: docs/slack.md, "Payload shapes". */
const stateOf = (fields: PageFields): StateValues => {
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields))
    values[`${field}.1`] = { [FIELD_ACTION]: stateValue(value ?? '') };
  return StateValues.parse(values);
};

const stateValue = (value: string | readonly string[]) =>
  typeof value === 'string'
    ? { type: 'plain_text_input', value: value === '' ? null : value }
    : { type: 'checkboxes', selected_options: value.map((each) => ({ value: each })) };
