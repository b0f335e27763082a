/** Host and port of one server. */
export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

/** Who we are there. */
interface RedisUser {
  readonly username: string | null;
  readonly password: string | null;
}

/** Where a Redis is: one server, or several of which somebody says which one takes writes. */
export type RedisAddress =
  /** An address as ioredis takes it. */
  | { readonly kind: 'single'; readonly url: string }
  | {
      readonly kind: 'sentinel';
      readonly hosts: readonly RedisHost[];
      /** What the Sentinels call the main server. */
      readonly name: string;
      readonly database: number;
      readonly user: RedisUser;
      /** The Sentinels' own users: they need not be those of Redis. */
      readonly sentinelUser: RedisUser;
      readonly isEncrypted: boolean;
    }
  | {
      readonly kind: 'cluster';
      readonly hosts: readonly RedisHost[];
      readonly user: RedisUser;
      readonly isEncrypted: boolean;
    };

/** What was read, or what is wrong with it, as a sentence without any part of the address. */
type ReadAddress =
  | { readonly ok: true; readonly address: RedisAddress }
  | { readonly ok: false; readonly problem: string };

const PARTS = /^(rediss?)\+(sentinel|cluster):\/\/(?:([^@/?#]*)@)?([^@/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/;
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?$/i;
const SENTINEL_PORT = 26_379;
const REDIS_PORT = 6_379;
const MOST_PORT = 65_535;
const SENTINEL_PARAMETERS = ['sentinelUser', 'sentinelPassword'];

const wrong = (problem: string): ReadAddress => ({ ok: false, problem });

/**
 * Reads `redis://host:port/database`, `redis+sentinel://host:port,host:port/name/database` and
 * `redis+cluster://host:port,host:port`, each with `rediss` for TLS and with `user:password@`. Signs that mean something in an
 * address are percent-encoded in users and passwords. Never throws, and what it says holds nothing of the address.
 */
export function readRedisAddress(text: string): ReadAddress {
  const parts = PARTS.exec(text);
  if (!parts) return readSingle(text);
  const [, scheme, kind, userText, hostText = '', path = '', query = ''] = parts;
  const isEncrypted = scheme === 'rediss';
  const hosts = readHosts(hostText, kind === 'sentinel' ? SENTINEL_PORT : REDIS_PORT);
  if (!hosts) return wrong('Name its servers as host:port, with commas between them.');
  const user = readUser(userText);
  if (!user) return wrong('A sign in the user or the password has to be percent-encoded.');
  const parameters = new URLSearchParams(query);
  const unknown = [...parameters.keys()].some((name) => kind === 'cluster' || !SENTINEL_PARAMETERS.includes(name));
  if (unknown) {
    return wrong(
      kind === 'cluster'
        ? 'Nothing follows the servers of a cluster.'
        : `After the question mark there may be ${SENTINEL_PARAMETERS.join(' and ')} alone.`,
    );
  }
  if (kind === 'cluster') {
    const isFirst = path === '' || path === '0';
    if (!isFirst) return wrong('A cluster has one database: leave out what follows the servers.');
    return { ok: true, address: { kind, hosts, user, isEncrypted } };
  }
  const place = /^([A-Za-z0-9._-]+)(?:\/(\d{1,4}))?$/.exec(path);
  if (!place) return wrong('At its end stands what the Sentinels call the main server, such as /mymaster.');
  const [, name = '', database = '0'] = place;
  const sentinelUser = {
    username: parameters.get('sentinelUser'),
    password: parameters.get('sentinelPassword'),
  };
  return {
    ok: true,
    address: { kind: 'sentinel', hosts, name, database: Number(database), user, sentinelUser, isEncrypted },
  };
}

/** Which kind of Redis an address leads to; one server, where it cannot be read. */
export function redisKind(text: string): RedisAddress['kind'] {
  const read = readRedisAddress(text);
  return read.ok ? read.address.kind : 'single';
}

/** Schemes by which others know the two kinds. */
const OTHER_NAMES = /^(?:rediss?-|rediss?_)?(sentinel|cluster):\/\//i;

function readSingle(text: string): ReadAddress {
  const meant = OTHER_NAMES.exec(text)?.[1];
  if (meant)
    return wrong(`Begin it with redis+${meant.toLowerCase()}://, or rediss+${meant.toLowerCase()}:// for TLS.`);
  if (/^rediss?\+/.test(text)) {
    return wrong(
      'After the plus stands sentinel or cluster; an @, / or ? in the user or the password is percent-encoded.',
    );
  }
  if (!/^rediss?:\/\//.test(text)) return wrong('');
  const host = /^rediss?:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(text)?.[1] ?? '';
  if (host.includes(',')) return wrong('Several servers need redis+sentinel:// or redis+cluster://.');
  if (!URL.canParse(text)) return wrong('');
  return { ok: true, address: { kind: 'single', url: text } };
}

function readHosts(text: string, usualPort: number): readonly RedisHost[] | null {
  const hosts = text.split(',').map((each) => {
    const [, name, digits] = HOST.exec(each) ?? [];
    const port = digits === undefined ? usualPort : Number(digits);
    return name === undefined || port === 0 || port > MOST_PORT ? null : { host: name.replace(/^\[|\]$/g, ''), port };
  });
  return hosts.every((host) => host !== null) ? hosts : null;
}

function readUser(text: string | undefined): RedisUser | null {
  if (text === undefined) return { username: null, password: null };
  try {
    const [username = '', ...password] = text.split(':').map(decodeURIComponent);
    return { username: username || null, password: password.length === 0 ? null : password.join(':') };
  } catch {
    return null;
  }
}

/** An address of several servers as it would be written, without users: to say what to use. */
export function addressOf(kind: 'sentinel' | 'cluster', { host, port }: RedisHost, name = ''): string {
  const shown = host.includes(':') ? `[${host}]` : host;
  return `redis+${kind}://${shown}:${port}${name && `/${name}`}`;
}
