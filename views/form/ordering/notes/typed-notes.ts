import type { ModalView } from '@slack/types';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { greyLine } from '../../../blocks.ts';
import { providerParts } from '../../../words/input/not-understood.ts';

/** Most pieces that are shown: what a grey line holds beside our words. */
const MOST_PIECES = 8;

/** What of a typed line is to be told on the page that it opened. */
export interface TypedNotes {
  /** Pieces of the line, not escaped. */
  readonly notUnderstood: readonly string[];
  /** Whether its domains stand at Google though nobody said so. */
  readonly isProviderOpen: boolean;
}

/** A page of the form with a grey line below its step: what was typed and not understood. As it is when all was. */
export function withTypedNotes(view: ModalView, { notUnderstood, isProviderOpen }: TypedNotes): ModalView {
  const parts = [...providerParts(notUnderstood, MOST_PIECES), ...(isProviderOpen ? [PROVIDER_OPEN] : [])];
  if (parts.length === 0) return view;
  const [step, ...blocks] = view.blocks;
  return { ...view, blocks: [...(step ? [step] : []), greyLine(...parts), ...blocks] };
}

const PROVIDER_OPEN = `No mailboxes were named: the domains stand at ${PROVIDER_FACTS.google.label}. Another time, type google, outlook or smtp before them.`;
