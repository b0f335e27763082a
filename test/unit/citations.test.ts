import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { citationsIn } from '../support/citations.ts';
import { commentsIn, commentsOf, filesBelow } from '../support/comments.ts';
import { brokenLinks, proseOf } from '../support/documents.ts';

const ROOT = join(import.meta.dirname, '../..');
const brokenCitations = citationsIn(ROOT);
const SOURCES = filesBelow(ROOT, ['src', 'views', 'sandbox', 'test', 'bench'], ['.ts', '.tsx', '.mjs', '.css']);
const DOCUMENTS = filesBelow(ROOT, ['.'], ['.md']);

test('every source that a comment cites is a file and a heading of this repository, or on the list of standards', () => {
  const broken = SOURCES.flatMap((path) =>
    commentsOf(join(ROOT, path)).flatMap((comment) => brokenCitations(comment).map((what) => `${path}:${what}`)),
  );
  expect(broken).toEqual([]);
});

test('every link between documents leads to a file, and to a heading where it names one', () => {
  expect(DOCUMENTS.flatMap((path) => brokenLinks(ROOT, path))).toEqual([]);
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md', 'docs/operations.md'])(
  'every file and folder that %s names exists',
  (path) => {
    const text = proseOf(readFileSync(join(ROOT, path), 'utf8')).join('\n');
    const named = [...text.matchAll(/`((?:src|views|sandbox|test|bench|docs)\/[\w./-]+)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  },
);

test('every promise of SECURITY.md names a test that is there, by its words', () => {
  const text = readFileSync(join(ROOT, 'SECURITY.md'), 'utf8');
  const shown = [...text.matchAll(/\[([^\]]+)\]\((test\/[^)]+\.ts)\)/g)];
  const missing = shown.filter(([, title = '', path = '']) => !readFileSync(join(ROOT, path), 'utf8').includes(title));
  expect(missing.map(([link]) => link)).toEqual([]);
  const promises = text.split('\n').filter((line) => /^\| (?!Promise |-)/.test(line));
  expect(promises.filter((line) => !line.includes('](test/'))).toEqual([]);
});

describe('a citation', () => {
  test.each([
    'Pace. Source: docs/vendor/notes.md, "Rate limits".',
    'Pace. Source: docs/vendor/notes.md, "7. Rate limits".',
    'Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 1. More words.',
    'Source: docs/vendor/notes.md, "Rate limits" and "Placing an order safely", steps 4 and 5; RFC 9110, section 10.2.3.',
    'Source: docs/slack.md, "What breaks in practice", rows 6 and 7 (observed).',
    'Source: docs/vendor/openapi.yaml, "OrderDetails" and "getOrders".',
    'Source: src/config.ts, "readConfig".',
    'Source: Redis documentation, "WAITAOF"; slackapi/bolt-js#2509',
    'Slack keeps old input (docs/slack.md, "What breaks in practice", row 6).',
  ])('is found: %s', (text) => {
    expect(commentsIn(`// ${text}\n`).flatMap(brokenCitations)).toEqual([]);
  });

  test.each([
    ['Source: docs/vendor/notes.md.', 'no heading of docs/vendor/notes.md is named'],
    ['Source: docs/vendor/nots.md, "Rate limits".', 'there is no docs/vendor/nots.md'],
    ['Source: docs/vendor/notes.md, "Speed limits".', 'docs/vendor/notes.md has no heading "Speed limits"'],
    ['Source: docs/vendor/notes.md, "8. Rate limits".', 'docs/vendor/notes.md has no heading "8. Rate limits"'],
    [
      'Source: docs/slack.md, "What breaks in practice", row 99.',
      '"What breaks in practice" of docs/slack.md has no row 99',
    ],
    ['Source: docs/vendor/openapi.yaml, "Ordre".', 'docs/vendor/openapi.yaml has no Ordre'],
    ['Source: src/config.ts, "readConfgi".', 'src/config.ts has no readConfgi'],
    ['Source: vendor notes.', 'no source that is known: vendor notes.'],
    ['Source: the architecture page.', 'no source that is known: the architecture page.'],
    ['As the platform notes say.', '“platform notes” is no file'],
    ['Two to four days (section 5).', '“section 5” is no file'],
    ['See docs/vendor/notes.md, "Speed limits", for more.', 'docs/vendor/notes.md has no heading "Speed limits"'],
  ])('that leads nowhere is told: %s', (text, problem) => {
    const told = commentsIn(`const a = 1;\n/**\n * Words.\n * ${text}\n */\n`).flatMap((comment) =>
      brokenCitations(comment),
    );
    expect(told).toEqual([`4: ${problem}`]);
  });

  test('is read over the end of a line, and not in what is no comment', () => {
    const mark = '/'.repeat(2);
    const source = `const url = 'http:${mark}a.b'; ${mark} Source: docs/vendor/notes.md,\nconst b = ' * Source: nowhere';\n`;
    expect(commentsIn(source).map(({ text }) => text)).toEqual(['Source: docs/vendor/notes.md,']);
    const block = '/**\n * Source: docs/vendor/notes.md,\n * "Rate limits".\n */\n';
    expect(commentsIn(block).flatMap(brokenCitations)).toEqual([]);
  });
});
