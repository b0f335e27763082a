/** Select menus, single and multiple. */
import { z } from 'zod';
import { confirm, identifier, isOffered, limited, list, option, optionGroup, plain } from './texts.ts';

const common = {
  action_id: identifier,
  confirm,
  focus_on_load: z.boolean().optional(),
  placeholder: plain(150).optional(),
};
const several = { ...common, max_selected_items: z.int().min(1).optional() };

const offered = { options: list(option, 1, 100).optional(), option_groups: list(optionGroup, 1, 100).optional() };

type Option = z.infer<typeof option>;
interface Offering {
  readonly options?: readonly Option[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly Option[] }[] | undefined;
}

function checkOffering(select: Offering, initial: readonly Option[], field: string, context: z.RefinementCtx): void {
  const hasOptions = select.options !== undefined;
  if (hasOptions === (select.option_groups !== undefined)) {
    context.addIssue({ code: 'custom', message: 'must provide either options or option_groups' });
    return;
  }
  const all = select.options ?? (select.option_groups ?? []).flatMap((group) => group.options);
  if (!initial.every((chosen) => isOffered(chosen, all))) {
    context.addIssue({ code: 'custom', path: [field], message: `${field} must be one of the options` });
  }
}

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...common, ...offered, initial_option: option.optional() })
  .superRefine((select, context) =>
    checkOffering(select, select.initial_option ? [select.initial_option] : [], 'initial_option', context),
  );

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...several,
    ...offered,
    initial_options: list(option, 1, 100).optional(),
  })
  .superRefine((select, context) => checkOffering(select, select.initial_options ?? [], 'initial_options', context));

const minQueryLength = z.int().min(0).optional();
const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...common,
  initial_option: option.optional(),
  min_query_length: minQueryLength,
});
const multiExternalSelect = z.strictObject({
  type: z.literal('multi_external_select'),
  ...several,
  initial_options: list(option, 1, 100).optional(),
  min_query_length: minQueryLength,
});

const slackId = limited(255);
const usersSelect = z.strictObject({
  type: z.literal('users_select'),
  ...common,
  initial_user: slackId.optional(),
});
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...several,
  initial_users: list(slackId, 1, 100).optional(),
});

const filter = z
  .strictObject({
    include: list(z.enum(['im', 'mpim', 'private', 'public']), 1, 4).optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((keys) => Object.values(keys).some((value) => value !== undefined), { error: 'must have at least one key' })
  .optional();

const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...common,
  initial_conversation: slackId.optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
  filter,
});
const multiConversationsSelect = z.strictObject({
  type: z.literal('multi_conversations_select'),
  ...several,
  initial_conversations: list(slackId, 1, 100).optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter,
});
const channelsSelect = z.strictObject({
  type: z.literal('channels_select'),
  ...common,
  initial_channel: slackId.optional(),
  response_url_enabled: z.boolean().optional(),
});
const multiChannelsSelect = z.strictObject({
  type: z.literal('multi_channels_select'),
  ...several,
  initial_channels: list(slackId, 1, 100).optional(),
});

/** Every select menu; allowed in sections, actions and inputs alike. */
export const selects = [
  staticSelect,
  multiStaticSelect,
  externalSelect,
  multiExternalSelect,
  usersSelect,
  multiUsersSelect,
  conversationsSelect,
  multiConversationsSelect,
  channelsSelect,
  multiChannelsSelect,
] as const;
