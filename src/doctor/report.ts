import type { Config } from '../config.ts';
import type { CheckResult } from './check.ts';

const NAME_WIDTH = 20;
const MARK_WIDTH = 9;
/** Shorter texts are no secrets worth the name, and taking them out would tear other words apart. */
const SHORTEST_SECRET = 4;

/** One result for a terminal, without the secrets and without control characters; the mend stands on a line of its own. */
export function reportLine(result: CheckResult, secrets: readonly string[]): string {
  const clean = (text: string) => withoutSecrets(text.replaceAll(/\p{Cc}+/gu, ' '), secrets);
  const first = `${markOf(result).padEnd(MARK_WIDTH)}${result.name.padEnd(NAME_WIDTH)} ${clean(result.detail)}\n`;
  return result.mend === null ? first : `${first}${' '.repeat(MARK_WIDTH)}→ ${clean(result.mend)}\n`;
}

/** The last line: how many lines have to be mended. */
export function closingLine(results: readonly CheckResult[]): string {
  const problems = results.filter(({ ok, mend }) => !ok && mend !== null).length;
  const skipped = results.filter(({ ok, mend }) => !ok && mend === null).length;
  if (problems + skipped === 0) return 'All is well.\n';
  const many = problems === 1 ? '1 problem' : `${problems} problems`;
  return `${many} to mend${skipped === 0 ? '' : `, ${skipped} not checked`}.\n`;
}

/** 0 when every line is well, warnings included; else 1. */
export const exitCodeOf = (results: readonly CheckResult[]): 0 | 1 => (results.every(({ ok }) => ok) ? 0 : 1);

/** Everything in a configuration that nobody may read. */
export function secretsOf(config: Config): readonly string[] {
  const { slack, vendor, store, encryptionKey } = config;
  const { transport } = slack;
  const ofStore = store.kind === 'redis' ? passwordsIn(store.url) : [];
  return [
    slack.botToken,
    transport.mode === 'socket' ? transport.appToken : transport.signingSecret,
    vendor.apiKey,
    Buffer.from(encryptionKey).toString('base64'),
    ...ofStore,
  ];
}

/** A password as it is written in an address, and as it is sent. */
function passwordsIn(address: string): readonly string[] {
  const { password } = new URL(address);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

function markOf({ ok, mend }: CheckResult): string {
  if (ok) return mend === null ? 'ok' : 'warning';
  return mend === null ? '-' : 'PROBLEM';
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
}
