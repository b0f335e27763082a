import { join } from 'node:path';
import { startLocalScaledMail } from '../scaledmail/server.ts';
import { startLocalSlack } from '../slack/server.ts';
import { buildWebClient } from '../web/build.ts';
import { keepBot } from './bot-keeper.ts';
import { botEnvironment, DEMO_SLACK, DEMO_VENDOR_KEY } from './environment.ts';
import { type HeldFolder, holdFolder } from './one-demo.ts';
import { freePort, LIKED_PORTS } from './ports.ts';

/** A running demo. */
export interface Demo {
  readonly pageUrl: string;
  readonly vendorUrl: string;
  readonly botUrl: string;
  /** Ports that others had, so that free ones were taken instead. */
  readonly takenPorts: readonly number[];
  stop(): Promise<void>;
}

/** How often the bot is told how far the vendor's clock was moved. */
const CLOCK_CHECK_MS = 300;

/**
 * Starts both stand-ins and the real bot on loopback; everything is kept in `folder`. Throws `FolderIsTaken`, before it
 * touches anything else, when a demo runs there.
 */
export async function startDemo(folder: string): Promise<Demo> {
  const held = holdFolder(folder);
  try {
    return await startIn(folder, held);
  } catch (error) {
    held.release();
    throw error;
  }
}

async function startIn(folder: string, held: HeldFolder): Promise<Demo> {
  const webRoot = join(folder, 'web');
  const ports = {
    page: await freePort(LIKED_PORTS.page),
    vendor: await freePort(LIKED_PORTS.vendor),
    bot: await freePort(LIKED_PORTS.bot),
  };
  const [vendor] = await Promise.all([
    startLocalScaledMail({ port: ports.vendor, apiKey: DEMO_VENDOR_KEY, persistTo: join(folder, 'scaledmail.json') }),
    buildWebClient(webRoot),
  ]);
  const botUrl = `http://127.0.0.1:${ports.bot}`;
  const slack = await startLocalSlack({
    ...DEMO_SLACK,
    port: ports.page,
    appUrl: botUrl,
    vendorUrl: vendor.url,
    webRoot,
    persistTo: join(folder, 'slack.json'),
    clock: () => vendor.now(),
  });
  const addresses = { slackApiUrl: slack.apiUrl, vendorApiUrl: vendor.apiUrl, botPort: ports.bot };
  const bot = await keepBot(botEnvironment(folder, addresses, process.env), {
    now: () => vendor.now(),
    onChange: () => slack.appChanged(),
  });
  slack.setAppKeeper(bot);
  let toldOffsetMs = 0;
  const clockCheck = setInterval(() => {
    const offsetMs = Math.max(0, Math.round((vendor.now().getTime() - Date.now()) / 1_000) * 1_000);
    if (offsetMs === toldOffsetMs) return;
    toldOffsetMs = offsetMs;
    bot.moveClock(offsetMs);
    slack.appChanged();
  }, CLOCK_CHECK_MS);
  held.servesAt(slack.url);
  return {
    pageUrl: slack.url,
    vendorUrl: vendor.url,
    botUrl,
    takenPorts: Object.values(LIKED_PORTS).filter((port) => !Object.values(ports).includes(port)),
    stop: async () => {
      clearInterval(clockCheck);
      await bot.stop();
      await Promise.all([slack.close(), vendor.close()]);
      held.release();
    },
  };
}
