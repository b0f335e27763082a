import { readFileSync } from 'node:fs';
import { afterEach, beforeEach } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { z } from 'zod';
import {
  type LocalScaledMail,
  type LocalScaledMailOptions,
  startLocalScaledMail,
} from '../../../sandbox/scaledmail/server.ts';

export const API_KEY = 'key-of-the-test-account';
export const NORTHWIND = 'recNorthwind0001';
export const CONTOSO = 'recContoso000001';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export interface Request {
  readonly method: string;
  /** Below `/api/v1`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
  /** Null leaves `organization_id` out. */
  readonly workspace?: string | null;
}

/** Sends one request with the right key and the Northwind workspace unless it says otherwise. */
export async function send(vendor: LocalScaledMail, request: Request): Promise<Reply> {
  const { workspace = NORTHWIND, key = API_KEY, body } = request;
  const query = new URLSearchParams({
    ...request.query,
    ...(workspace === null ? {} : { organization_id: workspace }),
  });
  const response = await fetch(`${vendor.apiUrl}${request.path}?${query}`, {
    method: request.method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    return { status: response.status, body: text };
  }
}

/** A vendor for each test of the file, whose clock stands still unless the test moves it; rate limits are off. */
export function useVendor(options: Partial<LocalScaledMailOptions> = {}): { readonly vendor: LocalScaledMail } {
  let running: LocalScaledMail | undefined;
  beforeEach(async () => {
    const clock = () => new Date('2026-11-02T09:00:00.000Z');
    running = await startLocalScaledMail({ apiKey: API_KEY, clock, hasRateLimits: false, ...options });
  });
  afterEach(() => running?.close());
  return {
    get vendor() {
      if (running === undefined) throw new Error('The vendor runs only inside a test');
      return running;
    },
  };
}

/** A google domain in the names form. */
export function named(domain: string) {
  return { domain, first_name: 'Ada', last_name: 'Sample' };
}

/** `count` different aliases. */
export function aliases(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    first_name: 'Ada',
    last_name: 'Sample',
    alias: `ada${index}`,
  }));
}

/** A create-custom-order of two purchased google names, with `body` in place of its usual body. */
export function customOrder(body: unknown = TWO_GOOGLE, query: Readonly<Record<string, string>> = {}): Request {
  return { method: 'POST', path: '/create-custom-order', query: { provider: 'scaledmail', ...query }, body };
}

export const TWO_GOOGLE = {
  tag: 'acme-7f3k2',
  providers: { google: { domains: [named('getnorthwind.com'), named('trynorthwind.com')] } },
};

const Media = z.object({ 'application/json': z.object({ schema: z.unknown() }) });
const Part = z.union([z.object({ $ref: z.string() }), z.object({ content: Media })]);
const Operation = z.object({
  operationId: z.string(),
  'x-side-effect': z.string(),
  requestBody: z.object({ content: Media }).optional(),
  responses: z.record(z.string(), Part),
});
export type ContractOperation = z.infer<typeof Operation> & { readonly method: string; readonly path: string };

const contract: unknown = parse(readFileSync(new URL('../../../docs/vendor/openapi.yaml', import.meta.url), 'utf8'));
const METHODS = ['get', 'post', 'patch', 'delete'];
const Contract = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.object({ responses: z.record(z.string(), z.object({ content: Media })) }),
});
const { paths, components } = Contract.parse(contract);

/** Every operation of the compiled contract. */
export const CONTRACT_OPERATIONS: readonly ContractOperation[] = Object.entries(paths).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => ({
    ...Operation.parse(item[method]),
    method: method.toUpperCase(),
    path,
  })),
);

const ajv = new Ajv2020({ strict: false, validateSchema: false });
addFormats.default(ajv);
ajv.addSchema(z.record(z.string(), z.unknown()).parse(contract), 'contract');

function problems(schema: unknown, value: unknown): string {
  const absolute = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"contract#/components')));
  const validate = ajv.compile(absolute);
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

function operationOf(operationId: string): ContractOperation {
  const found = CONTRACT_OPERATIONS.find((operation) => operation.operationId === operationId);
  if (found === undefined) throw new Error(`The contract has no operation ${operationId}`);
  return found;
}

/** What is wrong with an answer by the contract; empty when it fits. A status that is not documented is wrong. */
export function answerProblems(operationId: string, { status, body }: Reply): string {
  const response = operationOf(operationId).responses[String(status)];
  if (response === undefined) return `status ${status} is not documented`;
  const named = '$ref' in response ? components.responses[response.$ref.split('/').at(-1) ?? ''] : response;
  if (named === undefined) return 'the response is not defined';
  return problems(named.content['application/json'].schema, body);
}

/** What is wrong with a request body by the contract; empty when it fits or none is taken. */
export function requestProblems(operationId: string, body: unknown): string {
  const schema = operationOf(operationId).requestBody?.content['application/json'].schema;
  return schema === undefined ? '' : problems(schema, body);
}
