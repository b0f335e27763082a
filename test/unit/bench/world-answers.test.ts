import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { slackAnswer } from '../../../bench/subjects/world-answers.ts';

const SLACK = join(import.meta.dirname, '../../../src/slack');
/** A call of a Web API method through one of the clients. */
const CALL = /\b(?:client|web|modal)\.((?:[a-z]+\.)+[a-zA-Z]+)\(/g;

test('the benchmark’s Slack answers every method that the app calls', () => {
  const sources = readdirSync(SLACK, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const called = sources.flatMap((path) =>
    [...readFileSync(join(SLACK, path), 'utf8').matchAll(CALL)].map(([, method = '']) => method),
  );
  expect(called).toContain('usergroups.users.list');
  for (const method of new Set(called)) {
    expect(() => slackAnswer(method, new URLSearchParams(), 'http://127.0.0.1')).not.toThrow();
  }
});
