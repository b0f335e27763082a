import type { InputBlock, PlainTextInput } from '@slack/types';
import { EMAIL_PROVIDERS } from '../../../src/acts/custom_order/custom-order.ts';
import { PlanPeriod } from '../../../src/acts/custom_order/planning/plan.ts';
import type { PlanForm } from '../../../src/acts/custom_order/planning/plan-form.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { type FormField, fieldBlockId } from '../../form-fields.ts';
import { ACTION } from '../../ids.ts';
import { PERIOD_WORDS } from '../../words/plan.ts';
import { plain } from '../../words/text.ts';
import { choice, inputBlock, workspaceChoices } from '../inputs.ts';

/** Longer than any number that people mean. */
const MAX_NUMBER = 30;

/**
 * The fields of a plan. Enter in one of them asks for its price, in place: block ids stay, so that Slack keeps what is typed
 * since. A choice does so too, once there is a price.
 */
export const planFields = (plan: PlanForm): InputBlock[] => [
  numberField(plan, 'plan_volume', { label: 'How many emails?', value: plan.typed.volume, placeholder: '30000' }),
  periodField(plan),
  ...EMAIL_PROVIDERS.map((provider) =>
    numberField(plan, `plan_share_${provider}`, {
      label: `${PROVIDER_FACTS[provider].label}, percent`,
      value: plan.typed.shares[provider] ?? '',
      placeholder: '0',
      isOptional: true,
    }),
  ),
  ...(plan.workspaces.length > 1 ? [workspaceField(plan)] : []),
];

interface NumberField {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly isOptional?: boolean;
}

function numberField(
  { fill }: PlanForm,
  field: FormField,
  { label, value, placeholder, isOptional = false }: NumberField,
): InputBlock {
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: ACTION.pricePlan,
    max_length: MAX_NUMBER,
    placeholder: plain(placeholder, 150),
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    ...(field === 'plan_volume' ? { focus_on_load: true } : {}),
    ...(value === '' ? {} : { initial_value: Array.from(value).slice(0, MAX_NUMBER).join('') }),
  };
  return { ...inputBlock(field, fill, { label, element, isOptional }), dispatch_action: true };
}

function periodField(plan: PlanForm): InputBlock {
  const options = PlanPeriod.options.map((period) => choice(period, PERIOD_WORDS[period]));
  return menu(plan, 'plan_period', { label: 'In a', options, chosen: plan.typed.period });
}

function workspaceField(plan: PlanForm): InputBlock {
  const options = workspaceChoices(plan.workspaces);
  return menu(plan, 'plan_workspace', { label: 'Workspace', options, chosen: plan.workspaceId });
}

function menu(
  { fill, priced }: PlanForm,
  field: FormField,
  { label, options, chosen }: { label: string; options: ReturnType<typeof choice>[]; chosen: string },
): InputBlock {
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: fieldBlockId(field, fill),
    label: plain(label, 2000),
    dispatch_action: priced !== null,
    element: {
      type: 'static_select',
      action_id: ACTION.pricePlan,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}
