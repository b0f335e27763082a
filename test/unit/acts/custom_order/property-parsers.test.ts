import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { OrderDraft } from '../../../../src/acts/custom_order/form/draft.ts';
import { draftInput } from '../../../../src/acts/custom_order/form/draft-input.ts';
import { checkOrder } from '../../../../src/acts/custom_order/rules/check-order.ts';
import { parseDomainName } from '../../../../src/acts/custom_order/rules/domain-name.ts';
import { withTyped } from '../../../../src/service/requesting/form/typed-fields.ts';
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
