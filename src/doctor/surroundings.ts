import type { ConfigResult } from '../config.ts';
import { nearNames } from '../variables.ts';
import { type CheckResult, fine, notChecked, problem, warning } from './check.ts';

/**
 * Slack's library refuses requests older than five minutes; long before that, a clock is wrong.
 * Source: docs/slack.md, "Bolt 5".
 */
const LARGEST_SKEW_MS = 60_000;

/** Whether this Node is one that the package asks for. `range` is of the form `>=20.19`; another form is not judged. */
export function checkNodeVersion(version: string, range: string): CheckResult {
  const name = 'Node version';
  const least = /^>=\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(range.trim());
  const own = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (!least || !own) return warning(name, `${version}; the package asks for ${range}`, 'Compare the two yourself.');
  return isAtLeast(numbersOf(own), numbersOf(least))
    ? fine(name, `${version}, and ${range} is needed`)
    : problem(name, `${version}, but ${range} is needed`, 'Install a newer Node.js: https://nodejs.org/');
}

const numbersOf = (match: RegExpExecArray): readonly number[] => match.slice(1, 4).map((part) => Number(part ?? 0));

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const at = version.findIndex((part, index) => part !== least[index]);
  return at < 0 || (version[at] ?? 0) > (least[at] ?? 0);
}

/** One line when the environment can be used; else one for each variable that has to be fixed. `given` are all names that are set. */
export function checkConfiguration(read: ConfigResult, given: readonly string[] = []): readonly CheckResult[] {
  const near = nearNames(given).map((each) =>
    warning('Configuration', `${each.given} is set and means nothing here`, `Perhaps ${each.meant} is meant.`),
  );
  if (read.ok) return [fine('Configuration', 'complete'), ...near];
  return [
    ...near,
    ...read.problems.map(({ variable, what, fix }) => problem('Configuration', `${variable} is ${what}`, fix)),
  ];
}

/** Whether the clock fits that of the answers. `offsetMs` is how far theirs is ahead; null when nobody answered. */
export function checkClock(offsetMs: number | null): CheckResult {
  const name = 'Clock';
  if (offsetMs === null) return notChecked(name, 'an answer from Slack or ScaledMail to compare the clock with');
  const seconds = Math.round(Math.abs(offsetMs) / 1_000);
  if (Math.abs(offsetMs) <= LARGEST_SKEW_MS) return fine(name, `right, to about ${Math.max(1, seconds)} s`);
  const detail = `${seconds} s ${offsetMs < 0 ? 'ahead' : 'behind'}; from 300 s on, every request from Slack is refused`;
  return problem(name, detail, 'Let the machine set its clock by itself (NTP), such as: timedatectl set-ntp true');
}
