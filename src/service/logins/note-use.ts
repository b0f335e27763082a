import { AppError } from '../errors.ts';
import type { Log } from '../ports/log.ts';
import type { Accounts } from './check-chosen.ts';
import type { SavedLogins } from './saved-logins.ts';

/** Notes when saved logins were used last. It is a courtesy: the order stands without it. */
export async function noteUse(
  { savedLogins, log }: { readonly savedLogins: SavedLogins; readonly log: Log },
  { hosting, sequencer }: Accounts,
): Promise<void> {
  try {
    for (const account of [hosting, sequencer]) if (account?.saved) await savedLogins.used(account.saved);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ error }, 'The last use of a saved login could not be noted');
  }
}
