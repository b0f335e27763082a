import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { VendorDeps } from '../../../src/scaledmail/transport.ts';
import type { Urgency } from '../../../src/service/ports/vendor.ts';
import { noon } from '../../support/builders.ts';
import {
  type Behaviour,
  connectTo,
  dropAfterHeaders,
  dropBeforeAnswer,
  flood,
  gzipped,
  json,
  longBody,
  longJson,
  redirect,
  stallBody,
  startScriptedServer,
  text,
  useScriptedServer,
  VENDOR_KEY,
} from '../../support/servers/scripted-server.ts';

const server = useScriptedServer();
const connect = (overrides: Partial<VendorDeps> = {}) => connectTo(server.url, overrides);

const WORKSPACE = 'recNorthwind';
const ORDERS = json(200, { payments: [] });
const ROW = { provider: 'google', requiredDomains: 4, requiredMailboxes: 8, totalPrice: 28 };
const soonSeconds = noon.getTime() / 1_000 + 2;

describe('a read is made again', () => {
  test.each<{ after: string; behaviour: Behaviour; delayMs: number }>`
    after                                   | behaviour                                                               | delayMs
    ${'429'}                                | ${json(429, { message: 'Slow down' })}                                  | ${300}
    ${'429 with a moment in seconds'}       | ${json(429, { message: 'Slow down', retryAfter: soonSeconds })}         | ${2_000}
    ${'429 with a moment in milliseconds'}  | ${json(429, { message: 'Slow down', retryAfter: soonSeconds * 1_000 })} | ${2_000}
    ${'429 with a delay'}                   | ${json(429, { message: 'Slow down', retryAfter: 2 })}                   | ${2_000}
    ${'429 with a header'}                  | ${json(429, { retryAfter: 3 }, { 'retry-after': '1' })}                 | ${1_000}
    ${'429 with a moment in the header'}    | ${json(429, {}, { 'retry-after': String(soonSeconds) })}                | ${2_000}
    ${'429 with a date in the header'}      | ${json(429, {}, { 'retry-after': 'Mon, 23 Nov 2026 12:00:03 GMT' })}    | ${3_000}
    ${'429 with an odd header and a delay'} | ${json(429, { retryAfter: 2 }, { 'retry-after': 'soon' })}              | ${2_000}
    ${'429 that is not JSON'}               | ${text(429, 'Slow down')}                                               | ${300}
    ${'500'}                                | ${json(500, { error: 'Internal server error' })}                        | ${300}
    ${'502 with a page'}                    | ${text(502, '<html>Bad gateway</html>')}                                | ${300}
    ${'503 with a header'}                  | ${text(503, '', { 'retry-after': '2' })}                                | ${2_000}
    ${'a connection cut before the answer'} | ${dropBeforeAnswer}                                                     | ${300}
    ${'a connection cut within the answer'} | ${dropAfterHeaders}                                                     | ${300}
  `('after $after, $delayMs ms later', async ({ behaviour, delayMs }) => {
    server.play(behaviour, ORDERS);
    const { vendor, delaysMs, turns } = connect();
    expect(await vendor.orders(WORKSPACE, 'person')).toEqual([]);
    expect(delaysMs).toEqual([delayMs]);
    expect(turns).toEqual(['ordinary for person', 'ordinary for person']);
    expect(server.received).toHaveLength(2);
  });

  test('after an answer that does not end in time', async () => {
    server.play(stallBody, ORDERS);
    const { vendor, delaysMs } = connect({ readTimeoutMs: 200 });
    expect(await vendor.orders(WORKSPACE, 'person')).toEqual([]);
    expect(delaysMs).toEqual([300]);
  });

  test('although it is a POST: a calculation only reads', async () => {
    server.play(json(500, {}), json(200, { providerBreakdown: [ROW] }));
    expect(await connect().vendor.calculate(WORKSPACE, 'google', 200, 'person')).toEqual(ROW);
    expect(server.received[1]).toMatchObject({ method: 'POST', body: { volume: 200 } });
    expect(server.received[1]?.body).toEqual(server.received[0]?.body);
  });

  test('and is refused in the end when that is the answer', async () => {
    server.play(dropBeforeAnswer, json(401, {}));
    await expect(connect().vendor.orders(WORKSPACE, 'person')).rejects.toMatchObject({ code: 'vendor_refused' });
  });
});

describe('a read is given up', () => {
  test.each<{ urgency: Urgency; delays: number[] }>`
    urgency         | delays
    ${'person'}     | ${[300, 600]}
    ${'background'} | ${[300, 600, 1_200, 2_400]}
  `('for $urgency after delays of $delays ms', async ({ urgency, delays }) => {
    server.play(json(503, { error: 'Down' }));
    const { vendor, delaysMs, turns } = connect();
    await expect(vendor.domains(WORKSPACE, urgency)).rejects.toMatchObject({
      code: 'vendor_unavailable',
      message: 'getDomains answered 503',
      status: 503,
      userMessage: 'ScaledMail has an error of its own right now.',
    });
    expect(delaysMs).toEqual(delays);
    expect(turns).toEqual(Array.from({ length: delays.length + 1 }, () => `ordinary for ${urgency}`));
    expect(server.received).toHaveLength(delays.length + 1);
  });

  test.each<[string, Behaviour]>([
    ['connections are cut', dropBeforeAnswer],
    ['answers are cut', dropAfterHeaders],
    ['answers do not end', stallBody],
  ])('when all %s', async (_, behaviour) => {
    server.play(behaviour);
    const { vendor, delaysMs } = connect(behaviour === stallBody ? { readTimeoutMs: 100 } : {});
    await expect(vendor.orders(WORKSPACE, 'person')).rejects.toMatchObject({ code: 'vendor_unavailable' });
    expect(delaysMs).toEqual([300, 600]);
  });

  test('at once when the vendor asks a person to wait longer than three seconds', async () => {
    server.play(json(429, { message: 'Slow down', retryAfter: noon.getTime() / 1_000 + 4 }));
    const { vendor, delaysMs } = connect();
    await expect(vendor.orders(WORKSPACE, 'person')).rejects.toMatchObject({ code: 'vendor_unavailable' });
    expect(delaysMs).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  test('not at once for background work, which waits, but no longer than two minutes', async () => {
    server.play(json(429, { retryAfter: 4 }), json(429, { retryAfter: 3_600 }), ORDERS);
    const { vendor, delaysMs } = connect();
    expect(await vendor.orders(WORKSPACE, 'background')).toEqual([]);
    expect(delaysMs).toEqual([4_000, 120_000]);
  });
});

describe('an answer is read up to 8 MB', () => {
  const most = 8 * 1_024 * 1_024;
  test('and one of that size is read', async () => {
    server.play(longJson(200, { payments: [] }, most));
    expect(await connect().vendor.orders(WORKSPACE, 'person')).toEqual([]);
  });

  test.each<[string, Behaviour]>([
    ['one byte more', longJson(200, { payments: [] }, most + 1)],
    ['more when it is decompressed', gzipped(200, longBody({ payments: [] }, most + 1))],
    ['no end', flood],
    ['no end, of an error', (response) => flood(response.writeHead(500))],
  ])('%s is a fault, and not asked for again', async (_, behaviour) => {
    server.play(behaviour, ORDERS);
    const { vendor, delaysMs } = connect();
    await expect(vendor.orders(WORKSPACE, 'background')).rejects.toMatchObject({
      code: 'vendor_fault',
      message: 'getOrders answered more than 8388608 bytes',
    });
    expect([server.received.length, delaysMs]).toEqual([1, []]);
  });
});

describe('the shared rate limit', () => {
  test('is waited for before every try', async () => {
    server.play(json(500, {}), ORDERS);
    const steps: string[] = [];
    const { vendor } = connect({
      waitTurn: async (kind, urgency) => {
        steps.push('in line');
        await new Promise((resolve) => setImmediate(resolve));
        steps.push(`${kind} turn for ${urgency}`);
      },
      fetch: (...request) => {
        steps.push('sent');
        return fetch(...request);
      },
    });
    await vendor.orders(WORKSPACE, 'background');
    const once = ['in line', 'ordinary turn for background', 'sent'];
    expect(steps).toEqual([...once, ...once]);
  });

  test('keeps everything back while it cannot be asked', async () => {
    const waitTurn = () => Promise.reject(new Error('The store is away'));
    await expect(connect({ waitTurn }).vendor.orders(WORKSPACE, 'person')).rejects.toThrow('The store is away');
    expect(server.received).toEqual([]);
  });
});

test.each([[301], [302], [307], [308]])('a redirect by %d is refused: the key goes nowhere else', async (status) => {
  const elsewhere = await startScriptedServer();
  try {
    elsewhere.play(ORDERS);
    server.play(redirect(`${elsewhere.url}/api/v1/orders`, status));
    await expect(connect().vendor.orders(WORKSPACE, 'person')).rejects.toMatchObject({ code: 'vendor_unavailable' });
    expect(elsewhere.received).toEqual([]);
  } finally {
    await elsewhere.close();
  }
});

/** An error as a log, a person or a debugger could come to see it. */
function everythingOf(error: unknown): string {
  const shown = error instanceof Error ? [error.message, error.stack, 'userMessage' in error && error.userMessage] : [];
  return [...shown, String(error), JSON.stringify(error), inspect(error, { depth: null, showHidden: true })].join('\n');
}

describe('no error and no log line holds the key or the request', () => {
  const said = `Bearer ${VENDOR_KEY} is not known`;
  const sent = () => new Error(`could not send Bearer ${VENDOR_KEY} {"volume":987654}`);
  test.each<[string, Behaviour, Partial<VendorDeps>]>([
    ['refused with the key in the text', json(400, { error: said }), {}],
    ['refused with the key in an odd body', json(400, { request: { authorization: said } }), {}],
    ['refused with the key in a page', text(404, `<p>${said}</p>`), {}],
    ['not let in', json(401, { message: said }), {}],
    ['slowed down', json(429, { message: said }), {}],
    ['failed', json(500, { error: said }), {}],
    ['answered in another shape', json(200, { data: { [said]: said } }), {}],
    ['answered with a page', text(200, said), {}],
    ['cut before the answer', dropBeforeAnswer, {}],
    ['cut within the answer', dropAfterHeaders, {}],
    ['stalled', stallBody, { readTimeoutMs: 100 }],
    ['sent elsewhere', redirect('http://127.0.0.1:9/'), {}],
    ['not sent', stallBody, { fetch: () => Promise.reject(new Error(sent().message, { cause: sent() })) }],
    ['given an address that is none', stallBody, { baseUrl: `${VENDOR_KEY}:` }],
    ['given a key that no header takes', stallBody, { apiKey: `${VENDOR_KEY}\n987654` }],
  ])('when it was %s', async (_, behaviour, overrides) => {
    server.play(behaviour);
    const { vendor, logged } = connect(overrides);
    const error: unknown = await vendor.calculate(WORKSPACE, 'google', 987_654, 'person').then(
      () => 'no error',
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: expect.stringMatching(/^vendor_/) });
    const seen = `${everythingOf(error)}\n${inspect(logged, { depth: null })}`;
    expect(seen).not.toContain(VENDOR_KEY);
    expect(seen).not.toContain('987654');
  });
});
