import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Claim } from '../../../acts/claim.ts';
import type { Log } from '../../../service/ports/log.ts';
import { TeamId } from '../../../values/ids.ts';
import { type KeptOrder, type OrderReader, StoreUnreadable } from '../../order-reader.ts';
import { keptEntryIn, keptOrderIn, keptStubIn } from '../../rows/readable-row.ts';
import { requestedOf } from '../../rows/row.ts';
import { actMemory, CHARACTERS_OF_A_WALK } from '../../rows/stored-acts.ts';
import { connectToEach, connectToRedis } from '../connection/connect-to-redis.ts';
import { RedisMisaddressed } from '../connection/misaddressed.ts';
import { type RedisKeys, redisKeys } from '../keys.ts';
import { type RedisActs, redisActs } from '../orders/acts.ts';
import { claimOfName, claimOfText, claimText, nameOwnedBy } from '../orders/claims.ts';
import { ROW_FIELDS, rowIn } from '../orders/row.ts';
import { eachField, fieldsOf, namesLike } from '../scan.ts';
import { refuseHalfAStore } from './half-store.ts';
import { lookAt } from './look.ts';

/** Stands for a name or a requester that is not known: it matches nothing. */
const NONE = '';

const Score = z.string().nullable();
const Fields = z.array(z.string().nullable());
/** What is asked with a look at an order, in the order of the commands in `read`. */
const Asked = z.tuple([Score, Fields, Fields]);

export interface RedisReaderOptions {
  readonly url: string;
  readonly teamId: TeamId | null;
  readonly log: Log;
  /** Whether it is read while it is put together. */
  readonly isRestoring?: boolean;
}

/** Opens the orders of one team in Redis for reading. Throws `StoreUnreadable`. */
export async function openRedisReader(options: RedisReaderOptions): Promise<OrderReader> {
  const { redis, keys, teamId } = await openTeamForReading(options);
  return readerOf(redis, keys, teamId);
}

/** A connection to what Redis keeps of one team. Throws `StoreUnreadable`, also for half a store. */
export async function openTeamForReading({
  url,
  teamId,
  log,
  isRestoring = false,
}: RedisReaderOptions): Promise<{ readonly redis: Redis; readonly keys: RedisKeys; readonly teamId: TeamId }> {
  const team = onlyTeam(await teamsAt(url, log), teamId);
  const redis = await reached(() => connectToRedis(url, log, team));
  const keys = redisKeys(team);
  try {
    if (!isRestoring) await refuseHalfAStore(redis, keys);
    return { redis, keys, teamId: team };
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

async function reached<Result>(reach: () => Promise<Result>): Promise<Result> {
  try {
    return await reach();
  } catch (error) {
    const message =
      error instanceof RedisMisaddressed
        ? error.message
        : 'Redis does not answer at REDIS_URL. Check the address, the password and the network.';
    throw new StoreUnreadable(message, { cause: error });
  }
}

/** The team to read: the one that was named, or the only one there is. */
function onlyTeam(teams: readonly TeamId[], named: TeamId | null): TeamId {
  const [first, ...others] = named === null ? teams : teams.filter((team) => team === named);
  if (first === undefined) {
    const whose = named === null ? '' : ` of the team ${named}`;
    throw new StoreUnreadable(`This Redis keeps nothing${whose} yet. Check REDIS_URL and the number of its database.`);
  }
  if (others.length === 0) return first;
  throw new StoreUnreadable(
    `This Redis keeps the orders of several Slack teams: ${teams.join(', ')}. Say which, such as --team ${first}.`,
  );
}

/** The teams that have something on any of the servers. */
async function teamsAt(url: string, log: Log): Promise<TeamId[]> {
  const teams = new Set<TeamId>();
  for (const redis of await reached(() => connectToEach(url, log))) {
    try {
      for (const key of await reached(() => namesLike(redis, 'scaledmail:{*}:*'))) {
        const team = TeamId.safeParse(/^scaledmail:\{([^}]*)\}:/.exec(key)?.[1]);
        if (team.success) teams.add(team.data);
      }
    } finally {
      redis.disconnect();
    }
  }
  return [...teams].sort();
}

function readerOf(redis: Redis, keys: RedisKeys, teamId: TeamId): OrderReader {
  const acts = redisActs(redis, keys, actMemory(CHARACTERS_OF_A_WALK));
  return {
    teamId,
    references: async () => {
      const listed = await redis.zrange(keys.newest, '0', '-1');
      const inKeys = await Promise.all(
        [keys.order(''), keys.history('')].map(async (prefix) =>
          (await namesLike(redis, `${prefix}*`)).map((key) => key.slice(prefix.length)),
        ),
      );
      return [...new Set([...listed, ...inKeys.flat()])].sort();
    },
    read: (reference) => read({ redis, keys, acts }, reference),
    claims: async () => {
      const byReference = new Map<string, Claim[]>();
      const add = (claim: Claim, reference: string) =>
        byReference.set(reference, [...(byReference.get(reference) ?? []), claim]);
      for (const [name, reference] of await fieldsOf(redis, keys.names)) add(claimOfName(name), reference);
      for (const [text, reference] of await fieldsOf(redis, keys.claims)) add(claimOfText(text), reference);
      return byReference;
    },
    stubs: async function* () {
      const met = new Set<string>();
      for await (const [reference, text] of eachField(redis, keys.stubs)) {
        if (met.has(reference)) continue;
        met.add(reference);
        yield keptStubIn(reference, text);
      }
    },
    close: async () => {
      await redis.quit().catch(() => {});
      redis.disconnect();
    },
  };
}

interface Reading {
  readonly redis: Redis;
  readonly keys: RedisKeys;
  readonly acts: RedisActs;
}

/** What never changes of an order, its claims and requester, is read first; then all of it, as it stands at one moment. */
async function read({ redis, keys, acts }: Reading, reference: string): Promise<KeptOrder> {
  const before = rowIn(await redis.hmget(keys.order(reference), ...ROW_FIELDS));
  const actOf = await acts.neededBy([before?.content ?? null, before?.effects ?? null]);
  const known = before && keptOrderIn(before, actOf, reference).stored?.order;
  const claims = known?.claims ?? [];
  const names = claims.map((claim) => nameOwnedBy(claim) ?? NONE);
  const look = await lookAt(redis, keys, reference, (moment) =>
    moment
      .zscore(keys.newestOf(known?.facts.requestedBy ?? NONE), reference)
      .hmget(keys.names, ...names, NONE)
      .hmget(keys.claims, ...claims.map(claimText), NONE),
  );
  const { row, history: texts, claimableAtMs, newestMs } = look;
  const [newestOfRequester, ofNames, ofClaims] = Asked.parse(look.others);
  const actsNow = await acts.neededBy([row?.content ?? null, row?.effects ?? null, ...texts]);
  const { stored, problem } = row ? keptOrderIn(row, actsNow, reference) : { stored: null, problem: null };
  const placeMs = stored?.order.facts.requestedAt.getTime();
  const reading = { actOf: actsNow, requested: requestedOf(stored) };
  return {
    reference,
    stored,
    problem,
    history: texts.map((text) => keptEntryIn(text, reading)),
    heldClaims: claims.filter((_, index) => [ofNames[index], ofClaims[index]].includes(reference)),
    claimableAt: claimableAtMs === null ? null : new Date(claimableAtMs),
    isListed: !stored || (newestMs === placeMs && newestOfRequester !== null && Number(newestOfRequester) === placeMs),
  };
}
