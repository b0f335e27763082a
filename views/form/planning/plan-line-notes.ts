import type { ContextBlock } from '@slack/types';
import type { PlanLine } from '../../../src/acts/custom_order/planning/read-plan-line.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { greyLine } from '../../blocks.ts';
import { providerParts } from '../../words/input/not-understood.ts';
import { inPlain } from '../../words/text.ts';

/** Most pieces that are shown: what a grey line holds beside our words. */
const MOST_PIECES = 6;
const MAX_PERIOD = 40;

/** How a typed line was read where that is not plain: what was not understood, and what was taken for granted. */
export function planLineNotes({ notUnderstood, otherPeriod, isProviderOpen }: Omit<PlanLine, 'typed'>): ContextBlock[] {
  const parts = [
    ...providerParts(notUnderstood, MOST_PIECES),
    ...(otherPeriod === null
      ? []
      : [{ words: `“${inPlain(otherPeriod, MAX_PERIOD)}”: ScaledMail counts emails of a month or a day` }]),
    ...(isProviderOpen ? [PROVIDER_OPEN] : []),
  ];
  return parts.length === 0 ? [] : [greyLine(...parts)];
}

const PROVIDER_OPEN = `No mailboxes were named: all of it is read as ${PROVIDER_FACTS.google.label}.`;
