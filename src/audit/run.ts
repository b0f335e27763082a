import { readStoreConfig } from '../config.ts';
import { AppError } from '../service/errors.ts';
import { openOrderReader } from '../storage/open-order-reader.ts';
import type { OrderReader } from '../storage/order-reader.ts';
import { type Command, readArguments, USAGE } from './arguments.ts';
import type { OnProgress } from './each-order.ts';
import { OutputRefused, openOutputs, type Write } from './export/output.ts';
import { exportStore } from './export/store.ts';
import { type CommandSurroundings, counted, type ExitCode, printable } from './terminal.ts';
import { verifyStore } from './verify.ts';

type Asked = Extract<Command, { type: 'verify' | 'export' }>;

/** Runs the command with the words after its name. Never throws: what keeps it from running is told on `stderr`. */
export async function runAudit(words: readonly string[], around: CommandSurroundings): Promise<ExitCode> {
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
    return await onStore(command, around);
  } catch (error) {
    await around.stderr(`The audit could not run: ${printable(sentenceOf(error))}\n`);
    return 2;
  }
}

/** An error as the operator can use it: with its fix when it has one, else with its reason. */
function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return error.userMessage;
  if (error instanceof OutputRefused) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `${reason}. Run it again; if that does not help, look at the store and at the disk.`;
}

async function onStore(command: Asked, around: CommandSurroundings): Promise<ExitCode> {
  const settings = readStoreConfig(around.environment);
  if (!settings.ok) {
    const problems = settings.problems.map(({ variable, fix }) => `${variable} is wrong. ${fix}`).join(' ');
    await around.stderr(`The audit could not run: ${problems}\n`);
    return 2;
  }
  const reader = await openOrderReader({ store: settings.store, teamId: command.teamId, log: around.log });
  try {
    return command.type === 'verify' ? await verify(reader, around) : await exportAll(reader, command, around);
  } finally {
    await reader.close();
  }
}

const progressOn =
  (stderr: Write): OnProgress =>
  (done, total) =>
    stderr(`… ${done} of ${counted(total, 'order')}\n`);

async function verify(reader: OrderReader, { clock, stdout, stderr }: CommandSurroundings): Promise<ExitCode> {
  const { orders, entries, stubs, violations, concerned } = await verifyStore(reader, {
    clock,
    onProgress: progressOn(stderr),
    onViolation: ({ reference, sentence }) => stdout(`${printable(`${reference}: ${sentence}`)}\n`),
  });
  const archived = stubs === 0 ? '' : `, and what is left of ${counted(stubs, 'archived order')}`;
  const looked = `${counted(orders, 'order')} with ${counted(entries, 'entry', 'entries')} of history${archived}`;
  const found =
    violations === 0 ? 'no violation' : `${counted(violations, 'violation')} in ${counted(concerned, 'order')}`;
  await stdout(`${looked}: ${found}.\n`);
  return violations === 0 ? 0 : 1;
}

async function exportAll(
  reader: OrderReader,
  command: Extract<Command, { type: 'export' }>,
  { clock, stdout, stderr, folder }: CommandSurroundings,
): Promise<ExitCode> {
  const outputs = await openOutputs(command, { now: clock.now(), folder, stdout });
  const { orders, entries, concerned } = await exportStore(reader, outputs, { clock, onProgress: progressOn(stderr) });
  const where = outputs.map(({ name }) => (name === '-' ? 'standard output' : name)).join(' and ');
  await stderr(`${counted(orders, 'order')} with ${counted(entries, 'entry', 'entries')} of history: ${where}\n`);
  if (concerned > 0) await stderr(`${counted(concerned, 'order')} with violations: run verify to see them.\n`);
  return 0;
}
