import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { PlanPeriod, PlanVolume, TierOutcome } from '../../../src/acts/custom_order/planning/plan.ts';
import { type PlanForm, pricedTiers } from '../../../src/acts/custom_order/planning/plan-form.ts';
import type { PlanLine } from '../../../src/acts/custom_order/planning/read-plan-line.ts';
import type { PlanProblem } from '../../../src/acts/custom_order/planning/typed-plan.ts';
import { actions, button, context, plainSection, section } from '../../blocks.ts';
import { FIELD_ACTION } from '../../form-fields.ts';
import { ACTION, FORM } from '../../ids.ts';
import {
  aboveOrderText,
  countText,
  planNotesText,
  questionText,
  TIER_WORDS,
  tierSizeText,
  tierText,
  volumeText,
} from '../../words/plan.ts';
import { listed, oneLine, plain } from '../../words/text.ts';
import { choice, inputBlock } from '../inputs.ts';
import { planMetadata } from '../metadata.ts';
import { waitingHintInPlace } from '../waiting-hint.ts';
import { planFields } from './plan-fields.ts';
import { planLineNotes } from './plan-line-notes.ts';

/** Title of a plan, on every page. */
export const PLAN_TITLE = 'Plan by volume';

/** What a plan is drawn with beside itself. */
interface Drawn {
  readonly problems?: readonly PlanProblem[];
  /** What is to be told of the line that it was typed in. */
  readonly line?: Omit<PlanLine, 'typed'>;
  /** Whether ScaledMail is being asked. */
  readonly isPricing?: boolean;
}

/** How many emails, sent by whom, and what that needs and costs: low, medium and max side by side. */
export function planView(plan: PlanForm, { problems = [], line, isPricing = false }: Drawn = {}): ModalView {
  const isStartable = !isPricing && pricedTiers(plan).length > 0;
  return {
    type: 'modal',
    callback_id: FORM.plan,
    private_metadata: planMetadata(plan.id),
    title: plain(PLAN_TITLE, 24),
    submit: plain(isStartable ? 'Start this order' : 'Show prices', 24),
    close: plain('Cancel', 24),
    blocks: [
      ...(line ? planLineNotes(line) : []),
      ...problemBlocks(problems),
      ...planFields(plan),
      ...(isPricing ? [section(PRICING), waitingHintInPlace()] : pricedBlocks(plan)),
    ],
  };
}

const PRICING = '⏳ *Asking ScaledMail…*\nIt says what this needs and costs. Nothing is ordered by that.';
const NOT_PRICED = 'Enter asks ScaledMail what this needs and costs. Nothing is ordered by that.';

function problemBlocks(problems: readonly PlanProblem[]): KnownBlock[] {
  if (problems.length === 0) return [];
  return [
    section('⚠️ *Please fix this; everything you typed is still here.*'),
    plainSection(problems.map(({ message }) => `• ${oneLine(message)}`).join('\n')),
  ];
}

function pricedBlocks(plan: PlanForm): KnownBlock[] {
  const { priced } = plan;
  if (!priced) return [context(NOT_PRICED)];
  const tiers = pricedTiers(plan);
  return [
    ...(tiers.length > 0 ? [tierField(plan)] : [section(`*${questionText(priced.question)}*`)]),
    ...tooSmallBlocks(plan, priced.tiers),
    ...unansweredBlocks(priced.tiers),
    ...(tiers.length > 0 ? [...aboveBlocks(plan), context(planNotesText(priced.unused))] : []),
  ];
}

/** Its label is what was read: the price is of that. */
function tierField(plan: PlanForm): InputBlock {
  const tiers = pricedTiers(plan);
  const dearest = Math.max(...tiers.map(({ monthCents }) => monthCents));
  const options = tiers.map((tier) => choice(tier.tier, tierText(tier), tierSizeText(tier, dearest)));
  const chosen = options.find(({ value }) => value === plan.tier) ?? options[0];
  return inputBlock('plan_tier', plan.round, {
    label: plan.priced ? questionText(plan.priced.question) : PLAN_TITLE,
    element: {
      type: 'radio_buttons',
      action_id: FIELD_ACTION,
      options,
      ...(chosen ? { initial_option: chosen } : {}),
    },
  });
}

const aboveBlocks = (plan: PlanForm): KnownBlock[] => {
  const tiers = pricedTiers(plan);
  const providers = new Set(tiers.flatMap(({ lines }) => lines.map(({ provider }) => provider)));
  return [...providers].flatMap((provider) => aboveOrderText(provider, tiers) ?? []).map((text) => context(text));
};

/** *Too small.* ScaledMail's own number, and the button that takes it. */
function tooSmallBlocks({ typed }: PlanForm, tiers: readonly TierOutcome[]): KnownBlock[] {
  const small = tiers.flatMap((tier) => (tier.outcome === 'too_small' ? [tier] : []));
  const minimums = new Map(small.map(({ minimum }) => [volumeText(minimum), minimum]));
  return [...minimums].map(([text, minimum]) => {
    const those = small.filter((each) => volumeText(each.minimum) === text);
    const which = those.length === tiers.length ? '*Too small.*' : `*Too small for ${namesOf(those)}.*`;
    const useIt = button(ACTION.usePlanVolume, `Use ${useText(minimum, typed.period)}`, {
      value: JSON.stringify(minimum),
    });
    return { ...section(`${which} ScaledMail plans from ${text} on.`), accessory: useIt };
  });
}

/** `500`; where another span of time is chosen, `500 a month`. */
const useText = ({ volume, period }: PlanVolume, chosen: PlanPeriod): string =>
  period === chosen ? countText(volume) : `${countText(volume)} a ${period}`;

function unansweredBlocks(tiers: readonly TierOutcome[]): KnownBlock[] {
  const unanswered = tiers.flatMap((tier) => (tier.outcome === 'unanswered' ? [tier] : []));
  const unclear = tiers.flatMap((tier) => (tier.outcome === 'price_unclear' ? [tier] : []));
  if (unanswered.length + unclear.length === 0) return [];
  const said = [...new Set(unanswered.map((tier) => tier.said))];
  return [
    ...said.map((sentence) =>
      plainSection(
        `No price for ${namesOf(unanswered.filter((tier) => tier.said === sentence))}. ${oneLine(sentence)}`,
      ),
    ),
    ...(unclear.length === 0
      ? []
      : [
          plainSection(
            `No price for ${namesOf(unclear)}. ScaledMail’s price cannot be right: it is far from what mailboxes cost. A wrong price is worse than none.`,
          ),
        ]),
    actions(button(ACTION.pricePlan, 'Try again')),
  ];
}

const namesOf = (tiers: readonly TierOutcome[]): string =>
  listed(tiers.map(({ tier }) => TIER_WORDS[tier].toLowerCase()));
