import type { z } from 'zod';
import { Environment, KeyVariables, StoreVariables } from './environment/schema.ts';
import type { Limits } from './orders/approval/limits.ts';
import type { ApprovalPolicy, People } from './orders/approval/policy.ts';
import type { ProxySettings } from './proxy/proxy-for.ts';
import type { DigestTime } from './values/digest-time.ts';
import { type ChannelId, UserGroupId, UserId } from './values/ids.ts';
import type { WorkspacePath } from './values/workspace-path.ts';
import { isVariableName, type LogLevel, VARIABLES } from './variables.ts';

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
  /** The way out; null: directly. */
  readonly proxy: ProxySettings | null;
  /** For how many days an order is kept in the store once it has ended; null: for ever. */
  readonly keepEndedDays: number | null;
  /** Where orders go that are taken out of the store. */
  readonly archiveFolder: string;
  readonly port: number;
  /** Where health checks are answered, and nothing else; null: on `port`. `host` undefined is every address. */
  readonly health: { readonly port: number; readonly host: string | undefined } | null;
  /** How long a stop goes on taking requests. */
  readonly drainMs: number;
  readonly logLevel: LogLevel;
}

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
export function readStoreConfig(environment: Variables): Read<Pick<Config, 'store' | 'archiveFolder'>> {
  const given = givenIn(environment);
  const parsed = StoreVariables.safeParse(given);
  return parsed.success
    ? { ok: true, store: storeFrom(parsed.data), archiveFolder: archiveIn(parsed.data) }
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

const givenIn = (environment: Variables): Variables => {
  const { https_proxy: HTTPS_PROXY, no_proxy: NO_PROXY } = environment;
  return Object.fromEntries(
    Object.entries({ HTTPS_PROXY, NO_PROXY, ...environment }).flatMap(([name, value]) =>
      value?.trim() ? [[name, value.trim()]] : [],
    ),
  );
};

function problemsOf(error: z.ZodError, given: Variables): ConfigProblem[] {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))];
  return names.map((name) => {
    const own = error.issues.find((issue) => issue.path[0] === name && issue.code === 'custom');
    return problemOf(name, given[name] === undefined, own?.message);
  });
}

function storeFrom({
  REDIS_URL: url,
  REDIS_IS_DURABLE: word,
  DATA_DIR: dataDir,
}: z.output<typeof StoreVariables>): Config['store'] {
  return url === undefined ? { kind: 'sqlite', dataDir } : { kind: 'redis', url, operatorSaysDurable: word === 'yes' };
}

const archiveIn = ({ DATA_DIR: dataDir }: z.output<typeof StoreVariables>): string => `${dataDir}/archive`;

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
    proxy: env.HTTPS_PROXY === undefined ? null : { address: new URL(env.HTTPS_PROXY), except: env.NO_PROXY ?? [] },
    keepEndedDays: env.KEEP_ENDED_ORDERS_DAYS ?? null,
    archiveFolder: archiveIn(env),
    port: env.PORT,
    health: env.HEALTH_PORT === undefined ? null : { port: env.HEALTH_PORT, host: env.HEALTH_HOST },
    drainMs: env.DRAIN_SECONDS * 1_000,
    logLevel: env.LOG_LEVEL,
  };
}

function problemOf(name: string, isMissing: boolean, why = ''): ConfigProblem {
  const fix = isVariableName(name) ? VARIABLES[name].fix : '';
  const isSaid = why !== '' && why !== 'Invalid input' && !isMissing;
  return { variable: name, what: isMissing ? 'missing' : 'wrong', fix: isSaid ? `${why} ${fix}` : fix };
}

/** The problems as text for a terminal, one a line. */
export function describeProblems(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(({ variable, what, fix }) => `  ${variable} is ${what}. ${fix}`);
  return ['The bot cannot start. Please fix the environment:', ...lines].join('\n');
}
