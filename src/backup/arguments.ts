import { parseArgs } from 'node:util';
import { TeamId } from '../values/ids.ts';

/** What was asked for on the command line. */
export type Command =
  /** `out` null: a new file in the working folder. */
  | { readonly type: 'make'; readonly teamId: TeamId | null; readonly out: string | null }
  | { readonly type: 'check'; readonly file: string }
  | { readonly type: 'restore'; readonly teamId: TeamId | null; readonly file: string }
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly problem: string };

/** How the command is used. */
export const USAGE = `Writes everything that the store keeps into one file, and puts such a file into an empty store.

  npm run backup [-- --out FILE]
      Beside the running bot. Logins stay sealed; the file is readable by you alone. Nothing is overwritten.
  npm run backup -- check FILE
      Looks whether a backup, or an archive of ended orders, is whole, and audits what is in it.
  npm run restore -- FILE
      Into the store of REDIS_URL or DATA_DIR, which has to be empty: the same kind as before, or the other. No bot may run
      on it. It starts paused.

  --team T0123ABCD   whose store, when one Redis keeps those of several Slack teams

Exit code: 0 all is well, 1 the audit found violations, 2 could not run.
`;

const OPTIONS = {
  team: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const wrong = (problem: string): Command => ({ type: 'wrong', problem });

/** Reads the arguments after the program's name. */
export function readArguments(words: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
    const known = ['make', 'check', 'restore', 'help'];
    const [name = 'make', ...rest] = known.includes(positionals[0] ?? '') ? positionals : ['make', ...positionals];
    if (values.help || name === 'help') return { type: 'help' };
    const team = values.team === undefined ? null : TeamId.safeParse(values.team);
    if (team && !team.success) return wrong(`“${values.team}” is not a team id; a team id looks like T0123ABCD.`);
    const teamId = team?.data ?? null;
    const [file, more] = rest;
    if (name !== 'make' && values.out !== undefined) return wrong('--out belongs to making a backup.');
    if (name === 'make') {
      if (file !== undefined) return wrong(`“${file}” is not expected here.`);
      return values.out === '' ? wrong('--out needs a name.') : { type: 'make', teamId, out: values.out ?? null };
    }
    if (file === undefined) return wrong(`Name the file to ${name}.`);
    if (more !== undefined) return wrong(`“${more}” is not expected here.`);
    return name === 'check' ? { type: 'check', file } : { type: 'restore', teamId, file };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}
