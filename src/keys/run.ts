import { parseArgs } from 'node:util';
import { readKeyConfig, sealingKeys } from '../config.ts';
import { AppError } from '../service/errors.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import { openOrderReader } from '../storage/open-order-reader.ts';
import { openStores } from '../storage/open-stores.ts';
import { TeamId } from '../values/ids.ts';
import { LOGIN_PLACES, type LoginPlace, type Rotated, rotateLogins } from './rotate.ts';

/** What the command is run in. */
export interface KeySurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomBytes: (count: number) => Buffer;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

export const USAGE = `Seals all logins anew with ENCRYPTION_KEY. The bot can keep running, when it has both keys already.

  npm run keys -- rotate

  --team T0123ABCD   whose logins, when one Redis keeps those of several Slack teams

ENCRYPTION_KEY is the new key, ENCRYPTION_KEY_PREVIOUS the one of before; the store is that of REDIS_URL or DATA_DIR.
It can be stopped and run again at any time. Exit code: 0 all are sealed with ENCRYPTION_KEY, 1 some open with neither key
and nothing was changed, 2 could not run.
`;

const OPTIONS = { team: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

type Asked = { readonly type: 'rotate'; readonly teamId: TeamId | null } | { readonly type: 'help' };

/** Reads the arguments after the program's name; throws for others. */
function readArguments(words: readonly string[]): Asked {
  const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  if (values.help || positionals[0] === 'help') return { type: 'help' };
  const [name, more] = positionals;
  if (name === undefined) throw new Error('name what to do: rotate');
  if (name !== 'rotate' || more !== undefined) throw new Error(`“${more ?? name}” is not expected here; use rotate`);
  if (values.team === undefined) return { type: 'rotate', teamId: null };
  const team = TeamId.safeParse(values.team);
  if (!team.success) throw new Error(`“${values.team}” is not a team id; a team id looks like T0123ABCD`);
  return { type: 'rotate', teamId: team.data };
}

/** Runs the command with the words after its name. Never throws: what keeps it from running is told on `stderr`. */
export async function runKeys(words: readonly string[], around: KeySurroundings): Promise<0 | 1 | 2> {
  try {
    const asked = readArguments(words);
    if (asked.type === 'help') {
      around.stdout(USAGE);
      return 0;
    }
    return await rotate(asked.teamId, around);
  } catch (error) {
    const reason =
      error instanceof AppError ? error.userMessage : error instanceof Error ? error.message : String(error);
    around.stderr(`The keys could not be rotated: ${reason.replaceAll(/\p{Cc}+/gu, ' ')}\n\n${USAGE}`);
    return 2;
  }
}

async function rotate(asked: TeamId | null, around: KeySurroundings): Promise<0 | 1 | 2> {
  const settings = readKeyConfig(around.environment);
  if (!settings.ok) {
    throw new Error(settings.problems.map(({ variable, what, fix }) => `${variable} is ${what}. ${fix}`).join(' '));
  }
  const { store } = settings.config;
  // Opened for reading first: a store that is not there is not made, and in Redis this finds whose it is.
  const reader = await openOrderReader({ store, teamId: asked, log: around.log });
  const { teamId } = reader;
  await reader.close();
  const stores = await openStores({ ...around, store, teamId: teamId ?? NO_TEAM });
  try {
    const keys = sealingKeys(settings.config);
    const rotated = await rotateLogins({ ...stores, keys, randomBytes: around.randomBytes });
    if (rotated.ok) around.stdout(rotatedText(rotated, keys.previous.length > 0));
    else around.stderr(refusedText(rotated.unreadable));
    return rotated.ok ? 0 : 1;
  } finally {
    await stores.close();
  }
}

/** The embedded store keeps what is of one team, and does not say of which. */
const NO_TEAM = TeamId.parse('T0NOBODY');

const PLACES: Readonly<Record<LoginPlace, string>> = {
  saved: 'kept by name',
  orders: 'of orders that wait',
  forms: 'of forms',
};

function rotatedText({ counts, anew }: Extract<Rotated, { ok: true }>, hasPrevious: boolean): string {
  const all = LOGIN_PLACES.reduce((sum, place) => sum + counts[place], 0);
  const parts = LOGIN_PLACES.map((place) => `${counts[place]} ${PLACES[place]}`).join(', ');
  const next = hasPrevious
    ? 'Now take ENCRYPTION_KEY_PREVIOUS away, and restart every process.\n'
    : 'Nothing else is to be done.\n';
  return `${counted(all)}: ${parts}. Sealed anew: ${anew}. All open with ENCRYPTION_KEY.\n${next}`;
}

/** Most logins that are named. */
const MOST_NAMED = 20;

function refusedText(unreadable: readonly string[]): string {
  const named = unreadable.slice(0, MOST_NAMED).join(', ');
  const more = unreadable.length > MOST_NAMED ? ` and ${unreadable.length - MOST_NAMED} more` : '';
  return `${`Nothing was changed: ${counted(unreadable.length)} open with neither ENCRYPTION_KEY nor ENCRYPTION_KEY_PREVIOUS: ${named}${more}.`.replaceAll(/\p{Cc}+/gu, ' ')}
Set ENCRYPTION_KEY_PREVIOUS to the key that sealed them. When it is lost, let their owners remove them (/scaledmail logins) and withdraw these orders; those of forms are gone 60 days after they were typed.
`;
}

const counted = (count: number): string => `${count} ${count === 1 ? 'login' : 'logins'}`;
