import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { createLog } from '../../src/log.ts';
import type { Order } from '../../src/orders/order.ts';
import { draftsIn } from '../../src/service/requesting/form/drafts.ts';
import { openStores } from '../../src/storage/open-stores.ts';
import { TeamId, UserId } from '../../src/values/ids.ts';
import { aDraft } from '../../test/support/views/orders.ts';
import { answerAsks } from './answering.ts';
import { fastStores, store } from './seeding.ts';
import { templatesFor } from './templates-of.ts';

const Loaded = z.object({ dataDir: z.string(), templatesFile: z.string(), worldUrl: z.string(), count: z.int() });
const Watched = z.object({ dataDir: z.string(), count: z.int(), dueAtMs: z.number() });
const Reminders = z.object({
  redisUrl: z.string(),
  batches: z.array(z.object({ count: z.int(), dueAtMs: z.number() })),
});
const HOUR_MS = 3_600_000;
const FORMS_PER_ORDER = 4;

/** Orders that await approval, forms in the making, and the requests that can be made about them. */
async function seedLoaded(given: unknown): Promise<void> {
  const { dataDir, templatesFile, worldUrl, count } = Loaded.parse(given);
  const stores = fastStores(dataDir);
  const now = new Date();
  const numbers = Array.from({ length: count }, (_, index) => index);
  // Each form is of another person, and there are more than requests at a time: nobody saves one form twice in a moment.
  const drafts = Array.from({ length: FORMS_PER_ORDER * count }, (_, number) =>
    aDraft({ id: `draft-${number}`, ownerId: UserId.parse(`U0RITA${number}`), teamId: TeamId.parse('T0ACME') }),
  );
  const left = { task: { type: 'expire' }, dueAt: new Date(now.getTime() + HOUR_MS) } as const;
  const orders: Order[] = [];
  for (const number of numbers) orders.push(await store(stores.orders, number, { stage: 'waiting', at: now, left }));
  for (const draft of drafts) await draftsIn(stores.keyValues).begin({ draft, fill: 1 });
  stores.close();
  writeFileSync(templatesFile, JSON.stringify(templatesFor(orders, drafts, worldUrl)));
}

/** Placed orders whose progress is to be looked at from `dueAtMs` on. */
async function seedWatched(given: unknown): Promise<void> {
  const { dataDir, count, dueAtMs } = Watched.parse(given);
  const stores = fastStores(dataDir);
  const dueAt = new Date(dueAtMs);
  const left = { task: { type: 'watch' }, dueAt } as const;
  for (let number = 0; number < count; number += 1) {
    await store(stores.orders, number, { stage: 'placed', at: dueAt, left });
  }
  stores.close();
}

/** Waiting orders in Redis, of which each is to be brought up again when its batch is due. */
async function seedReminders(given: unknown): Promise<void> {
  const { redisUrl, batches } = Reminders.parse(given);
  const clock = { now: () => new Date() };
  const config = { kind: 'redis', url: redisUrl, operatorSaysDurable: true } as const;
  const stores = await openStores({ store: config, teamId: TeamId.parse('T0ACME'), clock, log: createLog('warn') });
  const dueAts = batches.flatMap(({ count, dueAtMs }) => Array.from({ length: count }, () => new Date(dueAtMs)));
  await Promise.all(
    dueAts.map((dueAt, number) =>
      store(stores.orders, number, { stage: 'waiting', at: clock.now(), left: { task: { type: 'remind' }, dueAt } }),
    ),
  );
  await stores.close();
}

answerAsks({ loaded: seedLoaded, watched: seedWatched, reminders: seedReminders });
