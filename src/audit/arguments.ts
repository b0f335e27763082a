import { parseArgs } from 'node:util';
import { TeamId } from '../values/ids.ts';

/** Forms of an export. */
export const FORMATS = ['csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** What was asked for on the command line. */
export type Command =
  | { readonly type: 'verify'; readonly teamId: TeamId | null }
  /** `format` null: both. `out` null: a new place in the working folder; `-`: standard output. */
  | {
      readonly type: 'export';
      readonly teamId: TeamId | null;
      readonly format: Format | null;
      readonly out: string | null;
    }
  | { readonly type: 'help' }
  | { readonly type: 'wrong'; readonly problem: string };

/** How the command is used. */
export const USAGE = `Checks the orders in the store, or writes them to files. Changes nothing; the bot can keep running.

  npm run audit -- verify
      Checks every order: its history, its approvals, what was sent, that nothing waits forever.
  npm run audit -- export [--format csv|json] [--out FILE|-]
      Writes every order with its whole history; without --format both, into a folder. Nothing is overwritten.
      For a pipe: npm run --silent audit -- export --format csv --out -

  --team T0123ABCD   whose orders, when one Redis keeps those of several Slack teams

The store is the one of REDIS_URL or DATA_DIR. Exit code: 0 all is well, 1 violations, 2 could not run.
`;

const OPTIONS = {
  team: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments after the program's name. */
export function readArguments(words: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
    const [name, ...more] = positionals;
    if (values.help || name === 'help') return { type: 'help' };
    if (more.length > 0) return wrong(`“${more[0]}” is not expected here.`);
    const team = values.team === undefined ? null : TeamId.safeParse(values.team);
    if (team && !team.success) return wrong(`“${values.team}” is not a team id; a team id looks like T0123ABCD.`);
    const teamId = team?.data ?? null;
    if (name === 'export') return exportCommand(teamId, values.format, values.out);
    if (name !== 'verify')
      return wrong(
        name === undefined ? 'Name what to do: verify or export.' : `“${name}” is not a command; use verify or export.`,
      );
    const isMisplaced = values.format !== undefined || values.out !== undefined;
    return isMisplaced ? wrong('--format and --out belong to export.') : { type: 'verify', teamId };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

const wrong = (problem: string): Command => ({ type: 'wrong', problem });

function exportCommand(teamId: TeamId | null, given: string | undefined, out: string | undefined): Command {
  const format = FORMATS.find((each) => each === given) ?? null;
  if (given !== undefined && format === null) return wrong(`“${given}” is not a format; use csv or json.`);
  if (out === '') return wrong('--out needs a name, or - for standard output.');
  if (out === '-' && format === null)
    return wrong('Standard output takes one format: add --format csv or --format json.');
  return { type: 'export', teamId, format, out: out ?? null };
}
