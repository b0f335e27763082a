import type { EmailProvider } from '../../../../src/acts/custom_order/custom-order.ts';
import { BOXES, boxesOf as boxesOfText, MAX_BOX } from '../../../../src/acts/custom_order/form/boxes.ts';
import { PROVIDER_FACTS } from '../../../../src/acts/custom_order/provider-facts.ts';
import { linesOfText } from '../../../../src/acts/custom_order/reading/lines/lines.ts';

/** How long a domain and one alias usually are, with what parts them. */
const USUAL_DOMAIN = 24;
const USUAL_ALIAS = 14;

/** A box: its text, its first line among those of all boxes, from 1, and how many lines it holds. */
interface Box {
  readonly text: string;
  readonly from: number;
  readonly lines: number;
}

/**
 * The lines of a provider in as many boxes as they, or those that are still to come for its `domains`, need; no line is parted. Null when no
 * page has so many boxes.
 */
export function boxesOf(text: string, provider: EmailProvider, domains: number): readonly Box[] | null {
  const texts = text === '' ? [] : boxesOfText(text);
  if (!texts) return null;
  let from = 1;
  const filled = texts.map((each): Box => {
    const lines = linesOfText(each).length;
    from += lines;
    return { text: each, from: from - lines, lines };
  });
  const needed = boxesNeeded(provider, domains);
  // Where several are needed, one more is room for what is still to come.
  const wanted = needed > 1 ? Math.max(needed, filled.length + 1) : Math.max(1, filled.length);
  const empty = Math.min(BOXES.length, wanted) - filled.length;
  return [...filled, ...Array.from({ length: Math.max(empty, 0) }, () => ({ text: '', from: 1, lines: 0 }))];
}

function boxesNeeded(provider: EmailProvider, domains: number): number {
  const usual = domains * (USUAL_DOMAIN + PROVIDER_FACTS[provider].mailboxesPerDomain * USUAL_ALIAS);
  return Math.ceil(usual / MAX_BOX);
}
