import { type CommandSurroundings, type ExitCode, printable } from '../audit/terminal.ts';
import { readStoreConfig } from '../config.ts';
import { AppError } from '../service/errors.ts';
import { readArguments, USAGE } from './arguments.ts';
import { checkBackup, makeBackup } from './make.ts';
import { restoreBackup } from './restore.ts';

/** Runs the command with the words after its name. Never throws: what keeps it from running is told on `stderr`. */
export async function runBackup(words: readonly string[], around: CommandSurroundings): Promise<ExitCode> {
  const command = readArguments(words);
  if (command.type === 'help') {
    await around.stdout(USAGE);
    return 0;
  }
  if (command.type === 'wrong') {
    await around.stderr(`${printable(command.problem)}\n\n${USAGE}`);
    return 2;
  }
  try {
    if (command.type === 'check') return await checkBackup(command, around);
    const settings = readStoreConfig(around.environment);
    if (!settings.ok) {
      const problems = settings.problems.map(({ variable, fix }) => `${variable} is wrong. ${fix}`).join(' ');
      await around.stderr(`Nothing was done: ${problems}\n`);
      return 2;
    }
    return command.type === 'make'
      ? await makeBackup(command, settings.store, around)
      : await restoreBackup(command, settings.store, around);
  } catch (error) {
    await around.stderr(`Nothing was done: ${printable(sentenceOf(error))}\n`);
    return 2;
  }
}

/** An error as the operator can use it: with its fix when it has one, else with its reason. */
function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.userMessage;
  const reason = error instanceof Error ? error.message : String(error);
  return `${reason}. Run it again; if that does not help, look at the store and at the disk.`;
}
