import { describe, expect, test } from '@jest/globals';
import { addressOf, readRedisAddress } from '../../../src/values/redis-address.ts';

const nobody = { username: null, password: null };

describe('an address of Redis', () => {
  test.each(['redis://localhost:6379', 'rediss://user:p%40ss@redis.example.com:6380/2', 'redis://[::1]:6379'])(
    'of one server is kept as it is: %s',
    (url) => {
      expect(readRedisAddress(url)).toEqual({ ok: true, address: { kind: 'single', url } });
    },
  );

  test('of Sentinels has their hosts, the name of the main server, a database and both users', () => {
    const text =
      'rediss+sentinel://bot:p%40%2Fs:x@one.example.com,[::1]:26380/my-master/3?sentinelPassword=a%26b&sentinelUser=eve';
    expect(readRedisAddress(text)).toEqual({
      ok: true,
      address: {
        kind: 'sentinel',
        hosts: [
          { host: 'one.example.com', port: 26_379 },
          { host: '::1', port: 26_380 },
        ],
        name: 'my-master',
        database: 3,
        user: { username: 'bot', password: 'p@/s:x' },
        sentinelUser: { username: 'eve', password: 'a&b' },
        isEncrypted: true,
      },
    });
  });

  test('of a cluster has its hosts', () => {
    expect(readRedisAddress('redis+cluster://:secret@10.0.0.1:7000,redis-2:7001/')).toEqual({
      ok: true,
      address: {
        kind: 'cluster',
        hosts: [
          { host: '10.0.0.1', port: 7_000 },
          { host: 'redis-2', port: 7_001 },
        ],
        user: { username: null, password: 'secret' },
        isEncrypted: false,
      },
    });
    expect(readRedisAddress('redis+cluster://one')).toMatchObject({
      address: { hosts: [{ host: 'one', port: 6_379 }], user: nobody },
    });
  });

  test.each([
    ['redis+sentinel://hunter2@one:26379', '/mymaster'],
    ['redis+sentinel://one/name/x', '/mymaster'],
    ['redis+sentinel://:hunter2@/mymaster', 'host:port'],
    ['redis+sentinel://one:0/mymaster', 'host:port'],
    ['redis+sentinel://one:70000/mymaster', 'host:port'],
    ['redis+sentinel://one,,two/mymaster', 'host:port'],
    ['redis+sentinel://one/mymaster?sentinelPasword=hunter2', 'sentinelUser and sentinelPassword'],
    ['redis+sentinel://u:hunter2%@one/mymaster', 'percent-encoded'],
    ['redis+sentinel://u:hunter2@x@one/mymaster', 'percent-encoded'],
    ['redis+cluster://one:7000/2', 'one database'],
    ['redis+cluster://one:7000?db=2', 'Nothing follows'],
    ['redis+sentinels://:hunter2@one/mymaster', 'sentinel or cluster'],
    ['redis-sentinel://:hunter2@one/mymaster', 'redis+sentinel://'],
    ['sentinel://one/mymaster', 'redis+sentinel://'],
    ['rediss-cluster://one', 'rediss+cluster://'],
    ['redis://:hunter2@one:7000,two:7001', 'redis+cluster://'],
    ['localhost:6379', ''],
  ])('that is wrong says what, and nothing of itself: %s', (text, said) => {
    const read = readRedisAddress(text);
    expect(read).toEqual({ ok: false, problem: expect.stringContaining(said) });
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  test('is written without anybody’s password', () => {
    expect(addressOf('sentinel', { host: '::1', port: 26_379 }, 'main')).toBe('redis+sentinel://[::1]:26379/main');
    expect(addressOf('cluster', { host: 'one', port: 7_000 })).toBe('redis+cluster://one:7000');
  });
});
