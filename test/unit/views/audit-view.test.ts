import { describe, expect, test } from '@jest/globals';
import { shortFingerprint } from '../../../src/orders/approval/fingerprint.ts';
import { OrderEvent } from '../../../src/orders/event.ts';
import { auditMessage } from '../../../views/messages/history/audit.ts';
import { eventText } from '../../../views/words/event-text.ts';
import { localTime, mention } from '../../../views/words/text.ts';
import { orderIn, ordersInEveryState } from '../../support/views/orders.ts';
import { eventsOfEveryType, HOSTILE_TEXTS, historyOf } from '../../support/views/samples.ts';
import { allText, foreignControls, mrkdwnTexts, slackProblems } from '../../support/views/text.ts';

const order = orderIn('placed');
const events = eventsOfEveryType(order);
const historyOfLength = (count: number, pick: (index: number) => OrderEvent | undefined) =>
  historyOf(
    order,
    Array.from({ length: count }, (_, index) => pick(index) ?? { type: 'expired' }),
  );

test('every entry stands there with its number, who, when, what, and the terms', () => {
  const history = historyOf(order, events);
  const text = mrkdwnTexts(auditMessage(order, history, null)).join('\n');
  for (const { sequence, at, event, fingerprint } of history) {
    const line = text.split('\n').find((each) => each.startsWith(`*${sequence}.*`));
    expect(line).toContain(localTime(at));
    expect(line).toContain(`\`${shortFingerprint(fingerprint)}\``);
    expect(line).toContain(eventText(event, 'spend', mention));
    const person = 'by' in event && event.type !== 'vendor_cancelled' ? event.by : null;
    expect(line).toContain(person === null ? '· _the system_ ·' : `· <@${person}> ·`);
  }
});

test('a whole history is said to be whole, and a broken one is said loudly to be broken', () => {
  const history = historyOf(order, events);
  const whole = auditMessage(order, history, null);
  expect(allText(whole)).toContain(`The history is whole*: ${history.length} entries`);
  expect(allText(whole)).not.toContain('🚨');
  const broken = auditMessage(order, history, 7);
  expect(broken.text).toContain('BROKEN from entry 7');
  expect(allText(broken.blocks)).toContain('🚨 *THE HISTORY IS BROKEN from entry 7 on.*');
  expect(allText(broken)).not.toContain('is whole');
});

describe('a long history', () => {
  test('that only repeats itself while it waits keeps what people did', () => {
    const [requested, announced, approved] = (['requested', 'announced', 'approved'] as const).map((type) =>
      events.find((event) => event.type === type),
    );
    const waits: OrderEvent = { type: 'progress_seen', ready: ['getacme.com'] };
    const message = auditMessage(
      order,
      historyOfLength(600, (index) => [requested, announced, approved][index] ?? waits),
      null,
    );
    expect(slackProblems(message)).toEqual([]);
    expect(allText(message)).toContain('Approved by');
    expect(allText(message)).toContain('596 entries are left out here');
    expect(allText(message)).toContain('npm run audit -- export');
  });

  test('that does not repeat itself is cut at its beginning, and every entry is shown or counted', () => {
    const message = auditMessage(
      order,
      historyOfLength(900, (index) => events[index % events.length]),
      null,
    );
    expect(slackProblems(message)).toEqual([]);
    const shown = allText(message).match(/\*\d+\.\*/g) ?? [];
    expect(shown.at(-1)).toBe('*900.*');
    expect(shown.length).toBeGreaterThan(50);
    expect(allText(message)).toContain(`${900 - shown.length} entries are left out here`);
    expect(JSON.stringify(message.blocks).length).toBeLessThan(14_000);
  });

  test('that fits to the last entry says nothing of what is left out', () => {
    expect(allText(auditMessage(order, historyOf(order, events), null))).not.toContain('left out');
  });
});

test.each(HOSTILE_TEXTS.map((text) => [text]))('no entry is taken for markup of ours: %j', (words) => {
  for (const hostile of ordersInEveryState({ label: words, workspaceName: words, words })) {
    const message = auditMessage(hostile, historyOf(hostile, eventsOfEveryType(hostile, words)), 3);
    expect([slackProblems(message), foreignControls(message)]).toEqual([[], []]);
  }
});

test('the samples have every event', () => {
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(OrderEvent.options.map((option) => option.shape.type.value)),
  );
});
