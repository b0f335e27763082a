import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message } from '../../sandbox/slack/workspace/protocol.ts';
import { ACTION } from '../../views/ids.ts';
import { APPROVALS, buttonsOf, type Person, person, textOf } from '../support/person.ts';
import { describeOnBothStores } from '../support/stores.ts';
import type { CopyableWorld } from '../support/world.ts';

describeOnBothStores('A message that tells a pause', (open) => {
  let world: CopyableWorld;
  let amir: Person;
  let bea: Person;

  beforeEach(async () => {
    world = await open();
    [amir, bea] = [person(world, 'U0AMIR'), person(world, 'U0BEA')];
  });
  afterEach(() => world.stop());

  const posts = () =>
    amir.messages(APPROVALS).filter(({ blocks }) => textOf(blocks).startsWith('⏸️')) satisfies readonly Message[];
  const words = () => posts().map(({ blocks }) => textOf(blocks).split('\n')[0]);
  const buttons = () => posts().flatMap(buttonsOf);
  async function pressFirst(who: Person): Promise<void> {
    const [post] = posts();
    if (post) await who.press(post, ACTION.resume);
  }

  test('has no button once placing was resumed, and says by whom; earlier ones of the same pause, too', async () => {
    await amir.type('/scaledmail pause month end');
    await world.restartBot({ environment: { START_PAUSED: 'yes' } });
    await bea.type('/scaledmail pause the card is lost');
    expect(buttons()).toEqual([ACTION.resume, ACTION.resume]);
    await bea.type('/scaledmail resume');
    expect(words()).toEqual([
      '⏸️ Amir Haddad paused placing. Bea Lindqvist resumed it.',
      '⏸️ Bea Lindqvist paused placing. Bea Lindqvist resumed it.',
    ]);
    expect(posts().map(({ text }) => `⏸️ ${text}`)).toEqual(words());
    expect(textOf(posts()[0]?.blocks)).toContain('“month end”');
    expect(buttons()).toEqual([]);
  });

  test('keeps a button of its own when the next pause begins', async () => {
    await amir.type('/scaledmail pause month end');
    await pressFirst(bea);
    await amir.type('/scaledmail pause the card is lost');
    expect(words()).toEqual([
      '⏸️ Amir Haddad paused placing. Bea Lindqvist resumed it.',
      '⏸️ Amir Haddad paused placing.',
    ]);
    expect(buttons()).toEqual([ACTION.resume]);
  });

  test('that Slack does not draw anew keeps its button, and a press of it is answered', async () => {
    await amir.type('/scaledmail pause month end');
    world.slack.failNext({ method: 'chat.update', when: 'before', answer: { error: 'edit_window_closed' } });
    await bea.type('/scaledmail resume');
    expect(bea.privateAnswers().at(-1)).toContain('Orders are placed again');
    await pressFirst(amir);
    expect(amir.privateAnswers().at(-1)).toContain('Nothing was paused');
  });
});
