import type { Problem } from '../../../acts/custom_order/problem.ts';
import { lineAsForm } from '../../../acts/custom_order/typed-line/line-as-form.ts';
import { readLine } from '../../../acts/custom_order/typed-line/read-line.ts';
import type { UserId } from '../../../values/ids.ts';
import { refuseToAsk } from '../../authority.ts';
import { checkDraft, type ReadForm, readForm } from '../filling/check-draft.ts';
import { WHAT_FIELDS } from '../filling/fill-draft.ts';
import { type Started, type StartingDeps, startForm } from './start-draft.ts';

/** A form that was begun in one line. */
export interface StartedTyped extends Extract<Started, { ok: true }> {
  readonly read: ReadForm;
  /** Where it goes on: at its first page, at its domains, or at its price, which finds what else is missing. */
  readonly page: 'what' | 'domains' | 'price';
  /** What that page has to say. */
  readonly problems: readonly Problem[];
  /** Words that mean nothing, as they were typed. */
  readonly notUnderstood: readonly string[];
  /** Whether there are domains, and nobody said which mailboxes they get. */
  readonly isProviderOpen: boolean;
}

/**
 * Starts a form with everything that was typed in one line, and says where it goes on. What was not understood is never
 * followed by a price: the person looks first. Throws what `startDraft` throws.
 */
export const startTyped =
  (deps: StartingDeps) =>
  async (
    by: UserId,
    line: string,
  ): Promise<
    StartedTyped | Extract<Started, { ok: false }> | { readonly ok: false; readonly refusal: 'line_too_long' }
  > => {
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const typed = readLine(line);
    const known = lineAsForm(typed, USUAL);
    if (!known) return { ok: false, refusal: 'line_too_long' };
    const started = await startForm(deps, by, known);
    const read = readForm(started);
    const checked = await checkDraft(deps.orders, read);
    const problems = checked.ok ? [] : checked.problems.filter(({ field }) => WHAT_FIELDS.includes(field));
    const { notUnderstood } = typed;
    const isProviderOpen = typed.ofNoProvider.length > 0;
    const isAtStart = problems.length > 0 || isProviderOpen;
    const page = isAtStart ? 'what' : notUnderstood.length > 0 ? 'domains' : 'price';
    return { ...started, read, page, problems, notUnderstood, isProviderOpen };
  };

/** Where domains stand until somebody says what they get. */
const USUAL = 'google';
