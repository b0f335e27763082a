import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import {
  codeOf,
  handClock,
  named,
  nameField,
  nameForm,
  plain,
  type RunningApp,
  startApp,
  startSlack,
  until,
} from './support.ts';

let slack: LocalSlack;
let running: RunningApp;
const clock = handClock();
let triggers: string[];
const TROUBLE = { ok: false, message: 'We had some trouble connecting. Try again?' };

beforeEach(async () => {
  triggers = [];
  slack = await startSlack({ clock: clock.read, ackTimeoutMs: 1_500 });
  running = await startApp(slack);
  running.app.command('/scaledmail', async ({ ack, body, client }) => {
    await ack();
    triggers.push(body.trigger_id);
    if (body.text !== 'wait') await client.views.open({ trigger_id: body.trigger_id, view: nameForm() });
  });
});
afterEach(async () => {
  await running.stop();
  await slack.close();
});

const modals = () => slack.snapshot('U0RITA').modals;
const topView = () => {
  const top = modals().at(-1);
  if (!top) throw new Error('no modal is open');
  return top;
};

async function openForm(): Promise<string> {
  await slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: '/scaledmail new' });
  await until(() => modals().length > 0);
  return topView().id;
}

const submit = (viewId: string, name = 'Rita') => slack.submit({ as: 'U0RITA', viewId, values: named(name) });

describe('triggers', () => {
  const trigger = async () => {
    await slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: '/scaledmail wait' });
    return String(triggers.at(-1));
  };
  const open = (triggerId: string) => running.app.client.views.open({ trigger_id: triggerId, view: nameForm() });

  test('a trigger opens one view', async () => {
    const triggerId = await trigger();
    expect(await codeOf(open(triggerId))).toBe('ok');
    expect(await codeOf(open(triggerId))).toBe('exchanged_trigger_id');
  });

  test('a trigger lives three seconds', async () => {
    const triggerId = await trigger();
    clock.advance(3001);
    expect(await codeOf(open(triggerId))).toBe('expired_trigger_id');
    expect(await codeOf(open('1.2.made-up'))).toBe('invalid_trigger_id');
  });

  test('expiry can also be told as Slack often does, as an invalid argument', async () => {
    const other = await startSlack({ clock: clock.read, expiredTriggerSpelling: 'invalid_arguments' });
    const seen: string[] = [];
    const late = await startApp(other);
    late.app.command('/scaledmail', async ({ ack, body }) => {
      seen.push(body.trigger_id);
      await ack();
    });
    await other.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: '/scaledmail' });
    clock.advance(3001);
    const call = late.app.client.views.open({ trigger_id: String(seen[0]), view: nameForm() });
    await expect(call).rejects.toMatchObject({
      data: { response_metadata: { messages: [expect.stringContaining('`trigger_id` expired')] } },
    });
    await late.stop();
    await other.close();
  });

  test('a refused view leaves the trigger whole', async () => {
    const triggerId = await trigger();
    const view = nameForm({ title: plain('x'.repeat(25)) });
    expect(await codeOf(running.app.client.views.open({ trigger_id: triggerId, view }))).toBe('invalid_arguments');
    expect(await codeOf(open(triggerId))).toBe('ok');
  });
});

describe('submitting', () => {
  test('an empty acknowledgement closes the view, which then cannot be updated', async () => {
    running.app.view('form', ({ ack }) => ack());
    const viewId = await openForm();
    expect(await submit(viewId)).toEqual({ ok: true });
    expect(modals()).toEqual([]);
    expect(await codeOf(running.app.client.views.update({ view_id: viewId, view: nameForm() }))).toBe('not_found');
  });

  test('the app gets the values under block and action ids', async () => {
    let values: unknown;
    running.app.view('form', async ({ ack, view }) => {
      values = view.state.values;
      await ack();
    });
    await submit(await openForm());
    expect(values).toEqual({ name_block: { name: { type: 'plain_text_input', value: 'Rita' } } });
  });

  test('errors are shown at their inputs and the view stays', async () => {
    running.app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { name_block: 'Taken' } }));
    expect(await submit(await openForm())).toEqual({ ok: false, errors: { name_block: 'Taken' } });
    expect(topView().values).toEqual(named('Rita'));
  });

  test('errors at a block that is no input are trouble', async () => {
    running.app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { elsewhere: 'Taken' } }));
    expect(await submit(await openForm())).toEqual(TROUBLE);
  });

  test('an answer that comes too late is trouble', async () => {
    running.app.view('form', async () => undefined);
    expect(await submit(await openForm())).toEqual(TROUBLE);
    expect(modals()).toHaveLength(1);
  });

  test('update draws the same view anew; what is typed stays under the same ids, and is gone under others', async () => {
    const next = (blockId: string) => nameForm({ title: plain('Next') }, [nameField(blockId)]);
    let blockId = 'name_block';
    running.app.view('form', ({ ack }) => ack({ response_action: 'update', view: next(blockId) }));
    const viewId = await openForm();
    const before = topView().hash;
    await submit(viewId);
    expect(topView()).toMatchObject({ id: viewId, view: { title: { text: 'Next' } }, values: named('Rita') });
    expect(topView().hash).not.toBe(before);
    blockId = 'name_block_2';
    await submit(viewId);
    expect(topView().values).toEqual({ name_block_2: { name: { type: 'plain_text_input', value: null } } });
  });

  test('push stacks to three, clear takes all away', async () => {
    let answer: 'push' | 'clear' = 'push';
    running.app.view('form', ({ ack }) =>
      answer === 'push' ? ack({ response_action: 'push', view: nameForm() }) : ack({ response_action: 'clear' }),
    );
    const root = await openForm();
    await submit(root);
    await submit(topView().id);
    expect(modals().map(({ rootViewId }) => rootViewId)).toEqual([root, root, root]);
    expect(await submit(topView().id)).toMatchObject({ ok: false });
    answer = 'clear';
    await submit(topView().id);
    expect(modals()).toEqual([]);
  });

  test('the client refuses what is too short before it is sent', async () => {
    const viewId = await openForm();
    expect(await submit(viewId, 'R')).toEqual({
      ok: false,
      errors: { name_block: 'Please enter at least 3 characters.' },
    });
    expect(await submit(viewId, '')).toEqual({
      ok: false,
      errors: { name_block: 'Please complete this required field.' },
    });
  });
});

describe('updating and closing', () => {
  test('a stale hash is a conflict, the newest one is not', async () => {
    const viewId = await openForm();
    const { hash } = topView();
    const update = (with_: string) =>
      running.app.client.views.update({ view_id: viewId, hash: with_, view: nameForm() });
    expect(await codeOf(update(hash))).toBe('ok');
    expect(await codeOf(update(hash))).toBe('hash_conflict');
    expect(await codeOf(update(topView().hash))).toBe('ok');
  });

  test('closing tells the app only when the view asked for it', async () => {
    const closed: boolean[] = [];
    running.app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
      await ack();
      closed.push('is_cleared' in body && body.is_cleared === true);
    });
    await slack.closeView({ as: 'U0RITA', viewId: await openForm(), all: false });
    expect(closed).toEqual([]);
    const viewId = await openForm();
    await running.app.client.views.update({ view_id: viewId, view: nameForm({ notify_on_close: true }) });
    await slack.closeView({ as: 'U0RITA', viewId, all: true });
    expect(closed).toEqual([true]);
    expect(modals()).toEqual([]);
  });

  test('a button in a modal pushes a view with its own trigger', async () => {
    const pushing: KnownBlock = {
      type: 'actions',
      block_id: 'more',
      elements: [{ type: 'button', action_id: 'push', text: plain('More') }],
    };
    running.app.action('push', async ({ ack, body, client }) => {
      await ack();
      if ('trigger_id' in body) await client.views.push({ trigger_id: String(body.trigger_id), view: nameForm() });
    });
    const viewId = await openForm();
    await running.app.client.views.update({ view_id: viewId, view: nameForm({}, [pushing]) });
    const source = { type: 'view', viewId } as const;
    await slack.press({ as: 'U0RITA', source, blockId: 'more', actionId: 'push' });
    await until(() => modals().length === 2);
    expect(topView().previousViewId).toBe(viewId);
  });

  test.each([true, false])(
    'an input tells the app what is typed before its form is sent only if it dispatches: %s',
    async (isTold) => {
      const told: string[] = [];
      running.app.action('name', async ({ ack, payload }) => {
        await ack();
        told.push(JSON.stringify(payload));
      });
      const viewId = await openForm();
      const field = { ...nameField('early'), dispatch_action: isTold };
      await running.app.client.views.update({ view_id: viewId, view: nameForm({}, [field]) });
      const pressed = await slack.press({
        as: 'U0RITA',
        source: { type: 'view', viewId },
        blockId: 'early',
        actionId: 'name',
        value: { type: 'plain_text_input', value: 'Rita' },
      });
      expect(pressed.ok).toBe(isTold);
      expect(told).toEqual(isTold ? [expect.stringContaining('"value":"Rita"')] : []);
    },
  );
});
