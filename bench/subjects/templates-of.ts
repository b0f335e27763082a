import type { OrderDraft } from '../../src/acts/custom_order/form/draft.ts';
import { newestTerms, type Order } from '../../src/orders/order.ts';
import { surfaceOf } from '../../src/orders/surface.ts';
import { aPolicy } from '../../test/support/builders.ts';
import { orderButtonValue } from '../../views/button-values.ts';
import { orderCard } from '../../views/card/order-card.ts';
import { draftMetadata } from '../../views/form/metadata.ts';
import { whatView } from '../../views/form/ordering/what-view.ts';
import { fieldBlockId } from '../../views/form-fields.ts';
import { ACTION, COMMAND, FORM } from '../../views/ids.ts';
import { mention } from '../../views/words/text.ts';
import { MARK, type Template } from '../lab/templates.ts';

/** Parts that all interactive payloads share. Source: docs/slack.md, "Payload shapes". */
const base = (userId: string, teamId = 'T0ACME') => ({
  team: { id: 'T0ACME', domain: 'acme' },
  user: { id: userId, username: userId, name: userId, team_id: teamId },
  api_app_id: 'A0SCALED',
  token: 'legacy',
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: `trigger.${MARK}`,
});

const form = (payload: unknown): string => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

/** A click on Approve on an order's card, with the card as Slack sends it along. */
export function clickBody(order: Order, userId: string, worldUrl: string): string {
  const card = surfaceOf(order, 'card');
  if (!card) throw new Error('The order has no card to click on');
  const { channelId, ts } = card;
  const { reference } = order.facts;
  const value = orderButtonValue(reference, newestTerms(order).fingerprint);
  const { text, blocks } = orderCard(order, { pause: null, policy: aPolicy(), isFirst: false, named: mention });
  return form({
    type: 'block_actions',
    ...base(userId),
    response_url: `${worldUrl}/response/${reference}`,
    channel: { id: channelId, name: 'approvals' },
    container: { type: 'message', message_ts: ts, channel_id: channelId, is_ephemeral: false },
    message: { type: 'message', user: 'U0BOT', bot_id: 'B0BOT', app_id: 'A0SCALED', ts, text, blocks },
    actions: [{ type: 'button', action_id: ACTION.approve, block_id: 'b1', value, action_ts: `1764000000.${MARK}` }],
  });
}

/** The first page of the form, submitted with everything filled in. */
export function formStepBody(draft: OrderDraft): string {
  const fill = 1;
  const view = whatView({ draft, fill });
  const field = (content: object) => ({ field: content });
  const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
  return form({
    type: 'view_submission',
    ...base(draft.ownerId),
    view: {
      ...view,
      id: `V${draft.id}`,
      team_id: 'T0ACME',
      hash: '1.1',
      callback_id: FORM.what,
      private_metadata: draftMetadata(draft.id),
      state: {
        values: {
          [fieldBlockId('label', fill)]: field({ type: 'plain_text_input', value: `Acme ${MARK}` }),
          [fieldBlockId('source', fill)]: field({ type: 'radio_buttons', selected_option: option('scaledmail') }),
          [fieldBlockId('providers', fill)]: field({ type: 'checkboxes', selected_options: [option('google')] }),
        },
      },
    },
    response_urls: [],
  });
}

/** A slash command. */
export function commandBody(text: string, userId: string, worldUrl: string): string {
  return new URLSearchParams({
    token: 'legacy',
    team_id: 'T0ACME',
    team_domain: 'acme',
    channel_id: 'C0GENERAL',
    channel_name: 'general',
    user_id: userId,
    user_name: userId,
    command: COMMAND,
    text,
    api_app_id: 'A0SCALED',
    is_enterprise_install: 'false',
    response_url: `${worldUrl}/response/command`,
    trigger_id: `trigger.${MARK}`,
  }).toString();
}

/** All requests that the seeded orders and drafts can be sent. */
export function templatesFor(orders: readonly Order[], drafts: readonly OrderDraft[], worldUrl: string): Template[] {
  const commands = ['help', 'orders', `status ${orders[0]?.facts.reference ?? ''}`];
  return [
    ...commands.map(
      (text): Template => ({ kind: 'command', body: commandBody(text, 'U0RITA', worldUrl), expects: '' }),
    ),
    ...drafts.map((draft): Template => ({ kind: 'form step', body: formStepBody(draft), expects: FORM.domains })),
    ...orders.flatMap((order): Template[] => [
      { kind: 'approve click', body: clickBody(order, 'U0AMIR', worldUrl), expects: '' },
      { kind: 'outsider click', body: clickBody(order, 'U0STRANGER', worldUrl), expects: '' },
    ]),
  ];
}
