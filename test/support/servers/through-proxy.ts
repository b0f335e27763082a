import { setTimeout } from 'node:timers/promises';
import { addMinutes } from 'date-fns/addMinutes';
import { WebSocket } from 'undici';
import { ProxyDispatcher } from '../../../src/proxy/proxy-dispatcher.ts';
import { proxyFor } from '../../../src/proxy/proxy-for.ts';
import { useProxy } from '../../../src/proxy/use-proxy.ts';
import { carryOut } from '../../../src/scaledmail/once/carry-out.ts';
import { noon } from '../builders.ts';
import { aWarrant } from '../warrants.ts';

/**
 * A program that reads, pays once, and opens a socket, all through a proxy: `<base address> <proxy> <what>`. It prints what
 * came of it, and everything that it logged.
 */
const [base = '', proxy = '', what = ''] = process.argv.slice(2);
const settings = { address: new URL(proxy), except: [] };
const logged: unknown[] = [];
const log = (fields: object, message: string) => logged.push({ ...fields, message });
const deps = {
  baseUrl: base,
  apiKey: 'key-of-the-test-account',
  userAgent: 'scaledmail-for-slack/1.2.3',
  fetch,
  proxyFor: proxyFor(settings),
  clock: { now: () => noon },
  monotonicMs: () => noon.getTime(),
  sleep: setTimeout,
  random: () => 0.5,
  waitTurn: async () => undefined,
  log: { debug: log, info: log, warn: log, error: log },
  callTimeoutMs: 2_000,
};
useProxy(settings);

const socketSays = () =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(base.replace('https:', 'wss:'), {
      dispatcher: new ProxyDispatcher(proxyFor(settings)),
    });
    socket.addEventListener('message', ({ data }) => resolve(String(data)));
    socket.addEventListener('error', () => resolve('failed'));
  });

const DO: Readonly<Record<string, () => Promise<unknown>>> = {
  read: async () => (await fetch(`${base}/read`)).text(),
  pay: () => carryOut(deps, aWarrant()),
  'pay too late': () => carryOut({ ...deps, clock: { now: () => addMinutes(noon, 1) } }, aWarrant()),
  socket: socketSays,
};
const came = await DO[what]?.();
// What is left behind, such as an error that nobody caught, comes now.
await setTimeout(50);
process.stdout.write(JSON.stringify({ came, logged }), () => process.exit(0));
