/**
 * What the order of a row does, by its content: an act stands apart, under its hash; in rows of the first form it is a part of
 * the content, and in the oldest the order is. '' where it cannot be read, which is not counted.
 */
const kindOf = (content: string): string => `CASE WHEN json_valid(${content}) THEN coalesce(
  (SELECT CASE WHEN json_valid(act) THEN act ->> '$.kind' END FROM acts WHERE hash = ${content} ->> '$.terms[0].act'),
  ${content} ->> '$.facts.purchase.kind', ${content} ->> '$.order.facts.purchase.kind', '') ELSE '' END`;

/** Adds to the count of a kind and a state. */
const add = (kind: string, state: string, change: 1 | -1): string =>
  `INSERT INTO order_counts VALUES (${kind}, ${state}, ${change})
    ON CONFLICT (kind, state) DO UPDATE SET count = count + ${change};`;
const kindKnown = (row: 'OLD' | 'NEW'): string =>
  `coalesce((SELECT kind FROM order_kinds WHERE reference = ${row}.reference), '')`;

/** One row while nothing was ever counted. It stands before the orders in a join: else every start would go through all of them. */
const NOT_COUNTED = '(SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM order_counts))';

/** What counts the orders of before, once. */
export const FILLING: readonly string[] = [
  `INSERT OR IGNORE INTO order_kinds SELECT reference, ${kindOf('content')} FROM ${NOT_COUNTED} CROSS JOIN orders;`,
  `INSERT INTO order_counts SELECT kind, state, count(*)
  FROM ${NOT_COUNTED} CROSS JOIN orders CROSS JOIN order_kinds USING (reference) GROUP BY kind, state;`,
];

/**
 * How many orders there are of each kind in each state, and the kind of each order. The database counts itself, with every write,
 * so that it is true whoever writes, and reading it costs the same for any number of orders. An act has to be written before its
 * order.
 */
export const KINDS = `
CREATE TABLE IF NOT EXISTS order_kinds (reference TEXT PRIMARY KEY, kind TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS order_counts (
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (kind, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS order_kind_inserted AFTER INSERT ON orders BEGIN
  INSERT OR REPLACE INTO order_kinds VALUES (NEW.reference, ${kindOf('NEW.content')});
  ${add(kindKnown('NEW'), 'NEW.state', 1)}
END;
CREATE TRIGGER IF NOT EXISTS order_kind_changed AFTER UPDATE OF state ON orders WHEN OLD.state <> NEW.state BEGIN
  ${add(kindKnown('OLD'), 'OLD.state', -1)}
  ${add(kindKnown('NEW'), 'NEW.state', 1)}
END;
CREATE TRIGGER IF NOT EXISTS order_kind_deleted AFTER DELETE ON orders BEGIN
  ${add(kindKnown('OLD'), 'OLD.state', -1)}
  DELETE FROM order_kinds WHERE reference = OLD.reference;
END;
${FILLING.join('')}`;
