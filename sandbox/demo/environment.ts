import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made-up credentials: they open nothing but the two stand-ins on this machine. */
export const DEMO_SLACK = { botToken: 'xoxb-demo', signingSecret: 'demo-signing-secret' } as const;
export const DEMO_VENDOR_KEY = 'demo-key';

/** What people may choose for the demo's bot, too; everything else is the demo's own. */
const CHOOSABLE = ['APPROVAL_FREE_ACTS', 'CREATE_WORKSPACE_PATH'] as const;

export interface DemoAddresses {
  readonly slackApiUrl: string;
  readonly vendorApiUrl: string;
  readonly botPort: number;
}

/** Variables of the bot, among them the folder that it keeps everything in. */
export type BotEnvironment = Readonly<Record<string, string>> & { readonly DATA_DIR: string };

/**
 * The environment of the demo's bot: the same variables as in production, pointing at the stand-ins. Workspaces can be
 * asked for, at the path that the stand-in has; `given` may change what is choosable.
 */
export function botEnvironment(
  folder: string,
  addresses: DemoAddresses,
  given: Readonly<Record<string, string | undefined>> = {},
): BotEnvironment {
  const chosen = CHOOSABLE.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]));
  return {
    CREATE_WORKSPACE_PATH: '/organizations',
    ...Object.fromEntries(chosen),
    SLACK_BOT_TOKEN: DEMO_SLACK.botToken,
    SLACK_SIGNING_SECRET: DEMO_SLACK.signingSecret,
    SLACK_API_URL: addresses.slackApiUrl,
    SCALEDMAIL_API_KEY: DEMO_VENDOR_KEY,
    SCALEDMAIL_BASE_URL: addresses.vendorApiUrl,
    APPROVERS: 'U0AMIR,S0APPROVERS',
    APPROVAL_CHANNEL: 'C0APPROVALS',
    ENCRYPTION_KEY: keyIn(folder),
    DATA_DIR: join(folder, 'bot'),
    PORT: String(addresses.botPort),
    LOG_LEVEL: 'warn',
  };
}

/** One key for the life of the folder, so that what a demo sealed can be opened after a restart. */
function keyIn(folder: string): string {
  const file = join(folder, 'encryption-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
