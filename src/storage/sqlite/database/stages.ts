import { RUNNING_STATES } from '../../../orders/standing/stage.ts';

/** A part of the content of a row; nothing of one that cannot be read, which the indexes have to bear. */
const inContent = (sql: string): string => `CASE WHEN json_valid(content) THEN ${sql} END`;
/** When an order that waits ends. In the oldest rows, the order is a part of the content. */
export const ENDS = inContent(`coalesce(content ->> '$.expiresAt', content ->> '$.order.expiresAt')`);
/** What its act does. Orders of the first form all charge. */
const EFFECT = inContent(`coalesce(content ->> '$.terms[0].worth.effect', 'spend')`);
/** An amount of what its act charges; nothing in the oldest rows, whose orders are all charged each month. */
const amount = (name: 'nowCents' | 'monthCents' | 'yearCents'): string =>
  inContent(`coalesce(content ->> '$.terms[0].worth.${name}', 0)`);
/** Whether that goes on each month: `goesOn`. */
const GOES_ON = `${EFFECT} = 'spend' AND (${amount('monthCents')} > 0 OR ${amount('nowCents')} + ${amount('yearCents')} = 0)`;
/** Whether it waits for approval. */
export const WAITS = `state = 'awaiting_approval'`;
/** 1 for an order of which `stageOf` says that it is running, else 0. */
const IS_RUNNING = `CASE WHEN state IN (${RUNNING_STATES.map((state) => `'${state}'`).join(', ')}) THEN 1
  WHEN state = 'active' AND ${GOES_ON} THEN 1 ELSE 0 END`;
/** Whether it is running. */
export const RUNS = `${IS_RUNNING} = 1`;

/**
 * Indexes for the lists of people. They are drawn from the rows themselves, so that they are true whoever writes. One that is
 * drawn otherwise gets another name: under the old one, a database keeps the old one.
 */
export const SELECTION_INDEXES = `
CREATE INDEX IF NOT EXISTS orders_waiting ON orders (${ENDS}, reference, requested_by, requested_at_ms) WHERE ${WAITS};
DROP INDEX IF EXISTS orders_running;
CREATE INDEX IF NOT EXISTS orders_going_on ON orders (${IS_RUNNING}, requested_at_ms DESC, reference, requested_by);`;
