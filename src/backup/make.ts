import { resolve } from 'node:path';
import type { CommandSurroundings, ExitCode } from '../audit/terminal.ts';
import type { Config } from '../config.ts';
import { openSource } from '../storage/content/open-content.ts';
import { checkFile } from '../storage/content/read-file.ts';
import { writeFileOf } from '../storage/content/write-file.ts';
import type { Command } from './arguments.ts';
import { audited, auditText } from './around.ts';
import { fileWalk } from './file-walk.ts';
import { withoutProcesses } from './left-out.ts';

/** Writes the store of a bot into a new file, which may run meanwhile, and reads it back: whole, and as the audit wants it. */
export async function makeBackup(
  { teamId, out }: Extract<Command, { type: 'make' }>,
  store: Config['store'],
  around: CommandSurroundings,
): Promise<ExitCode> {
  const madeAt = around.clock.now();
  const moment = madeAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const path = resolve(around.folder, out ?? `scaledmail-backup-${moment}Z.jsonl.gz`);
  const source = await openSource({ store, teamId, log: around.log });
  try {
    const header = { content: 'store', madeAt, team: source.teamId, from: source.from } as const;
    await writeFileOf(path, header, withoutProcesses(source.records()));
  } finally {
    await source.close();
  }
  const file = await checkFile(path);
  const found = await audited(fileWalk(file), around);
  await around.stdout(
    `${path}: ${auditText(found)}. SHA-256 of its lines: ${file.end.sha256}. Keep it apart from ENCRYPTION_KEY: logins in it are sealed with that.\n`,
  );
  return found.violations === 0 ? 0 : 1;
}

/** Reads a file as a whole, and audits what is in it. */
export async function checkBackup(
  { file: name }: Extract<Command, { type: 'check' }>,
  around: CommandSurroundings,
): Promise<ExitCode> {
  const file = await checkFile(resolve(around.folder, name));
  const found = await audited(fileWalk(file), around);
  const { content, madeAt } = file.header;
  const what = content === 'store' ? 'a backup' : 'an archive';
  await around.stdout(`${file.path}: ${what} of ${madeAt.toISOString()}, whole. ${auditText(found)}.\n`);
  return found.violations === 0 ? 0 : 1;
}
