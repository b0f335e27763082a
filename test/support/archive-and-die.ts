import process from 'node:process';
import { archiveEnded } from '../../src/service/retention/archive-ended.ts';
import { openStores } from '../../src/storage/open-stores.ts';
import { team } from './builders.ts';

/**
 * A run of the retention that is killed before its purge of a number, counted from 0: `<SQLite's folder or Redis's address>
 * <folder of the archive> <moment> <number>`.
 */
const [place = '', folder = '', moment = '', diesAt = ''] = process.argv.slice(2);
const clock = { now: () => new Date(moment) };
const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const store = place.startsWith('redis:')
  ? { kind: 'redis' as const, url: place, operatorSaysDurable: true }
  : { kind: 'sqlite' as const, dataDir: place };
const { archive, orders } = await openStores({ store, teamId: team, clock, log });
let purges = 0;
const dying: typeof archive = {
  ...archive,
  purge: async (leaving) => {
    for (const each of leaving) {
      if (purges === Number(diesAt)) process.kill(process.pid, 'SIGKILL');
      purges += await archive.purge([each]);
    }
    return leaving.length;
  },
};
await archiveEnded({ archive: dying, orders, clock, log, keepDays: 30, folder });
process.exit(0);
