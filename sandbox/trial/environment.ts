import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Variables = Readonly<Record<string, string | undefined>>;

/** Opens the stand-in and nothing else. */
export const TRIAL_VENDOR_KEY = 'trial-key';

/** What a trial never takes from outside: it pays nowhere, and keeps everything in its own folder. */
const OWN = [
  'SCALEDMAIL_API_KEY',
  'SCALEDMAIL_API_KEY_FILE',
  'SCALEDMAIL_ORGANIZATION_ID',
  'REDIS_URL',
  'REDIS_URL_FILE',
  'ENCRYPTION_KEY_FILE',
  'ENCRYPTION_KEY_PREVIOUS',
  'ENCRYPTION_KEY_PREVIOUS_FILE',
];

/**
 * The environment of a trial: Slack's side as given, ScaledMail's side and the store are the trial's own. A key for ScaledMail
 * that is given all the same is not used.
 */
export function trialEnvironment(given: Variables, folder: string, vendorApiUrl: string): Variables {
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !OWN.includes(name)));
  return {
    CREATE_WORKSPACE_PATH: '/organizations',
    ...kept,
    SCALEDMAIL_API_KEY: TRIAL_VENDOR_KEY,
    SCALEDMAIL_BASE_URL: vendorApiUrl,
    ENCRYPTION_KEY: keyIn(folder),
    DATA_DIR: join(folder, 'bot'),
  };
}

/** One key for the life of the folder. */
function keyIn(folder: string): string {
  const file = join(folder, 'encryption-key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}
