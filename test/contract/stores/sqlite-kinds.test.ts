import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { FILLING } from '../../../src/storage/sqlite/database/kinds.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';

const Plan = z.array(z.object({ detail: z.string() }));

test.each(FILLING.map((statement) => ({ statement })))('a start goes through no orders that are counted', (filling) => {
  const database = openSqliteDatabase(null);
  const plan = Plan.parse(database.prepare(`EXPLAIN QUERY PLAN ${filling.statement}`).all());
  database.close();
  // The first that is scanned is empty once there are counts, and what stands below it is not reached.
  const scanned = plan.map(({ detail }) => detail).filter((each) => /^SCAN (\(subquery|orders)/.test(each));
  expect(scanned).toEqual([expect.stringContaining('subquery'), 'SCAN orders']);
});
