import { killSwitchIn } from '../service/kill-switch.ts';
import type { Stores } from '../storage/open-stores.ts';
import { type CheckResult, fine, type Guard, messageOf, notChecked, problem, warning } from './check.ts';

const OPEN_MEND = {
  redis: 'Let Redis run at REDIS_URL, with the user and password that the address names.',
  sqlite: 'Let DATA_DIR name a folder on a local disk that this user may write to.',
} as const;
const LABELS = { redis: 'Redis', sqlite: 'SQLite' } as const;
const NEED = 'a store that opens';

/** All lines about the store, in order. `open` throws when the store cannot be opened; what it opens is closed. */
export async function checkStore(deps: {
  readonly kind: 'redis' | 'sqlite';
  readonly open: () => Promise<Stores>;
  readonly guard: Guard;
}): Promise<readonly CheckResult[]> {
  const { kind, guard } = deps;
  let stores: Stores | null = null;
  const opened = await guard('Store', async () => {
    try {
      stores = await deps.open();
      await stores.ping();
      return fine('Store', `${LABELS[kind]} opens and answers`);
    } catch (error) {
      return problem('Store', `${LABELS[kind]} cannot be used: ${messageOf(error)}`, OPEN_MEND[kind]);
    }
  });
  const withStores = (name: string, check: (stores: Stores) => Promise<CheckResult>) => {
    const known = stores;
    return known === null || !opened.ok ? notChecked(name, NEED) : guard(name, () => check(known));
  };
  const others = [await withStores('Durability', checkDurability), await withStores('Kill switch', checkKillSwitch)];
  await closed(stores);
  return [opened, ...others];
}

async function closed(stores: Stores | null): Promise<void> {
  await stores?.close();
}

async function checkDurability({ orders }: Stores): Promise<CheckResult> {
  const name = 'Durability';
  const found = await orders.durabilityProblem();
  if (found === null) return fine(name, 'an acknowledged order cannot be lost');
  return problem(name, 'no order is placed while the store could lose it', found);
}

async function checkKillSwitch({ keyValues }: Stores): Promise<CheckResult> {
  const name = 'Kill switch';
  const pause = await killSwitchIn(keyValues).pause();
  if (!pause) return fine(name, 'off: orders are placed');
  const detail = `placing is paused by ${pause.by} since ${pause.at.toISOString()}: ${pause.reason}`;
  return warning(name, detail, 'When that is over, an approver types /scaledmail resume in Slack.');
}
