import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

describe('there is one way to send what is sent once', () => {
  const root = join(import.meta.dirname, '../../../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const naming = (word: RegExp) => files.filter((name) => word.test(readFileSync(join(root, name), 'utf8'))).sort();

  test('only what asks for a warrant sends it', () => {
    expect(naming(/\bsendOneShot\b/)).toEqual(['scaledmail/once/carry-out.ts', 'scaledmail/once/one-shot.ts']);
  });

  test('only the placing of an order carries a warrant out; what counts such calls hands them on', () => {
    expect(naming(/\bcarryOut\(/)).toEqual([
      'lifecycle/calls-under-way.ts',
      'scaledmail/client.ts',
      'scaledmail/once/carry-out.ts',
      'service/placing/place-order.ts',
      'service/ports/vendor.ts',
    ]);
  });
});
