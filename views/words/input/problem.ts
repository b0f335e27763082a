import { EMAIL_PROVIDERS } from '../../../src/acts/custom_order/custom-order.ts';
import type { OrderField, Problem } from '../../../src/acts/custom_order/problem.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import { oneLine, truncate } from '../text.ts';

/** All problems are told at once, as far as Slack's 3,000 characters of a text hold them; the rest is counted. */
const MAX_TEXT = 2_800;
/** Most code points of one problem. */
const MAX_PROBLEM = 240;

/**
 * Problems as a modal's `errors`: block id -> all problems of that field, by line. The text is plain, so nothing in it is
 * escaped. Several fields may share a block.
 */
export function fieldErrors(
  problems: readonly Problem[],
  blockIdOf: (field: OrderField) => string,
): Record<string, string> {
  const byBlock = new Map<string, Problem[]>();
  for (const problem of problems) {
    const blockId = blockIdOf(problem.field);
    byBlock.set(blockId, [...(byBlock.get(blockId) ?? []), problem]);
  }
  return Object.fromEntries(
    [...byBlock].map(([blockId, ofBlock]) => [blockId, linesOf(ofBlock, problemLine).join('\n')]),
  );
}

/** Problems as a list in plain text, by field and line. */
export function problemList(problems: readonly Problem[]): string {
  const lines = linesOf(problems, (problem) => `• ${fieldPrefix(problem)}${problemLine(problem)}`);
  return lines.join('\n');
}

function linesOf(problems: readonly Problem[], draw: (problem: Problem) => string): string[] {
  const sorted = problems.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
  const shown: string[] = [];
  let length = 0;
  for (const problem of sorted) {
    const line = draw(problem);
    length += line.length + 1;
    if (length > MAX_TEXT) break;
    shown.push(line);
  }
  const rest = problems.length - shown.length;
  return rest > 0 ? [...shown, `… and ${rest} more`] : shown;
}

function problemLine({ line, message }: Problem): string {
  const sentence = truncate(oneLine(message), MAX_PROBLEM);
  return line === null ? sentence : `Line ${line}: ${sentence}`;
}

/** The provider's name before a problem of its domains or aliases, because lines are counted per provider; never twice. */
function fieldPrefix({ field, line, message }: Problem): string {
  const provider = EMAIL_PROVIDERS.find((each) => field === `domains_${each}` || field === `aliases_${each}`);
  const label = provider ? PROVIDER_FACTS[provider].label : '';
  return label === '' || (line === null && message.startsWith(`${label} `)) ? '' : `${label} · `;
}
