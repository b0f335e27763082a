import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { APPROVALS, cardFor, type Person, person, referenceOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let rita: Person;
let amir: Person;
let reference: string;

beforeEach(async () => {
  // Bea, who is in the approvers' group, is a colleague without a say here.
  world = await startWorld({ environment: { APPROVERS: 'U0AMIR' } });
  rita = person(world, 'U0RITA');
  amir = person(world, 'U0AMIR');
  await requestOrder(world);
  reference = referenceOf(cardFor(amir));
});
afterEach(() => world.stop());

test('requester and approvers see every entry of an order, with who, when, what and on which terms', async () => {
  await amir.press(cardFor(amir), 'approve_order');
  for (const reader of [rita, amir]) {
    await reader.type(`/scaledmail audit ${reference.toUpperCase()}`);
    const answer = reader.privateAnswers().at(-1) ?? '';
    expect(answer).toMatch(/The history is whole\*: \d+ entries/);
    expect(answer).toMatch(
      /\*1\.\* <!date\^\d+\^[^>]*> · <@U0RITA> · `[0-9a-f]{8}` · Requested by <@U0RITA>: \$21\.00/,
    );
    expect(answer).toMatch(/> · <@U0AMIR> · `[0-9a-f]{8}` · Approved by <@U0AMIR>/);
    expect(answer).toMatch(/> · _the system_ · `[0-9a-f]{8}` · Sent to ScaledMail at \$21\.00/);
    expect(answer).not.toContain('left out');
  }
});

test.each([
  ['a colleague', 'U0BEA', /no order with that reference/],
  ['a guest', 'U0GUS', /[Gg]uests/],
])('%s does not see it, and gets the answer that status gives', async (_who, id, kindly) => {
  const reader = person(world, id);
  for (const word of ['status', 'audit']) await reader.type(`/scaledmail ${word} ${reference}`, APPROVALS);
  const [status, audit] = reader.privateAnswers();
  expect(audit).toBe(status);
  expect(audit).toMatch(kindly);
  expect(audit).not.toContain('U0RITA');
});

test.each(['', 'nonsense', '7f3k2q', '<@U0EVE>'])('“%s” gets the answer that status gives', async (typed) => {
  for (const word of ['status', 'audit']) await rita.type(`/scaledmail ${word} ${typed}`);
  const [status, audit] = rita.privateAnswers();
  expect(audit).toBe(status?.replaceAll('scaledmail status', 'scaledmail audit'));
  expect(audit).not.toBe('');
});

test('a history that was changed behind the bot’s back is told loudly, and logged', async () => {
  await amir.press(cardFor(amir), 'approve_order');
  const database = new Database(join(world.environment.DATA_DIR ?? '', 'scaledmail.db'));
  database.exec("UPDATE history SET entry = replace(entry, 'U0AMIR', 'U0BEA') WHERE sequence > 1");
  database.close();
  await rita.type(`/scaledmail audit ${reference}`);
  const answer = rita.privateAnswers().at(-1) ?? '';
  expect(answer).toMatch(/🚨 \*THE HISTORY IS BROKEN from entry \d+ on\.\*/);
  expect(answer).not.toContain('is whole');
  expect(world.log()).toContain('A history is broken');
});

test('entries that were cut off at the end are missed', async () => {
  const database = new Database(join(world.environment.DATA_DIR ?? '', 'scaledmail.db'));
  database.exec('DELETE FROM history WHERE sequence = (SELECT max(sequence) FROM history)');
  database.close();
  await rita.type(`/scaledmail audit ${reference}`);
  expect(rita.privateAnswers().at(-1)).toMatch(/BROKEN from entry \d+ on/);
});
