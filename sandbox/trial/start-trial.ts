import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { startBot } from '../../src/bot.ts';
import { type Config, type ConfigProblem, readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { useProxy } from '../../src/proxy/use-proxy.ts';
import { type FileProblem, withSecretFiles } from '../../src/secret-files.ts';
import { OPERATIONS } from '../scaledmail/http/routes.ts';
import { startLocalScaledMail } from '../scaledmail/server.ts';
import type { WorkspaceSeed } from '../scaledmail/state/seed.ts';
import { TRIAL_VENDOR_KEY, trialEnvironment } from './environment.ts';

/** A running trial. */
export interface Trial {
  /** The stand-in for ScaledMail. */
  readonly vendorUrl: string;
  /** Resolves when nothing is due, and nothing under way. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

export type TrialStart =
  | { readonly ok: true; readonly trial: Trial }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Long enough to see that an order is placed, short enough to see that it works. */
const SET_UP_MS = 2 * 60_000;
const POLL_MS = 1_000;

/** Its name stands on every card. */
const WORKSPACE: WorkspaceSeed = {
  id: 'recTrial000000001',
  name: 'Trial: nothing is charged',
  purchasedDomains: ['trial-one.com', 'trial-two.com', 'trial-three.com', 'trial-four.com', 'trial-five.com'],
};

const HELLO =
  ':test_tube: *This is a trial.* ScaledMail is a stand-in on the machine that runs this app: every form, card and click is real, and nothing is ordered or charged. Type `/scaledmail order` to begin.';

const Posted = z.object({ ok: z.boolean(), error: z.string().optional() });

/**
 * Starts the real bot on a real Slack workspace, with a stand-in for ScaledMail, and says so in the approvers' channel.
 * Everything is kept in `folder`. Answers what is wrong with the environment; throws what a start of the bot throws, and
 * when the channel cannot be written to. `told` hears of each call that orders, changes or ends something.
 */
export async function startTrial(
  given: Readonly<Record<string, string | undefined>>,
  folder: string,
  told: (line: string) => void,
): Promise<TrialStart> {
  const vendor = await startLocalScaledMail({
    apiKey: TRIAL_VENDOR_KEY,
    workspaces: [WORKSPACE],
    persistTo: join(folder, 'scaledmail.json'),
    onArrival: async (operation) => {
      const effect = OPERATIONS.find(({ operationId }) => operationId === operation)?.effect ?? 'read';
      if (effect !== 'read') told(`The stand-in for ScaledMail received ${operation} (${effect})`);
    },
  });
  vendor.settings({ allowBuy: true, setUpMs: SET_UP_MS });
  const { environment, problems } = withSecretFiles(trialEnvironment(given, folder, vendor.apiUrl));
  const read = problems.length === 0 ? readConfig(environment) : { ok: false as const, problems: problems.map(wrong) };
  if (!read.ok) {
    await vendor.close();
    return read;
  }
  useProxy(read.config.proxy);
  try {
    const log = createLog(read.config.logLevel === 'info' ? 'warn' : read.config.logLevel);
    const bot = await startBot(read.config, {
      clock: { now: () => new Date() },
      log,
      pollMs: POLL_MS,
      sleep: setTimeout,
    });
    const stop = async () => {
      await bot.stop();
      await vendor.close();
    };
    try {
      await sayHello(read.config);
    } catch (error) {
      await stop();
      throw error;
    }
    return { ok: true, trial: { vendorUrl: vendor.url, settled: () => bot.settled(), stop } };
  } catch (error) {
    await vendor.close();
    throw error;
  }
}

const wrong = (problem: FileProblem): ConfigProblem => ({ ...problem, what: 'wrong' });

async function sayHello({
  slack: { apiUrl = 'https://slack.com/api/', botToken },
  approvalChannel,
}: Config): Promise<void> {
  const response = await fetch(new URL('chat.postMessage', apiUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${botToken}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ channel: approvalChannel, text: HELLO }),
  });
  const { ok, error } = Posted.parse(await response.json());
  if (!ok)
    throw new Error(`The approvers’ channel cannot be written to (${error}): type /invite @ScaledMail Orders in it`);
}
