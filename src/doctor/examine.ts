import { type Config, readConfig, sealingKeys } from '../config.ts';
import { userAgent } from '../project.ts';
import { surveyAccount } from '../scaledmail/account-survey.ts';
import { scaledMailClient } from '../scaledmail/client.ts';
import { datedFetch } from '../scaledmail/dated-fetch.ts';
import type { VendorDeps } from '../scaledmail/transport.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import { type CheckResult, type Guard, guardUntil, LINES, notChecked } from './check.ts';
import { checkSlack } from './check-slack.ts';
import { checkStore } from './check-store.ts';
import { checkVendor } from './check-vendor.ts';
import { nodeRange } from './project-files.ts';
import { checkClock, checkConfiguration, checkNodeVersion } from './surroundings.ts';

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly nodeVersion: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Fit for cryptography. */
  readonly randomBytes: (count: number) => Buffer;
  /** What has no answer when this resolves is given up. */
  readonly deadline: Promise<unknown>;
  /** Told of each line as soon as it and those before it are known. */
  readonly tell: (result: CheckResult) => void;
}

/** Checks everything that the bot needs, changes nothing, and answers all lines. Ends with the deadline. */
export async function examine(surroundings: Surroundings): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  const tell = (lines: readonly CheckResult[]) => {
    for (const line of lines) {
      results.push(line);
      surroundings.tell(line);
    }
  };
  const read = readConfig(surroundings.environment);
  tell([
    checkNodeVersion(surroundings.nodeVersion, nodeRange()),
    ...checkConfiguration(read, Object.keys(surroundings.environment)),
  ]);
  if (read.ok) await examineOutside(read.config, surroundings, tell);
  else tell(LINES.slice(2).map((name) => notChecked(name, 'a complete configuration')));
  return results;
}

async function examineOutside(
  config: Config,
  { clock, log, fetch, sleep, randomBytes, deadline }: Surroundings,
  tell: (lines: readonly CheckResult[]) => void,
): Promise<void> {
  const guard: Guard = guardUntil(deadline);
  const fromSlack = datedFetch(fetch, clock);
  const fromVendor = datedFetch(fetch, clock);
  const vendorDeps = vendorDepsFor(config.vendor, { fetch: fromVendor.fetch, clock, sleep, log });
  // A slow ScaledMail and a slow Slack must not add up.
  const vendorLines = checkVendor(config.vendor, {
    vendor: scaledMailClient(vendorDeps),
    survey: (workspaceIds) => surveyAccount(vendorDeps, workspaceIds),
    offsetMs: fromVendor.offsetMs,
    clock,
    guard,
  });
  const slack = await checkSlack(config, { fetch: fromSlack.fetch, log, guard });
  tell(slack.results);
  const { store } = config;
  const keys = sealingKeys(config);
  const teamId = slack.identity?.teamId ?? null;
  tell(await checkStore({ store, teamId, keys, randomBytes, clock, log, guard }));
  tell(await vendorLines);
  // Slack's clock is the one that judges ours.
  tell([checkClock(fromSlack.offsetMs() ?? fromVendor.offsetMs())]);
}

/** Four calls a second. Source: docs/vendor/notes.md, "Rate limits". */
const INTERVAL_MS = 250;

/** What a client needs, without the rate limit that processes share: a dozen reads, by hand, one after the other. */
function vendorDepsFor(
  { baseUrl, apiKey }: Config['vendor'],
  surroundings: Pick<Surroundings, 'fetch' | 'clock' | 'sleep' | 'log'>,
): VendorDeps {
  const { clock, sleep } = surroundings;
  let nextMs = 0;
  const waitTurn = async () => {
    const waitMs = Math.max(0, nextMs - clock.now().getTime());
    nextMs = clock.now().getTime() + waitMs + INTERVAL_MS;
    await sleep(waitMs);
  };
  const monotonicMs = () => performance.now();
  return { ...surroundings, baseUrl, apiKey, userAgent: userAgent(), random: Math.random, waitTurn, monotonicMs };
}
