import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { bundle } from '../../../../../bundle.ts';
import { MAX_LINES } from '../../../../../src/acts/custom_order/reading/reading.ts';

const Measured = z.object({
  shapes: z.record(z.string(), z.object({ lines: z.int(), ms: z.number() })),
  growth: z.number(),
});

/** A third of it is usual. Where two processes share one core, it doubles for as long as both work; what reads badly takes seconds. */
const MOST_MS = 100;
/** `test/support/cpu/read-shapes.ts` has nine. */
const SHAPES = 9;

let folder: string;
let measured: z.infer<typeof Measured>;

/** The reader is measured as the bot has it: bundled, in a process of its own. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-cpu-'));
  await bundle(['test/support/cpu/read-shapes.ts'], folder);
  const program = join(folder, 'test/support/cpu/read-shapes.js');
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(MOST_MS)]);
  measured = Measured.parse(JSON.parse(stdout));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('2,000 lines of any shape take less than 100 ms of CPU, and none is lost', () => {
  const all = Object.values(measured.shapes);
  expect(all).toHaveLength(SHAPES);
  expect(all.filter(({ lines }) => lines !== MAX_LINES)).toEqual([]);
  expect(Object.entries(measured.shapes).filter(([, { ms }]) => ms >= MOST_MS)).toEqual([]);
});

test('nothing grows with the square of the lines', () => {
  // About five times is usual; what grows with the square would take 25 times as long.
  expect(measured.growth).toBeLessThan(15);
});
