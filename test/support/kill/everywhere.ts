import type { Act } from '../../../src/acts/act.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { violationsOf } from './judge.ts';
import { type End, KILL_POINTS } from './points.ts';
import { A_FORM, type Asked, type KilledStory, storyWithKill } from './story.ts';
import { nameOfOrder, startKillWorld } from './world.ts';

/** The bot starts some sixty times a store; a machine with other work needs longer for it. */
export const PATIENCE_MS = 1_800_000;

/** A number as a last name, which has no digits. */
const lettersOf = (index: number): string =>
  [...String(index)].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number(digit))).join('');

/** Kills the bot at every point, one order each, of every kind, on one store. Answers what went wrong. */
export async function killEverywhere(redisUrl: string | null): Promise<string[]> {
  const world = await startKillWorld(redisUrl);
  const wrong: string[] = [];
  /** Orders that work, and that nobody has asked to cancel. */
  const working: KilledStory[] = [];
  /** One that works, to be changed; where nobody knows then how it stands, for the last time. */
  const changed = (end: End): Reference => {
    const story = end === 'active' ? working.at(-1) : working.pop();
    if (!story) throw new Error('No order works any more');
    return story.reference;
  };
  const askedFor: Readonly<Record<Act['kind'], (index: number, end: End) => Asked>> = {
    custom_order: (index) => ({ name: nameOfOrder(index) }),
    cancel_order: (index) => working.shift()?.reference ?? { name: nameOfOrder(index) },
    change_redirect: (index, end) => ({ changes: changed(end), to: { redirect: `https://killed${index}.example` } }),
    swap_domain: (index, end) => ({ changes: changed(end), to: { name: nameOfOrder(index) } }),
    change_sender: (index, end) => ({ changes: changed(end), to: { sender: `Zoë ${lettersOf(index)}` } }),
    create_workspace: (index) => ({ opens: `Killed ${index}` }),
    buy_prewarmed: () => 'an item of the stock',
    fixed_package: (index) => ({ packaged: index }),
    fill_form: () => A_FORM,
    buy_domains: (index) => ({ buys: `killed${index}.com` }),
    buy_and_order: (index) => ({ buysAndOrders: `killedboth${index}.com` }),
  };
  try {
    for (const [index, named] of KILL_POINTS.entries()) {
      try {
        const story = await storyWithKill(world, named, askedFor[named.kind](index, named.end));
        if (named.kind === 'custom_order' && named.end === 'active') working.push(story);
        const violations = await violationsOf(world, story, named.end);
        wrong.push(...violations.map((violation) => `${named.name}: ${violation}`));
      } catch (error) {
        throw new Error(`Killed at “${named.name}”. Wrong before: ${wrong.join('; ')}`, { cause: error });
      }
    }
  } finally {
    await world.stop();
  }
  return wrong;
}
