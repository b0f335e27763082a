import { expect, test } from '@jest/globals';
import { type Meter, noMeter } from '../../../../src/service/ports/meter.ts';
import { noteChange } from '../../../../src/service/reading/noting-changes.ts';
import { tellingChanges } from '../../../../src/service/reading/telling-changes.ts';
import { createWorker } from '../../../../src/service/worker/worker.ts';
import { approvedThen, inWorld } from '../placing/placing-world.ts';

test('a placing writes a line for each thing that happened, and counts it, without anybody’s names or words', () =>
  inWorld(async (world) => {
    await world.withOnly(await world.lived({}, approvedThen), { type: 'place' });
    const lines: Readonly<Record<string, unknown>>[] = [];
    const counted: string[] = [];
    const silent = () => undefined;
    const log = {
      debug: silent,
      warn: silent,
      error: silent,
      info: (fields: (typeof lines)[number]) => void lines.push(fields),
    };
    const meter: Meter = { ...noMeter, happened: (...what) => void counted.push(what.join(' ')) };
    let nowMs = 0;
    const orders = tellingChanges(
      world.deps.orders,
      (written) => noteChange(written, { log, meter }),
      () => {
        nowMs += 7;
        return nowMs;
      },
    );
    const worker = createWorker({ ...world.deps, orders }, () => {});
    await worker.claimAndStart();
    await worker.idle();
    expect(counted).toEqual(['custom_order placing_started placing', 'custom_order vendor_confirmed placed']);
    expect(lines.map(({ event, state, ms }) => [event, state, ms])).toEqual([
      ['placing_started', 'placing', 7],
      ['vendor_confirmed', 'placed', 7],
    ]);
    expect(lines[0]).toMatchObject({
      reference: expect.any(String),
      act: 'custom_order',
      amountCents: expect.any(Number),
    });
    expect(Number(lines[1]?.version)).toBeGreaterThan(Number(lines[0]?.version));
    expect(JSON.stringify(lines)).not.toMatch(/\.com/);
  }));
