import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import { bind } from 'jest-each';

/** Where Stryker's instrumented code looks which mutant is switched on. */
const SWITCH = '__stryker__';

function contextOf() {
  globalThis[SWITCH] ??= {};
  return globalThis[SWITCH];
}

/** Reads the bundle, once; what it does not hold itself is loaded once too. */
function readBundle() {
  const path = resolve('witnesses/all.cjs');
  const run = new Function('require', 'module', 'exports', readFileSync(path, 'utf8'));
  const requireOthers = createRequire(path);
  return (jest) => run((name) => (name === '@jest/globals' ? jest : requireOthers(name)), { exports: {} }, {});
}

/** Collects tests as Jest would: the few words of Jest that our unit tests use, and Jest's own `expect` and tables. */
function collect(load) {
  const root = { name: '', parent: null, before: [], after: [], once: [], last: [] };
  const tests = [];
  let group = root;
  const describe = (name, fill) => {
    const outer = group;
    group = { name, parent: outer, before: [], after: [], once: [], last: [] };
    fill();
    group = outer;
  };
  const test = (name, run) => {
    tests.push({ id: `${nameOf(group)} ${name}#${tests.length}`, group, run });
  };
  const hooks = (kind) => (run) => void group[kind].push(run);
  const words = {
    expect,
    describe: Object.assign(describe, { each: bind(describe, false) }),
    test: Object.assign(test, { each: bind(test, false) }),
    it: test,
    beforeEach: hooks('before'),
    afterEach: hooks('after'),
    beforeAll: hooks('once'),
    afterAll: hooks('last'),
  };
  load(words);
  return tests;
}

const nameOf = (group) => (group ? `${nameOf(group.parent)} ${group.name}`.trim() : '');
const lineage = (group) => (group ? [...lineage(group.parent), group] : []);

/** Runs one test with its hooks; a `beforeAll` runs before the first test of its group. */
async function run({ group, run: body }, opened) {
  const groups = lineage(group);
  for (const each of groups) {
    if (opened.has(each)) continue;
    opened.add(each);
    for (const hook of each.once) await hook();
  }
  for (const each of groups) for (const hook of each.before) await hook();
  try {
    await body();
  } finally {
    for (const each of groups.toReversed()) for (const hook of each.after) await hook();
  }
}

/** Loads all tests anew, so that constants are mutated too, and runs those asked for up to the first that fails. */
async function runAll(load, filter) {
  const context = contextOf();
  const results = [];
  const opened = new Set();
  let tests = [];
  try {
    tests = collect(load);
  } catch (error) {
    return { status: 'error', errorMessage: String(error?.stack ?? error) };
  }
  for (const test of tests) {
    if (filter && !filter.has(test.id)) continue;
    context.currentTestId = test.id;
    const startedAt = performance.now();
    const about = { id: test.id, name: test.id };
    try {
      await run(test, opened);
      results.push({ ...about, status: TestStatus.Success, timeSpentMs: performance.now() - startedAt });
    } catch (error) {
      const failureMessage = String(error?.message ?? error);
      results.push({ ...about, status: TestStatus.Failed, timeSpentMs: performance.now() - startedAt, failureMessage });
      break;
    } finally {
      context.currentTestId = undefined;
    }
  }
  for (const group of opened) for (const hook of group.last) await hook();
  return { status: 'complete', tests: results };
}

/** Stryker's way to our tests. */
class WitnessRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.load = readBundle();
  }

  async dryRun() {
    const result = await runAll(this.load);
    return result.status === 'complete' ? { ...result, mutantCoverage: contextOf().mutantCoverage } : result;
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const context = contextOf();
    Object.assign(context, { activeMutant: activeMutant.id, hitCount: hitLimit ? 0 : undefined, hitLimit });
    const result = await runAll(this.load, testFilter && new Set(testFilter));
    if (hitLimit && context.hitCount > hitLimit) return { status: 'timeout', reason: 'It went round and round' };
    return toMutantRunResult(result);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'witnesses', WitnessRunner)];
