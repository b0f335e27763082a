import type { SequencerAccount, VendorWorkspace } from '../custom_order/custom-order.ts';
import { fieldProblem, type Problem } from '../custom_order/problem.ts';
import { cleanRedirect } from '../custom_order/reading/cells/clean-domain.ts';
import { sequencerProblems } from '../custom_order/rules/accounts.ts';
import { labelProblems } from '../custom_order/rules/check-order.ts';
import { circlesOf, redirectProblem } from '../custom_order/rules/redirects.ts';
import { capital } from '../custom_order/rules/text.ts';
import type { BuyPrewarmed, PrewarmedInbox } from './buy-prewarmed.ts';

/** Most items that one order takes. Our own limit: the vendor names none. */
export const MOST_INBOXES = 50;

/** A field of the picker. */
export type PrewarmedField = 'inboxes' | 'redirect' | 'label' | 'workspace';

/** One thing to fix, at one field. Holds user text unescaped. */
export interface PrewarmedProblem {
  readonly field: PrewarmedField;
  readonly message: string;
}

/** What is chosen and typed in the picker. */
export interface PrewarmedInput {
  readonly inboxes: readonly PrewarmedInbox[];
  readonly redirect: string;
  readonly label: string;
  readonly workspace: VendorWorkspace | null;
  readonly sequencer?: SequencerAccount;
}

export type CheckedPrewarmed =
  | { readonly ok: true; readonly act: BuyPrewarmed }
  | { readonly ok: false; readonly problems: readonly PrewarmedProblem[] };

/** Every rule of such an order but for those of its sending tool, on all of it: all problems come at once, each at its field. */
export function checkPrewarmed({ inboxes, redirect, label, workspace, sequencer }: PrewarmedInput): CheckedPrewarmed {
  const target = cleanRedirect(redirect).text;
  const problems: PrewarmedProblem[] = [
    ...countProblems(inboxes),
    ...redirectProblems(target, inboxes),
    ...labelProblems(label).map(({ message }): PrewarmedProblem => ({ field: 'label', message })),
    ...(workspace ? [] : [{ field: 'workspace', message: 'Choose a workspace.' } as const]),
  ];
  if (problems.length > 0 || !workspace) return { ok: false, problems };
  return {
    ok: true,
    act: {
      kind: 'buy_prewarmed',
      workspace,
      label: label.trim(),
      inboxes: [...inboxes],
      ...(target === '' ? {} : { redirect: target }),
      ...(sequencer ? { sequencer } : {}),
    },
  };
}

/** Problems of a sending tool, which has a page of its own. Here its link is needed. Source: docs/vendor/openapi.yaml, "PrewarmSequencer". */
export function prewarmedToolProblems(sequencer: SequencerAccount | undefined): Problem[] {
  const problems = sequencerProblems(sequencer);
  if (!sequencer || sequencer.link !== undefined) return problems;
  return [
    ...problems,
    fieldProblem('sequencer_link', 'link_missing', 'The link is missing: ScaledMail needs one for pre-warmed inboxes.'),
  ];
}

function countProblems({ length }: readonly PrewarmedInbox[]): PrewarmedProblem[] {
  if (length === 0) return [{ field: 'inboxes', message: 'Choose at least one.' }];
  if (length <= MOST_INBOXES) return [];
  return [{ field: 'inboxes', message: `One order takes at most ${MOST_INBOXES}; ${length} are chosen.` }];
}

function redirectProblems(redirect: string, inboxes: readonly PrewarmedInbox[]): PrewarmedProblem[] {
  if (redirect === '') return [];
  const problem = redirectProblem(redirect);
  if (problem) return [{ field: 'redirect', message: capital(problem.message) }];
  const [circle] = circlesOf(inboxes.map(({ name }) => ({ name, redirect }))).keys();
  return circle === undefined ? [] : [{ field: 'redirect', message: `It leads to ${circle}, which is chosen itself.` }];
}
