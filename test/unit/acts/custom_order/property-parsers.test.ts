import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { OrderDraft } from '../../../../src/acts/custom_order/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/draft-input.ts';
import { checkOrder } from '../../../../src/acts/custom_order/rules/check-order.ts';
import { parseDomainLines } from '../../../../src/acts/custom_order/rules/domain-lines.ts';
import { parseDomainName } from '../../../../src/acts/custom_order/rules/domain-name.ts';
import { withTyped } from '../../../../src/service/requesting/typed-fields.ts';
import { formValues, typedFields } from '../../../../src/slack/receive/form-values.ts';
import {
  ActionPayload,
  CommandPayload,
  HomeOpenedPayload,
  OptionsPayload,
  ShortcutPayload,
  StateValues,
  SubmissionPayload,
} from '../../../../src/slack/receive/payloads.ts';
import { property } from '../../../support/property/check.ts';
import { SUFFIXES } from '../../../support/property/orders.ts';
import { anyText } from '../../../support/property/texts.ts';
import { aDraft } from '../../../support/views/orders.ts';

const fieldState = fc.record(
  {
    type: fc.constant('plain_text_input'),
    value: fc.option(anyText),
    selected_option: fc.option(fc.record({ value: anyText })),
    selected_options: fc.option(fc.array(fc.record({ value: anyText }), { maxLength: 3 })),
  },
  { requiredKeys: ['type'] },
);
const blockId = fc.oneof(
  fc
    .constantFrom(
      'label',
      'workspace',
      'source',
      'providers',
      'default_name',
      'domains_google',
      'picked_smtp',
      'hosting_link',
      'reason',
    )
    .map((field) => `${field}.3`),
  anyText,
);
const stateValues = fc.dictionary(
  blockId,
  fc.dictionary(fc.constantFrom('field', 'other'), fieldState, { maxKeys: 2 }),
  { maxKeys: 8 },
);

const user = fc.constant({ id: 'U0RITA' });
const view = fc.record({
  id: fc.constant('V1'),
  callback_id: anyText,
  private_metadata: anyText,
  state: fc.record({ values: stateValues }),
});
const trigger = fc.constant('1.2');

/** Payloads as Slack sends them, each with the schema that reads it. */
const payloads: readonly (readonly [name: string, schema: z.ZodType, payload: fc.Arbitrary<object>])[] = [
  [
    'command',
    CommandPayload,
    fc.record({
      user_id: fc.constant('U0RITA'),
      channel_id: anyText,
      text: anyText,
      trigger_id: trigger,
      response_url: fc.webUrl(),
    }),
  ],
  [
    'action',
    ActionPayload,
    fc.record({
      user,
      trigger_id: trigger,
      actions: fc.tuple(fc.record({ action_id: anyText, block_id: anyText, action_ts: anyText, value: anyText })),
    }),
  ],
  ['submission', SubmissionPayload, fc.record({ user, view })],
  ['options', OptionsPayload, fc.record({ user, action_id: anyText, block_id: anyText, value: anyText, view })],
  [
    'home',
    HomeOpenedPayload,
    fc.record({
      event_id: anyText,
      event: fc.record({ type: fc.constant('app_home_opened'), user: fc.constant('U0RITA'), tab: anyText }),
    }),
  ],
  ['shortcut', ShortcutPayload, fc.record({ user, callback_id: anyText, trigger_id: trigger })],
];

const refusals = (schema: z.ZodType, value: unknown): number | null => {
  const parsed = schema.safeParse(value);
  return parsed.success ? null : parsed.error.issues.length;
};

describe('payloads of Slack', () => {
  property(
    'are read whole, and with fields that we do not know',
    fc.tuple(...payloads.map(([, , payload]) => payload)),
    (all) => {
      for (const [index, [name, schema]] of payloads.entries()) {
        expect([name, refusals(schema, all[index])]).toEqual([name, null]);
        expect([name, refusals(schema, { ...all[index], unheard_of: all })]).toEqual([name, null]);
      }
    },
    { runs: 100 },
  );

  property(
    'are read or refused by name, never thrown at, whatever JSON they are',
    fc.jsonValue({ maxDepth: 5 }),
    (value) => {
      for (const [name, schema] of payloads) {
        const found = refusals(schema, value);
        // Arbitrary JSON holds no `U0RITA`, so all of it is refused, and each refusal says what is wrong.
        expect([name, found !== null && found > 0]).toEqual([name, true]);
      }
    },
    { runs: 200 },
  );

  property(
    'with one part lost or of another kind are refused, or the part was not needed',
    fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 }), fc.tuple(...payloads.map(([, , payload]) => payload))),
    ([pick, odd, all]) => {
      for (const [index, [, schema]] of payloads.entries()) {
        const entries = Object.entries(all[index] ?? {});
        const key = entries[pick % entries.length]?.[0];
        const lost = Object.fromEntries(entries.filter(([each]) => each !== key));
        if (key !== 'view' || schema !== OptionsPayload) expect(refusals(schema, lost)).toBeGreaterThan(0);
        expect(() =>
          refusals(schema, Object.fromEntries(entries.map(([each, part]) => [each, each === key ? odd : part]))),
        ).not.toThrow();
      }
    },
    { runs: 150 },
  );
});

property(
  'what stands in a form always makes a draft that can be stored, and fields of other pages stay as they were',
  fc.record({ values: stateValues, label: anyText, defaultName: anyText }),
  ({ values, label, defaultName }) => {
    const draft = aDraft({ label, defaultName });
    const filled = withTyped(draft, typedFields(formValues(StateValues.parse(values))));
    expect(OrderDraft.parse(JSON.parse(JSON.stringify(filled)))).toEqual(filled);
    if (!('label.3' in values)) expect(filled.label === label || 'label' in values).toBe(true);
    expect(() => checkOrder(draftInput(filled), new Map())).not.toThrow();
  },
  { runs: 200 },
);

const word = fc.stringMatching(/^[A-Z][a-zéö'-]{1,10}$/);
const row = fc.record({
  label: fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/),
  suffix: fc.constantFrom(...SUFFIXES),
  firstName: fc.oneof(
    word,
    fc.tuple(word, word).map((words) => words.join(' ')),
  ),
  lastName: word,
  hasName: fc.boolean(),
  redirect: fc.option(fc.constantFrom('https://acme.com/x', 'acme.io', 'HTTP://ACME.COM')),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

/** How a list was pasted: what parts cells and lines, and what stands around them. */
const style = fc.record({
  separator: fc.constantFrom(',', ';', '\t'),
  padding: fc.constantFrom('', ' ', '  ', '\u00a0'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r', '\u2028', '\v'),
  isUpperCase: fc.boolean(),
  isQuoted: fc.boolean(),
  hasTwoNameCells: fc.boolean(),
  hasHeading: fc.boolean(),
  hasEmptyLines: fc.boolean(),
  hasTrailingCells: fc.boolean(),
});
type Style = typeof style extends fc.Arbitrary<infer Value> ? Value : never;

const nameOf = ({ label, suffix }: Row): string => `${label}.${suffix}`;

function pasted(rows: readonly Row[], how: Style): string {
  const cell = (text: string) => `${how.padding}${how.isQuoted && text !== '' ? `"${text}"` : text}${how.padding}`;
  const lines = rows.map((each) => {
    const names = how.hasTwoNameCells ? [each.firstName, each.lastName] : [`${each.firstName} ${each.lastName}`];
    const name = how.isUpperCase ? nameOf(each).toUpperCase() : nameOf(each);
    const cells = [name, ...(each.hasName ? names : []), ...(each.redirect === null ? [] : [each.redirect])];
    return [...cells, ...(how.hasTrailingCells ? ['', ''] : [])].map(cell).join(how.separator);
  });
  const all = [...(how.hasHeading ? [['Domain', 'Name', 'Redirect'].join(how.separator)] : []), ...lines];
  return all.join(how.hasEmptyLines ? `${how.lineEnd} ${how.lineEnd}` : how.lineEnd);
}

describe('a pasted list', () => {
  property(
    'means the same in any separators, case, quotes and white space',
    fc.tuple(fc.array(row, { minLength: 1, maxLength: 20 }), style),
    ([rows, how]) => {
      const read = parseDomainLines(pasted(rows, how));
      const expected = rows.map((each) => ({
        name: nameOf(each),
        naming: each.hasName ? { form: 'names', firstName: each.firstName, lastName: each.lastName } : null,
        redirect: each.redirect ?? undefined,
      }));
      expect(read.map(({ name, naming, redirect }) => ({ name: name.toLowerCase(), naming, redirect }))).toEqual(
        expected,
      );
    },
    { runs: 300 },
  );

  property(
    'keeps the line numbers of the text as it was typed',
    fc.tuple(fc.array(row, { minLength: 1, maxLength: 10 }), style),
    ([rows, how]) => {
      const text = pasted(rows, how);
      const lines = text.split(/\r\n|[\r\n\u2028\v]/);
      for (const { line, name } of parseDomainLines(text)) expect(lines[(line ?? 0) - 1]).toContain(name);
    },
    { runs: 100 },
  );

  property(
    'of whatever characters is read without a failure, one domain a line at most',
    fc.oneof(
      anyText,
      fc.array(anyText, { maxLength: 5 }).map((texts) => texts.join('\n')),
      fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\n', '\r', ' ', 'a', '.'), maxLength: 60 }),
    ),
    (text) => {
      const read = parseDomainLines(text);
      expect(read.length).toBeLessThanOrEqual(text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/).length);
      expect(new Set(read.map(({ line }) => line)).size).toBe(read.length);
    },
    { runs: 300 },
  );

  property(
    'of a whole sheet is read and checked in a moment',
    fc.tuple(row, style, fc.integer({ min: 1_000, max: 2_000 })),
    ([each, how, count]) => {
      const sheet = Array.from({ length: count }, (_, index) => ({ ...each, label: `${each.label}${index}` }));
      const startedAt = performance.now();
      const draft = aDraft({ label: 'Acme', defaultName: 'Ada Park', domainText: { google: pasted(sheet, how) } });
      const checked = checkOrder(draftInput(draft), new Map());
      const codes = checked.ok ? [] : checked.problems.map(({ code }) => code);
      expect(codes).toEqual(['too_many_domains', 'too_many_domains_in_all']);
      // A tenth of what it may take on a busy machine is usual; what grows with the square of the lines takes far longer.
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    },
    { runs: 5 },
  );
});

property(
  'a domain name is read or refused with a sentence, and reading it again changes nothing',
  fc.oneof(
    anyText,
    fc.tuple(fc.domain(), fc.constantFrom('', ' ', '.')).map(([name, end]) => `${name.toUpperCase()}${end}`),
    fc.ipV4(),
    fc.webUrl(),
    fc.emailAddress(),
  ),
  (text) => {
    const parsed = parseDomainName(text);
    if (parsed.ok) {
      expect(parseDomainName(parsed.name)).toEqual(parsed);
      expect(parsed.name).toMatch(/^[a-z0-9.-]{3,253}$/);
    } else {
      expect(parsed.message).toMatch(/\.$/);
    }
  },
  { runs: 500 },
);
