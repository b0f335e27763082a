import { EMAIL_PROVIDERS, type EmailProvider } from '../custom-order.ts';
import { type PlanToken, planTokens } from './line-tokens.ts';
import { readCount, readPercent } from './numbers.ts';
import type { PlanPeriod } from './plan.ts';
import type { TypedPlan } from './typed-plan.ts';

/** A plan typed in one line. */
export interface PlanLine {
  readonly typed: TypedPlan;
  /** Everything else, as it was typed. */
  readonly notUnderstood: readonly string[];
  /** A span of time that ScaledMail does not count in, as it was typed; null when none was. */
  readonly otherPeriod: string | null;
  /** Whether nobody said which mailboxes send it. */
  readonly isProviderOpen: boolean;
}

/** Who sends it until somebody says it. */
export const USUAL: EmailProvider = 'google';

/**
 * Reads a plan from one line: `30000/month google 70 outlook 30`, `70% google 30% outlook 1,000 a day`. The volume is the
 * first number that is above 100 or has a span of time behind it, else the first that is no share; a share stands behind its
 * provider, or before it when the line has it so from the start. A provider alone sends what the others leave. Every word is
 * in the answer, and no mistake is judged here.
 */
export function readPlanLine(line: string): PlanLine {
  const tokens = planTokens(line);
  const volume = volumeIn(tokens);
  const { shares, left } = sharesIn(tokens.filter((token) => token !== volume));
  const { period, others, twice } = periodsIn(tokens);
  const isOpen = Object.keys(shares).length === 0;
  const unknown = tokens.filter((token) => token.kind === 'other' || left.includes(token) || twice.includes(token));
  return {
    typed: {
      volume: volume?.text ?? '',
      period: period ?? 'month',
      shares: isOpen ? { [USUAL]: '100' } : withRest(shares),
    },
    notUnderstood: unknown.map(asTyped),
    otherPeriod: others[0]?.text ?? null,
    isProviderOpen: isOpen,
  };
}

const asTyped = (token: PlanToken): string =>
  token.kind === 'number' && token.hasPercent ? `${token.text}%` : token.text.trim();

/** A share is no more than this. */
const MOST_SHARE = 100;

function volumeIn(tokens: readonly PlanToken[]): PlanToken | undefined {
  const isBare = (token: PlanToken) => token.kind === 'number' && !token.hasPercent;
  const isSurely = (token: PlanToken, index: number) => {
    const count = readCount(token.text);
    return isBare(token) && (Number(count) > MOST_SHARE || tokens[index + 1]?.kind === 'period');
  };
  return (
    tokens.find(isSurely) ?? tokens.find((token, index) => isBare(token) && tokens[index - 1]?.kind !== 'provider')
  );
}

/** Pairs providers with numbers: those behind them, or those before them when a number comes first. */
function sharesIn(tokens: readonly PlanToken[]): { shares: Partial<Record<EmailProvider, string>>; left: PlanToken[] } {
  const row = tokens.filter(({ kind }) => kind === 'number' || kind === 'provider');
  const step = row[0]?.kind === 'number' ? -1 : 1;
  const shares: Partial<Record<EmailProvider, string>> = {};
  const used = new Set<PlanToken>();
  for (const [index, token] of row.entries()) {
    if (token.kind !== 'provider' || shares[token.provider] !== undefined) continue;
    const share = row[index + step];
    const isShare = share?.kind === 'number' && !used.has(share);
    shares[token.provider] = isShare ? share.text : '';
    used.add(token);
    if (isShare) used.add(share);
  }
  return { shares, left: row.filter((token) => !used.has(token)) };
}

/** The span of time; those that contradict it, and those that ScaledMail does not count in. */
function periodsIn(tokens: readonly PlanToken[]): {
  period: PlanPeriod | null;
  others: readonly PlanToken[];
  twice: readonly PlanToken[];
} {
  const spans = tokens.flatMap((token) => (token.kind === 'period' ? [token] : []));
  const known = spans.filter((token) => token.period !== null);
  const period = known[0]?.period ?? null;
  return {
    period,
    others: spans.filter((token) => token.period === null),
    twice: known.filter((token) => token.period !== period),
  };
}

/** A provider that was named without a share sends what the others leave; of several nobody knows how they share. */
function withRest(shares: TypedPlan['shares']): TypedPlan['shares'] {
  const [open, ...others] = EMAIL_PROVIDERS.filter((provider) => shares[provider] === '');
  if (!open || others.length > 0) return shares;
  let rest = MOST_SHARE;
  for (const provider of EMAIL_PROVIDERS) {
    const share = readPercent(shares[provider] ?? '');
    if (share === 'unread') return shares;
    rest -= share ?? 0;
  }
  return rest > 0 ? { ...shares, [open]: String(Math.round(rest * 100) / 100) } : shares;
}
