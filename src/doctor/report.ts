import { SECRET_NAMES, type VariableName } from '../variables.ts';
import type { CheckResult } from './check.ts';

const NAME_WIDTH = 20;
const MARK_WIDTH = 9;
/** Shorter texts are no secrets worth the name, and taking them out would tear other words apart. */
const SHORTEST_SECRET = 4;

/** One result for a terminal, without the secrets and without control characters; the fix stands on a line of its own. */
export function reportLine(result: CheckResult, secrets: readonly string[]): string {
  const clean = (text: string) => withoutSecrets(text.replaceAll(/\p{Cc}+/gu, ' '), secrets);
  const first = `${markOf(result).padEnd(MARK_WIDTH)}${result.name.padEnd(NAME_WIDTH)} ${clean(result.detail)}\n`;
  return result.fix === null ? first : `${first}${' '.repeat(MARK_WIDTH)}→ ${clean(result.fix)}\n`;
}

/** The last line: how many lines have to be fixed. */
export function closingLine(results: readonly CheckResult[]): string {
  const problems = results.filter(({ ok, fix }) => !ok && fix !== null).length;
  const skipped = results.filter(({ ok, fix }) => !ok && fix === null).length;
  const warnings = results.filter(({ ok, fix }) => ok && fix !== null).length;
  const parts = [
    problems > 0 ? `${counted(problems, 'problem')} to fix` : '',
    skipped > 0 ? `${skipped} not checked` : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
  ].filter((part) => part !== '');
  const whole = problems + skipped === 0 ? ['All is well', ...parts] : parts;
  return `${whole.join(', ')}.\n`;
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** 0 when every line is well, warnings included; else 1. */
export const exitCodeOf = (results: readonly CheckResult[]): 0 | 1 => (results.every(({ ok }) => ok) ? 0 : 1);

const ADDRESS_VARIABLES = [
  'REDIS_URL',
  'SLACK_API_URL',
  'SCALEDMAIL_BASE_URL',
  'HTTPS_PROXY',
  'https_proxy',
] as const satisfies readonly (VariableName | 'https_proxy')[];

/** Everything in an environment that nobody may read, whether or not the bot could start with it. */
export function secretsOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const given = SECRET_NAMES.filter((name) => name !== 'REDIS_URL').map((name) => environment[name]?.trim() ?? '');
  const passwords = ADDRESS_VARIABLES.flatMap((name) => passwordsIn(environment[name]?.trim() ?? ''));
  // Longest first: a secret that is part of another one must not leave the rest of it behind.
  return [...given, ...passwords].toSorted((one, other) => other.length - one.length);
}

/** Passwords as they are written in an address, of several servers too, and as they are sent. */
function passwordsIn(address: string): readonly string[] {
  const written = [/\/\/[^@/?#]*?:([^@/?#]*)@/, /[?&]sentinelPassword=([^&#]*)/].flatMap((place) => {
    const [, password = ''] = place.exec(address) ?? [];
    return password === '' ? [] : [password];
  });
  const known = URL.canParse(address) ? [new URL(address).password, ...written] : written;
  return [...new Set(known.flatMap((password) => [password, decoded(password)]))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function markOf({ ok, fix }: CheckResult): string {
  if (ok) return fix === null ? 'ok' : 'warning';
  return fix === null ? '-' : 'PROBLEM';
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}
