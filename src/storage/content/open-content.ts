import type { Config } from '../../config.ts';
import type { Log } from '../../service/ports/log.ts';
import type { TeamId } from '../../values/ids.ts';
import { openSqliteEraser } from '../sqlite/maintenance/eraser.ts';
import { openSqliteSource } from '../sqlite/maintenance/source.ts';
import { openSqliteTarget } from '../sqlite/maintenance/target.ts';
import { type StoreSource, type StoreTarget, TargetRefused } from './content.ts';
import type { StoreEraser } from './eraser.ts';

interface Options {
  readonly store: Config['store'];
  readonly teamId: TeamId | null;
  readonly log: Log;
}

/** Opens the store of a bot to read everything in it. Nothing is made that is not there. Throws `StoreUnreadable`. */
export async function openSource({ store, teamId, log }: Options): Promise<StoreSource> {
  if (store.kind === 'sqlite') return openSqliteSource(store.dataDir, teamId);
  const { openRedisSource } = await import('../redis/maintenance/source.ts');
  return openRedisSource({ url: store.url, teamId, log });
}

/** Opens the place of a store that is empty. Throws `TargetRefused` for any other. */
export async function openTarget({ store, teamId, log }: Options): Promise<StoreTarget> {
  if (store.kind === 'sqlite') return openSqliteTarget(store.dataDir);
  if (teamId === null)
    throw new TargetRefused(
      'Nothing in the file says whose store it is. Say the Slack team, such as --team T0123ABCD.',
    );
  const { openRedisTarget } = await import('../redis/maintenance/target.ts');
  return openRedisTarget({ url: store.url, teamId, log });
}

/** Opens a store to write over what is in it. Throws when it cannot be reached. */
export async function openEraser({ store, teamId, log }: Options & { readonly teamId: TeamId }): Promise<StoreEraser> {
  if (store.kind === 'sqlite') return openSqliteEraser(store.dataDir);
  const { openRedisEraser } = await import('../redis/maintenance/eraser.ts');
  return openRedisEraser({ url: store.url, teamId, log });
}
