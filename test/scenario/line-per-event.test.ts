import { afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { actorOf } from '../../src/orders/event.ts';
import { openOrderReader } from '../../src/storage/open-order-reader.ts';
import { cardFor, person } from '../support/person.ts';
import { requestOrder, requestSmall } from '../support/request-order.ts';
import { type CopyableWorld, startWorld } from '../support/world.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

const Line = z.object({
  msg: z.literal('Something happened to an order'),
  level: z.literal(30),
  reference: z.string(),
  act: z.literal('custom_order'),
  event: z.string(),
  by: z.string().optional(),
  amountCents: z.int().positive(),
  version: z.int().positive(),
  ms: z.int().nonnegative(),
});

let world: CopyableWorld | null = null;
afterEach(async () => {
  await world?.stop();
  world = null;
});

/** What the log says of orders, in the order of its lines. */
const told = ({ log }: CopyableWorld) =>
  log()
    .split('\n')
    .flatMap((line) => (line === '' ? [] : (Line.safeParse(JSON.parse(line)).data ?? [])));

/** What the store keeps of what happened, each as `<reference> <event> <who>`. */
async function kept({ environment: { DATA_DIR = '' } }: CopyableWorld): Promise<string[]> {
  const silent = () => {};
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const reader = await openOrderReader({ store: { kind: 'sqlite', dataDir: DATA_DIR }, teamId: null, log });
  const said: string[] = [];
  for (const reference of await reader.references()) {
    for (const each of (await reader.read(reference)).history) {
      if (!each.ok) throw new Error(each.problem);
      said.push(`${reference} ${each.entry.event.type} ${actorOf(each.entry.event)}`);
    }
  }
  await reader.close();
  return said;
}

test('every entry of every history has its line in the log, those of a start with other approvers too', async () => {
  const started = await startWorld();
  world = started;
  const amir = person(started, 'U0AMIR');
  await requestOrder(started);
  await amir.press(cardFor(amir), 'approve_order');
  await started.advance(14 * DAY_MS);
  await requestSmall(started, 'Umbrella', 'umbrella-mail.com');
  await started.restartBot({ environment: { APPROVERS: 'U0AMIR' } });
  await started.settle();
  const lines = told(started).map(({ reference, event, by = null }) => `${reference} ${event} ${by}`);
  const entries = await kept(started);
  expect(entries).toContainEqual(expect.stringMatching(/ approved U0AMIR$/));
  expect(entries).toContainEqual(expect.stringMatching(/ asked_anew null$/));
  expect(lines.toSorted()).toEqual(entries.toSorted());
});
