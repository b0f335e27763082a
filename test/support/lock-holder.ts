import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Another process that writes to the embedded store, and does not come to an end. */
export interface LockHolder {
  /** It is done; resolves when it is gone. */
  letGo(): Promise<void>;
}

const PROGRAM = `
import Database from 'libsql';
const database = new Database(process.argv.at(-1), { timeout: 5_000 });
database.exec('BEGIN IMMEDIATE');
process.stdout.write('holds');
process.stdin.once('data', () => {
  database.exec('ROLLBACK');
  process.exit(0);
});`;

/** Resolves when another process holds the write lock of the store in a folder. */
export async function holdWriteLock(dataDir: string): Promise<LockHolder> {
  const file = join(dataDir, 'scaledmail.db');
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, file], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return {
    letGo: async () => {
      const gone = once(child, 'exit');
      child.stdin.end('done');
      await gone;
    },
  };
}
