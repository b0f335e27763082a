import { resolve } from 'node:path';
import { type Walkable, walkable } from '../audit/each-order.ts';
import type { CommandSurroundings, ExitCode } from '../audit/terminal.ts';
import type { Config } from '../config.ts';
import type { OrderState } from '../orders/order.ts';
import { PAUSE_KEY, Pause, postsOf } from '../orders/pause.ts';
import { keepSuspicion } from '../service/store-trust/suspicion.ts';
import type { StoreTarget } from '../storage/content/content.ts';
import { openTarget } from '../storage/content/open-content.ts';
import { type CheckedFile, checkFile, FileBroken, recordsOf } from '../storage/content/read-file.ts';
import type { StoreRecord } from '../storage/content/record.ts';
import type { Command } from './arguments.ts';
import { audited, auditText, nameOfStore } from './around.ts';
import { withoutProcesses } from './left-out.ts';
import { restoredText } from './restored-text.ts';

/** Records that are put into a store at a time. */
const CHUNK = 200;

/**
 * Puts a file into an empty store, looks at all of it, and only then lets a bot open it. Placing is paused there, and every order is
 * compared with its card first. What fails or is killed before leaves nothing that a bot would open.
 */
export async function restoreBackup(
  { teamId, file: name }: Extract<Command, { type: 'restore' }>,
  store: Config['store'],
  around: CommandSurroundings,
): Promise<ExitCode> {
  const file = await checkFile(resolve(around.folder, name));
  if (file.header.content !== 'store')
    throw new FileBroken(
      `${file.path} is an archive of orders that ended, and no store. A backup is what npm run backup wrote.`,
    );
  const target = await openTarget({ store, teamId: teamId ?? file.header.team, log: around.log });
  try {
    await fill(target, file, around);
    const states = new Map<OrderState, string[]>();
    const reader = await target.reader();
    const found = await audited(noting(walkable(reader), states), around).finally(() => reader.close());
    if (found.orders !== file.end.orders)
      throw new FileBroken(`${found.orders} of ${file.end.orders} orders came into the store. Run it again.`);
    await target.finish();
    await around.stdout(
      restoredText({ where: nameOfStore(store), audit: auditText(found), madeAt: file.header.madeAt, states }),
    );
    return found.violations === 0 ? 0 : 1;
  } catch (error) {
    await target.abandon().catch(() => {});
    throw error;
  }
}

async function fill(target: StoreTarget, file: CheckedFile, { clock }: CommandSurroundings): Promise<void> {
  const now = clock.now();
  let before: Pause | null = null;
  let chunk: StoreRecord[] = [];
  // Files of versions before hold what belongs to processes, too.
  for await (const record of withoutProcesses(recordsOf(file))) {
    if (record.kind === 'value') {
      if (record.expiresAtMs !== null && record.expiresAtMs <= now.getTime()) continue;
      if (record.key === PAUSE_KEY) before = Pause.safeParse(JSON.parse(record.value)).data ?? null;
    }
    chunk.push(record);
    if (chunk.length < CHUNK) continue;
    await target.put(chunk);
    chunk = [];
  }
  await target.put(chunk);
  const set = async (key: string, value: string) => target.put([{ kind: 'value', key, value, expiresAtMs: null }]);
  const from = `Put back from a backup of ${file.header.madeAt.toISOString()}`;
  const reason = before ? `${from}. Before that: ${before.reason}` : from;
  await set(PAUSE_KEY, JSON.stringify({ by: null, at: now, reason, ...postsOf(before) } satisfies Pause));
  await keepSuspicion({ set }, { since: now, because: 'origin' });
}

/** The same walk, which notes which orders it met by their states. */
const noting = (walk: Walkable, states: Map<OrderState, string[]>): Walkable => ({
  ...walk,
  orders: async function* () {
    for await (const kept of walk.orders()) {
      const state = kept.stored?.order.state;
      if (state !== undefined && TO_LOOK_AT.has(state))
        states.set(state, [...(states.get(state) ?? []), kept.reference]);
      yield kept;
    }
  },
});

/** What may have gone on at the vendor since the copy was made. */
const TO_LOOK_AT: ReadonlySet<OrderState> = new Set(['awaiting_approval', 'approved', 'placing', 'outcome_unknown']);
