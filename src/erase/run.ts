import { parseArgs } from 'node:util';
import { verifyStore } from '../audit/verify.ts';
import { readStoreConfig } from '../config.ts';
import { AppError } from '../service/errors.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import { openOrderReader } from '../storage/open-order-reader.ts';
import { TeamId, UserId } from '../values/ids.ts';
import { eraseInArchives } from './erase-in-archives.ts';
import { type Erased, erasePerson } from './erase-person.ts';

/** What the command is run in. */
export interface EraseSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

export const USAGE = `Erases a person from what this app keeps. It cannot be taken back. The bot can keep running.

  npm run erase -- U012AB3CD

  --team T0123ABCD   whose store, when one Redis keeps those of several Slack teams

The id and the words of that person go out of all orders that ended and their histories, out of the archive in DATA_DIR, and out of
settings; forms that they did not send and logins that they kept by name are deleted. Exit code: 0 nothing of them is left, 1 some
orders keep them, or the audit found violations, 2 could not run.
`;

const OPTIONS = { team: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

/** Runs the command with the words after its name. Never throws: what keeps it from running is told on `stderr`. */
export async function runErase(words: readonly string[], around: EraseSurroundings): Promise<0 | 1 | 2> {
  let begun = false;
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
    if (values.help) {
      around.stdout(USAGE);
      return 0;
    }
    const [id = '', more] = positionals;
    const person = UserId.safeParse(id);
    if (!person.success || more !== undefined) throw new Error(whyNobody(more ?? id));
    const team = values.team === undefined ? null : TeamId.safeParse(values.team);
    if (team && !team.success) throw new Error(`“${values.team}” is not a team id; a team id looks like T0123ABCD`);
    begun = true;
    return await erase(person.data, team?.data ?? null, around);
  } catch (error) {
    const reason =
      error instanceof AppError ? error.userMessage : error instanceof Error ? error.message : String(error);
    around.stderr(
      `${begun ? 'Not everything could be erased' : 'Nothing was done'}: ${reason.replaceAll(/\p{Cc}+/gu, ' ')}\n\n${USAGE}`,
    );
    return 2;
  }
}

/** Why a word names nobody: the member id is what people do not have at hand. */
const whyNobody = (word: string): string =>
  `${word === '' ? 'nobody was named' : `“${word}” is not the id of one person`}. An id looks like U012AB3CD; in Slack: open the profile, ⋮, “Copy member ID”.`;

async function erase(person: UserId, teamId: TeamId | null, around: EraseSurroundings): Promise<0 | 1 | 2> {
  const settings = readStoreConfig(around.environment);
  if (!settings.ok)
    throw new Error(settings.problems.map(({ variable, fix }) => `${variable} is wrong. ${fix}`).join(' '));
  const { store, archiveFolder } = settings;
  const found = await erasePerson({ store, teamId, person, log: around.log });
  const files = await eraseInArchives(archiveFolder, person);
  const reader = await openOrderReader({ store, teamId, log: around.log });
  const audit = await verifyStore(reader, {
    clock: around.clock,
    onProgress: async () => {},
    onViolation: async ({ reference, sentence }) => around.stdout(`${reference}: ${sentence}\n`),
  }).finally(() => reader.close());
  const isLeft = found.busy > 0 || Object.values(found.kept).some((references) => references.length > 0);
  around.stdout(textOf(person, { found, files, violations: audit.violations }));
  return isLeft || audit.violations > 0 ? 1 : 0;
}

function textOf(
  person: UserId,
  { found, files, violations }: { readonly found: Erased; readonly files: number; readonly violations: number },
): string {
  const { orders, stubs, dropped, elsewhere, kept, busy } = found;
  const audited = `Audit: ${violations === 0 ? 'no violation' : counted(violations, 'violation')}.\n`;
  const isNamed = orders + stubs + files + elsewhere + dropped + busy > 0 || Object.values(kept).flat().length > 0;
  const named = (references: readonly string[], why: string) =>
    references.length === 0 ? '' : `Kept in ${references.length} (${references.slice(0, 10).join(', ')}): ${why}\n`;
  return [
    !isNamed
      ? `Nothing in this store or its archive names ${person}, so nothing was erased. If somebody else was meant: in Slack, open the profile, ⋮, “Copy member ID”. ${audited}`
      : `${person} is erased from ${counted(orders, 'order')}, ${counted(stubs, 'archived order')}, ${counted(files, 'archive file')} and ${counted(elsewhere, 'setting or finding', 'settings or findings')}; deleted: ${counted(dropped, 'form, login or note', 'forms, logins or notes')} of theirs. ${audited}`,
    named(kept.open, 'they wait, run, or have something left to do. Run this again when they have ended.'),
    named(kept.first_form, 'an earlier version wrote their histories, which cover names as they stand.'),
    named(kept.unreadable, 'they cannot be read.'),
    busy > 0 ? `${counted(busy, 'row was', 'rows were')} written at the same moment. Run this again.\n` : '',
    'Not reached: reasons of cancellations, which are a part of what was approved; messages in Slack; backups, exports and logs made before.\n',
  ].join('');
}

const counted = (count: number, noun: string, nouns = `${noun}s`): string => `${count} ${count === 1 ? noun : nouns}`;
