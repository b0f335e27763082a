import { describe, expect, test } from '@jest/globals';
import { fine, guardUntil, notChecked, problem, warning } from '../../src/doctor/check.ts';
import { datedFetch } from '../../src/doctor/dated-fetch.ts';
import { closingLine, exitCodeOf, reportLine } from '../../src/doctor/report.ts';
import { checkScopes } from '../../src/doctor/slack-app.ts';
import { checkClock, checkNodeVersion } from '../../src/doctor/surroundings.ts';

describe('a line', () => {
  test.each([
    [fine('Store', 'opens'), 'ok       Store                opens\n'],
    [notChecked('Scopes', 'a token'), '-        Scopes               not checked: needs a token\n'],
    [problem('Store', 'gone', 'Mend it.'), 'PROBLEM  Store                gone\n         → Mend it.\n'],
    [warning('Prices', 'odd', 'Look.'), 'warning  Prices               odd\n         → Look.\n'],
  ])('is %j', (result, text) => expect(reportLine(result, [])).toBe(text));

  test('holds no secret and no control character, whatever was found', () => {
    const line = reportLine(problem('Store', 'redis://u:hunter22@h\u001b[2J failed', 'Look at hunter22.'), [
      'hunter22',
    ]);
    expect(line).not.toContain('hunter22');
    expect(line).not.toContain('\u001b');
  });
});

describe('the end', () => {
  test.each<{ results: Parameters<typeof closingLine>[0]; text: string; code: number }>`
    results                                             | text                                     | code
    ${[fine('a', 'b')]}                                 | ${'All is well.\n'}                      | ${0}
    ${[fine('a', 'b'), warning('c', 'd', 'e')]}         | ${'All is well.\n'}                      | ${0}
    ${[problem('a', 'b', 'c')]}                         | ${'1 problem to mend.\n'}                | ${1}
    ${[problem('a', 'b', 'c'), problem('a', 'b', 'c')]} | ${'2 problems to mend.\n'}               | ${1}
    ${[problem('a', 'b', 'c'), notChecked('d', 'e')]}   | ${'1 problem to mend, 1 not checked.\n'} | ${1}
  `('says $text with exit code $code', ({ results, text, code }) => {
    expect(closingLine(results)).toBe(text);
    expect(exitCodeOf(results)).toBe(code);
  });
});

test('a check that throws, or hangs until the end, is a problem and stops no other', async () => {
  const guard = guardUntil(new Promise(() => {}));
  expect(await guard('Store', () => Promise.reject(new Error('broken')))).toMatchObject({
    ok: false,
    detail: 'broken',
  });
  const late = guardUntil(Promise.resolve());
  expect(await late('Store', () => new Promise(() => {}))).toMatchObject({ ok: false, detail: 'no answer in time' });
});

describe('scopes', () => {
  const wanted = ['chat:write', 'im:write'];
  test('all of the manifest are fine, more too', () =>
    expect(checkScopes(['im:write', 'chat:write', 'users:read'], wanted)).toMatchObject({ ok: true, mend: null }));
  test('missing ones are named', () =>
    expect(checkScopes(['chat:write'], wanted)).toMatchObject({ ok: false, detail: 'missing: im:write' }));
  test('when Slack does not say, that is a warning', () =>
    expect(checkScopes(null, wanted)).toMatchObject({ ok: true, mend: expect.stringContaining('im:write') }));
});

describe('the version of Node', () => {
  test.each<{ version: string; range: string; ok: boolean }>`
    version       | range          | ok
    ${'v20.19.0'} | ${'>=20.19'}   | ${true}
    ${'v20.18.9'} | ${'>=20.19'}   | ${false}
    ${'v22.0.0'}  | ${'>=20.19'}   | ${true}
    ${'v18.99.0'} | ${'>=20.19'}   | ${false}
    ${'v20.19.4'} | ${'>=20.19.5'} | ${false}
  `('$version for $range: $ok', ({ version, range, ok }) => expect(checkNodeVersion(version, range).ok).toBe(ok));
});

describe('the clock', () => {
  test.each<{ skewMs: number | null; ok: boolean; says: string }>`
    skewMs      | ok       | says
    ${0}        | ${true}  | ${'right'}
    ${-59_000}  | ${true}  | ${'59 s'}
    ${61_000}   | ${false} | ${'61 s ahead'}
    ${-400_000} | ${false} | ${'400 s behind'}
    ${null}     | ${false} | ${'not checked'}
  `('$skewMs ms off: $says', ({ skewMs, ok, says }) => {
    expect(checkClock(skewMs)).toMatchObject({ ok, detail: expect.stringContaining(says) });
  });

  test('is compared with the Date of each answer, at the middle of its request', async () => {
    let nowMs = Date.parse('2026-11-23T12:00:10.000Z');
    const clock = { now: () => new Date(nowMs) };
    const answering: typeof fetch = async () => {
      nowMs += 2_000;
      return new Response('', { headers: { date: 'Mon, 23 Nov 2026 12:00:01 GMT' } });
    };
    const dated = datedFetch(answering, clock);
    expect(dated.skewMs()).toBeNull();
    await dated.fetch('http://127.0.0.1/');
    expect(dated.skewMs()).toBe(10_000);
  });
});
