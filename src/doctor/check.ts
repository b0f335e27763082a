/**
 * One line of the doctor's report. `ok` with a `fix` is a warning: the bot runs, but something could be better or could not
 * be told. Not `ok` without a `fix` was not checked, because another check has to be fixed first.
 */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** What was found. Never holds a secret. */
  readonly detail: string;
  /** What the operator can do; null when there is nothing to do on this line. */
  readonly fix: string | null;
}

/** A line without anything to do. */
export const fine = (name: string, detail: string): CheckResult => ({ name, ok: true, detail, fix: null });

/** A line that does not fail the whole. */
export const warning = (name: string, detail: string, fix: string): CheckResult => ({ name, ok: true, detail, fix });

/** A line that has to be fixed. */
export const problem = (name: string, detail: string, fix: string): CheckResult => ({ name, ok: false, detail, fix });

/** A line that waits for another one; `need` completes “not checked: needs …”. */
export const notChecked = (name: string, need: string): CheckResult => ({
  name,
  ok: false,
  detail: `not checked: needs ${need}`,
  fix: null,
});

/** Every line when the configuration is complete, in order. */
export const LINES = [
  'Node version',
  'Configuration',
  'Slack token',
  'Scopes',
  'Approvers’ channel',
  'Approvers',
  'User groups',
  'Slack requests',
  'Store',
  'Durability',
  'Encryption key',
  'Pause',
  'Store’s time',
  'Account watch',
  'ScaledMail key',
  'Workspaces',
  'Prices',
  'Order dates',
  'Order tags',
  'ScaledMail words',
  'ScaledMail clock',
  'Clock',
] as const;

/** Runs one check, which then always comes to a line. */
export type Guard = (name: string, check: () => Promise<CheckResult>) => Promise<CheckResult>;

/** A guard that turns what a check throws into a problem, and gives up every check when `deadline` resolves. */
export function guardUntil(deadline: Promise<unknown>): Guard {
  return async (name, check) => {
    const late = deadline.then(() =>
      problem(name, 'no answer in time', 'Look at the network and at the lines above, and run this again.'),
    );
    try {
      return await Promise.race([late, check()]);
    } catch (error) {
      return problem(name, messageOf(error), 'Look at the lines above, and run this again.');
    }
  };
}

/** The sentences of an error and of those that caused it; its fields, which may hold a whole request, are left out. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A name with several addresses, such as localhost, fails once for each, and the whole has no sentence of its own.
  const own = error.message || (error instanceof AggregateError ? error.errors.map(messageOf).join(', ') : error.name);
  return error.cause === undefined ? own : `${own}: ${messageOf(error.cause)}`;
}
