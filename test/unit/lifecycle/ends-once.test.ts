import { expect, test } from '@jest/globals';
import { endsOnce, type Life } from '../../../src/lifecycle/ends-once.ts';
import { StartCutShort, StartProblem } from '../../../src/lifecycle/start-problem.ts';

/** A process that starts and stops when the test says so. */
function process() {
  const said: string[] = [];
  const codes: number[] = [];
  const write = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`);
  const ending = endsOnce({ debug: write, info: write, warn: write, error: write }, (code) => void codes.push(code));
  let begun: Life | null = null;
  let settle = { started: () => {}, failed: (_error: unknown) => {}, stopped: () => {} };
  const live = ending.live(
    (life) => {
      begun = life;
      return new Promise((resolve, reject) => {
        const stop = () =>
          new Promise<void>((stopped) => {
            said.push('stop');
            settle = { ...settle, stopped };
          });
        settle = { ...settle, failed: reject, started: () => resolve({ stop, underWay: () => ({ calls: 1 }) }) };
        life.signal.addEventListener('abort', () => reject(new StartCutShort('ended')));
      });
    },
    () => void said.push('ready'),
  );
  const round = () => new Promise(setImmediate);
  return {
    ...{ said, codes, ending, live, round },
    life: () => begun,
    started: async () => {
      settle.started();
      await round();
    },
    failed: (error: unknown) => settle.failed(error),
    stopped: async () => {
      settle.stopped();
      await round();
    },
  };
}

test('a signal ends it in order, and it ends well', async () => {
  const { said, codes, ending, started, stopped } = process();
  await started();
  ending.onSignal('SIGTERM');
  expect([said.includes('stop'), codes]).toEqual([true, []]);
  await stopped();
  expect(codes).toEqual([0]);
});

test('a second signal says what it cuts, and ends it at once', async () => {
  const { said, codes, ending, started } = process();
  await started();
  ending.onSignal('SIGTERM');
  ending.onSignal('SIGTERM');
  expect(codes).toEqual([1]);
  expect(said.at(-1)).toBe('A second signal: ends at once, and cuts what is under way {"signal":"SIGTERM","calls":1}');
});

test('a signal during the start ends the start', async () => {
  const { said, codes, ending, live } = process();
  ending.onSignal('SIGINT');
  await live;
  expect([codes, said.includes('ready')]).toEqual([[0], false]);
});

test('a signal in the last moment of the start ends in order what was started', async () => {
  const { said, codes, ending, started, stopped } = process();
  const starting = started();
  ending.onSignal('SIGTERM');
  await starting;
  await stopped();
  expect([codes, said.includes('ready')]).toEqual([[0], false]);
});

test('what nobody caught is logged, and ends it in order, as failed', async () => {
  const { said, codes, ending, started, stopped } = process();
  await started();
  ending.onCrash(new Error('nobody caught me'));
  ending.onCrash(new Error('nor me'));
  expect(said.filter((line) => line === 'stop')).toHaveLength(1);
  await stopped();
  expect(codes).toEqual([1]);
});

test('a token that is refused while it runs ends it in order, with the sentence and its exit code', async () => {
  const { said, codes, life, started, stopped } = process();
  await started();
  life()?.onLost(new StartProblem('Slack does not accept SLACK_APP_TOKEN.'));
  expect(said).toContain('Slack does not accept SLACK_APP_TOKEN. {}');
  await stopped();
  expect(codes).toEqual([78]);
});

test.each([
  [new StartProblem('Port 3000 is taken.', 1), 1, 'The bot cannot start. Port 3000 is taken. {}'],
  [new Error('odd'), 1, 'The bot could not start {"error":{}}'],
])('a start that fails with %s ends with %i', async (error, code, sentence) => {
  const { said, codes, failed, live } = process();
  failed(error);
  await live;
  expect([codes, said.at(-1)]).toEqual([[code], sentence]);
});
