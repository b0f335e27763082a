import type { EmailProvider } from '../../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../../src/acts/custom_order/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/draft-input.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { linesOfText } from '../../../../src/acts/custom_order/reading/lines.ts';
import { ALIAS_BOXES } from '../../../ids.ts';

/** Most code points of a text field. Source: docs/slack.md, "Limits". */
const MAX_BOX = 3_000;
/** How long a domain and one alias usually are, with what parts them. */
const USUAL_DOMAIN = 24;
const USUAL_ALIAS = 14;

/** A box: its text, its first line among those of all boxes, from 1, and how many lines it holds. */
interface Box {
  readonly text: string;
  readonly from: number;
  readonly lines: number;
}

/** The lines of a provider in as many boxes as they, or those that are still to come, need; no line is parted. */
export function boxesOf(draft: OrderDraft, provider: EmailProvider): readonly Box[] {
  const text = draft.aliases?.[provider]?.text ?? '';
  const filled = text === '' ? [] : parted(linesOfText(text));
  const empty = Math.max(1, Math.min(ALIAS_BOXES.length, boxesNeeded(draft, provider))) - filled.length;
  return [...filled, ...Array.from({ length: Math.max(empty, 0) }, () => ({ text: '', from: 1, lines: 0 }))];
}

/** Lines that are more than the boxes hold stay in the last one: they were typed into as many boxes. */
function parted(lines: readonly string[]): Box[] {
  const boxes: Box[] = [];
  for (const [index, line] of lines.entries()) {
    const last = boxes.at(-1);
    const together = last === undefined ? line : `${last.text}\n${line}`;
    const fits = Array.from(together).length <= MAX_BOX || boxes.length === ALIAS_BOXES.length;
    if (last && fits) boxes[boxes.length - 1] = { ...last, text: together, lines: last.lines + 1 };
    else boxes.push({ text: line, from: index + 1, lines: 1 });
  }
  return boxes;
}

function boxesNeeded(draft: OrderDraft, provider: EmailProvider): number {
  const domains = draftInput(draft).lines.find((line) => line.provider === provider)?.domains.length ?? 0;
  const usual = domains * (USUAL_DOMAIN + PROVIDER_FACTS[provider].mailboxesPerDomain * USUAL_ALIAS);
  return Math.ceil(usual / MAX_BOX);
}
