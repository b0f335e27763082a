/**
 * Sees to it that a Redis server and a Chromium are there before the tests start: on Debian and Ubuntu it installs what
 * is missing, elsewhere it says what to install. Nothing is ever skipped for want of them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

const wanted = [
  { what: 'Redis', programs: ['redis-server'], packages: ['redis-server'] },
  {
    what: 'Chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'],
  },
];

const missing = wanted.filter(({ programs }) => !programs.some(has));
if (missing.length === 0) process.exit(0);

const names = missing.map(({ what }) => what).join(' and ');
const packages = missing.flatMap((each) => each.packages);
if (!existsSync('/usr/bin/apt-get')) {
  process.stderr.write(`The tests need ${names}. Please install: ${packages.join(' ')}\n`);
  process.exit(1);
}

process.stdout.write(`Installing ${names} for the tests ...\n`);
const prefix = process.getuid?.() === 0 ? '' : 'sudo ';
// Services that a package starts by itself are not wanted: the tests start their own.
const command = `${prefix}apt-get update -qq && ${prefix}env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`;
const installed = spawnSync('sh', ['-c', command], { stdio: ['ignore', 'ignore', 'inherit'] });
if (installed.status !== 0) {
  process.stderr.write(`${names} could not be installed. Please run: ${command}\n`);
  process.exit(1);
}
