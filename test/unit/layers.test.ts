import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseSync } from '@swc/core';
import { importProblem, LAYERS, layerOf, layersTable } from '../layers.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDERS = ['src', 'views', 'sandbox', 'bench', 'test', 'packaging', 'bundle.ts'];

function sources(): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...FOLDERS], { cwd: ROOT });
  const paths = listed.toString().split('\n');
  return paths.filter((path) => /\.[cm]?[jt]sx?$/.test(path) && existsSync(join(ROOT, path)));
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** What a literal of the syntax tree says; null for anything else, such as a name put together at run time. */
const said = (node: unknown): string | null =>
  isNode(node) && node.type === 'StringLiteral' && typeof node.value === 'string' ? node.value : null;

/** Every import of a tree, by its own words: static, of types only, dynamic and re-exported. Null: it cannot be read. */
function importsIn(node: unknown): (string | null)[] {
  if (!isNode(node)) return [];
  const inside = Object.values(node).flatMap(importsIn);
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return [said(node.source), ...inside];
    case 'ExportNamedDeclaration':
      return node.source ? [said(node.source), ...inside] : inside;
    case 'TsImportType':
      return [said(node.argument), ...inside];
    case 'TsExternalModuleReference':
      return [said(node.expression), ...inside];
    case 'CallExpression': {
      const isImport = isNode(node.callee) && node.callee.type === 'Import';
      const [first] = Array.isArray(node.arguments) ? node.arguments : [];
      return isImport ? [isNode(first) ? said(first.expression) : null, ...inside] : inside;
    }
    default:
      return inside;
  }
}

const packageOf = (name: string): string =>
  name.startsWith('node:') ? name : name.split('/', name.startsWith('@') ? 2 : 1).join('/');

/** What the table has against the imports of a file. */
function problemsOf(path: string, text: string): string[] {
  const tree = parseSync(text, { syntax: 'typescript', tsx: /x$/.test(path), target: 'es2022' });
  return importsIn(tree.body).flatMap((name) => {
    if (name === null) return [`${path} imports what only a run can tell`];
    const target = name.startsWith('.') ? { ours: join(dirname(path), name) } : { package: packageOf(name) };
    return importProblem(path, target) ?? [];
  });
}

test('every import is one that the table of layers lists', () => {
  const paths = sources();
  expect(paths.length).toBeGreaterThan(500);
  expect(paths.filter((path) => layerOf(path) === null)).toEqual([]);
  expect(paths.flatMap((path) => problemsOf(path, readFileSync(join(ROOT, path), 'utf8')))).toEqual([]);
});

test('the table lists nothing that is not there', () => {
  const paths = LAYERS.flatMap((layer) => [...layer.paths, ...layer.ours]);
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

describe('the table refuses', () => {
  test.each<[why: string, path: string, text: string]>([
    ['a folder without a row', 'src/billing/a.ts', "import { join } from 'node:path';"],
    ['what is made for tests in production', 'src/orders/a.ts', "import { noon } from '../support/builders.ts';"],
    ['a package without a word', 'src/orders/a.ts', "import express from 'express';"],
    ['a part of Node that is not listed', 'src/orders/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['an import upwards', 'src/orders/a.ts', "import { x } from '../service/record-event.ts';"],
    ['an import of a type', 'src/acts/a.ts', "import type { Order } from '../orders/order.ts';"],
    ['a type named in place', 'src/acts/a.ts', "export type A = import('../orders/order.ts').Order;"],
    ['a re-export', 'src/values/a.ts', "export * from '../orders/order.ts';"],
    ['a re-export by name', 'src/values/a.ts', "export { x } from '../orders/order.ts';"],
    ['an import while running', 'views/a.ts', "export const load = () => import('../src/config.ts');"],
    ['one that cannot be read', 'views/a.ts', 'export const load = (name: string) => import(name);'],
    ['a use case in an adapter', 'src/storage/a.ts', "import { x } from '../service/record-event.ts';"],
    ['the stores at the edge', 'src/slack/routes/a.ts', "import { x } from '../../storage/row.ts';"],
    ['the bot’s code in a stand-in', 'sandbox/slack/a.ts', "import { x } from '../../src/values/money.ts';"],
    ['a laptop’s code in production', 'src/bot.ts', "import { x } from '../sandbox/demo.ts';"],
  ])('%s', (_why, path, text) => {
    expect(problemsOf(path, text)).toHaveLength(1);
  });

  test('nothing that it lists', () => {
    const text = "import { z } from 'zod';\nimport { x } from '../service/ports/clock.ts';\nimport './row.ts';";
    expect(problemsOf('src/storage/a.ts', text)).toEqual([]);
  });
});

test('the README prints the table', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const printed = /<!-- layers:.*-->\n([\s\S]*?)\n<!-- \/layers -->/.exec(readme)?.[1];
  expect(printed?.split('\n')).toEqual(layersTable());
});
