import { createCustomOrder } from '../../../src/scaledmail/once/paid-call.ts';
import { aPurchase, noon } from '../builders.ts';

/** A program that makes one paid call to the address it is given, and prints what it came to. */
const silent = () => undefined;
const deps = {
  baseUrl: process.argv[2] ?? '',
  apiKey: 'key-of-the-test-account',
  fetch,
  clock: { now: () => noon },
  sleep: async () => undefined,
  random: () => 0.5,
  waitTurn: async () => undefined,
  log: { debug: silent, info: silent, warn: silent, error: silent },
};
const call = { purchase: aPurchase(), tag: 'acme-7f3k2q', hostingLogin: null, sequencerLogin: null, timeoutMs: 10_000 };
process.stdout.write(JSON.stringify(await createCustomOrder(deps, call, () => true)));
