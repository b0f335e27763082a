import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { OPERATIONS as SERVED } from '../../sandbox/scaledmail/http/routes.ts';
import { requestsOf } from '../../src/acts/act.ts';
import { newestTerms } from '../../src/orders/order.ts';
import { OPERATIONS } from '../../src/scaledmail/operations.ts';
import { SUBCOMMANDS } from '../../views/ids.ts';
import { SUBJECTS } from '../support/warrant-lines/subjects.ts';

const root = new URL('../..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const Method = z.object({ operationId: z.string(), 'x-side-effect': z.string() });
const Contract = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const operationsOfContract = Object.values(Contract.parse(parse(read('docs/vendor/openapi.yaml'))).paths)
  .flatMap((path) => Object.values(path))
  .flatMap((method) => Method.safeParse(method).data ?? []);

const rows = read('docs/vendor/operations.md')
  .split('\n')
  .filter((line) => /^\| \w+ \|/.test(line) && !line.startsWith('| Operation'))
  .map((line) => {
    const [, id = '', effect = '', client = '', inSlack = '', act = '', file = ''] = line
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { id, effect, client, inSlack, act, file };
  });

describe('the page of operations', () => {
  test('has each operation of the contract once, with its effect', () =>
    expect(rows.map(({ id, effect }) => [id, effect])).toEqual(
      operationsOfContract.map((each) => [each.operationId, each['x-side-effect'].replace('none', 'read')]),
    ));

  test('names those that the client has, and no others', () =>
    expect(rows.flatMap(({ client }) => (client === '' ? [] : [client])).toSorted()).toEqual(
      Object.keys(OPERATIONS).toSorted(),
    ));

  test('speaks of a stand-in that serves all of them', () =>
    expect(SERVED.map(({ operationId }) => operationId).toSorted()).toEqual(rows.map(({ id }) => id).toSorted()));

  test('names the acts whose call an operation is, whatever step of them', () => {
    const acts = Object.entries(SUBJECTS).flatMap(([kind, { approved }]) => {
      const { act, tag } = newestTerms(approved);
      const operations = new Set(requestsOf(act, tag).map(({ operation }) => operation));
      return [...operations].map((operation) => `${operation} ${kind}`);
    });
    const named = rows.flatMap(({ client, act }) =>
      act === '' ? [] : act.split(', ').map((kind) => `${client} ${kind}`),
    );
    expect(named.toSorted()).toEqual(acts.toSorted());
  });

  test('names commands and tests that exist', () => {
    const words = rows.flatMap(({ inSlack }) => /^\/scaledmail (\S+)$/.exec(inSlack)?.[1] ?? []);
    expect(words.filter((word) => !SUBCOMMANDS.some((known) => known === word))).toEqual([]);
    expect(rows.filter(({ file }) => !existsSync(new URL(file, root)))).toEqual([]);
  });
});
