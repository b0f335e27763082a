import type { InputBlock, KnownBlock, ModalView, SectionBlock } from '@slack/types';
import { labelOf, namesOf } from '../../../src/acts/act.ts';
import { NEW_NAMES } from '../../../src/acts/buy_and_order/new-names.ts';
import { DomainSource, EMAIL_PROVIDERS, type EmailProvider } from '../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import type { Problem } from '../../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { MAX_LABEL_LENGTH } from '../../../src/acts/custom_order/rules/check-order.ts';
import { LOGIN_KINDS } from '../../../src/acts/custom_order/saved-login.ts';
import { A_PACKAGE } from '../../../src/acts/fixed_package/chosen-package.ts';
import { actOf, type Order } from '../../../src/orders/order.ts';
import { formatCents } from '../../../src/values/money.ts';
import { SOURCE_WORDS } from '../../acts/custom_order.ts';
import { button, context, plainSection } from '../../blocks.ts';
import { orderAgainButtons } from '../../card/order-buttons.ts';
import { FIELD_ACTION } from '../../form-fields.ts';
import { ACTION, FORM } from '../../ids.ts';
import { capital, counted, inPlain, oneLine, plain } from '../../words/text.ts';
import { choice, type FormToDraw, inputBlock, textField, workspaceChoices } from '../inputs.ts';
import { noticeView } from '../notice-view.ts';
import { FORM_TITLE, formPage, problemBlocks, stepIndicator } from '../page.ts';
import { heldLine } from './notes/held-line.ts';

/** What somebody typed and did not send, and the order that they asked for last. */
export interface Before {
  readonly unfinished: OrderDraft | null;
  readonly last: Order | null;
}
const NOTHING_BEFORE: Before = { unfinished: null, last: null };

/**
 * The first page: for whom, in which workspace, domains from where, which providers. `before` is what its person did
 * before.
 */
export function whatView(
  form: FormToDraw,
  problems: readonly Problem[] = [],
  before: Before = NOTHING_BEFORE,
): ModalView {
  const { draft, fill } = form;
  if (draft.workspaces.length === 0) return noticeView(FORM_TITLE, NO_WORKSPACE);
  const blocks: KnownBlock[] = [
    stepIndicator(draft, 'What'),
    ...problemBlocks(problems),
    ...heldLine(draft),
    ...(draft.follows === undefined
      ? []
      : [context(`A new order with everything of order \`${draft.follows}\`.${typedAnewText(draft)}`)]),
    ...beforeBlocks(draft, before),
    textField('label', fill, {
      label: 'For whom?',
      hasFocus: true,
      value: draft.label,
      maxLength: MAX_LABEL_LENGTH,
      placeholder: 'Acme, spring campaign',
      hint: 'A client or a campaign. Approvers see it first, and the order is tagged with it.',
    }),
    ...(draft.workspaces.length > 1 && !draft.holds ? [workspaceField(form)] : []),
    ...(draft.holds ? [] : [sourceField(form)]),
    ...(isProviderOpen(draft) ? [providersField(form)] : []),
  ];
  return formPage(draft, { callbackId: FORM.what, submit: 'Next', blocks });
}

/** That logins are typed anew, where there is one that was typed: a saved one is chosen already. */
const typedAnewText = (draft: OrderDraft): string =>
  LOGIN_KINDS.some((kind) => draft[kind]?.loginId === null && draft.logins?.[kind] === undefined)
    ? ' Logins that were typed are typed anew.'
    : '';

/**
 * What was not sent comes before the last order, of which a form that is one already says nothing. Words of its person stand
 * by themselves: nothing in them is marked up.
 */
function beforeBlocks({ follows }: OrderDraft, { unfinished, last }: Before): KnownBlock[] {
  if (!unfinished) return last && follows === undefined ? [lastTime(last)] : [];
  const label = oneLine(unfinished.label);
  const goOn = button(ACTION.resumeDraft, 'Go on with it', { value: unfinished.id });
  const text = plain(`Not sent yet: ${label === '' ? 'an order without a label' : label}`);
  return [{ type: 'section', text, accessory: goOn }];
}

/** The last order, from which a new one can be begun. */
function lastTime(order: Order): SectionBlock {
  const act = actOf(order);
  const size = counted(namesOf(act).length, 'domain');
  const [again] = orderAgainButtons(order);
  const line = plainSection(`Last time: ${inPlain(labelOf(act))} · ${size}`);
  return again ? { ...line, accessory: again } : line;
}

/** Which mailboxes the domains get is said by the form at ScaledMail that they are for, where there is one that says it. */
const isProviderOpen = ({ holds }: OrderDraft): boolean => !holds || holds.providers.length === 0;

/** Nothing can be asked for without one. */
export const NO_WORKSPACE =
  'This app’s ScaledMail key reaches no workspace, so nothing can be ordered. The operator has to check SCALEDMAIL_API_KEY and SCALEDMAIL_ORGANIZATION_ID.';

function workspaceField({ draft, fill }: FormToDraw): InputBlock {
  const options = workspaceChoices(draft.workspaces);
  const chosen = options.find(({ value }) => value === draft.workspaceId);
  return inputBlock('workspace', fill, {
    label: 'Workspace',
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      placeholder: plain('Choose a workspace', 150),
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  });
}

/** `Bought through ScaledMail · 12 unused`; without the number where it is not known. */
function sourceChoice({ unused, workspaceId }: OrderDraft, source: DomainSource): string {
  const words = capital(SOURCE_WORDS[source]);
  if (source === 'other') return `${words} · login needed`;
  const count = unused?.workspaceId === workspaceId ? ` · ${unused.count} unused` : '';
  return `${words}${count}`;
}

const sourceOf = ({ package: chosen, isNew, source }: OrderDraft): string =>
  chosen ? A_PACKAGE : isNew ? NEW_NAMES : source;

function sourceField({ draft, fill }: FormToDraw): InputBlock {
  const options = [
    ...DomainSource.options.map((source) => choice(source, sourceChoice(draft, source))),
    choice(NEW_NAMES, 'New, to be bought'),
    choice(A_PACKAGE, 'A package'),
  ];
  const chosen = options.find(({ value }) => value === sourceOf(draft));
  return inputBlock('source', fill, {
    label: 'Domains',
    element: {
      type: 'radio_buttons',
      action_id: FIELD_ACTION,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  });
}

function providersField({ draft, fill }: FormToDraw): InputBlock {
  const options = EMAIL_PROVIDERS.map((provider) => choice(provider, providerText(draft, provider)));
  const chosen = options.filter(({ value }) => draft.providers.some((provider) => provider === value));
  return inputBlock('providers', fill, {
    label: 'Mailboxes',
    hint: 'Mailboxes of a domain, and what it costs a month with them.',
    element: {
      type: 'checkboxes',
      action_id: FIELD_ACTION,
      options,
      ...(chosen.length > 0 ? { initial_options: chosen } : {}),
    },
  });
}

/** `Google · 2 a domain, $7.00`; without the amount where it is not known. */
function providerText(draft: OrderDraft, provider: EmailProvider): string {
  const { label, mailboxesPerDomain } = PROVIDER_FACTS[provider];
  const price = draft.unitPrices.find((each) => each.provider === provider);
  const amount = price ? `, ${formatCents(price.perDomainCents)}` : '';
  return `${label} · ${mailboxesPerDomain} a domain${amount}`;
}
