import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made-up credentials: they open nothing but the two stand-ins on this machine. */
export const DEMO_SLACK = { botToken: 'xoxb-demo', signingSecret: 'demo-signing-secret' } as const;
export const DEMO_VENDOR_KEY = 'demo-key';

export interface DemoAddresses {
  readonly slackApiUrl: string;
  readonly vendorApiUrl: string;
  readonly botPort: number;
}

/** Variables of the bot, among them the folder that it keeps everything in. */
export type BotEnvironment = Readonly<Record<string, string>> & { readonly DATA_DIR: string };

/** The environment of the demo's bot: the same variables as in production, pointing at the stand-ins. */
export function botEnvironment(folder: string, addresses: DemoAddresses): BotEnvironment {
  return {
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
