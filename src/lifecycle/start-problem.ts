import { ORG_WIDE_INSTALL } from '../service/errors.ts';
import { PortUnusable } from '../slack/receive/http/http-server.ts';
import { SocketRefused } from '../slack/receive/socket/socket-receiver.ts';
import { isTokenRefusal, wordOf } from '../slack/say/refusals.ts';
import { misaddressedIn } from '../storage/redis/connection/misaddressed.ts';
import { VARIABLES } from '../variables.ts';

/** Exit codes of sysexits(3): starting again without a change will not help, or may help. */
export const EXIT = { config: 78, failed: 1 } as const;

/** What no later try fixes. Its message is for the operator: what is wrong, and what to do. */
export class StartProblem extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.config) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The start was ended from outside before it was over. */
export class StartCutShort extends Error {}

/** What Redis answers to an address, a user or a server that is not the right one. Source: Redis documentation, "Errors". */
const REDIS_ANSWERS: readonly (readonly [answer: RegExp, sentence: string])[] = [
  [
    /WRONGPASS|NOAUTH|ERR (AUTH|invalid password|Client sent AUTH)/,
    'Redis does not accept the user or the password of REDIS_URL. Copy both again from where Redis is run.',
  ],
  [
    /NOPERM/,
    'The Redis user of REDIS_URL may not do what this app does. Give it all keys and the commands @read, @write, @scripting, @connection, info, config|get, wait and waitaof (ACL SETUSER).',
  ],
  [
    /unknown command/,
    'REDIS_URL names a server that does not know all of Redis’s commands. Name a Redis of version 5 or newer.',
  ],
  [
    /DB index is out of range/,
    'REDIS_URL names a database number that this Redis does not have. Leave the number out.',
  ],
];

/** What SQLite says of a file or folder that is none of ours, or broken. Source: SQLite documentation, "Result and Error Codes". */
const SQLITE_SAYS: readonly (readonly [says: RegExp, sentence: string])[] = [
  [
    /not a database|malformed|is damaged|disk image|SQLITE_(NOTADB|CORRUPT)/,
    'The file of the embedded store in DATA_DIR is damaged. Keep it, and put a copy back as “Copies of the store” in docs/operations.md says.',
  ],
  [
    /nothing can be kept in/,
    'Nothing can be kept in DATA_DIR: it is in memory, or shows what the kernel knows. Name a folder on a local disk that belongs to the user of this process.',
  ],
  [
    /EACCES|EROFS|ENOTDIR|EPERM|(ENOENT|EEXIST)\b.*\bmkdir\b|SQLITE_(CANTOPEN|READONLY)|unable to open|readonly database/,
    'DATA_DIR cannot be written. Name a folder on a local disk that belongs to the user of this process.',
  ],
  [
    /a newer version of this app wrote it/,
    'A newer version of this app wrote the store in DATA_DIR. Start that version.',
  ],
];

/** An error with what caused it, as one text. */
export function chainOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const own = `${error.message}${code}`;
  return error.cause === undefined ? own : `${own}: ${chainOf(error.cause)}`;
}

/** What cannot be fixed by trying again, for somebody who can fix it; null for what may pass by itself. */
export function startProblemOf(error: unknown, storeKind: 'redis' | 'sqlite'): StartProblem | null {
  if (error instanceof StartProblem) return error;
  if (error instanceof PortUnusable) return portProblem(error);
  if (error instanceof SocketRefused) {
    return new StartProblem(`Slack does not accept SLACK_APP_TOKEN (${error.word}). ${VARIABLES.SLACK_APP_TOKEN.fix}`);
  }
  const misaddressed = misaddressedIn(error);
  if (misaddressed) return new StartProblem(misaddressed.message);
  const text = chainOf(error);
  if (text.includes(ORG_WIDE_INSTALL)) return new StartProblem(ORG_WIDE_INSTALL);
  const word = wordOf(error);
  if (word !== null) {
    return isTokenRefusal(word)
      ? new StartProblem(`Slack does not accept SLACK_BOT_TOKEN (${word}). ${VARIABLES.SLACK_BOT_TOKEN.fix}`)
      : null;
  }
  const known = storeKind === 'redis' ? REDIS_ANSWERS : SQLITE_SAYS;
  const found = known.find(([says]) => says.test(text));
  return found ? new StartProblem(found[1]) : null;
}

/** A port may be free again when the bot is started once more. */
function portProblem({ port, cause }: PortUnusable): StartProblem {
  const text = chainOf(cause);
  const isTaken = text.includes('EADDRINUSE');
  const fix = isTaken
    ? `something else listens there (EADDRINUSE). Stop that, or give PORT or HEALTH_PORT another number.`
    : `the system does not allow it (${text}). Give PORT or HEALTH_PORT another number, and HEALTH_HOST an address of this machine.`;
  return new StartProblem(`Port ${port} cannot be opened: ${fix}`, EXIT.failed);
}
