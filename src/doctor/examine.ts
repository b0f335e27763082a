import { setTimeout } from 'node:timers/promises';
import { type Config, readConfig } from '../config.ts';
import { TeamId } from '../orders/ids.ts';
import { scaledMailClient } from '../scaledmail/client.ts';
import type { Clock, Log } from '../service/ports.ts';
import { openStores } from '../storage/open-stores.ts';
import { type CheckResult, guardUntil } from './check.ts';
import { checkSlack } from './check-slack.ts';
import { checkStore } from './check-store.ts';
import { checkVendor } from './check-vendor.ts';
import { type DatedFetch, datedFetch } from './dated-fetch.ts';
import { nodeRange } from './project-files.ts';
import { checkClock, checkConfiguration, checkNodeVersion } from './surroundings.ts';

/** The whole examination ends by then, whatever hangs. */
const DEADLINE_MS = 20_000;
/** Stands for the team in Redis keys when Slack does not say which it is; nothing is kept under it. */
const NO_TEAM = TeamId.parse('T0NOBODY');

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv;
  readonly nodeVersion: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof fetch;
  /** Told of each line as soon as it is known, in order. */
  readonly tell: (result: CheckResult) => void;
}

/** Checks everything that the bot needs, changes nothing, and answers all lines. Ends within some twenty seconds. */
export async function examine(surroundings: Surroundings): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  const tell = (...lines: readonly CheckResult[]) => {
    for (const line of lines) {
      results.push(line);
      surroundings.tell(line);
    }
  };
  const read = readConfig(surroundings.environment);
  tell(checkNodeVersion(surroundings.nodeVersion, nodeRange()), ...checkConfiguration(read));
  if (!read.ok) return results;
  await examineOutside(read.config, surroundings, tell);
  return results;
}

async function examineOutside(
  config: Config,
  { clock, log, fetch }: Surroundings,
  tell: (...lines: readonly CheckResult[]) => void,
): Promise<void> {
  const ended = new AbortController();
  const guard = guardUntil(setTimeout(DEADLINE_MS, undefined, { ref: false, signal: ended.signal }).catch(never));
  const dated = datedFetch(fetch, clock);
  const slack = await checkSlack(config, { fetch: dated.fetch, log, guard });
  tell(...slack.results);
  const teamId = slack.identity?.teamId ?? NO_TEAM;
  const open = () => openStores({ store: config.store, teamId, clock, log });
  tell(...(await checkStore({ kind: config.store.kind, open, guard })));
  const vendor = vendorFor(config, dated, clock, log);
  tell(...(await checkVendor(config.vendor, { vendor, clock, guard })));
  tell(checkClock(dated.skewMs()));
  ended.abort();
}

const never = () => new Promise<never>(() => {});

/** A client without the shared rate limit: five reads, by hand. */
function vendorFor(config: Config, dated: DatedFetch, clock: Clock, log: Log) {
  return scaledMailClient({
    baseUrl: config.vendor.baseUrl,
    apiKey: config.vendor.apiKey,
    fetch: dated.fetch,
    clock,
    sleep: setTimeout,
    random: Math.random,
    waitTurn: async () => {},
    log,
  });
}
