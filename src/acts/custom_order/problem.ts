import { z } from 'zod';
import { EMAIL_PROVIDERS } from './custom-order.ts';

/** A field of the order form, as people see it. */
export const OrderField = z.enum([
  'label',
  'workspace',
  'source',
  'providers',
  'coupon',
  'profile_picture',
  'default_name',
  'default_redirect',
  ...EMAIL_PROVIDERS.map((provider) => `domains_${provider}` as const),
  ...EMAIL_PROVIDERS.map((provider) => `aliases_${provider}` as const),
  'hosting_saved',
  'hosting_provider',
  'hosting_username',
  'hosting_password',
  'hosting_link',
  'hosting_keep',
  'sequencer_saved',
  'sequencer_provider',
  'sequencer_username',
  'sequencer_password',
  'sequencer_link',
  'sequencer_workspace',
  'sequencer_tag',
  'sequencer_keep',
]);
export type OrderField = z.infer<typeof OrderField>;

/** One thing to fix, at one place. */
export interface Problem {
  readonly code: string;
  readonly field: OrderField;
  /** Line of the field's text, from 1; null when the whole field is meant. */
  readonly line: number | null;
  /** A sentence that says what is wrong and, where it can, what would be right. Holds user text unescaped. */
  readonly message: string;
}

/** Makes a problem of a whole field. */
export const fieldProblem = (field: OrderField, code: string, message: string): Problem => ({
  code,
  field,
  line: null,
  message,
});

/** Makes a problem of one line of a field; `line` null stands for the whole field. */
export const lineProblem = (field: OrderField, line: number | null, code: string, message: string): Problem => ({
  code,
  field,
  line,
  message,
});
