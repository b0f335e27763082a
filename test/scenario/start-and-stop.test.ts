import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { APPROVALS, cardFor, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld } from '../support/world.ts';

/** The bot as an operator starts it. */
function startMain(environment: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = '' } = process.env;
  return spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.on('data', (chunk) => {
    text += String(chunk);
  });
  return () => text;
}

test('a start without a configuration ends at once and tells all that is missing', async () => {
  const main = startMain({});
  const said = collect(main.stderr);
  const [code] = await once(main, 'exit');
  expect(code).toBe(78);
  for (const name of ['SLACK_BOT_TOKEN', 'SCALEDMAIL_API_KEY', 'APPROVERS', 'APPROVAL_CHANNEL', 'ENCRYPTION_KEY']) {
    expect(said()).toContain(`${name} is missing`);
  }
});

test('the real process serves, and SIGTERM ends it in order', async () => {
  const world = await startWorld();
  try {
    const environment = {
      ...world.environment,
      PORT: String(world.sparePort),
      DATA_DIR: `${world.environment.DATA_DIR}-main`,
    };
    const main = startMain(environment);
    const said = collect(main.stdout);
    await new Promise<void>((resolve) =>
      main.stdout?.on('data', () => said().includes('The bot is ready') && resolve()),
    );
    expect((await fetch(`http://127.0.0.1:${world.sparePort}/readyz`)).status).toBe(200);
    main.kill('SIGTERM');
    const [code] = await once(main, 'exit');
    expect(code).toBe(0);
    expect(said()).not.toContain(world.environment.SCALEDMAIL_API_KEY);
  } finally {
    await world.stop();
  }
});

test.each<{ mode: string; transport: Record<string, string> }>`
  mode             | transport
  ${'HTTP'}        | ${{}}
  ${'Socket Mode'} | ${{ SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: '' }}
`(
  'a start in $mode whose port is taken ends with an error, so that a supervisor tries again',
  async ({ transport }) => {
    const world = await startWorld();
    try {
      const port = new URL(world.botUrl).port;
      const taken = { ...world.environment, ...transport, PORT: port };
      const main = startMain({ ...taken, DATA_DIR: `${world.environment.DATA_DIR}-main` });
      const said = collect(main.stdout);
      const [code] = await once(main, 'exit');
      expect(code).toBe(1);
      expect(said()).toContain('EADDRINUSE');
    } finally {
      await world.stop();
    }
  },
);

test('a bot that is stopped in the middle of a click loses nothing', async () => {
  const world = await startWorld();
  try {
    await requestOrder(world);
    const amir = person(world, 'U0AMIR');
    const card = cardFor(amir);
    const blockId = card.blocks.find((block) => block.type === 'actions')?.block_id ?? '';
    const source = { type: 'message', channel: APPROVALS, ts: card.ts } as const;
    const click = world.slack.press({ as: amir.id, source, blockId, actionId: 'approve_order' });
    await Promise.all([click, click.then(() => world.restartBot())]);
    await world.advance(120_000);
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
    expect(world.vendor.state().charges).toHaveLength(1);
  } finally {
    await world.stop();
  }
});
