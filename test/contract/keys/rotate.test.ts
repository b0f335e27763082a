import { openTwiceOnSqlite, redisForThisFile } from '../stores/two-handles.ts';
import { rotationContract } from './rotate.contract.ts';

const { openTwice } = redisForThisFile();

rotationContract('SQLite', openTwiceOnSqlite);
rotationContract('Redis', openTwice);
