import { openTwiceOnSqlite, redisForThisFile } from './two-handles.ts';
import { watchStoreContract } from './watch-store.contract.ts';

watchStoreContract('SQLite', openTwiceOnSqlite);
watchStoreContract('Redis', redisForThisFile().openTwice);
