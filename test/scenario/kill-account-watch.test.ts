import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RequestPoint } from '../support/kill/world.ts';
import { startKillWorld } from '../support/kill/world.ts';
import { APPROVALS, buttonsOf, person, wordsOf } from '../support/person.ts';
import { type RunningRedis, startRedis } from '../support/servers/redis-server.ts';

const MINUTE_MS = 60_000;
const LOOK_MS = 15 * MINUTE_MS;
/** The bot is started twice a story; a machine with other work needs longer for it. */
const PATIENCE_MS = 120_000;

/** Moments of the message about an order that nobody approved: what was found is stored before each of them. */
const MOMENTS: readonly (readonly [string, Pick<RequestPoint, 'moment' | 'fate'>])[] = [
  ['before its message reaches Slack', { moment: 'arrived', fate: 'is lost' }],
  ['after Slack has its message, and before it learns that', { moment: 'made' }],
  ['while Slack answers', { moment: 'half' }],
];

describe.each(['SQLite', 'Redis'])('The account watch on %s', (store) => {
  let redis: RunningRedis | undefined;
  beforeAll(async () => {
    if (store === 'Redis') redis = await startRedis();
  });
  afterAll(() => redis?.stop());

  test.each(MOMENTS)(
    'a bot killed with SIGKILL between what it found and what it knows to be told, %s, tells it once',
    async (_when, at) => {
      const world = await startKillWorld(
        redis ? `${redis.url}/${MOMENTS.findIndex(([name]) => name === _when)}` : null,
        {
          watchesAccount: true,
        },
      );
      try {
        const amir = person(world, 'U0AMIR');
        await world.settle();
        const told = () =>
          amir.messages(APPROVALS).filter((each) => wordsOf(each).includes('that nobody approved here'));
        world.vendor.placeByHand({ names: ['getbyhand.com'] });
        world.arm({ request: { to: 'slack', path: /\/chat\.postMessage/, body: /unapproved/, ...at } });
        await world.advance(LOOK_MS);
        expect(world.causeOfDeath()).toBe('SIGKILL');
        expect(told()).toHaveLength(at.moment === 'arrived' ? 0 : 1);
        await world.restartBot();
        // Whoever began the message counts as alive for some minutes.
        for (let minutes = 0; minutes < 8; minutes += 1) await world.advance(MINUTE_MS);
        expect(told()).toHaveLength(1);
        for (let looks = 0; looks < 4; looks += 1) await world.advance(LOOK_MS);
        expect(told()).toHaveLength(1);
        const [message] = told();
        if (!message) throw new Error('Nothing was told');
        // The store knows which message it is: what people say of it is drawn there.
        await amir.press(message, 'explain_finding');
        expect(await amir.submit({ reason: 'Trial' })).toEqual({});
        await world.settle();
        expect(told().map(buttonsOf)).toEqual([[]]);
      } finally {
        await world.stop();
      }
    },
    PATIENCE_MS,
  );
});
