import { FREEABLE_KINDS } from './orders/approval/free-by-rule.ts';
import { nearestName } from './values/nearest-name.ts';
import { WORKSPACE_PATHS } from './values/workspace-path.ts';

/** How much the log says, the most first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
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
    fix: 'Give the one of before, as it opens the saved logins; for the first start, make one with: openssl rand -base64 32',
  },
  ENCRYPTION_KEY_PREVIOUS: {
    meaning: 'While ENCRYPTION_KEY is changed: the key of before, which still opens what it sealed.',
    fix: 'Leave it out, or give the ENCRYPTION_KEY of before.',
  },
  REDIS_URL: {
    meaning:
      'Keeps everything in Redis, for several machines: one server, `redis+sentinel://…/name` or `redis+cluster://…`. Otherwise DATA_DIR is used.',
    fix: 'Leave it out, or give an address such as redis://localhost:6379, redis+sentinel://host:26379,host:26379/mymaster or redis+cluster://host:6379,host:6379.',
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
  KEEP_ENDED_ORDERS_DAYS: {
    meaning:
      'Days, at least 70, after which an order that ended goes into a file in the folder `archive` of DATA_DIR, with Redis too. Default: all are kept.',
    fix: 'Leave it out, or give a number of days from 70 on.',
  },
  START_PAUSED: {
    meaning:
      'With `yes`, placing is paused from the start until an approver resumes it in Slack: for the first day, or a store that was put back.',
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
  HTTPS_PROXY: {
    meaning: 'The proxy that Slack and ScaledMail are reached through. Default: none.',
    fix: 'Leave it out, or give an address such as http://proxy.example.com:3128.',
  },
  NO_PROXY: {
    meaning: 'Hosts that are reached without the proxy, separated by commas: `example.com` also names all below it.',
    fix: 'Leave it out, or list hosts, separated by commas.',
  },
  PORT: {
    meaning: 'Port of Slack’s requests and of the health checks. Default: 3000.',
    fix: 'Give a number from 0 to 65535.',
  },
  HEALTH_PORT: {
    meaning: 'Port of the health checks, apart from Slack’s requests. Default: they are answered on PORT.',
    fix: 'Leave it out, or give a number from 0 to 65535 that is not PORT.',
  },
  HEALTH_HOST: {
    meaning: 'Address that HEALTH_PORT is bound to, such as 127.0.0.1. Default: every address of the machine.',
    fix: 'Leave it out, or set HEALTH_PORT, too.',
  },
  DRAIN_SECONDS: {
    meaning:
      'How long a stop goes on taking requests, so that whoever sends them learns of it in time, from 0 to 60. Default: 10.',
    fix: 'Leave it out, or give a whole number from 0 to 60.',
  },
  LOG_LEVEL: {
    meaning: `One of ${LOG_LEVELS.join(', ')}. Default: info.`,
    fix: `Give one of ${LOG_LEVELS.join(', ')}.`,
  },
} as const satisfies Record<string, Variable>;
export type VariableName = keyof typeof VARIABLES;

/** Whether a name is one of ours. */
export const isVariableName = (name: string): name is VariableName => name in VARIABLES;
const VARIABLE_NAMES: readonly VariableName[] = Object.keys(VARIABLES).filter(isVariableName);

/** Those that hold a secret, or may: each can stand in a file that `<name>_FILE` names. */
export const SECRET_NAMES = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SCALEDMAIL_API_KEY',
  'ENCRYPTION_KEY',
  'ENCRYPTION_KEY_PREVIOUS',
  'REDIS_URL',
  'HTTPS_PROXY',
] as const satisfies readonly VariableName[];

/** A name that is set and means nothing, beside the one of ours that is probably meant. */
export interface NearName {
  readonly given: string;
  readonly meant: string;
}

const KNOWN_NAMES: readonly string[] = [...VARIABLE_NAMES, ...SECRET_NAMES.map((name) => `${name}_FILE`)];

/**
 * Names that are set and are nearly one of ours, each with the nearest: `REDIS_URI`, `APPROVER`, `REDIS_URL_FIL`, `redis_url`. Their
 * values are not looked at. `https_proxy` and `no_proxy` are names that count.
 */
export function nearNames(names: readonly string[]): NearName[] {
  const known = new Set([...KNOWN_NAMES, 'https_proxy', 'no_proxy']);
  return names
    .filter((name) => !known.has(name))
    .flatMap((given) => {
      const meant = nearestName(given.toUpperCase(), KNOWN_NAMES, mostSlips);
      return meant === null ? [] : [{ given, meant }];
    });
}

/** The sentence about one, without a full stop. */
export const nearNameSaid = ({ given, meant }: NearName): string =>
  `${given} is set and means nothing here; perhaps ${meant} is meant`;

/** With how many slips a name is still meant: one at most, two in a long name. */
const mostSlips = (name: string): number => (name.length >= 10 ? 2 : name.length >= 5 ? 1 : 0);
