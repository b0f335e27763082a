import { expect, test } from '@jest/globals';
import { askedStores } from '../../../src/storage/sqlite/thread/asked-stores.ts';
import { createLine } from '../../../src/storage/sqlite/thread/line.ts';
import type { Turn } from '../../../src/storage/sqlite/thread/messages.ts';

function newLine() {
  const turns: Turn[] = [];
  const line = createLine(
    (turn) => turns.push(turn),
    () => 7,
  );
  const ask = (rank: 'form' | 'person' | 'background', key: string) =>
    line.call<string>(rank, { port: 'keyValues', method: 'get', given: [key] });
  const asked = () => turns.map(({ calls }) => calls.map(({ given }) => given[0]));
  return { line, turns, ask, asked };
}
const roundEnded = () => new Promise((resolve) => setImmediate(resolve));

test('what is asked for before the event loop goes on is one turn, in the order of ranks, with its time', async () => {
  const { turns, ask, asked } = newLine();
  void ask('background', 'last');
  void ask('person', 'later');
  void Promise.resolve().then(() => ask('form', 'first'));
  expect(turns).toEqual([]);
  await roundEnded();
  expect(asked()).toEqual([['first', 'later', 'last']]);
  expect(turns[0]?.nowMs).toBe(7);
});

test('a form goes before a crowd that asked first and is not with the thread yet', async () => {
  const { line, ask, asked } = newLine();
  for (let number = 0; number < 100; number += 1) void ask('background', `crowd ${number}`);
  await roundEnded();
  expect(asked().map(({ length }) => length)).toEqual([16, 16]);
  void ask('form', 'form');
  await roundEnded();
  expect(asked()).toHaveLength(2);
  line.onAnswers([], 1);
  await roundEnded();
  expect(asked().at(-1)?.[0]).toBe('form');
});

test('many forms go in one turn, and leave some room to others', async () => {
  const { ask, asked } = newLine();
  for (let number = 0; number < 50; number += 1) {
    void ask('person', `person ${number}`);
    void ask('form', `form ${number}`);
  }
  await roundEnded();
  const [first = [], second = []] = asked();
  expect(first.map((key) => String(key).split(' ')[0]).join(' ')).toBe(
    `${'form '.repeat(50)}${'person '.repeat(4)}`.trim(),
  );
  expect(second).toHaveLength(16);
});

test('each answer goes to its call, and at the end every call is refused', async () => {
  const { line, ask } = newLine();
  const [first, second] = [ask('form', 'one'), ask('form', 'two')];
  await roundEnded();
  line.onAnswers([{ id: 2, ok: true, value: 'second' }], 1);
  expect(await second).toBe('second');
  line.end(new Error('It exited with code 1'));
  await expect(first).rejects.toMatchObject({ code: 'store_unavailable' });
  await expect(ask('form', 'three')).rejects.toMatchObject({ code: 'store_unavailable' });
});

test('the files are closed after everything that was asked for before, whoever asked', async () => {
  const { line, turns } = newLine();
  const { shortLivedInBackground, closeFiles } = askedStores(line);
  for (let number = 0; number < 40; number += 1) void shortLivedInBackground.delete(`${number}`);
  void closeFiles();
  await roundEnded();
  line.onAnswers([], 2);
  await roundEnded();
  expect(turns.flatMap(({ calls }) => calls.map(({ method }) => method)).indexOf('close')).toBe(40);
});
