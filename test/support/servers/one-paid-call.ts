import { carryOut } from '../../../src/scaledmail/once/carry-out.ts';
import { noon } from '../builders.ts';
import { aWarrant } from '../warrants.ts';

/** A program that makes one paid call to the address it is given, and prints what it came to. */
const silent = () => undefined;
const deps = {
  baseUrl: process.argv[2] ?? '',
  apiKey: 'key-of-the-test-account',
  userAgent: 'scaledmail-for-slack/1.2.3',
  fetch,
  clock: { now: () => noon },
  monotonicMs: () => noon.getTime(),
  sleep: async () => undefined,
  random: () => 0.5,
  waitTurn: async () => undefined,
  log: { debug: silent, info: silent, warn: silent, error: silent },
};
process.stdout.write(JSON.stringify(await carryOut(deps, aWarrant())));
