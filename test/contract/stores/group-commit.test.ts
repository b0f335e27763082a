import { expect, test } from '@jest/globals';
import { groupCommit } from '../../../src/storage/sqlite/database/group-commit.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';

function openNumbers() {
  const database = openSqliteDatabase(null);
  database.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY)');
  const statements: string[] = [];
  const exec = database.exec.bind(database);
  let isFailing = false;
  database.exec = (sql) => {
    statements.push(sql);
    if (isFailing && sql === 'COMMIT') throw new Error('The disk is full');
    return exec(sql);
  };
  const failCommits = () => {
    isFailing = true;
  };
  const insert = database.prepare('INSERT INTO numbers VALUES (?)');
  const all = database.prepare('SELECT number FROM numbers ORDER BY number').pluck();
  return {
    together: groupCommit(database),
    insert: (number: number) => insert.run(number).changes,
    all,
    statements,
    failCommits,
  };
}

test('writes that come at the same moment are one transaction, and each gets its own answer', async () => {
  const { together, insert, all, statements } = openNumbers();
  const later = Promise.resolve().then(() => together(() => insert(3) + 10));
  expect(await Promise.all([together(() => insert(1)), together(() => insert(2) * 5), later])).toEqual([1, 5, 11]);
  expect(statements).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
  expect(await together(() => insert(4))).toBe(1);
  expect(statements).toHaveLength(4);
  expect(all.all()).toEqual([1, 2, 3, 4]);
});

test('nothing is written before the caller could be told, and no one is told before it is written', async () => {
  const { together, insert, all } = openNumbers();
  const written = together(() => insert(1)).then(() => all.all());
  expect(all.all()).toEqual([]);
  expect(await written).toEqual([1]);
});

test('when one of them fails, only its caller is told, and the others are written', async () => {
  const { together, insert, all } = openNumbers();
  const outcomes = await Promise.allSettled([1, 1, 2].map((number) => together(() => insert(number))));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(all.all()).toEqual([1, 2]);
  expect(await together(() => insert(3))).toBe(1);
});

test('when the database takes no transaction, all are told, nothing is written, and it is not asked again for each', async () => {
  const { together, insert, all, statements, failCommits } = openNumbers();
  failCommits();
  const outcomes = await Promise.allSettled([1, 2].map((number) => together(() => insert(number))));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(statements).toEqual(['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']);
  expect(all.all()).toEqual([]);
});
