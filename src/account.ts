import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Config } from './config.ts';
import { scaledMailClient } from './scaledmail/client.ts';
import { rateLimiter } from './scaledmail/rate-limiter.ts';
import { pauseSwitchIn } from './service/pause-switch.ts';
import type { Clock } from './service/ports/clock.ts';
import type { Log } from './service/ports/log.ts';
import type { Vendor } from './service/ports/vendor.ts';
import { composeUseCases } from './service/use-cases.ts';
import { createWorker, type Worker } from './service/worker/worker.ts';
import type { BoltLogger } from './slack/receive/bolt-logger.ts';
import type { RouteContext } from './slack/routes/route-context.ts';
import { cardLinks } from './slack/say/card-link.ts';
import { type SlackClients, slackClients } from './slack/say/clients.ts';
import { slackDirectory } from './slack/say/directory.ts';
import { slackNotifier } from './slack/say/notifier.ts';
import { loginVault } from './storage/login-vault.ts';
import type { Stores } from './storage/stores.ts';
import { REFERENCE_ALPHABET, REFERENCE_LENGTH, Reference, TeamId } from './values/ids.ts';

/** Slack's side of an account: the workspace that a token belongs to, and clients with this token. */
export interface SignedIn {
  readonly teamId: TeamId;
  readonly clients: SlackClients;
}

/** What the operator decides for one account. */
export type AccountConfig = Pick<Config, 'vendor' | 'policy' | 'limits' | 'approvalChannel' | 'encryptionKey'>;

/** What the process lends to each account. */
export interface AccountSurroundings {
  readonly clock: Clock;
  readonly log: Log;
  /** Waits of the vendor client: its rate limit and its retries. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Tells the process that the account has work that is due. */
  readonly nudge: () => void;
}

/** One Slack team with one ScaledMail key, ready to serve. Whatever it holds belongs to it alone. */
export interface Account extends SignedIn {
  /** What a payload of this account's installation is answered with. */
  readonly context: RouteContext;
  /** Performs what this account's orders still have to do. */
  readonly worker: Worker;
}

const Identity = z.object({ team_id: TeamId });

/** Asks Slack whose the token is. Throws when Slack does not accept it. */
export async function signIn(
  { botToken, apiUrl }: Config['slack'],
  logger: BoltLogger,
  clock: Clock,
): Promise<SignedIn> {
  const clients = slackClients(botToken, apiUrl, logger, clock);
  return { teamId: Identity.parse(await clients.web.auth.test()).team_id, clients };
}

/** Puts together what belongs to one account, on stores that hold its orders and no others. Does nothing yet. */
export function openAccount(
  config: AccountConfig,
  { teamId, clients }: SignedIn,
  stores: Stores,
  { clock, log, sleep, nudge }: AccountSurroundings,
): Account {
  const cardLink = cardLinks(clients.web);
  const shared = {
    teamId,
    directory: slackDirectory(clients.web),
    policy: config.policy,
    limits: config.limits,
    vendor: vendorClient(config.vendor, stores, { clock, log, sleep }),
    vault: loginVault({ keyValues: stores.keyValues, keys: { current: config.encryptionKey }, randomBytes }),
    clock,
    log,
  };
  const useCases = composeUseCases({
    ...shared,
    orders: stores.ordersInTurn.person,
    ordersAtOnce: stores.orders,
    keyValues: stores.shortLived,
    settings: stores.keyValues,
    channelId: config.approvalChannel,
    organizationId: config.vendor.organizationId,
    newId: randomUUID,
    newReference,
    nudge,
  });
  const worker = createWorker(
    {
      ...shared,
      orders: stores.ordersInTurn.background,
      pauseSwitch: pauseSwitchIn(stores.keyValues),
      notifier: slackNotifier({ client: clients.web, cardLink, clock, log }),
      newToken: randomUUID,
      random: Math.random,
      monotonicMs: () => performance.now(),
    },
    nudge,
  );
  return { teamId, clients, context: { useCases, clients, cardLink, log }, worker };
}

function vendorClient(
  { apiKey, baseUrl }: Config['vendor'],
  { reservations }: Stores,
  { clock, log, sleep }: Omit<AccountSurroundings, 'nudge'>,
): Vendor {
  const { waitTurn } = rateLimiter({ reservations, clock, sleep });
  return scaledMailClient({ baseUrl, apiKey, fetch, clock, sleep, random: Math.random, waitTurn, log });
}

/** A reference that nobody can guess: each character drawn anew from the system's randomness. */
function newReference(): Reference {
  const characters = Array.from(
    { length: REFERENCE_LENGTH },
    () => REFERENCE_ALPHABET[randomInt(REFERENCE_ALPHABET.length)],
  );
  return Reference.parse(characters.join(''));
}
