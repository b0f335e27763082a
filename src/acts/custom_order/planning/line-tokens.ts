import { EMAIL_PROVIDERS, type EmailProvider } from '../custom-order.ts';
import type { PlanPeriod } from './plan.ts';

/** What a piece of a typed plan is. `text` is as typed; of a number, without its percent sign. */
export type PlanToken =
  | { readonly kind: 'number'; readonly text: string; readonly hasPercent: boolean }
  | { readonly kind: 'provider'; readonly text: string; readonly provider: EmailProvider }
  /** Null for a span of time that ScaledMail does not count in. */
  | { readonly kind: 'period'; readonly text: string; readonly period: PlanPeriod | null }
  | { readonly kind: 'other'; readonly text: string };

/** A word ends here. */
const END = '(?![\\p{L}\\d])';
const GROUP = "[.,'’\\u00a0\\u202f]";
/** `30000`, `30,000`, `1.5k`; `30 000` only where no share can be meant by the first part. */
const numberAt = (between: string): RegExp =>
  new RegExp(`(\\d+(?:${GROUP}\\d+)*${between}(?:[km])?)\\s?(%|percent|per cent)?${END}`, 'iuy');
const NUMBER = numberAt('');
const NUMBER_WITH_SPACES = numberAt(`(?:(?<=(?<!\\d)\\d{1,3})(?: \\d{3})+(?!\\d| ?%))?`);

const PREFIX = '(?:\\/ ?|(?:per|an?|every|each) +)?';
const periodAt = (words: string, letters: string): RegExp =>
  new RegExp(`(?:${PREFIX}(?:${words})|\\/ ?(?:${letters}))${END}`, 'iuy');
const PERIODS: readonly (readonly [pattern: RegExp, period: PlanPeriod | null])[] = [
  [periodAt('months?|monthly', 'mo?'), 'month'],
  [periodAt('days?|daily', 'd'), 'day'],
  [periodAt('weeks?|weekly|hours?|hourly|quarters?|quarterly|years?|yearly', 'wk?|hr?|q|yr?'), null],
];
const PROVIDER = new RegExp(`(${EMAIL_PROVIDERS.join('|')})${END} ?[:=]?`, 'iuy');
/** What parts the pieces, and what everybody knows is meant. */
const FILLER = new RegExp(`\\s+|[,;+&]|(?:e-?mails?|mails?|and|with)${END}`, 'iuy');
/** Up to the next space, without a comma at its end. */
const OTHER = /\S+?(?=[,;]*(?:\s|$))|\S/uy;

/** Parts a line into pieces. What stands side by side and is none of ours is one piece; fillers are left out. */
export function planTokens(line: string): PlanToken[] {
  const tokens: PlanToken[] = [];
  let isBesideOther = false;
  for (let at = 0; at < line.length; ) {
    const filler = matchAt(FILLER, line, at);
    if (filler) {
      at += filler[0].length;
      continue;
    }
    const { token, length } = tokenAt(line, at, tokens);
    const before = tokens.at(-1);
    if (token.kind === 'other' && isBesideOther && before?.kind === 'other') {
      tokens[tokens.length - 1] = { kind: 'other', text: `${before.text} ${token.text}` };
    } else tokens.push(token);
    isBesideOther = token.kind === 'other';
    at += length;
  }
  return tokens;
}

function tokenAt(line: string, at: number, before: readonly PlanToken[]): { token: PlanToken; length: number } {
  const isFirst = before.at(-1)?.kind !== 'provider' && !before.some((token) => token.kind === 'number');
  const number = matchAt(isFirst ? NUMBER_WITH_SPACES : NUMBER, line, at);
  if (number) {
    const [whole, text = '', percent] = number;
    return { token: { kind: 'number', text, hasPercent: percent !== undefined }, length: whole.length };
  }
  for (const [pattern, period] of PERIODS) {
    const found = matchAt(pattern, line, at);
    if (found) return { token: { kind: 'period', text: found[0], period }, length: found[0].length };
  }
  const named = matchAt(PROVIDER, line, at);
  const provider = EMAIL_PROVIDERS.find((each) => each === named?.[1]?.toLowerCase());
  if (named && provider) return { token: { kind: 'provider', text: named[0], provider }, length: named[0].length };
  const text = matchAt(OTHER, line, at)?.[0] ?? line.slice(at);
  return { token: { kind: 'other', text }, length: text.length };
}

function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(line);
}
