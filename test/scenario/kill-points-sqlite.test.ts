import { expect, test } from '@jest/globals';
import { killEverywhere, PATIENCE_MS } from '../support/kill/everywhere.ts';
import { KILL_POINTS } from '../support/kill/points.ts';

// A file for each store: Jest runs them side by side, and each waits most of the time for its bot to start.
test(
  'a bot killed with SIGKILL from the click on pays at most once and tells the truth once, on SQLite',
  async () => {
    expect(await killEverywhere(null)).toEqual([]);
    process.stdout.write(`kill -9 points covered on SQLite: ${KILL_POINTS.length}\n`);
  },
  PATIENCE_MS,
);
