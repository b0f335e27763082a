import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');

/** Each border is crossed once, and each gate is used once: a rule of the linter that matches nothing is silent. */
const REFUSED: Readonly<Record<string, string>> = {
  'src/orders/a.ts': '../service/ports/clock.ts',
  'src/orders/rules/a.ts': '../../config.ts',
  'src/service/a.ts': '../storage/row.ts',
  'src/service/b.ts': 'pino',
  'src/storage/a.ts': '../service/place-order.ts',
  'src/storage/redis/a.ts': '../../service/worker.ts',
  'src/scaledmail/a.ts': '../slack/edge.ts',
  'src/slack/routes/a.ts': '../../storage/open-stores.ts',
  'src/doctor/a.ts': '../../sandbox/demo.ts',
  'src/a.ts': '../sandbox/demo.ts',
  'views/form/a.ts': '../../src/config.ts',
  'sandbox/slack/a.ts': '../../src/values/money.ts',
};
const ALLOWED: Readonly<Record<string, string>> = {
  'src/orders/rules/z.ts': '../purchase.ts',
  'src/service/z.ts': '../orders/decide.ts',
  'src/storage/redis/z.ts': '../../service/ports/clock.ts',
  'src/scaledmail/z.ts': '../service/errors.ts',
  'src/slack/routes/z.ts': '../../service/errors.ts',
  'views/z.ts': '../src/orders/order.ts',
  'sandbox/demo/z.ts': '../../src/bot.ts',
};

/** What the linter says of small files, each with one import, under our rules. */
function lint(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  cpSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
  for (const [path, from] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `import { x } from '${from}';\n\nexport const y = x;\n`);
  }
  const linter = join(ROOT, 'node_modules/.bin/biome');
  const options = ['lint', '--vcs-enabled=false', '--only=style/noRestrictedImports', '--max-diagnostics=none'];
  return new Promise((resolve) => {
    execFile(linter, options, { cwd: folder }, (_error, said, problem) => {
      rmSync(folder, { recursive: true });
      resolve(`${said}${problem}`);
    });
  });
}

test('the linter keeps the layers apart, and their gates open', async () => {
  const said = await lint({ ...REFUSED, ...ALLOWED });
  const refused = [...said.matchAll(/^(\S+\.ts):\d+:\d+ lint\/style\/noRestrictedImports/gm)].map(([, path]) => path);
  expect(refused.toSorted()).toEqual(Object.keys(REFUSED).toSorted());
});
