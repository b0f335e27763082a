import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { KNOWN_KEYS, type Place } from '../../../src/scaledmail/known-shapes.ts';

const Schema = z.object({ properties: z.record(z.string(), z.unknown()) });
const Contract = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });
const { schemas } = Contract.parse(
  parse(readFileSync(new URL('../../../docs/vendor/openapi.yaml', import.meta.url), 'utf8')),
).components;

test.each<[Place, string]>([
  ['order rows', 'Order'],
  ['order details', 'OrderDetails'],
  ['packages of an order', 'OrderPackage'],
  ['domains of a package', 'OrderDomain'],
  ['rows of /domains', 'Domain'],
])('the fields known in %s are those of %s in the contract', (place, schema) => {
  const documented = Object.keys(Schema.parse(schemas[schema]).properties);
  expect([...KNOWN_KEYS[place]].toSorted()).toEqual(documented.toSorted());
});
