import { z } from 'zod';
import { FREEABLE_KINDS } from './orders/free-by-rule.ts';
import type { Limits } from './orders/limits.ts';
import type { ApprovalPolicy, People } from './orders/policy.ts';
import { type DigestTime, isTimeZone, WEEKDAYS } from './values/digest-time.ts';
import { ChannelId, UserGroupId, UserId } from './values/ids.ts';
import { WORKSPACE_PATHS, WorkspacePath } from './values/workspace-path.ts';

/** How Slack's payloads come in: over HTTP with signatures, or over a socket that we open. */
export type SlackTransport =
  | { readonly mode: 'http'; readonly signingSecret: string }
  | { readonly mode: 'socket'; readonly appToken: string };

/** Everything that the operator decides. Made from the environment once, at start. */
export interface Config {
  readonly slack: {
    readonly botToken: string;
    readonly apiUrl: string | undefined;
    readonly transport: SlackTransport;
  };
  readonly vendor: {
    readonly apiKey: string;
    readonly baseUrl: string;
    readonly organizationId: string | null;
    /** Where new workspaces are asked for; null: nobody can ask for one. */
    readonly createWorkspacePath: WorkspacePath | null;
  };
  readonly policy: ApprovalPolicy;
  /** Who can ask for orders; null for every full member of the team. */
  readonly requesters: People | null;
  readonly limits: Limits;
  readonly approvalChannel: ChannelId;
  readonly encryptionKey: Uint8Array;
  /** The key of before, while its logins are sealed anew; null otherwise. */
  readonly previousKey: Uint8Array | null;
  readonly store:
    | { readonly kind: 'redis'; readonly url: string; readonly operatorSaysDurable: boolean }
    | { readonly kind: 'sqlite'; readonly dataDir: string };
  /** Whether placing is paused before anything else is done, until somebody resumes it in Slack. */
  readonly startPaused: boolean;
  /** Whether a domain that ScaledMail calls Active counts as working only once our own look at its DNS finds what mail needs. */
  readonly checksDns: boolean;
  /** When the weekly digest is posted; null: never. */
  readonly digestTime: DigestTime | null;
  readonly port: number;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A variable as the README documents it: what it means, and what to do when it is missing or wrong. */
interface Variable {
  readonly meaning: string;
  readonly fix: string;
}

/** Every variable that is read, in the order of the README's table. */
export const VARIABLES = {
  SLACK_BOT_TOKEN: {
    meaning: 'The bot token of the Slack app.',
    fix: 'Copy the “Bot User OAuth Token”, which starts with xoxb-, from the app’s page “OAuth & Permissions”.',
  },
  SLACK_SIGNING_SECRET: {
    meaning: 'HTTP mode: proves that requests come from Slack.',
    fix: 'Copy “Signing Secret” from the app’s page “Basic Information”, or set SLACK_APP_TOKEN for Socket Mode.',
  },
  SLACK_APP_TOKEN: {
    meaning: 'Socket Mode: no public address is needed.',
    fix: 'Make an app-level token with the scope connections:write, which starts with xapp-, on “Basic Information”.',
  },
  SLACK_API_URL: {
    meaning: 'Another base address of Slack’s Web API (sandbox, tests).',
    fix: 'Leave it out, or give an http or https address.',
  },
  SCALEDMAIL_API_KEY: {
    meaning: 'The ScaledMail API key.',
    fix: 'Create a key in ScaledMail under Settings, and copy it.',
  },
  SCALEDMAIL_BASE_URL: {
    meaning: 'Base address of ScaledMail’s API. Default: https://server.scaledmail.com/api/v1.',
    fix: 'Leave it out, or give an http or https address.',
  },
  SCALEDMAIL_ORGANIZATION_ID: {
    meaning: 'Offers one ScaledMail workspace only, when the key reaches several.',
    fix: 'Leave it out, or copy the id of a workspace.',
  },
  CREATE_WORKSPACE_PATH: {
    meaning: `Lets people ask for new ScaledMail workspaces, at one of ${WORKSPACE_PATHS.join(', ')}: no document says which it is. Default: nobody can.`,
    fix: `Leave it out, or give exactly one of ${WORKSPACE_PATHS.join(', ')}.`,
  },
  APPROVERS: {
    meaning: 'Who can decide on orders: ids of people and of user groups, separated by commas.',
    fix: 'List ids such as U012AB3CD or S012AB3CD, separated by commas. In Slack: open a profile, ⋮, “Copy member ID”.',
  },
  REQUESTERS: {
    meaning:
      'Who can ask for orders: ids of people and of user groups, separated by commas. Default: every full member of the team.',
    fix: 'Leave it out, or list ids such as U012AB3CD or S012AB3CD, separated by commas.',
  },
  APPROVAL_FREE_ACTS: {
    meaning: `Acts that need no approval, separated by commas: of ${FREEABLE_KINDS.map((kind) => `\`${kind}\``).join(', ')}. Default: none, everything needs one.`,
    fix: `Leave it out, or list kinds of acts that cost nothing and end nothing, separated by commas: ${FREEABLE_KINDS.join(', ')}. What charges the card or ends something always needs an approval.`,
  },
  APPROVAL_CHANNEL: {
    meaning: 'Id of the channel that the cards go to. Invite the bot there.',
    fix: 'Give a channel id such as C012AB3CD. In Slack: open the channel’s details; the id is at the bottom.',
  },
  LIMIT_PER_ORDER: {
    meaning: 'Most dollars that one order may charge: what is charged once, plus one month. Default: 1000.',
    fix: 'Leave it out, or give an amount in dollars such as 1000 or 2500.50.',
  },
  LIMIT_PER_DAY: {
    meaning:
      'Most dollars that all orders placed in 24 hours may charge: what is charged once, plus one month. Default: 3000.',
    fix: 'Leave it out, or give an amount in dollars such as 3000 or 7500.50.',
  },
  ENCRYPTION_KEY: {
    meaning: 'Seals logins of registrars and sending tools on disk: base64 of 32 bytes.',
    fix: 'Make one with: openssl rand -base64 32',
  },
  ENCRYPTION_KEY_PREVIOUS: {
    meaning: 'While ENCRYPTION_KEY is changed: the key of before, which still opens what it sealed.',
    fix: 'Leave it out, or give the ENCRYPTION_KEY of before.',
  },
  REDIS_URL: {
    meaning: 'Keeps everything in Redis, for several machines. Otherwise DATA_DIR is used.',
    fix: 'Leave it out, or give an address such as redis://localhost:6379.',
  },
  REDIS_IS_DURABLE: {
    meaning:
      'For a managed Redis that hides its settings: `yes` says that it syncs its AOF at every write and never evicts.',
    fix: 'Leave it out, or write yes.',
  },
  DATA_DIR: {
    meaning: 'Folder of the embedded store. Default: ./data.',
    fix: 'Leave it out, or name a folder that the process may write to.',
  },
  START_PAUSED: {
    meaning:
      'With `yes`, placing is paused from the start until an approver resumes it in Slack: for a store that was put back.',
    fix: 'Leave it out, or write yes.',
  },
  CHECK_DNS: {
    meaning:
      'With `yes`, a domain that ScaledMail calls Active counts as ready once its records for mail are found in DNS, too.',
    fix: 'Leave it out, or write yes.',
  },
  DIGEST_DAY: {
    meaning: 'Day of the weekly digest in the approvers’ channel, or `off`. Default: monday.',
    fix: 'Give a day such as monday, or off.',
  },
  DIGEST_HOUR: {
    meaning: 'Hour of the weekly digest, from 0 to 23. Default: 9.',
    fix: 'Give a whole number from 0 to 23.',
  },
  TIME_ZONE: {
    meaning: 'Time zone of the weekly digest, such as `Europe/Berlin`. Default: UTC.',
    fix: 'Give the name of a time zone, such as America/New_York.',
  },
  PORT: {
    meaning: 'Port of Slack’s requests and of the health checks. Default: 3000.',
    fix: 'Give a number from 0 to 65535.',
  },
  LOG_LEVEL: {
    meaning: `One of ${LOG_LEVELS.join(', ')}. Default: info.`,
    fix: `Give one of ${LOG_LEVELS.join(', ')}.`,
  },
} as const satisfies Record<string, Variable>;
type VariableName = keyof typeof VARIABLES;

const WebAddress = z.url({ protocol: /^https?$/ });
/** Ids of people and of user groups, separated by commas or spaces. */
const PeopleIds = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ''))
  .pipe(z.array(z.union([UserId, UserGroupId])).min(1));
/** Kinds of acts, separated by commas or spaces: none that charges or ends something. */
const FreeActs = z
  .string()
  .transform((text) => [...new Set(text.split(/[\s,]+/).filter((kind) => kind !== ''))])
  .pipe(z.array(z.enum(FREEABLE_KINDS)));
/** Dollars, as cents. */
const Dollars = z
  .string()
  .regex(/^\$?(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d{1,2})?$/)
  .transform((text) => Math.round(Number(text.replace(/[$,]/g, '')) * 100));
const EncryptionKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/)
  .transform((text) => Uint8Array.from(Buffer.from(text, 'base64')));

/** The variables that say where orders are kept; `npm run audit` needs no others. */
const StoreVariables = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_IS_DURABLE: z.literal('yes').optional(),
  DATA_DIR: z.string().default('./data'),
});

/** The variables that `npm run keys` needs beside those of the store. */
const KeyVariables = z.object({ ENCRYPTION_KEY: EncryptionKey, ENCRYPTION_KEY_PREVIOUS: EncryptionKey.optional() });

const Environment = z
  .object({
    ...StoreVariables.shape,
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-'),
    SLACK_SIGNING_SECRET: z.string().min(8).optional(),
    SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
    SLACK_API_URL: WebAddress.optional(),
    SCALEDMAIL_API_KEY: z.string().min(1),
    SCALEDMAIL_BASE_URL: WebAddress.default('https://server.scaledmail.com/api/v1'),
    SCALEDMAIL_ORGANIZATION_ID: z.string().optional(),
    CREATE_WORKSPACE_PATH: WorkspacePath.optional(),
    APPROVERS: PeopleIds,
    REQUESTERS: PeopleIds.optional(),
    APPROVAL_FREE_ACTS: FreeActs.optional(),
    APPROVAL_CHANNEL: ChannelId,
    LIMIT_PER_ORDER: Dollars.default(100_000),
    LIMIT_PER_DAY: Dollars.default(300_000),
    ...KeyVariables.shape,
    START_PAUSED: z.literal('yes').optional(),
    CHECK_DNS: z.literal('yes').optional(),
    DIGEST_DAY: z
      .string()
      .toLowerCase()
      .pipe(z.enum([...WEEKDAYS, 'off']))
      .default('monday'),
    DIGEST_HOUR: z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.int().max(23))
      .default(9),
    TIME_ZONE: z.string().refine(isTimeZone).default('UTC'),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().max(65_535))
      .default(3000),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  })
  .refine((env) => env.SLACK_APP_TOKEN !== undefined || env.SLACK_SIGNING_SECRET !== undefined, {
    path: ['SLACK_SIGNING_SECRET'],
    when: ({ value }) => isRecord(value),
  });

/** One variable that has to be fixed. Never holds the value. */
export interface ConfigProblem {
  readonly variable: string;
  readonly what: 'missing' | 'wrong';
  readonly fix: string;
}

type Read<Found> =
  | ({ readonly ok: true } & Found)
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };
export type ConfigResult = Read<{ readonly config: Config }>;

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment, which is passed in. Empty strings count as missing. All problems come at once. */
export function readConfig(environment: Variables): ConfigResult {
  const given = givenIn(environment);
  const parsed = Environment.safeParse(given);
  return parsed.success
    ? { ok: true, config: configFrom(parsed.data) }
    : { ok: false, problems: problemsOf(parsed.error, given) };
}

/** Reads where orders are kept, as `readConfig` does, and needs no other variable. */
export function readStoreConfig(environment: Variables): Read<Pick<Config, 'store'>> {
  const given = givenIn(environment);
  const parsed = StoreVariables.safeParse(given);
  return parsed.success
    ? { ok: true, store: storeFrom(parsed.data) }
    : { ok: false, problems: problemsOf(parsed.error, given) };
}

/** The keys that open and seal logins. */
export const sealingKeys = ({
  encryptionKey,
  previousKey,
}: Pick<Config, 'encryptionKey' | 'previousKey'>): { current: Uint8Array; previous: readonly Uint8Array[] } => ({
  current: encryptionKey,
  previous: previousKey ? [previousKey] : [],
});

type KeyConfig = Pick<Config, 'store' | 'encryptionKey' | 'previousKey'>;

/** Reads where logins are kept and which keys seal them, as `readConfig` does, and needs no other variable. */
export function readKeyConfig(environment: Variables): Read<{ readonly config: KeyConfig }> {
  const given = givenIn(environment);
  const parsed = StoreVariables.extend(KeyVariables.shape).safeParse(given);
  return parsed.success
    ? { ok: true, config: { store: storeFrom(parsed.data), ...keysFrom(parsed.data) } }
    : { ok: false, problems: problemsOf(parsed.error, given) };
}

const givenIn = (environment: Variables): Variables =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );

function problemsOf(error: z.ZodError, given: Variables): ConfigProblem[] {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
  return names.map((name) => problemOf(name, given[name] === undefined));
}

function storeFrom({
  REDIS_URL: url,
  REDIS_IS_DURABLE: word,
  DATA_DIR: dataDir,
}: z.output<typeof StoreVariables>): Config['store'] {
  return url === undefined ? { kind: 'sqlite', dataDir } : { kind: 'redis', url, operatorSaysDurable: word === 'yes' };
}

const keysFrom = (env: z.output<typeof KeyVariables>): Pick<Config, 'encryptionKey' | 'previousKey'> => ({
  encryptionKey: env.ENCRYPTION_KEY,
  previousKey: env.ENCRYPTION_KEY_PREVIOUS ?? null,
});

const peopleIn = (ids: readonly string[]): People => ({
  users: ids.flatMap((id) => UserId.safeParse(id).data ?? []),
  userGroups: ids.flatMap((id) => UserGroupId.safeParse(id).data ?? []),
});

function configFrom(env: z.output<typeof Environment>): Config {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '' } = env;
  return {
    slack: {
      botToken: env.SLACK_BOT_TOKEN,
      apiUrl: env.SLACK_API_URL,
      transport: appToken === undefined ? { mode: 'http', signingSecret } : { mode: 'socket', appToken },
    },
    vendor: {
      apiKey: env.SCALEDMAIL_API_KEY,
      baseUrl: env.SCALEDMAIL_BASE_URL,
      organizationId: env.SCALEDMAIL_ORGANIZATION_ID ?? null,
      createWorkspacePath: env.CREATE_WORKSPACE_PATH ?? null,
    },
    policy: {
      ...peopleIn(env.APPROVERS),
      quorum: 1,
      ...(env.APPROVAL_FREE_ACTS && { freeActs: env.APPROVAL_FREE_ACTS }),
    },
    requesters: env.REQUESTERS ? peopleIn(env.REQUESTERS) : null,
    limits: { perOrderCents: env.LIMIT_PER_ORDER, perDayCents: env.LIMIT_PER_DAY },
    approvalChannel: env.APPROVAL_CHANNEL,
    ...keysFrom(env),
    store: storeFrom(env),
    startPaused: env.START_PAUSED === 'yes',
    checksDns: env.CHECK_DNS === 'yes',
    digestTime: env.DIGEST_DAY === 'off' ? null : { day: env.DIGEST_DAY, hour: env.DIGEST_HOUR, zone: env.TIME_ZONE },
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
  };
}

function problemOf(name: string, isMissing: boolean): ConfigProblem {
  const fix = isVariableName(name) ? VARIABLES[name].fix : '';
  return { variable: name, what: isMissing ? 'missing' : 'wrong', fix };
}

const isVariableName = (name: string): name is VariableName => name in VARIABLES;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The problems as text for a terminal, one a line. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(({ variable, what, fix }) => `  ${variable} is ${what}. ${fix}`);
  return ['The bot cannot start. Please fix the environment:', ...lines].join('\n');
}
