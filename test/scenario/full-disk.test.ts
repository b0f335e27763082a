import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { buttonsOf, cardFor, type Person, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { runningOrder } from '../support/running-order.ts';
import { startWorld, type World } from '../support/world.ts';

const APPROVE = 'approve_order';
const TABLES = ['orders', 'work', 'history', 'key_values'] as const;

describe('A disk that is full', () => {
  let world: World;
  let amir: Person;

  beforeEach(async () => {
    world = await startWorld({ environment: { CREATE_WORKSPACE_PATH: '/create-workspace' } });
    world.vendor.settings({ createWorkspacePath: '/create-workspace' });
    amir = person(world, 'U0AMIR');
  });
  afterEach(() => world.stop());

  /** Lets every write to the bot's file fail as on a full disk, or lets them through again. Reading goes on. */
  function setFull(isFull: boolean): void {
    const database = new Database(join(world.environment.DATA_DIR ?? '', 'scaledmail.db'), { timeout: 5_000 });
    for (const table of TABLES) {
      for (const act of ['INSERT', 'UPDATE'] as const) {
        const name = `full_${table}_${act}`;
        database.exec(
          isFull
            ? `CREATE TRIGGER ${name} BEFORE ${act} ON ${table} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`
            : `DROP TRIGGER ${name}`,
        );
      }
    }
    database.close();
  }
  const paidCalls = () =>
    world.vendor.state().requests.filter(({ operationId }) => operationId === 'createCustomOrder').length;

  test('takes no approval and says so; the same click counts once there is room again', async () => {
    await requestOrder(world);
    setFull(true);
    await amir.press(cardFor(amir), APPROVE);
    expect(amir.privateAnswers().at(-1)).toMatch(/database cannot be written/);
    expect(buttonsOf(cardFor(amir))).toContain(APPROVE);
    expect(paidCalls()).toBe(0);
    setFull(false);
    await amir.press(cardFor(amir), APPROVE);
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
    expect(paidCalls()).toBe(1);
  });

  test('places nothing that was approved before, loses nothing, and goes on by itself afterwards', async () => {
    await requestOrder(world);
    world.vendor.arm([{ operationId: 'calculatePackage', kind: 'server_error', times: 50 }]);
    await amir.press(cardFor(amir), APPROVE);
    world.vendor.arm([]);
    setFull(true);
    await expect(world.advance(60_000)).rejects.toThrow('claimDue failed in the store');
    await world.restartBot();
    await expect(world.advance(60_000)).rejects.toThrow('claimDue failed in the store');
    expect(paidCalls()).toBe(0);
    expect(world.log()).toMatch(/This process is not ready to serve/);
    expect(world.log()).toMatch(/Make room on the disk/);
    setFull(false);
    await world.advance(120_000);
    expect(paidCalls()).toBe(1);
    expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
  });

  test('a page whose words it cannot keep stays, with what was typed; sent again, it counts', async () => {
    const { rita, openMenu, unused } = await runningOrder(world);
    const sendTwice = async (field: string, fields: Parameters<Person['submit']>[0]) => {
      setFull(true);
      expect(await rita.submit(fields)).toEqual({ [field]: expect.stringContaining('database cannot be written') });
      setFull(false);
      expect(await rita.submit(fields)).toEqual({});
      expect(rita.modalText()).toContain('waits for approval');
    };
    await openMenu(rita, 'redirect');
    await sendTwice('new_redirect', { new_redirect: 'https://new.com' });
    await openMenu(rita, 'sender', 1);
    await sendTwice('new_sender', { new_sender: 'Zoë Neil' });
    await openMenu(rita, 'swap', 2);
    await sendTwice('new_name', { new_name: { select: unused[0] ?? '' } });
    await rita.type('/scaledmail workspaces');
    const listed = rita.messages('C0GENERAL').findLast((each) => buttonsOf(each).includes('new_workspace'));
    if (listed) await rita.press(listed, 'new_workspace');
    await sendTwice('workspace_name', { workspace_name: 'Umbrella' });
  });
});
