import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import type { Write } from './export/output.ts';

/** What a command that an operator types is run in. */
export interface CommandSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Results. */
  readonly stdout: Write;
  /** Progress and what is wrong with the command itself. */
  readonly stderr: Write;
  /** The folder that names of files are in. */
  readonly folder: string;
}

/** 0: all is well; 1: promises are broken; 2: it could not be done. */
export type ExitCode = 0 | 1 | 2;

/** Text that may come out of a damaged store, without characters that move a terminal's cursor. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');

/** `1 order`, `2 entries`. */
export const counted = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/**
 * Writes to a stream of the process; resolves when the stream took the text, so that a slow reader is waited for. A reader that went
 * away ends the program, without a stack trace.
 */
export function writeTo(stream: NodeJS.WriteStream): Write {
  // Without a listener, a pipe that was closed would be an error that nobody caught.
  stream.on('error', () => {});
  return (text) =>
    new Promise((resolve) => {
      stream.write(text, (error) => {
        if (error) process.exit(2);
        resolve();
      });
    });
}
