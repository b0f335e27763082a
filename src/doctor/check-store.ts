import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { pauseSwitchIn } from '../service/pause-switch.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import { suspicionIn } from '../service/store-trust/suspicion.ts';
import { wentBackIn, wentBackText } from '../service/store-trust/went-back.ts';
import { tryStore } from '../slack/health/checks.ts';
import { isOnlyForATrial, type MachinePaths } from '../storage/kept-folder.ts';
import type { SealingKeys } from '../storage/logins/login-seal.ts';
import { openSqliteStores, openStores } from '../storage/open-stores.ts';
import { StoreUnreadable } from '../storage/order-reader.ts';
import { misaddressedIn } from '../storage/redis/connection/misaddressed.ts';
import type { Stores } from '../storage/stores.ts';
import { TeamId } from '../values/ids.ts';
import { unreadSince } from '../watch/head.ts';
import { type CheckResult, fine, type Guard, messageOf, notChecked, problem, warning } from './check.ts';
import { checkLogins } from './check-logins.ts';
import { type EmbeddedStore, lookAtEmbeddedStore } from './embedded-store.ts';

const OPEN_FIX = {
  redis: 'Let Redis run at REDIS_URL, with the user and password that the address names.',
  sqlite: 'Let DATA_DIR name a folder on a local disk that this user may write to.',
} as const;
const WRITE_FIX = {
  redis:
    'Let REDIS_URL name a main server (no replica, Sentinel or single node of a cluster) with memory to spare, and a user that may write and run scripts.',
  sqlite:
    'Make room on the disk, and let DATA_DIR belong to this user. When the file is damaged: “Copies of the store” in docs/operations.md.',
} as const;
/** Stands for the team in Redis keys while Slack does not say which it is; nothing is read or kept under it. */
const NO_TEAM = TeamId.parse('T0NOBODY');

export interface StoreDeps {
  readonly store: Config['store'];
  /** Whose bot this is; null when Slack does not say. */
  readonly teamId: TeamId | null;
  readonly keys: SealingKeys;
  readonly randomBytes: (count: number) => Buffer;
  readonly clock: Clock;
  readonly log: Log;
  readonly guard: Guard;
  /** This machine's, when it is left out. */
  readonly machine?: MachinePaths;
}

/** What is known once the store was opened. `stores` null: it cannot be used for more checks. */
interface Opened {
  readonly result: CheckResult;
  readonly stores: Stores | null;
  /** Whether the store is still to be made; `stores` is then an empty one in memory. */
  readonly isAbsent: boolean;
}

/** All lines about the store, in order. What is opened is closed. */
export async function checkStore(deps: StoreDeps): Promise<readonly CheckResult[]> {
  const { guard, keys, randomBytes } = deps;
  let opened: Opened | null = null;
  const result = await guard('Store', async () => {
    opened = await openToCheck(deps);
    return opened.result;
  });
  const withStores = async (name: string, check: (stores: Stores, isAbsent: boolean) => Promise<CheckResult>) => {
    const { stores = null, isAbsent = false } = opened ?? {};
    if (stores === null || !result.ok) return notChecked(name, 'a store that opens');
    return guard(name, () => check(stores, isAbsent));
  };
  // In Redis, everything is kept under the team's id.
  const withTeam: typeof withStores = async (name, check) =>
    deps.store.kind === 'redis' && deps.teamId === null && result.ok
      ? notChecked(name, 'a Slack token that works')
      : withStores(name, check);
  const others = [
    await withStores('Durability', (stores, isAbsent) => checkDurability(stores, isAbsent, deps)),
    await withTeam('Encryption key', (stores) => checkLogins({ ...stores, keys, randomBytes })),
    await withTeam('Pause', checkPause),
    await withTeam('Store’s time', checkTime),
    await withTeam('Account watch', (stores) => checkWatch(stores, deps.clock.now())),
  ];
  await guard('Store', async () => {
    await opened?.stores?.close();
    return result;
  });
  return [result, ...others];
}

async function openToCheck(given: StoreDeps): Promise<Opened> {
  const { store } = given;
  const overheard = overhearing(given.log);
  const deps = { ...given, log: overheard.log };
  try {
    if (store.kind === 'redis') return { ...(await opening(deps, 'Redis opens and answers')), isAbsent: false };
    return await openEmbedded(deps, lookAtEmbeddedStore(store.dataDir), resolve(store.dataDir));
  } catch (error) {
    const label = store.kind === 'redis' ? 'Redis' : `SQLite in ${resolve(store.dataDir)}`;
    if (error instanceof StoreUnreadable) {
      return { result: problem('Store', `${label} cannot be used`, error.userMessage), stores: null, isAbsent: false };
    }
    const wrongAddress = misaddressedIn(overheard.error() ?? error);
    const result = problem(
      'Store',
      `${label} cannot be used: ${messageOf(wrongAddress?.cause ?? overheard.error() ?? error)}`,
      wrongAddress?.message ?? OPEN_FIX[store.kind],
    );
    return { result, stores: null, isAbsent: false };
  }
}

/** Redis's library tells the log why there is no connection, and the caller only that there is none. */
function overhearing(log: Log): { readonly log: Log; error(): unknown } {
  let overheard: unknown = null;
  return {
    log: {
      debug: (fields, message) => log.debug(fields, message),
      info: (fields, message) => log.info(fields, message),
      warn: (fields, message) => {
        overheard = fields.error;
        log.warn(fields, message);
      },
      error: (fields, message) => log.error(fields, message),
    },
    error: () => overheard,
  };
}

async function openEmbedded(deps: StoreDeps, found: EmbeddedStore, folder: string): Promise<Opened> {
  switch (found) {
    case 'ready':
      return { ...(await opening(deps, `SQLite in ${folder} opens and answers`)), isAbsent: false };
    case 'absent': {
      const result = fine('Store', `SQLite makes it at the first start, in ${folder}`);
      return { result, stores: openSqliteStores(null, deps.clock, deps.log), isAbsent: true };
    }
    case 'older': {
      const fix = 'Back DATA_DIR up, start the bot, and run this again.';
      const result = warning('Store', `the next start brings SQLite in ${folder} up to date`, fix);
      return { result, stores: null, isAbsent: false };
    }
    case 'newer': {
      const fix = 'Run that version, or give DATA_DIR another folder.';
      const result = problem('Store', `a newer version of the bot wrote SQLite in ${folder}`, fix);
      return { result, stores: null, isAbsent: false };
    }
  }
}

async function opening({ store, teamId, clock, log }: StoreDeps, detail: string) {
  const stores = await openStores({ store, teamId: teamId ?? NO_TEAM, clock, log });
  await stores.ping();
  return { result: fine('Store', detail), stores };
}

const ON_YOUR_WORD =
  'a trial write was kept; what Redis hides of its settings is believed, because REDIS_IS_DURABLE says that it loses nothing';

/** Says that nothing can be lost only after a write that was kept, in a folder that outlives the machine's next start. */
async function checkDurability(
  stores: Stores,
  isAbsent: boolean,
  { store, machine }: Pick<StoreDeps, 'store' | 'machine'>,
): Promise<CheckResult> {
  const name = 'Durability';
  try {
    const found = await tryStore(stores);
    if (found !== null) return problem(name, 'no order is placed while the store could lose it', found);
  } catch (error) {
    return problem(name, `the store did not take a trial write: ${messageOf(error)}`, WRITE_FIX[store.kind]);
  }
  // What this Redis hides was not seen.
  if (store.kind === 'redis' && store.operatorSaysDurable) return fine(name, ON_YOUR_WORD);
  if (store.kind === 'sqlite' && isOnlyForATrial(store.dataDir, machine)) {
    const detail = `${resolve(store.dataDir)} is in memory: every order in it is lost when the machine starts again`;
    return warning(name, detail, 'For more than a trial, let DATA_DIR name a folder on a local disk.');
  }
  return fine(
    name,
    isAbsent
      ? 'SQLite will wait for the disk at every write'
      : 'a trial write was kept, and an acknowledged order cannot be lost',
  );
}

async function checkPause({ keyValues }: Stores): Promise<CheckResult> {
  const name = 'Pause';
  const pause = await pauseSwitchIn(keyValues).pause();
  if (!pause) return fine(name, 'off: orders are placed');
  const detail = `${pause.by ?? 'whoever started the bot'} paused placing at ${pause.at.toISOString()}: ${pause.reason}`;
  return warning(name, detail, 'When orders may be placed again, an approver types /scaledmail resume in Slack.');
}

async function checkWatch({ watch }: Stores, now: Date): Promise<CheckResult> {
  const name = 'Account watch';
  const { head } = await watch.head();
  const since = unreadSince(head, now);
  if (since) {
    const detail = `ScaledMail’s orders could not be read since ${since.toISOString()}: what happens in the account is not told`;
    return warning(
      name,
      detail,
      'The log says why each list failed. The lines about ScaledMail below say what is wrong now.',
    );
  }
  if (head.startedAt === null) return fine(name, 'begins at the first start');
  const odd = head.unreadable === 0 ? '' : `; ${head.unreadable} rows had no number`;
  return fine(name, `the account was read at ${head.readAt?.toISOString() ?? ''}${odd}`);
}

async function checkTime({ keyValues }: Stores): Promise<CheckResult> {
  const name = 'Store’s time';
  const proof = await wentBackIn(keyValues);
  if (proof) {
    const fix =
      'Follow “Copies of the store” in docs/operations.md. When all is compared, an approver types /scaledmail resume.';
    return problem(name, wentBackText(proof), fix);
  }
  const suspicion = await suspicionIn(keyValues);
  if (!suspicion) return fine(name, 'nothing says that it went back');
  return fine(name, `orders from before ${suspicion.since.toISOString()} are compared with their cards in Slack`);
}
