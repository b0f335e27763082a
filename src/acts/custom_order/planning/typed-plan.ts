import { z } from 'zod';
import { EMAIL_PROVIDERS, EmailProvider } from '../custom-order.ts';
import { PROVIDER_FACTS } from '../provider-facts.ts';
import { readCount, readPercent } from './numbers.ts';
import { PlanPeriod, type PlanQuestion } from './plan.ts';

/** What stands in the fields of a plan, as typed. */
export const TypedPlan = z.object({
  volume: z.string(),
  period: PlanPeriod,
  shares: z.partialRecord(EmailProvider, z.string()),
});
export type TypedPlan = z.infer<typeof TypedPlan>;

/** What of a plan cannot be asked as it stands, at which field. */
export interface PlanProblem {
  readonly field: 'volume' | EmailProvider;
  readonly message: string;
}

export type CheckedPlan =
  | { readonly ok: true; readonly question: PlanQuestion }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

/** More emails than that are a slip of the finger. Our own limit. */
const MOST_EMAILS = 1_000_000_000;

/** Reads the fields of a plan; all mistakes at once. Shares of nothing are none. */
export function checkPlan({ volume, period, shares }: TypedPlan): CheckedPlan {
  const count = readCount(volume);
  const read = EMAIL_PROVIDERS.map((provider) => ({ provider, share: readPercent(shares[provider] ?? '') }));
  const problems: PlanProblem[] = [
    ...volumeProblems(volume, count),
    ...read.flatMap(({ provider, share }) => shareProblems(provider, shares[provider] ?? '', share)),
  ];
  const known = read.flatMap(({ provider, share }) =>
    typeof share === 'number' && share > 0 && share <= 100 ? [{ provider, share }] : [],
  );
  const isEachKnown = read.every(({ share }) => share !== 'unread' && (share ?? 0) <= 100);
  if (isEachKnown) problems.push(...sumProblems(known));
  if (problems.length > 0 || typeof count !== 'number') return { ok: false, problems };
  const question = {
    volume: count,
    period,
    shares: Object.fromEntries(known.map((each) => [each.provider, each.share])),
  };
  return { ok: true, question };
}

function volumeProblems(typed: string, count: ReturnType<typeof readCount>): PlanProblem[] {
  const problem = (message: string): PlanProblem[] => [{ field: 'volume', message }];
  if (count === null) return problem('Say how many emails, such as 30000.');
  if (count === 'unread')
    return problem(`“${typed.trim()}” is no number of emails. It is a whole number, such as 30000.`);
  if (count === 0) return problem('No emails need no mailboxes. It is a number above 0.');
  if (count > MOST_EMAILS) return problem('That is more than a thousand million emails.');
  return [];
}

function shareProblems(provider: EmailProvider, typed: string, share: ReturnType<typeof readPercent>): PlanProblem[] {
  const { label } = PROVIDER_FACTS[provider];
  if (share === 'unread') return [{ field: provider, message: `“${typed.trim()}” is no percentage for ${label}.` }];
  if (share !== null && share > 100) {
    return [{ field: provider, message: `${share} percent for ${label} are more than 100.` }];
  }
  return [];
}

function sumProblems(known: readonly { readonly provider: EmailProvider; readonly share: number }[]): PlanProblem[] {
  const [first] = known;
  if (!first)
    return [{ field: 'google', message: 'Say which mailboxes send it: how many percent Google, Outlook or SMTP.' }];
  // Parts of percents, as whole hundredths: 33.3, 33.3 and 33.4 are 100.
  const sum = known.reduce((total, { share }) => total + Math.round(share * 100), 0) / 100;
  if (sum === 100) return [];
  const shares = known.map(({ share }) => String(share));
  const said =
    shares.length === 1
      ? `${sum} percent for ${PROVIDER_FACTS[first.provider].label} alone: one that sends all of it has 100.`
      : `${shares.slice(0, -1).join(', ')} and ${shares.at(-1)} are ${sum} percent: together they have to be 100.`;
  return [{ field: first.provider, message: said }];
}
